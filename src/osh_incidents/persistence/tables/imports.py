"""Files taken in: the file itself in sealed parts, its report, and what was taken in before."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.imports import (
    Atomicity,
    FileFormat,
    ImportKind,
    ImportMode,
    ImportState,
    RowOutcome,
)
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class ImportRow(AuthorityBase):
    """One file, how far it is read, and how many rows came to which outcome.

    A worker that reads it holds *lease* until *leased_until*; another may go on after that.
    """

    __tablename__ = "import"
    __table_args__ = (
        closed("kind", *ImportKind),
        closed("mode", *ImportMode),
        closed("atomic", *Atomicity),
        closed("format", *FileFormat),
        closed("state", *ImportState),
        Index(None, "organisation_id", "received_at", "id"),
        Index(None, "state", "received_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[ImportKind] = mapped_column(Code(ImportKind))
    mode: Mapped[ImportMode] = mapped_column(Code(ImportMode))
    atomic: Mapped[Atomicity] = mapped_column(Code(Atomicity))
    format: Mapped[FileFormat] = mapped_column(Code(FileFormat))
    charset: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[ImportState] = mapped_column(Code(ImportState))
    account_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    received_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    purged_at: Mapped[datetime | None] = mapped_column(Moment)
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(String(64))
    bytes_read: Mapped[int] = mapped_column(BigInteger)
    rows_read: Mapped[int]
    accepted: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    duplicate: Mapped[int]
    skipped: Mapped[int]
    rejected: Mapped[int]
    headings: Mapped[list[str] | None] = mapped_column(JSON)
    fault: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    lease: Mapped[UUID | None]
    leased_until: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows came to each outcome."""
        return {outcome.value: getattr(self, outcome.value) for outcome in RowOutcome}


class ImportChunkRow(AuthorityBase):
    """A part of a file, sealed."""

    __tablename__ = "import_chunk"
    __table_args__ = (UniqueConstraint("import_id", "ordinal"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("authority.import.id"))
    ordinal: Mapped[int]
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ImportedRow(AuthorityBase):
    """What became of one row; *content_sealed* is the row itself where it was rejected."""

    __tablename__ = "import_row"
    __table_args__ = (
        closed("outcome", *RowOutcome),
        UniqueConstraint("import_id", "number"),
        Index(None, "import_id", "outcome", "number"),
        Index(None, "import_id", "digest"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("authority.import.id"))
    number: Mapped[int]
    outcome: Mapped[RowOutcome] = mapped_column(Code(RowOutcome))
    told: Mapped[str | None] = mapped_column(String(40))
    first_row: Mapped[int | None]
    faults: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    warnings: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class ImportedContentRow(AuthorityBase):
    """Content that an organisation's import was declared by before, so that it never is twice."""

    __tablename__ = "import_content"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("authority.import.id"))
    told: Mapped[str] = mapped_column(String(40))
