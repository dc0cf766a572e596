from collections import Counter
from datetime import date

import pytest

from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.declaration import Body
from osh_incidents.domain.territory import Boundary, Competence, competence, concrete
from tests.unit.units import links, places, predecessors

LAST_OF_DISTRICTS, FIRST_WITHOUT = date(2025, 6, 30), date(2025, 7, 1)


def on(code: str, day: date) -> Competence:
    today = day >= FIRST_WITHOUT
    return competence(places()[code, today], day, predecessors(code) if today else ())


@pytest.mark.parametrize(
    ("code", "day", "unit", "police", "department"),
    [
        (
            "11311",
            LAST_OF_DISTRICTS,
            "Phường Minh Khai",
            "Công an quận Hồng Bàng",
            "Sở Nội vụ thành phố Hải Phòng",
        ),
        (
            "11311",
            FIRST_WITHOUT,
            "Phường Hồng Bàng",
            "Công an phường Hồng Bàng",
            "Sở Nội vụ thành phố Hải Phòng",
        ),
        (
            "11311",
            date(2025, 2, 28),
            "Phường Minh Khai",
            "Công an quận Hồng Bàng",
            "Sở Lao động - Thương binh và Xã hội thành phố Hải Phòng",
        ),
        (
            "10507",
            date(2016, 7, 1),
            "Phường Cẩm Thượng",
            "Công an thành phố Hải Dương",
            "Sở Lao động - Thương binh và Xã hội tỉnh Hải Dương",
        ),
        (
            "11917",
            LAST_OF_DISTRICTS,
            "Thị trấn Cát Hải",
            "Công an huyện Cát Hải",
            "Sở Nội vụ thành phố Hải Phòng",
        ),
        (
            "11914",
            FIRST_WITHOUT,
            "Đặc khu Cát Hải",
            "Công an đặc khu Cát Hải",
            "Sở Nội vụ thành phố Hải Phòng",
        ),
        (
            "11948",
            LAST_OF_DISTRICTS,
            "Huyện Bạch Long Vĩ",
            "Công an huyện Bạch Long Vĩ",
            "Sở Nội vụ thành phố Hải Phòng",
        ),
        (
            "11948",
            FIRST_WITHOUT,
            "Đặc khu Bạch Long Vĩ",
            "Công an đặc khu Bạch Long Vĩ",
            "Sở Nội vụ thành phố Hải Phòng",
        ),
    ],
)
def test_who_is_competent_follows_from_place_and_day(
    code: str, day: date, unit: str, police: str, department: str
) -> None:
    found = on(code, day)

    assert found.place.name == unit
    assert found.police.name.vi == police
    assert found.labour_department.name.vi == department
    assert (found.place.district is None) is (day >= FIRST_WITHOUT)
    assert found.police.because.since <= day
    assert found.labour_department.because.rule == "competent-body"


def test_a_body_is_named_in_english_too() -> None:
    assert on("11311", FIRST_WITHOUT).police.name.en == "Police of Hồng Bàng Ward"
    assert on("11311", LAST_OF_DISTRICTS).police.name.en == "Police of Hồng Bàng Urban District"


def test_a_body_without_a_unit_keeps_the_name_of_the_law() -> None:
    department = Body("labour_department", Text("Sở Nội vụ", "Department of Home Affairs"))
    police = Body("district_police", Text("Công an cấp huyện", "District police"))
    assert concrete((department,), places()["11311", True]) == (department,)
    assert concrete((police,), places()["11311", True]) == (police,)
    assert concrete((police,), None) == (police,)


def test_no_unit_is_told_before_the_first_known_day() -> None:
    with pytest.raises(NoRuleInForce):
        on("11311", date(2016, 6, 30))


@pytest.mark.parametrize(
    ("code", "day", "boundary"),
    [
        ("11311", LAST_OF_DISTRICTS, Boundary.OLD_HAI_PHONG),
        ("11311", FIRST_WITHOUT, Boundary.OLD_HAI_PHONG),
        ("10507", LAST_OF_DISTRICTS, Boundary.OLD_HAI_DUONG),
        ("10507", FIRST_WITHOUT, Boundary.OLD_HAI_DUONG),
        # A commune Hòa Bình lay on either side; the source does not always say which one it means.
        ("10804", FIRST_WITHOUT, Boundary.OLD_HAI_DUONG),
        ("11911", FIRST_WITHOUT, Boundary.OLD_HAI_PHONG),
    ],
)
def test_a_unit_lies_in_its_old_province_and_in_the_city_of_today(
    code: str, day: date, boundary: Boundary
) -> None:
    assert on(code, day).boundaries == (boundary, Boundary.CURRENT)


def test_a_split_unit_goes_in_parts_to_several_and_one_answers_for_it() -> None:
    parts = {link.successor_code: link for link in links() if link.code == "10585"}
    assert set(parts) == {"10549", "10573", "10678"}
    assert not any(link.whole for link in parts.values())
    assert [code for code, link in parts.items() if link.is_default] == ["10573"]


def test_lineage_loses_no_unit_and_has_no_gap() -> None:
    before = {code for code, today in places() if not today}
    after = {code for code, today in places() if today}
    assert len(after) == 114
    assert {link.code for link in links()} == before
    assert {link.successor_code for link in links()} == after
    assert Counter(link.code for link in links() if link.is_default) == Counter(before)


def test_a_whole_unit_has_one_successor_and_a_divided_one_has_several() -> None:
    number = Counter(link.code for link in links())
    assert all((number[link.code] == 1) is link.whole for link in links())


def test_every_unit_of_today_answers_for_units_of_one_old_province() -> None:
    for code in {code for code, today in places() if today}:
        old = {one.place.province for one in predecessors(code) if one.is_default}
        assert len(old) == 1, code
        strangers = [one for one in predecessors(code) if one.place.province not in old]
        assert not any(one.certain for one in strangers), code
