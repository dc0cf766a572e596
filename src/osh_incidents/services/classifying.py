"""Deriving severity, level, recipients and the first clocks of a case from its facts."""

from datetime import datetime

from osh_incidents.domain.classification import Classification, classify
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.time_limits import SCENE_WITHIN
from osh_incidents.domain.territory import concrete
from osh_incidents.domain.vocabulary import CaseKind, Delivery, Level
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import RecipientRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, investigation_clock, reference
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import case_facts, present

OWN_BODY = "labour_department"
"""The body on whose behalf this service receives declarations."""


def derive(
    uow: UnitOfWork, case: CaseRow, received_at: datetime, now: datetime
) -> Classification | None:
    """Set everything the law derives from the facts of *case*; None for a disease.

    The investigation clock starts at *received_at*, when the news arrived (Law 84/2015
    art. 35(6)); if the limit changes, the old clock is voided and a new one runs from there. The
    two hours to the scene run from *now*, when the news first told of a death or of two severely
    hurt (Decree 39/2016 art. 11(2)).
    """
    if case.kind is CaseKind.DISEASE:
        return None
    law = law_of(uow)
    found = classify(case_facts(case, uow.sealer, law))
    for victim, severity in zip(present(case), found.victim_severities, strict=True):
        victim.severity = severity
    case.severity, case.level = found.severity.value, found.level.value
    _investigation_clock(law, case, found, received_at)
    _scene_clock(law, case, found, now)
    _recipients(uow, case, found, received_at)
    return found


def _investigation_clock(law: Law, case: CaseRow, found: Classification, since: datetime) -> None:
    if investigation_clock.is_changed(case):
        return
    running = clocks.of_case(case, ClockDuty.INVESTIGATION)
    if running and running.status is ClockStatus.RUNNING:
        if running.due_at == clocks.due(law, found.limit.value, running.started_at):
            return
        since = running.started_at
        clocks.void(running, since)
    limit = clocks.Limit(ClockDuty.INVESTIGATION, found.limit.value, found.limit.because)
    clocks.start(law, case, limit, since)


def _scene_clock(law: Law, case: CaseRow, found: Classification, now: datetime) -> None:
    clock = clocks.of_case(case, ClockDuty.SCENE)
    if found.level.value is not Level.PROVINCIAL:
        if clock is not None and clock.status is ClockStatus.RUNNING:
            clocks.void(clock, now)
    elif clock is None:
        limit = clocks.Limit.of(law, ClockDuty.SCENE, SCENE_WITHIN, now)
        clocks.start(law, case, limit, now)


def _recipients(
    uow: UnitOfWork, case: CaseRow, found: Classification, received_at: datetime
) -> None:
    place = reference.place(uow, case.area_code, case.occurred_on)
    told = {recipient.body: recipient for recipient in case.recipients}
    for body in concrete(found.recipients.value, place):
        known = told.get(body.code)
        if known is not None:
            if known.delivery is Delivery.PENDING:
                known.name_vi, known.name_en = body.name.vi, body.name.en
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
