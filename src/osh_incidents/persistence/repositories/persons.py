"""Everything kept on one person, found by the blind indexes of the citizen id."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from osh_incidents.persistence.tables.audit import ReadRow
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.findings import AssessmentRow
from osh_incidents.persistence.tables.requests import CorrectionRow
from osh_incidents.persistence.tables.signals import SignalRow


class Persons:
    """The records of one authority by the people they are of."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def victims(self, indexes: Collection[bytes]) -> Sequence[tuple[VictimRow, CaseRow]]:
        """Return each victim of one of *indexes* with the case, withdrawn ones too."""
        asked = (
            select(VictimRow, CaseRow)
            .join(CaseRow, CaseRow.id == VictimRow.case_id)
            .where(VictimRow.citizen_id_index.in_(indexes))
            .order_by(VictimRow.id)
        )
        return [(victim, case) for victim, case in self._session.execute(asked)]

    def assessments(self, claim_ids: Collection[UUID]) -> Sequence[AssessmentRow]:
        """Return what councils found for claims."""
        of = AssessmentRow.claim_id.in_(claim_ids)
        return self._session.scalars(select(AssessmentRow).where(of)).all()

    def corrections(self, victim_id: UUID) -> Sequence[CorrectionRow]:
        """Return what was asked to be corrected of a victim."""
        of = CorrectionRow.victim_id == victim_id
        return self._session.scalars(select(CorrectionRow).where(of)).all()

    def signals(self, case_id: UUID) -> Sequence[SignalRow]:
        """Return the signals that were matched with a case."""
        return self._session.scalars(select(SignalRow).where(SignalRow.case_id == case_id)).all()

    def reads(self, case_id: UUID) -> Sequence[ReadRow]:
        """Return who was shown what of a case."""
        asked = select(ReadRow).where(ReadRow.case_id == case_id).order_by(ReadRow.at, ReadRow.id)
        return self._session.scalars(asked).all()
