"""Declarations: by tracking number."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import NotFound
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow


class Declarations:
    """The declarations of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def get(self, tracking_no: str, actor: Actor) -> DeclarationRow:
        """Return the newest version of a declaration whose case *actor* may see.

        Raises:
            NotFound: there is none, or it is out of reach; the answer is the same.
        """
        row = self._session.scalars(
            select(DeclarationRow)
            .join(CaseRow, CaseRow.id == DeclarationRow.case_id)
            .where(DeclarationRow.tracking_no == tracking_no, visible_to(actor))
            .order_by(DeclarationRow.version.desc())
            .limit(1)
        ).one_or_none()
        if row is None:
            raise NotFound
        return row
