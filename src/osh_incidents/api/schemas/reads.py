"""Who read what, as it is published."""

from uuid import UUID

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.authority import Role
from osh_incidents.domain.disclosure import FieldClass


class ReadOut(Out):
    """One record of which an answer showed personal or health data, and to whom."""

    id: UUID
    at: Moment
    case_id: UUID | None
    signal_id: UUID | None
    account_id: UUID
    organisation_id: UUID
    role: Role
    operation: str
    classes: list[FieldClass]
    purpose: str | None


class ReadPageOut(Out):
    """A page of reads, the last first; `next` is the address of the next one."""

    items: list[ReadOut]
    next: str | None
