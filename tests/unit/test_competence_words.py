"""Who is competent and what is refused, to the letter."""

from datetime import date

import pytest

from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.calendar import LEGAL_CALENDAR, Calendar
from osh_incidents.domain.law.declaration import Body
from osh_incidents.domain.law.holidays import TET, statutory
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version
from osh_incidents.domain.territory import (
    Boundary,
    boundaries,
    competence,
    concrete,
    named,
    require_known,
)
from tests.unit.units import places, predecessors

HAI_PHONG, HAI_DUONG = "Thành phố Hải Phòng", "Tỉnh Hải Dương"
TODAY = date(2026, 3, 4)
CITED = Citation("Luật 84/2015/QH13", "", Mark.VERIFIED)


def test_a_day_before_the_first_known_is_refused_in_both_languages() -> None:
    require_known(date(2016, 7, 1))
    with pytest.raises(NoRuleInForce) as refused:
        require_known(date(2016, 6, 30))
    assert refused.value.detail == Text(
        "Chưa có dữ liệu đơn vị hành chính cho ngày 2016-06-30.",
        "The units of 2016-06-30 are not known.",
    )
    assert refused.value.members == {"rule": "areas", "first_day": "2016-07-01"}


def test_a_rule_not_yet_in_force_is_refused_in_both_languages() -> None:
    rule = Provision(
        "some-rule",
        Text("Quy định", "Rule"),
        (Version(date(2016, 7, 1), "old", CITED, TODAY),),
        str,
    )
    with pytest.raises(NoRuleInForce) as refused:
        rule.on(date(2016, 6, 30))
    assert refused.value.detail == Text(
        "Chưa có dữ liệu quy định «Quy định» cho ngày 2016-06-30.",
        "No version of “Quy định” is known for 2016-06-30.",
    )


def test_a_day_outside_the_calendar_is_refused_in_both_languages() -> None:
    with pytest.raises(NoRuleInForce) as refused:
        LEGAL_CALENDAR.is_working_day(date(2028, 1, 1))
    assert refused.value.detail == Text(
        "Chưa có lịch nghỉ lễ, Tết và ngày làm việc cho ngày 2028-01-01.",
        "The calendar of holidays and working days is not known for 2028-01-01.",
    )


def test_a_citation_without_an_article_is_the_instrument_alone() -> None:
    assert str(CITED) == "Luật 84/2015/QH13"


def test_a_unit_from_two_provinces_belongs_to_none_of_the_old() -> None:
    ward = places()["11311", True]
    assert boundaries(ward, {HAI_PHONG, HAI_DUONG}) == (Boundary.CURRENT,)
    assert boundaries(ward, {HAI_PHONG, "Tỉnh Quảng Ninh"}) == (Boundary.CURRENT,)
    assert boundaries(ward, {HAI_DUONG}) == (Boundary.OLD_HAI_DUONG, Boundary.CURRENT)
    assert boundaries(ward, {"Tỉnh Quảng Ninh"}) == ()


def test_the_police_is_that_of_the_very_unit_and_no_other_body_is() -> None:
    ward, old = places()["11311", True], places()["11311", False]
    commune = Body("commune_police", Text("Công an cấp xã", "Commune police"))
    district = Body("district_police", Text("Công an cấp huyện", "District police"))
    office = Body("labour_department", Text("Sở Nội vụ", "Department of Home Affairs"))

    assert concrete((commune, office), ward) == (
        Body("commune_police", Text("Công an phường Hồng Bàng", "Police of Hồng Bàng Ward")),
        office,
    )
    assert concrete((district, office), old)[0].name.vi == "Công an quận Hồng Bàng"
    assert named(office, old) == office.name
    assert named(commune, None) == commune.name


def test_the_competent_bodies_bear_the_codes_of_the_law() -> None:
    found = competence(places()["11311", True], TODAY, predecessors("11311"))
    assert (found.police.body, found.labour_department.body) == (
        "commune_police",
        "labour_department",
    )


def test_a_calendar_of_its_own_counts_its_first_and_last_day_and_its_holidays() -> None:
    # Saturday 1/1/2028 to Friday 7/1; the Monday and the Friday are off.
    off = (statutory(date(2028, 1, 7), TET), statutory(date(2028, 1, 3), TET))
    calendar = Calendar(date(2028, 1, 1), date(2028, 1, 7), off)

    assert [entry.day for entry in calendar.days] == [date(2028, 1, 3), date(2028, 1, 7)]
    assert calendar.working_day_from(date(2028, 1, 1)) == date(2028, 1, 4)
    assert calendar.working_day_after(date(2028, 1, 1), 3) == date(2028, 1, 6)
    assert calendar.working_days_between(date(2028, 1, 1), date(2028, 1, 8)) == 3
    with pytest.raises(NoRuleInForce):
        calendar.working_day_after(date(2028, 1, 1), 4)


def test_the_last_day_of_a_calendar_may_be_worked_and_none_after_it() -> None:
    # Friday 7/1/2028 is a working day, Saturday is outside.
    calendar = Calendar(date(2028, 1, 3), date(2028, 1, 7), ())

    assert calendar.working_day_after(date(2028, 1, 3), 4) == date(2028, 1, 7)
    assert calendar.working_days_between(date(2028, 1, 3), date(2028, 1, 8)) == 5
    weekend = Calendar(date(2028, 1, 3), date(2028, 1, 9), ())
    assert weekend.working_days_between(date(2028, 1, 3), date(2028, 1, 10)) == 5
