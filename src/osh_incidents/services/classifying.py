"""Deriving severity, level, recipients and the first clocks of a case from its facts."""

from datetime import datetime

from osh_incidents.domain.classification import Classification, classify
from osh_incidents.domain.deadlines import ClockDuty, ClockReason, ClockStatus
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.time_limits import SCENE_WITHIN
from osh_incidents.domain.vocabulary import CaseKind, Level
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, investigation_clock, recipients
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import case_facts, present


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
        recipients.tell_of_disease(uow, case, received_at)
        return None
    law, level_before = law_of(uow), case.level
    found = classify(case_facts(case, uow.sealer, law))
    for victim, severity in zip(present(case), found.victim_severities, strict=True):
        victim.severity = severity
    case.severity = found.severity.value if found.severity else None
    case.level = found.level.value if found.level else None
    if case.level is not None:
        # Under the law of a field no time of this law ran: it begins when the case comes under it.
        since = now if level_before is Level.SPECIAL else received_at
        investigation_clock.follow(uow, case, found.limit, since, now)
        _scene_clock(law, case, now)
    recipients.tell(uow, case, found, received_at)
    return found


def _scene_clock(law: Law, case: CaseRow, now: datetime) -> None:
    clock = clocks.of_case(case, ClockDuty.SCENE)
    if case.level is not Level.PROVINCIAL:
        if clock is not None and clock.status is ClockStatus.RUNNING:
            clocks.void(clock, now)
    elif clock is None:
        limit = clocks.Limit.of(law, ClockDuty.SCENE, SCENE_WITHIN, now, ClockReason.NEWS)
        clocks.start(law, case, limit, now)
