"""Imports and what became of their rows, as they are published."""

from typing import Literal
from uuid import UUID

from pydantic import ConfigDict

from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.imports import (
    Atomicity,
    FileFormat,
    ImportKind,
    ImportMode,
    ImportState,
    RowOutcome,
)


class ImportCountsOut(Out):
    """How many rows came to each outcome; together they are the rows that were read."""

    accepted: int
    updated: int
    unchanged: int
    duplicate: int
    skipped: int
    rejected: int


class ImportFaultOut(Out):
    """Why a file could not be read, or not any further than a row."""

    code: str
    detail: str
    row: int | None


class ImportOut(Out):
    """A file that was sent, and how far it is."""

    id: UUID
    kind: ImportKind
    mode: ImportMode
    atomic: Atomicity
    format: FileFormat
    state: ImportState
    received_at: Moment
    started_at: Moment | None
    finished_at: Moment | None
    account_id: UUID
    size: int
    sha256: str | None
    bytes_read: int
    rows_read: int
    counts: ImportCountsOut
    fault: ImportFaultOut | None


class ImportPageOut(Out):
    """Some imports, and the address of those that follow."""

    items: list[ImportOut]
    next: str | None


class RowFaultOut(Out):
    """One thing wrong with one cell: where it belongs in a single post, and under which heading."""

    pointer: str
    column: str | None
    code: str
    detail: str


class ImportedRowOut(Out):
    """What became of one row; *told* is the tracking number or the id of what it is now."""

    row: int
    outcome: RowOutcome
    told: str | None
    first_row: int | None
    faults: list[RowFaultOut]
    warnings: list[RowFaultOut]


class ImportedRowsOut(Out):
    """Some rows, and the address of those that follow."""

    items: list[ImportedRowOut]
    next: str | None


class ImportActionIn(In):
    """What is decided on an import."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"action": "cancel"}]})

    action: Literal["cancel"]
