"""The words in which a declaration is told what contradicts and what is odd, in both languages."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from osh_incidents.domain.cases import CaseFacts, VictimFacts
from osh_incidents.domain.classification import classify
from osh_incidents.domain.declaration import Declaration, Exposure
from osh_incidents.domain.declaration_rules import Known, faults
from osh_incidents.domain.declaration_warnings import warnings
from osh_incidents.domain.labels import Text
from osh_incidents.domain.vocabulary import Declarant, Severity
from tests.unit.declarations import (
    DIAGNOSED,
    NOW,
    OCCURRED,
    accident,
    at_workplace,
    disease,
    told,
    victim,
)

MOMENT = timedelta(microseconds=1)
ONE_ID = "031190000000"
FUTURE = Text("Thời điểm ở tương lai.", "This lies in the future.")
BEFORE = Text("Trước khi xảy ra tai nạn.", "This lies before the accident.")
UNKNOWN = Text("Mã không có trong danh mục.", "The code is not in the list.")
BEFORE_LAW = Text(
    "Trước ngày Luật An toàn, vệ sinh lao động có hiệu lực (01/7/2016).",
    "Before the law on occupational safety and health came into force (2016-07-01).",
)


@pytest.mark.parametrize(
    ("declaration", "words"),
    [
        (accident(known_at=NOW + MOMENT), FUTURE),
        (disease(diagnosed_on=date(2026, 3, 5)), FUTURE),
        (accident(victim(died_at=NOW + MOMENT)), FUTURE),
        (accident(known_at=OCCURRED - MOMENT), BEFORE),
        (accident(victim(died_at=OCCURRED - MOMENT)), BEFORE),
        (accident(occurred_at=datetime(2016, 6, 30, 16, 59, tzinfo=UTC)), BEFORE_LAW),
        (disease(diagnosed_on=date(2016, 6, 30)), BEFORE_LAW),
        (at_workplace(accident(), vsic_code="0400"), UNKNOWN),
        (accident(preliminary_cause="0"), UNKNOWN),
        (accident(victim(injury_codes=("110",))), UNKNOWN),
        (
            at_workplace(accident(), workers_total=40, workers_female=41),
            Text("Số nữ lớn hơn tổng số lao động.", "More women than workers in all."),
        ),
        (
            disease(list_no=36),
            Text(
                "Không có trong danh mục bệnh được bảo hiểm vào ngày chẩn đoán.",
                "Not in the list of insured diseases on the day of diagnosis.",
            ),
        ),
        (
            disease(victim(birth_date=DIAGNOSED)),
            Text("Sinh sau ngày xảy ra.", "Born after the day of the event."),
        ),
        (
            accident(victim(citizen_id=ONE_ID), victim(citizen_id=ONE_ID)),
            Text("Người này đã có trong danh sách.", "This person is listed already."),
        ),
        (
            disease(exposures=(Exposure("silica", "2020-02", "2020-01"),)),
            Text("Kết thúc trước khi bắt đầu.", "The end lies before the start."),
        ),
    ],
)
def test_a_contradiction_is_told_in_words(declaration: Declaration, words: Text) -> None:
    assert [fault.detail for fault in faults(Known.of(asdict(declaration)), NOW)] == [words]


def test_the_lists_of_the_first_day_of_the_law_are_those_of_the_law() -> None:
    first = disease(list_no=99, diagnosed_on=date(2016, 7, 1))
    assert told(first) == [("/disease/list_no", "not_in_list")]


def odd(declaration: Declaration, received_at: datetime = NOW) -> list[Text]:
    hurt = [VictimFacts(v.relation, v.dead, v.injury_codes) for v in declaration.victims]
    classified = classify(CaseFacts(declaration.kind, OCCURRED.date(), tuple(hurt)))
    return [warning.detail for warning in warnings(declaration, classified, received_at)]


def test_what_is_odd_is_told_in_words() -> None:
    by_commune = accident()
    commune = replace(by_commune.declarant, role=Declarant.COMMUNE)

    assert odd(accident(victim(condition=Severity.FATAL))) == [
        Text("Chưa có thời điểm chết.", "The time of death is missing.")
    ]
    assert odd(replace(by_commune, declarant=commune)) == [
        Text(
            "Người có quan hệ lao động do người sử dụng lao động khai báo.",
            "The employer must declare victims with an employment relation.",
        )
    ]
    assert odd(accident(victim(citizen_id="031090000000"))) == [
        Text(
            "Số căn cước không khớp giới tính hoặc năm sinh.",
            "The citizen id does not agree with sex or year of birth.",
        )
    ]
    assert odd(accident(), OCCURRED + timedelta(hours=25)) == [
        Text(
            "Luật yêu cầu khai báo ngay; khai báo này nhận được sau 24 giờ.",
            "The law asks to declare at once; this was received after more than 24 hours.",
        )
    ]


def test_a_severity_that_differs_names_both() -> None:
    light, severe = Severity.LIGHT.label, Severity.SEVERE.label

    assert odd(accident(victim(condition=Severity.LIGHT, injury_codes=("033",)))) == [
        Text(
            f"Khai «{light.vi}» nhưng theo quy định là «{severe.vi}».",
            f"Declared “{light.en}”, but by the rules it is “{severe.en}”.",
        )
    ]
