"""Every table of every track, and facts by which each of their guards holds and fails."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from osh_incidents.domain.authority import Role
from osh_incidents.domain.investigation_vocabulary import (
    Conclusion,
    CriminalOutcome,
    ExtensionState,
    Fault,
    Petition,
    Petitioner,
    TeamSeat,
)
from osh_incidents.domain.requests import CaseRequest
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import HandlingKind, Level, NotEntitled, Rejection
from osh_incidents.domain.workflow.model import Guard, Transition, Workflow
from osh_incidents.domain.workflow.registry import CASE_WORKFLOWS, CLAIM_WORKFLOWS
from tests.unit.facts import TODAY, accident, actor, claim

TABLES: dict[str, Workflow[Any]] = {**CASE_WORKFLOWS, **CLAIM_WORKFLOWS}
Changes = dict[str, Any]

_ACCIDENT = Conclusion.OCCUPATIONAL_ACCIDENT
_ME = actor(Role.SUPERVISOR)
_ANOTHER = UUID(int=99)
_LONG_AGO = date(2024, 3, 4)
"""Twenty-four months before `TODAY`, to the day."""
_WAGE = 10_000_000
_TEAM = frozenset(
    {
        TeamSeat.EMPLOYER,
        TeamSeat.BASE_UNION,
        TeamSeat.SAFETY_OFFICER,
        TeamSeat.LABOUR_DEPARTMENT,
        TeamSeat.HEALTH_DEPARTMENT,
        TeamSeat.UNION_FEDERATION,
        TeamSeat.LABOUR_MINISTRY,
        TeamSeat.HEALTH_MINISTRY,
        TeamSeat.CONFEDERATION,
    }
)

HOLDS_AND_FAILS: dict[str, tuple[Changes, Changes]] = {
    "investigation_unfinished": (
        {"investigation": State.MINUTES_SENT},
        {"investigation": State.PUBLISHED},
    ),
    "handling_unfinished": ({"handling": State.DONE}, {"handling": State.REMEDIES_DUE}),
    "claims_unsettled": (
        {"claims": (claim(state=State.PAID), claim(state=State.NOT_ENTITLED))},
        {"claims": (claim(state=State.PAID), claim(state=State.PART_PAID))},
    ),
    "file_not_open": ({"registration": State.REGISTERED}, {"registration": State.CLOSED}),
    "claim_file_not_open": ({"file_open": True}, {"file_open": False}),
    "case_not_registered": (
        {"registration": State.REGISTERED},
        {"registration": State.DECLARED},
    ),
    "team_without_head": ({"team_has_head": True}, {"team_has_head": False}),
    "team_incomplete": ({"team_seats": _TEAM}, {"team_seats": frozenset({TeamSeat.OTHER})}),
    "conclusion_incomplete": (
        {"conclusion": _ACCIDENT, "main_cause": "1", "fault": Fault.NOT_WORKER_WHOLLY},
        {"conclusion": _ACCIDENT, "main_cause": "1", "fault": None},
    ),
    "no_extension_for_light": ({"extension_most": 30}, {"extension_most": 0, "extension_days": 0}),
    "extension_used": (
        {"extension": ExtensionState.REFUSED},
        {"extension": ExtensionState.APPROVED},
    ),
    "extension_too_long": (
        {"extension_most": 30, "extension_days": 30},
        {"extension_most": 30, "extension_days": 31},
    ),
    "no_extension_requested": (
        {"extension": ExtensionState.REQUESTED},
        {"extension": ExtensionState.APPROVED},
    ),
    "own_request": (
        {"acting": _ME, "extension_requested_by": _ANOTHER},
        {"acting": _ME, "extension_requested_by": _ME.account_id},
    ),
    "possible_duplicate": ({"open_duplicates": 0}, {"open_duplicates": 1}),
    "led_by_another": ({"is_led": False}, {"is_led": True}),
    "transfer_instead": (
        {"rejection": Rejection.DUPLICATE},
        {"rejection": Rejection.OUTSIDE_JURISDICTION},
    ),
    "petition_unanswered": ({"petition": None}, {"petition": Petition.RECEIVED}),
    "request_open": ({"request": None}, {"request": CaseRequest.VOID}),
    "no_void_requested": ({"request": CaseRequest.VOID}, {"request": CaseRequest.REOPEN}),
    "no_reopen_requested": ({"request": CaseRequest.REOPEN}, {"request": None}),
    "own_case_request": (
        {"acting": _ME, "requested_by": _ANOTHER},
        {"acting": _ME, "requested_by": _ME.account_id},
    ),
    "not_the_declarant": (
        {"acting": replace(_ME, role=Role.EMPLOYER), "declared_by": _ME.organisation_id},
        {"acting": replace(_ME, role=Role.EMPLOYER), "declared_by": _ANOTHER},
    ),
    "not_your_unit": (
        {"acting": replace(_ME, tax_code="0200123457"), "tax_code": "0200123457"},
        {"acting": replace(_ME, tax_code="0200556677"), "tax_code": "0200123457"},
    ),
    "belongs_to_another_level": (
        {"level": Level.PROVINCIAL, "round_level": Level.PROVINCIAL},
        {"level": Level.PROVINCIAL, "round_level": Level.BASE},
    ),
    "belongs_here": (
        {"level": Level.PROVINCIAL, "round_level": Level.BASE},
        {"level": Level.BASE, "round_level": Level.BASE},
    ),
    "commuting_is_allowance": (
        {"commuting": False, "conclusion": _ACCIDENT},
        {"commuting": True, "conclusion": _ACCIDENT},
    ),
    "commuting_evidence_missing": (
        {"commuting": False},
        {"commuting": True, "conclusion": Conclusion.ALLOWANCE_CASE},
    ),
    "fault_settled_by_criminal_case": (
        {"criminal_outcome": None},
        {"criminal_outcome": CriminalOutcome.NO_CULPRIT, "fault": Fault.WORKER_WHOLLY},
    ),
    "no_criminal_case": ({"criminal_case_open": True}, {"criminal_case_open": False}),
    "criminal_case_open": ({"criminal_case_open": False}, {"criminal_case_open": True}),
    "no_petition": ({"petition": Petition.RECEIVED}, {"petition": Petition.REFUSED}),
    "petition_waiting": ({"petition": Petition.REFUSED}, {"petition": Petition.RECEIVED}),
    "window_over": (
        {
            "petitioner": Petitioner.VICTIM,
            "petitioned_on": date(2026, 6, 2),
            "complain_until": date(2026, 6, 2),
        },
        {
            "petitioner": Petitioner.VICTIM,
            "petitioned_on": date(2026, 6, 3),
            "complain_until": date(2026, 6, 2),
        },
    ),
    "reassessed_too_early": (
        {"assessed_on": _LONG_AGO, "today": TODAY},
        {"assessed_on": _LONG_AGO + timedelta(days=1), "today": TODAY},
    ),
    "claim_reassessed_too_early": (
        {"assessed_on": _LONG_AGO, "today": TODAY},
        {"assessed_on": None, "today": TODAY},
    ),
    "result_unchanged": ({"decided_before_result": True}, {"decided_before_result": False}),
    "denied_for_another_reason": (
        {"not_entitled_reason": NotEntitled.BELOW_THRESHOLD},
        {"not_entitled_reason": NotEntitled.DRUGS},
    ),
    "not_denied_by_result": (
        {"not_entitled_reason": NotEntitled.NOT_OCCUPATIONAL},
        {"not_entitled_reason": NotEntitled.BELOW_THRESHOLD},
    ),
    "not_your_worker": (
        {"acting": replace(_ME, tax_code="0200556677"), "payer_tax_code": "0200556677"},
        {"acting": replace(_ME, tax_code="0200123457"), "payer_tax_code": "0200556677"},
    ),
    "nothing_paid": (
        {"loss_percent": 5, "monthly_wage_vnd": _WAGE, "paid_vnd": 0},
        {"loss_percent": 5, "monthly_wage_vnd": _WAGE, "paid_vnd": 1},
    ),
    "something_paid": (
        {"loss_percent": 5, "monthly_wage_vnd": _WAGE, "paid_vnd": 14_999_999},
        {"loss_percent": 5, "monthly_wage_vnd": _WAGE, "paid_vnd": 15_000_000},
    ),
    "loss_unknown": ({"loss_percent": 0}, {"loss_percent": None}),
    "outcome_unknown": (
        {"investigation": State.PUBLISHED},
        {"investigation": State.CONCLUDED},
    ),
    "reason_missing": (
        {"handling_kind": HandlingKind.NO_ACTION, "handling_reason": "đã khắc phục"},
        {"handling_kind": HandlingKind.NO_ACTION, "handling_reason": ""},
    ),
    "remedies_open": (
        {"handling_kind": HandlingKind.SANCTION},
        {"handling_kind": HandlingKind.REMEDIES},
    ),
    "victim_alive": ({"dead": True}, {"dead": False}),
    "victim_dead": ({"dead": False}, {"dead": True}),
    "minimum_unknown": (
        {"monthly_wage_vnd": _WAGE, "loss_percent": 5},
        {"monthly_wage_vnd": None, "loss_percent": 5},
    ),
    "loss_at_threshold": ({"loss_percent": 5}, {"loss_percent": 4}),
    "loss_below_threshold": ({"loss_percent": 4}, {"loss_percent": 5}),
    "paid_in_full": (
        {"loss_percent": 5, "monthly_wage_vnd": _WAGE, "paid_vnd": 15_000_000},
        {"loss_percent": 5, "monthly_wage_vnd": _WAGE, "paid_vnd": 14_999_999},
    ),
    "paid_in_part": (
        {"loss_percent": 5, "monthly_wage_vnd": _WAGE, "paid_vnd": 14_999_999},
        {"loss_percent": 5, "monthly_wage_vnd": _WAGE, "paid_vnd": 15_000_000},
    ),
}


def rows() -> list[tuple[str, Transition[Any]]]:
    return [(name, row) for name, table in TABLES.items() for row in table.transitions]


def conditions(row: Transition[Any]) -> tuple[Guard[Any], ...]:
    chosen = (row.when,) if row.when else ()
    return (*chosen, *row.guards, *row.asks)


def guards() -> list[tuple[str, Guard[Any]]]:
    """Return every guard with the name of its table, once for each table that asks it."""
    asked = [(name, guard) for name, row in rows() for guard in conditions(row)]
    asked += [(name, guard) for name, table in TABLES.items() for guard in table.always]
    return list(dict.fromkeys(asked))


def plain(name: str) -> Any:
    return claim() if name in CLAIM_WORKFLOWS else accident()


def fulfilling(name: str, row: Transition[Any]) -> Any:
    """Return facts by which everything holds that *row* asks."""
    facts = plain(name)
    for guard in conditions(row):
        facts = replace(facts, **HOLDS_AND_FAILS[guard.code][0])
    return facts
