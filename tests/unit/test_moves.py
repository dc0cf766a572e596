from datetime import date

import pytest

from osh_incidents.domain import (
    claim_moves,
    investigation_moves,
    investigation_turns,
    moves,
    registration_moves,
)
from osh_incidents.domain.investigation_vocabulary import Conclusion, Fault, TeamSeat
from osh_incidents.domain.tracks import Do
from osh_incidents.domain.vocabulary import HandlingKind
from tests.unit.facts import TODAY, accident, claim


def members(*heads: bool) -> tuple[investigation_moves.Member, ...]:
    seats = (TeamSeat.EMPLOYER, TeamSeat.BASE_UNION, TeamSeat.SAFETY_OFFICER)
    return tuple(
        investigation_moves.Member(seat, "Nguyễn Văn An", is_head=head)
        for seat, head in zip(seats, heads, strict=False)
    )


def decided(amount: int, wage: int | None = None) -> claim_moves.DecideClaim:
    return claim_moves.DecideClaim(amount, "12/QĐ", TODAY, monthly_wage_vnd=wage)


def test_every_action_has_a_move_that_brings_it() -> None:
    assert investigation_turns.HandOver in moves.CaseMove.__subclasses__()
    of_cases = {move.action for move in moves.CaseMove.__subclasses__()}
    of_claims = {move.action for move in claim_moves.ClaimMove.__subclasses__()}
    assert of_cases | of_claims == set(Do)


@pytest.mark.parametrize(
    ("heads", "headed"),
    [((True, False, False), True), ((False, False), False), ((True, True), False)],
)
def test_a_team_has_a_head_if_exactly_one_member_is(
    heads: tuple[bool, ...], *, headed: bool
) -> None:
    formed = investigation_moves.FormTeam("12/QĐ", TODAY, members(*heads)).on(accident())
    assert formed.team_has_head is headed


def test_a_team_takes_the_seats_of_its_members() -> None:
    formed = investigation_moves.FormTeam("12/QĐ", TODAY, members(True, False)).on(accident())
    assert formed.team_seats == {TeamSeat.EMPLOYER, TeamSeat.BASE_UNION}


def test_a_conclusion_brings_cause_and_fault() -> None:
    move = investigation_moves.Conclude(
        Conclusion.OCCUPATIONAL_ACCIDENT, "Máy không che chắn.", Fault.NOT_WORKER_WHOLLY, "1"
    )
    concluded = move.on(accident())
    assert concluded.conclusion is Conclusion.OCCUPATIONAL_ACCIDENT
    assert (concluded.main_cause, concluded.fault) == ("1", Fault.NOT_WORKER_WHOLLY)


def test_a_decision_on_a_case_brings_its_kind_and_reason() -> None:
    handled = moves.DecideHandling(HandlingKind.NO_ACTION, reason="đã khắc phục").on(accident())
    assert handled.handling_kind is HandlingKind.NO_ACTION
    assert handled.handling_reason == "đã khắc phục"


def test_an_assessment_brings_the_loss() -> None:
    move = claim_moves.RecordAssessment(31, date(2026, 3, 1), "Hội đồng GĐYK")
    assert move.on(claim()).loss_percent == 31


def test_payments_add_up() -> None:
    first, second = claim_moves.Pay(5_000_000, TODAY), claim_moves.Pay(1, TODAY)
    assert second.on(first.on(claim())).paid_vnd == 5_000_001


def test_a_decision_on_a_claim_brings_the_wage_that_was_left_out() -> None:
    found = decided(15_000_000, wage=10_000_000).on(claim())
    assert (found.decided_vnd, found.monthly_wage_vnd) == (15_000_000, 10_000_000)


def test_a_decision_on_a_claim_without_a_wage_keeps_the_one_declared() -> None:
    found = decided(15_000_000).on(claim(monthly_wage_vnd=9_000_000))
    assert found.monthly_wage_vnd == 9_000_000


@pytest.mark.parametrize(
    "move", [registration_moves.Register(), investigation_moves.Start(), registration_moves.Close()]
)
def test_a_move_that_brings_nothing_leaves_the_facts_as_they_are(move: moves.CaseMove) -> None:
    assert move.on(accident()) == accident()


def test_ending_treatment_leaves_the_claim_as_it_is() -> None:
    assert claim_moves.EndTreatment().on(claim()) == claim()
