from datetime import date

import pytest

from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.law.penalties import PENALTIES, Breach

LAST_OLD, FIRST_NEW = date(2026, 9, 9), date(2026, 9, 10)


@pytest.mark.parametrize(
    ("breach", "individual", "organisation"),
    [
        (Breach.DANGER_NOT_REPORTED, (500_000, 1_000_000), None),
        (Breach.SAFETY_REPORT, (1_000_000, 3_000_000), (2_000_000, 6_000_000)),
        (Breach.RETURNS, (5_000_000, 10_000_000), (10_000_000, 20_000_000)),
        (Breach.NOT_DECLARED, (20_000_000, 25_000_000), (40_000_000, 50_000_000)),
        (Breach.NOT_INVESTIGATED, (20_000_000, 25_000_000), (40_000_000, 50_000_000)),
        (Breach.NO_ASSESSMENT, (10_000_000, 15_000_000), (20_000_000, 30_000_000)),
        (Breach.NOT_PAID, (None, None), None),
    ],
)
def test_an_organisation_pays_twice_the_range_of_a_person(
    breach: Breach,
    individual: tuple[int | None, int | None],
    organisation: tuple[int, int] | None,
) -> None:
    fine = PENALTIES.on(LAST_OLD).value[breach]
    assert (fine.individual_min_vnd, fine.individual_max_vnd) == individual
    assert fine.of_organisation() == organisation


@pytest.mark.parametrize(
    ("day", "instrument", "article"),
    [
        (LAST_OLD, "Nghị định 12/2022/NĐ-CP", "Điều 21 khoản 3 điểm đ"),
        (FIRST_NEW, "Nghị định 283/2026/NĐ-CP", "Điều 32 khoản 3 điểm đ"),
    ],
)
def test_the_fine_for_not_declaring_moves_to_the_new_decree_on_the_tenth_of_september_2026(
    day: date, instrument: str, article: str
) -> None:
    fine = PENALTIES.on(day).value[Breach.NOT_DECLARED]
    assert (fine.basis.instrument, fine.basis.article) == (instrument, article)
    assert fine.basis.mark is Mark.SECOND_HAND
    assert fine.of_organisation() == (40_000_000, 50_000_000)


def test_whatever_was_not_read_in_the_new_decree_is_unsure() -> None:
    fines = PENALTIES.on(FIRST_NEW).value
    assert {breach for breach, fine in fines.items() if fine.basis.mark is not Mark.UNSURE} == {
        Breach.NOT_DECLARED
    }


@pytest.mark.parametrize("day", [LAST_OLD, FIRST_NEW])
def test_fines_by_worker_are_capped(day: date) -> None:
    fines = PENALTIES.on(day).value
    by_worker = {breach for breach, fine in fines.items() if fine.per_worker}
    assert by_worker == {Breach.NO_ASSESSMENT, Breach.NOT_PAID}
    assert {fines[breach].individual_cap_vnd for breach in by_worker} == {75_000_000}


def test_no_fine_is_claimed_as_checked_against_the_text() -> None:
    fines = [fine for version in PENALTIES.versions for fine in version.value.values()]
    assert all(fine.basis.mark in {Mark.SECOND_HAND, Mark.UNSURE} for fine in fines)


def test_every_breach_has_its_fine_and_none_is_known_before_2022() -> None:
    assert all(set(version.value) == set(Breach) for version in PENALTIES.versions)
    with pytest.raises(NoRuleInForce):
        PENALTIES.on(date(2022, 1, 16))
