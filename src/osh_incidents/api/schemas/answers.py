"""Answers to a declaration, and the log of a case."""

from typing import Any
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.because import BecauseOut
from osh_incidents.api.schemas.cases import CaseOut
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.vocabulary import CaseKind, Declarant, Level, Severity
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.services.log import facts_sha256


class WarningOut(Out):
    """Something odd about a declaration that did not keep it from being taken in."""

    pointer: str
    code: str
    detail: str


class DeclarationReceiptOut(Out):
    """That a declaration was received, and under which number it is followed."""

    id: UUID
    tracking_no: str
    received_at: Moment
    warnings: list[WarningOut]


class DeclaredOut(Out):
    """The answer to a declaration: its receipt, and the case it opened."""

    declaration: DeclarationReceiptOut
    case: CaseOut


class BodyOut(Out):
    """A body that would be told."""

    body: str
    name_vi: str
    name_en: str


class PreviewOut(Out):
    """What a declaration would be derived to; nothing was stored."""

    dry_run: bool = Field(description="always true")
    kind: CaseKind
    severity: Severity | None
    level: Level | None
    declaration_form: str | None
    recipients: list[BodyOut]
    because: dict[str, BecauseOut]
    warnings: list[WarningOut]


class DeclarationOut(Out):
    """A declaration as it was sent, masked by what the caller may see."""

    id: UUID
    tracking_no: str
    version: int
    kind: CaseKind
    declarant_role: Declarant
    received_at: Moment
    case_id: UUID
    case_number: str | None
    state: str
    warnings: list[WarningOut]
    content: dict[str, Any] | None = Field(
        description="the body as it was sent, without masked fields; null once it was erased"
    )
    masked_fields: list[str]


class ActionOut(Out):
    """One entry of the log: who did what, when, why; each holds the hash of the one before."""

    seq: int
    at: Moment
    account_id: UUID
    organisation_id: UUID
    role: Role
    track: str
    action: str
    source: str | None
    target: str | None
    reason: str | None
    claim_id: UUID | None
    data: dict[str, Any]
    facts_sha256: str | None = Field(
        description="SHA-256 of the facts of figures that it changed; null if it changed none"
    )
    previous_hash: str
    hash: str
    masked_fields: list[str] = Field(
        default_factory=list,
        description="fields that the caller may not see; the hash is over what stands in them",
    )

    @classmethod
    def of(cls, row: ActionRow, actor: Actor) -> "ActionOut":
        """Return *row*; an employer does not learn that somebody reported (Law 84 art. 34(2))."""
        read = cls.model_validate(row)
        found = read.model_copy(update={"facts_sha256": facts_sha256(row)})
        if actor.role is not Role.EMPLOYER or "signal" not in row.data:
            return found
        hidden: dict[str, Any] = {"action": "withheld", "reason": None, "data": {}}
        return found.model_copy(update={**hidden, "masked_fields": list(hidden)})


class ActionPageOut(Out):
    """A page of the log, oldest first; `next` is the address of the next one."""

    items: list[ActionOut]
    next: str | None
