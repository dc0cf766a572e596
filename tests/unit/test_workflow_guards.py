from dataclasses import replace
from typing import Any

import pytest

from osh_incidents.domain.cases import CaseFacts, ClaimFacts
from osh_incidents.domain.investigation_vocabulary import Conclusion, Fault, TeamSeat
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import HandlingKind
from osh_incidents.domain.workflow.compensation import is_settled, is_underpaid, minimum_vnd
from osh_incidents.domain.workflow.handling import NO_ACTION_REASONED, OUTCOME_KNOWN
from osh_incidents.domain.workflow.investigation_guards import (
    BASE_SEATS,
    CONCLUSION_COMPLETE,
    PROVINCIAL_SEATS,
)
from osh_incidents.domain.workflow.live import LIVE
from osh_incidents.domain.workflow.model import Guard
from osh_incidents.domain.workflow.registration import (
    CLAIMS_SETTLED,
    INVESTIGATION_FINISHED,
)
from tests.unit.facts import accident, claim, disease
from tests.unit.tables import HOLDS_AND_FAILS, guards, plain

GUARDS = guards()
BASE_TEAM = frozenset({TeamSeat.EMPLOYER, TeamSeat.BASE_UNION, TeamSeat.SAFETY_OFFICER})
TEN_MILLION = 10_000_000


def test_the_examples_are_of_every_guard_and_of_nothing_else() -> None:
    assert {guard.code for _, guard in GUARDS} == set(HOLDS_AND_FAILS)


@pytest.mark.parametrize(("name", "guard"), GUARDS, ids=lambda value: getattr(value, "code", value))
def test_every_guard_can_hold_and_can_fail(name: str, guard: Guard[Any]) -> None:
    holding, failing = HOLDS_AND_FAILS[guard.code]
    assert guard.holds(replace(plain(name), **holding))
    assert not guard.holds(replace(plain(name), **failing))


@pytest.mark.parametrize(("name", "guard"), GUARDS, ids=lambda value: getattr(value, "code", value))
def test_every_guard_tells_in_both_languages_what_is_lacking(name: str, guard: Guard[Any]) -> None:
    assert guard.text.vi.strip(), name
    assert guard.text.en.strip(), name


@pytest.mark.parametrize(
    ("case", "finished"),
    [
        (accident(investigation=State.MINUTES_SENT), True),
        (accident(investigation=State.PUBLISHED), False),
        (accident(investigation=State.RECORDED), True),
        (disease(disease=State.CONFIRMED), True),
        (disease(disease=State.NOT_CONFIRMED), True),
        (disease(disease=State.ASSESSED), False),
    ],
)
def test_a_case_may_close_after_its_minutes_its_record_or_its_assessment(
    case: CaseFacts, *, finished: bool
) -> None:
    assert INVESTIGATION_FINISHED.holds(case) is finished


@pytest.mark.parametrize(
    "state", [State.DECLARED, State.RETURNED, State.REGISTERED, State.REOPENED]
)
def test_a_file_is_open_from_its_declaration_on(state: State) -> None:
    assert LIVE.holds(accident(registration=state))


@pytest.mark.parametrize("state", [State.REJECTED, State.CLOSED, State.VOIDED])
def test_a_rejected_or_closed_file_is_not_open(state: State) -> None:
    assert not LIVE.holds(accident(registration=state))


def test_a_case_without_claims_has_nothing_unsettled() -> None:
    assert CLAIMS_SETTLED.holds(accident(claims=()))


@pytest.mark.parametrize(
    ("case", "known"),
    [
        (accident(investigation=State.PUBLISHED), True),
        (accident(investigation=State.MINUTES_SENT), True),
        (accident(investigation=State.CONCLUDED), False),
        (disease(disease=State.CONFIRMED), True),
        (disease(disease=State.REPORTED), False),
    ],
)
def test_handling_waits_for_the_published_result(case: CaseFacts, *, known: bool) -> None:
    assert OUTCOME_KNOWN.holds(case) is known


@pytest.mark.parametrize(
    "kind", [HandlingKind.SANCTION, HandlingKind.REMEDIES, HandlingKind.REFERRAL]
)
def test_only_taking_no_action_needs_a_reason(kind: HandlingKind) -> None:
    assert NO_ACTION_REASONED.holds(accident(handling_kind=kind))


@pytest.mark.parametrize("missing", sorted(BASE_TEAM))
def test_a_base_team_needs_each_of_its_three_seats(missing: TeamSeat) -> None:
    assert BASE_SEATS.holds(accident(team_seats=BASE_TEAM | {TeamSeat.OTHER}))
    assert not BASE_SEATS.holds(accident(team_seats=BASE_TEAM - {missing}))


def test_a_base_team_is_no_provincial_team_and_the_refusal_names_the_seats() -> None:
    assert not PROVINCIAL_SEATS.holds(accident(team_seats=BASE_TEAM))
    assert "Sở Y tế" in PROVINCIAL_SEATS.text.vi
    assert "trade-union federation" in PROVINCIAL_SEATS.text.en


@pytest.mark.parametrize(
    ("conclusion", "cause", "fault", "complete"),
    [
        (Conclusion.OCCUPATIONAL_ACCIDENT, "7", Fault.WORKER_WHOLLY, True),
        (Conclusion.OCCUPATIONAL_ACCIDENT, None, Fault.WORKER_WHOLLY, False),
        (Conclusion.OCCUPATIONAL_ACCIDENT, "7", None, False),
        (Conclusion.ALLOWANCE_CASE, None, None, True),
        (Conclusion.NOT_OCCUPATIONAL, None, None, True),
    ],
)
def test_only_an_occupational_accident_needs_cause_and_fault(
    conclusion: Conclusion, cause: str | None, fault: Fault | None, *, complete: bool
) -> None:
    case = accident(conclusion=conclusion, main_cause=cause, fault=fault)
    assert CONCLUSION_COMPLETE.holds(case) is complete


@pytest.mark.parametrize(
    ("decided", "paid", "settled", "underpaid"),
    [
        (15_000_000, 14_999_999, False, False),
        (15_000_000, 15_000_000, True, False),
        (14_999_999, 14_999_999, False, True),
        (14_999_999, 15_000_000, True, True),
        (20_000_000, 19_999_999, False, False),
        (20_000_000, 20_000_000, True, False),
        (None, 15_000_000, True, False),
    ],
)
def test_paid_means_at_or_above_both_the_minimum_and_the_decision(
    decided: int | None, paid: int, *, settled: bool, underpaid: bool
) -> None:
    owed = claim(loss_percent=5, monthly_wage_vnd=TEN_MILLION, decided_vnd=decided, paid_vnd=paid)
    assert minimum_vnd(owed) == 15_000_000
    assert (is_settled(owed), is_underpaid(owed)) == (settled, underpaid)


@pytest.mark.parametrize(
    "unknown", [claim(loss_percent=5), claim(monthly_wage_vnd=TEN_MILLION), claim()]
)
def test_while_the_minimum_is_unknown_nothing_is_settled_or_underpaid(unknown: ClaimFacts) -> None:
    paid = replace(unknown, decided_vnd=1, paid_vnd=10**12)
    assert minimum_vnd(paid) is None
    assert not is_settled(paid)
    assert not is_underpaid(paid)
