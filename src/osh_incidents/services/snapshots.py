"""The one translation from rows to the frozen facts on which rules decide."""

import json
from uuid import UUID

from osh_incidents.domain.cases import CaseFacts, ClaimFacts, VictimFacts
from osh_incidents.domain.classification import investigation_class
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
from osh_incidents.services import clocks


def injuries(victim: VictimRow, sealer: Sealer) -> tuple[str, ...]:
    """Return the injury codes of *victim*."""
    return tuple(health(victim, sealer).get("injury_codes") or ())


def health(victim: VictimRow, sealer: Sealer) -> dict[str, list[str] | str | None]:
    """Return the sealed medical detail of *victim*: injury codes and where treated."""
    if victim.health_sealed is None:
        return {}
    opened = sealer.unseal(victim.health_sealed, f"victim.health:{victim.id}")
    detail: dict[str, list[str] | str | None] = json.loads(opened)
    return detail


def present(case: CaseRow) -> list[VictimRow]:
    """Return the victims that the newest declaration still names."""
    return [victim for victim in case.victims if victim.withdrawn_at is None]


def victim_facts(victim: VictimRow, sealer: Sealer) -> VictimFacts:
    """Return what the rules ask of *victim*."""
    return VictimFacts(victim.relation, victim.dead, injuries(victim, sealer))


def claim_facts(case: CaseRow, claim: ClaimRow, law: Law) -> ClaimFacts:
    """Return what the rules ask of *claim*."""
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
        file_open=is_open(case.registration),
        law=law,
    )


def case_facts(case: CaseRow, sealer: Sealer, law: Law, acting: UUID | None = None) -> CaseFacts:
    """Return what the rules ask of *case*."""
    inquiry, finding, outcome = case.inquiry, case.finding, case.outcome
    team = inquiry.team if inquiry else []
    return CaseFacts(
        kind=case.kind,
        occurred_on=case.occurred_on,
        victims=tuple(victim_facts(victim, sealer) for victim in present(case)),
        registration=case.registration,
        investigation=case.investigation,
        disease=case.disease,
        handling=case.handling,
        claims=tuple(claim_facts(case, claim, law) for claim in case.claims),
        team_seats=frozenset(member.seat for member in team),
        team_has_head=[member.is_head for member in team].count(True) == 1,
        extension=inquiry.extension if inquiry else None,
        extension_days=inquiry.extension_days if inquiry else None,
        extension_most=_longest_extension(case, law),
        extension_requested_by=inquiry.extension_requested_by if inquiry else None,
        acting=acting,
        conclusion=inquiry.conclusion if inquiry else None,
        fault=inquiry.fault if inquiry else None,
        main_cause=inquiry.main_cause if inquiry else None,
        published_at=inquiry.published_at if inquiry else None,
        loss_percent=finding.loss_percent if finding else None,
        handling_kind=outcome.kind if outcome else None,
        handling_reason=outcome.reason if outcome else None,
        law=law,
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
