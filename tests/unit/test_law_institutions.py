from datetime import date

import pytest

from osh_incidents.domain.investigation_vocabulary import TeamSeat
from osh_incidents.domain.law.leased import LEASED_WORKERS, LeasedDuty, Party
from osh_incidents.domain.law.local_government import (
    COMMITTEES,
    OFFICE_NAMES,
    POLICE,
    Office,
    Tier,
)
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.law.special_regimes import (
    SEAFARERS,
    SPECIAL_RECIPIENTS,
    SPECIAL_REGIMES,
    Sea,
)
from osh_incidents.domain.law.teams import TEAMS, TeamLevel
from osh_incidents.domain.vocabulary import SpecialRegime

FEBRUARY_28, MARCH_1 = date(2025, 2, 28), date(2025, 3, 1)
JUNE_30, JULY_1 = date(2025, 6, 30), date(2025, 7, 1)


def seats(level: TeamLevel, day: date) -> list[TeamSeat]:
    return [member.seat for member in TEAMS.on(day).value[level].members]


@pytest.mark.parametrize("day", [FEBRUARY_28, MARCH_1, JULY_1])
def test_the_seats_of_the_teams_stay_while_the_departments_change(day: date) -> None:
    assert seats(TeamLevel.BASE, day) == [
        TeamSeat.BASE_UNION,
        TeamSeat.SAFETY_OFFICER,
        TeamSeat.HEALTH_OFFICER,
        TeamSeat.OTHER,
    ]
    assert seats(TeamLevel.PROVINCIAL, day) == [
        TeamSeat.HEALTH_DEPARTMENT,
        TeamSeat.UNION_FEDERATION,
        TeamSeat.OTHER,
    ]
    assert TEAMS.on(day).value[TeamLevel.BASE].head.vi.startswith("Người sử dụng lao động")


@pytest.mark.parametrize(
    ("day", "head", "mark"),
    [
        (FEBRUARY_28, "Đại diện Thanh tra Sở Lao động - Thương binh và Xã hội", Mark.RECALLED),
        (
            JUNE_30,
            "Đại diện Sở Nội vụ (thanh tra, hoặc bộ phận tham mưu về an toàn lao động)",
            Mark.RECALLED,
        ),
        (
            JULY_1,
            "Đại diện bộ phận của Sở Nội vụ tham mưu về an toàn, vệ sinh lao động",
            Mark.VERIFIED,
        ),
    ],
)
def test_the_provincial_team_is_headed_by_the_office_of_the_day(
    day: date, head: str, mark: Mark
) -> None:
    version = TEAMS.on(day)
    assert version.value[TeamLevel.PROVINCIAL].head.vi == head
    assert version.source.mark is mark


def test_each_level_has_its_form_of_decision() -> None:
    forms = {level: team.decision_form for level, team in TEAMS.on(JULY_1).value.items()}
    assert forms == {
        TeamLevel.BASE: "Phụ lục V",
        TeamLevel.PROVINCIAL: "Phụ lục VI",
        TeamLevel.CENTRAL: "Phụ lục VII",
    }


@pytest.mark.parametrize(
    ("day", "department", "ministry"),
    [
        (
            FEBRUARY_28,
            "Sở Lao động - Thương binh và Xã hội",
            "Bộ Lao động - Thương binh và Xã hội",
        ),
        (MARCH_1, "Sở Nội vụ", "Bộ Nội vụ"),
    ],
)
def test_the_labour_administration_took_its_new_names_on_the_first_of_march_2025(
    day: date, department: str, ministry: str
) -> None:
    names = OFFICE_NAMES.on(day).value
    assert names[Office.DEPARTMENT].vi == department
    assert names[Office.MINISTRY].vi == ministry


@pytest.mark.parametrize(
    ("day", "tiers"),
    [
        (JUNE_30, (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)),
        (JULY_1, (Tier.PROVINCE, Tier.COMMUNE)),
    ],
)
def test_the_district_committee_ended_on_the_thirtieth_of_june_2025(
    day: date, tiers: tuple[Tier, ...]
) -> None:
    assert COMMITTEES.on(day).value == tiers


@pytest.mark.parametrize(
    ("day", "existing", "told", "mark"),
    [
        (FEBRUARY_28, 3, Tier.DISTRICT, Mark.VERIFIED),
        (MARCH_1, 2, Tier.DISTRICT, Mark.RECALLED),
        (JUNE_30, 2, Tier.DISTRICT, Mark.RECALLED),
        (JULY_1, 2, Tier.COMMUNE, Mark.VERIFIED),
    ],
)
def test_the_law_named_the_district_police_four_months_longer_than_it_existed(
    day: date, existing: int, told: Tier, mark: Mark
) -> None:
    version = POLICE.on(day)
    assert len(version.value.existing) == existing
    assert (Tier.DISTRICT in version.value.existing) == (existing == 3)
    assert version.value.told_of_a_death is told
    assert version.source.mark is mark


@pytest.mark.parametrize(
    ("day", "told", "mark"),
    [
        (
            JUNE_30,
            ["Thanh tra Sở Lao động - Thương binh và Xã hội", "Công an cấp huyện"],
            Mark.UNSURE,
        ),
        (JULY_1, ["Sở Nội vụ", "Công an cấp xã"], Mark.VERIFIED),
    ],
)
def test_who_is_also_told_in_a_special_field(day: date, told: list[str], mark: Mark) -> None:
    version = SPECIAL_RECIPIENTS.on(day)
    assert [body.vi for body in version.value] == told
    assert version.source.mark is mark


def test_every_special_field_names_its_law_and_seafarers_have_a_circular() -> None:
    assert set(SPECIAL_REGIMES.on(JULY_1).value) == set(SpecialRegime)
    assert "13/2017" in SPECIAL_REGIMES.on(JULY_1).value[SpecialRegime.MARITIME].vi
    assert "13/2017" not in SPECIAL_REGIMES.on(date(2017, 12, 31)).value[SpecialRegime.MARITIME].vi
    rule = SEAFARERS.on(JULY_1).value
    assert rule.recipients[Sea.VIETNAM][0].name.vi == "Cảng vụ hàng hải gần nhất"
    assert [len(rule.recipients[where]) for where in Sea] == [3, 3]
    assert len(rule.ships_left_out) == 4


def test_the_host_declares_and_investigates_and_the_leasing_firm_reports() -> None:
    shares = LEASED_WORKERS.on(JULY_1).value
    assert {duty: share.party for duty, share in shares.items()} == {
        LeasedDuty.DECLARE: Party.HOST,
        LeasedDuty.INVESTIGATE: Party.HOST,
        LeasedDuty.TELL_FIRM: Party.HOST,
        LeasedDuty.SUMMARISE: Party.HOST,
        LeasedDuty.REPORT: Party.FIRM,
    }
