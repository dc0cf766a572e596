from datetime import date

import pytest

from osh_incidents.domain.law.causes import CAUSES
from osh_incidents.domain.law.declaration import FORMS, RECIPIENTS, Duty
from osh_incidents.domain.law.diseases import INSURED_DISEASES
from osh_incidents.domain.law.injuries import SEVERE_INJURIES, mark_of
from osh_incidents.domain.law.investigation import (
    COMPETENT_BODY,
    INVESTIGATE_WITHIN,
    INVESTIGATION_LEVEL,
    NO_CONTRACT_LEVEL,
    Class,
)
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.law.periods import Period, Unit
from osh_incidents.domain.vocabulary import Level

JUNE_30, JULY_1 = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("day", "duty", "told"),
    [
        (JUNE_30, Duty.EMPLOYER_DEATH, ["labour_department", "district_police"]),
        (JUNE_30, Duty.EMPLOYER_SEVERAL, ["labour_department"]),
        (JUNE_30, Duty.COMMUNE_DEATH, ["district_police", "labour_department"]),
        (JUNE_30, Duty.COMMUNE_SEVERAL, ["district_police", "labour_department"]),
        (JULY_1, Duty.EMPLOYER_DEATH, ["labour_department", "commune_police"]),
        (JULY_1, Duty.EMPLOYER_SEVERAL, ["labour_department"]),
        (JULY_1, Duty.COMMUNE_DEATH, ["commune_police", "labour_department"]),
        (JULY_1, Duty.COMMUNE_SEVERAL, ["commune_police", "labour_department"]),
    ],
)
def test_who_is_told_changes_on_the_first_of_july_2025(
    day: date, duty: Duty, told: list[str]
) -> None:
    assert [body.code for body in RECIPIENTS.on(day).value[duty]] == told


@pytest.mark.parametrize(
    ("day", "name"),
    [(JUNE_30, "Thanh tra Sở Lao động - Thương binh và Xã hội"), (JULY_1, "Sở Nội vụ")],
)
def test_the_department_told_of_a_death_is_called_by_its_name_of_the_day(
    day: date, name: str
) -> None:
    assert RECIPIENTS.on(day).value[Duty.EMPLOYER_DEATH][0].name.vi == name


@pytest.mark.parametrize(
    ("day", "employer", "commune"),
    [(JUNE_30, "PL-III-ND39", "PL-IV-ND39"), (JULY_1, "MAU-01-ND129", "MAU-06-ND129")],
)
def test_the_forms_change_on_the_first_of_july_2025(day: date, employer: str, commune: str) -> None:
    forms = {duty: form.code for duty, form in FORMS.on(day).value.items()}
    assert forms[Duty.EMPLOYER_DEATH] == forms[Duty.EMPLOYER_SEVERAL] == employer
    assert forms[Duty.COMMUNE_DEATH] == forms[Duty.COMMUNE_SEVERAL] == commune


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 2, 28), "Sở Lao động - Thương binh và Xã hội"),
        (date(2025, 3, 1), "Sở Nội vụ"),
    ],
)
def test_the_provincial_team_is_set_up_by_the_department_of_the_day(day: date, name: str) -> None:
    offices = COMPETENT_BODY.on(day).value
    assert offices[Level.PROVINCIAL].name.vi == name
    assert offices[Level.BASE].code == "employer"
    assert offices[Level.COMMUNE_RECORD].code == "commune"


@pytest.mark.parametrize(
    ("day", "count", "name_of_26"),
    [
        (date(2016, 7, 1), 34, "Viêm da tiếp xúc nghề nghiệp do crôm"),
        (date(2026, 2, 14), 35, "Viêm da tiếp xúc nghề nghiệp do crôm"),
        (date(2026, 2, 15), 35, "Viêm da tiếp xúc"),
    ],
)
def test_the_list_of_diseases_is_that_of_the_day(day: date, count: int, name_of_26: str) -> None:
    listed = INSURED_DISEASES.on(day).value
    assert list(listed) == list(range(1, count + 1))
    assert listed[26] == name_of_26
    assert listed[1] == "Bụi phổi silic"


def test_the_time_limits_are_four_seven_twenty_and_thirty_days() -> None:
    assert INVESTIGATE_WITHIN.on(JULY_1).value == {
        Class.LIGHT: Period(4, Unit.DAYS, extension=0),
        Class.ONE_SEVERE: Period(7, Unit.DAYS, extension=7),
        Class.SEVERAL_SEVERE: Period(20, Unit.DAYS, extension=20),
        Class.FATAL: Period(30, Unit.DAYS, extension=30),
    }


def test_every_class_of_accident_has_a_level_and_a_time_limit() -> None:
    for rule in (INVESTIGATION_LEVEL, NO_CONTRACT_LEVEL):
        assert all(set(version.value) == set(Class) for version in rule.versions)
    assert all(set(version.value) == set(Class) for version in INVESTIGATE_WITHIN.versions)


def test_every_level_has_a_body_and_every_duty_its_recipients_and_form() -> None:
    assert all(set(version.value) == set(Level) for version in COMPETENT_BODY.versions)
    assert all(set(version.value) == set(Duty) for version in RECIPIENTS.versions)
    assert all(set(version.value) == set(Duty) for version in FORMS.versions)


def test_the_severe_injuries_are_those_of_the_appendix() -> None:
    groups = {"01": 10, "02": 12, "03": 5, "04": 3, "05": 6, "06": 6}
    expected = {f"{group}{n}" for group, count in groups.items() for n in range(1, count + 1)}
    assert set(SEVERE_INJURIES.on(JULY_1).value) == expected


@pytest.mark.parametrize(
    ("code", "mark"),
    [("0110", Mark.VERIFIED), ("035", Mark.VERIFIED), ("041", Mark.RECALLED)],
)
def test_the_wording_of_the_first_three_groups_was_checked(code: str, mark: Mark) -> None:
    assert mark_of(code) is mark


def test_there_are_nine_causes_and_the_last_is_objective() -> None:
    listed = CAUSES.on(JULY_1).value
    assert list(listed) == [str(number) for number in range(1, 10)]
    assert "Khách quan" in listed["9"].vi
