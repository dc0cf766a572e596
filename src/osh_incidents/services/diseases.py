"""Confirming an occupational disease."""

from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.moves import Assess, Confirm, Diagnose, Reassess, Refuse
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.workflow.disease import DISEASE
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.findings import DiseaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import assessments, entitlements, moves, reopening

DiseaseMove = Diagnose | Assess | Reassess | Confirm | Refuse


def act(
    uow: UnitOfWork, actor: Actor, case_id: UUID, move: DiseaseMove, *, now: datetime
) -> CaseRow:
    """Take *move* on the disease of a case.

    Raises:
        NotFound: there is no such case in reach, or it is an accident.
        ActionNotAllowed, NotPermitted, GuardsUnmet: as the table of the track says.
        InvalidFields: a date in the future.
    """
    case = moves.fetch(uow, actor, case_id)
    if case.finding is None:
        raise NotFound
    by, source = moves.By(actor, now), case.disease
    if isinstance(move, Reassess):
        reopening.reopen_by_news(uow, by, case)
    target = moves.decide(uow, by, case, DISEASE, move)
    case.disease = target
    _apply(uow, case.finding, move, now)
    reason = move.reason if isinstance(move, Refuse) else None
    entry = moves.entry(Track.DISEASE, move, source, target, reason=reason)
    moves.done(uow, actor, case, entry, now)
    if isinstance(move, Confirm):
        entitlements.follow_result(uow, by, case)
    if isinstance(move, Reassess):
        entitlements.follow_assessment(uow, by, case, move)
    return case


def _apply(uow: UnitOfWork, finding: DiseaseRow, move: DiseaseMove, now: datetime) -> None:
    match move:
        case Diagnose():
            finding.facility, finding.icd10 = move.facility, move.icd10 or finding.icd10
        case Assess() | Reassess():
            moves.refuse_future("/assessed_on", move.assessed_on, now)
            finding.loss_percent, finding.council = move.loss_percent, move.council
            finding.assessed_on = move.assessed_on
            uow.add(assessments.kept(finding.case_id, None, move, now))
        case Confirm():
            finding.confirmed_at = now
        case Refuse():
            pass
