"""Deriving severity, level, recipients and the investigation clock of a case from its facts."""

from datetime import datetime

from osh_incidents.domain.classification import Classification, classify
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus, due_at
from osh_incidents.domain.vocabulary import CaseKind, Delivery
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import RecipientRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import case_facts, present

OWN_BODY = "labour_department"
"""The body on whose behalf this service receives declarations."""


def derive(uow: UnitOfWork, case: CaseRow, received_at: datetime) -> Classification | None:
    """Set everything the law derives from the facts of *case*; None for a disease.

    The investigation clock starts at *received_at*, when the news arrived (Law 84/2015
    art. 35(6)); if the limit changes, the old clock is voided and a new one runs from there.
    """
    if case.kind is CaseKind.DISEASE:
        return None
    found = classify(case_facts(case, uow.sealer, law_of(uow)))
    for victim, severity in zip(present(case), found.victim_severities, strict=True):
        victim.severity = severity
    case.severity, case.level = found.severity.value, found.level.value
    _investigation_clock(case, found, received_at)
    _recipients(case, found, received_at)
    return found


def _investigation_clock(case: CaseRow, found: Classification, since: datetime) -> None:
    running = clocks.of_case(case, ClockDuty.INVESTIGATION)
    if running and running.status is ClockStatus.RUNNING:
        if running.due_at == due_at(running.started_at, found.limit.value):
            return
        since = running.started_at
        clocks.void(running, since)
    clocks.start(case, ClockDuty.INVESTIGATION, found.limit.value, found.limit.because, since)


def _recipients(case: CaseRow, found: Classification, received_at: datetime) -> None:
    told = {recipient.body for recipient in case.recipients}
    for body in found.recipients.value:
        if body.code in told:
            continue
        mine = body.code == OWN_BODY
        case.recipients.append(
            RecipientRow(
                id=new_id(),
                case_id=case.id,
                body=body.code,
                name_vi=body.name.vi,
                name_en=body.name.en,
                rule=found.recipients.because.rule,
                rule_since=found.recipients.because.since,
                rule_source=str(found.recipients.because.source),
                rule_mark=found.recipients.because.source.mark,
                delivery=Delivery.DELIVERED if mine else Delivery.PENDING,
                delivered_at=received_at if mine else None,
            )
        )
