"""The one translation from rows to the frozen facts on which rules decide."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.cases import CaseFacts, ClaimFacts, VictimFacts
from osh_incidents.domain.classification import investigation_class
from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import ClockDuty
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.investigation import INVESTIGATE_WITHIN
from osh_incidents.domain.law.periods import Period
from osh_incidents.domain.law.time_limits import EXPERT_WITHIN
from osh_incidents.domain.sealing import Sealer
from osh_incidents.domain.workflow.live import is_open
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.clocks import ClockRow
from osh_incidents.persistence.tables.findings import InvestigationRow
from osh_incidents.services import clocks, rounds


def injuries(victim: VictimRow, sealer: Sealer) -> tuple[str, ...]:
    """Return the injury codes of *victim*."""
    return tuple(health(victim, sealer).get("injury_codes") or ())


def health(victim: VictimRow, sealer: Sealer) -> Mapping[str, list[str] | str | None]:
    """Return the sealed medical detail of *victim*: injury codes and where treated."""
    if victim.health_sealed is None:
        # That of a new one is open until it is inserted.
        return victim.health or {}
    opened = sealer.unseal(victim.health_sealed, f"victim.health:{victim.id}")
    detail: Mapping[str, list[str] | str | None] = json.loads(opened)
    return detail


def present(case: CaseRow) -> list[VictimRow]:
    """Return the victims that the newest declaration still names."""
    return [victim for victim in case.victims if victim.withdrawn_at is None]


def victim_facts(victim: VictimRow, sealer: Sealer) -> VictimFacts:
    """Return what the rules ask of *victim*."""
    return VictimFacts(
        victim.relation, victim.dead, injuries(victim, sealer), victim.employer_tax_code
    )


def claim_facts(
    case: CaseRow, claim: ClaimRow, law: Law, acting: Actor | None = None, today: date | None = None
) -> ClaimFacts:
    """Return what the rules ask of *claim* when *acting* acts *today*."""
    victim = next(victim for victim in case.victims if victim.id == claim.victim_id)
    return ClaimFacts(
        state=claim.state,
        scheme=claim.scheme,
        occurred_on=case.occurred_on,
        dead=victim.dead,
        loss_percent=claim.loss_percent,
        monthly_wage_vnd=claim.monthly_wage_vnd,
        entitled_on=claim.entitled_on,
        not_entitled_reason=claim.not_entitled_reason,
        decided_vnd=claim.decided_vnd,
        paid_vnd=claim.paid_vnd,
        file_open=is_open(case.registration) and case.led_by_id is None,
        payer_tax_code=victim.employer_tax_code or case.tax_code,
        assessed_on=claim.assessed_on,
        acting=acting,
        today=today,
        law=law,
    )


def case_facts(
    case: CaseRow, sealer: Sealer, law: Law, acting: Actor | None = None, today: date | None = None
) -> CaseFacts:
    """Return what the rules ask of *case* when *acting* acts on the local day *today*."""
    finding, outcome = case.finding, case.outcome
    first = min(case.declarations, key=lambda row: row.version, default=None)
    facts = CaseFacts(
        kind=case.kind,
        occurred_on=case.occurred_on,
        victims=tuple(victim_facts(victim, sealer) for victim in present(case)),
        level=case.level,
        round_level=rounds.level(case),
        tax_code=case.tax_code,
        commuting=bool(case.commuting),
        special_regime=case.special_regime,
        ship=case.ship,
        is_led=case.led_by_id is not None,
        request=case.request,
        requested_by=case.requested_by,
        registration=case.registration,
        investigation=case.investigation,
        disease=case.disease,
        handling=case.handling,
        claims=tuple(claim_facts(case, claim, law) for claim in case.claims),
        loss_percent=finding.loss_percent if finding else None,
        assessed_on=finding.assessed_on if finding else None,
        decided_before_result=_is_decided_before_result(case),
        handling_kind=outcome.kind if outcome else None,
        handling_reason=outcome.reason if outcome else None,
        declared_by=first.organisation_id if first else None,
        acting=acting,
        today=today,
        law=law,
    )
    return facts if case.inquiry is None else _with_round(facts, case, case.inquiry)


def _with_round(facts: CaseFacts, case: CaseRow, inquiry: InvestigationRow) -> CaseFacts:
    """Return *facts* with what the round at work found, and what stands meanwhile."""
    published, window = rounds.standing(case), clocks.of_case(case, ClockDuty.COMPLAINT)
    prosecuted = inquiry.criminal_case_opened_at is not None
    return replace(
        facts,
        team_seats=frozenset(member.seat for member in inquiry.team),
        team_has_head=[member.is_head for member in inquiry.team].count(True) == 1,
        extension=inquiry.extension,
        extension_days=inquiry.extension_days,
        extension_most=_longest_extension(case, facts.law),
        extension_requested_by=inquiry.extension_requested_by,
        criminal_case_open=prosecuted and inquiry.criminal_case_closed_at is None,
        criminal_outcome=inquiry.criminal_outcome,
        commuting_evidence=inquiry.commuting_evidence,
        petition=inquiry.petition,
        petitioner=inquiry.petitioner,
        petitioned_on=inquiry.petitioned_on,
        complain_until=local_day(window.due_at) if window else None,
        conclusion=inquiry.conclusion,
        result=rounds.result(case),
        fault=inquiry.fault,
        main_cause=inquiry.main_cause,
        published_at=published.published_at if published else None,
    )


def _is_decided_before_result(case: CaseRow) -> bool:
    """Whether the handling was decided on a result that a later one superseded."""
    published, outcome = rounds.standing(case), case.outcome
    return (
        published is not None
        and published.published_at is not None
        and outcome is not None
        and outcome.decided_at < published.published_at
    )


def investigation_period(case: CaseRow, clock: ClockRow, law: Law) -> Period:
    """Return the limit that *clock* of the investigation runs for, in the version it was set by."""
    if clock.rule == EXPERT_WITHIN.key:
        return law.on(EXPERT_WITHIN, clock.rule_since).value
    severities = (victim.severity for victim in present(case) if victim.severity is not None)
    limits = law.on(INVESTIGATE_WITHIN, clock.rule_since).value
    return limits[investigation_class(severities)]


def _longest_extension(case: CaseRow, law: Law) -> int:
    """Return the most days by which the running investigation of *case* may be extended."""
    clock = clocks.of_case(case, ClockDuty.INVESTIGATION)
    return 0 if clock is None else investigation_period(case, clock, law).extension
