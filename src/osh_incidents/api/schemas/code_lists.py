"""Closed lists of codes as they are published."""

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from osh_incidents.adapters import csv_tables
from osh_incidents.api.schemas.base import Out
from osh_incidents.services.code_lists import CodeList, Entry


class CodeOut(Out):
    """A code, from *since* until before *until* where it is dated."""

    code: str
    label_vi: str
    label_en: str | None = Field(description="null where only the words of the law count")
    since: date | None
    until: date | None


class CodeListSummaryOut(Out):
    """A closed list."""

    name: str
    meaning: str = Field(description="what its codes are of")


class CodeListsOut(Out):
    """Every closed list, by name."""

    items: list[CodeListSummaryOut]


class CodeListOut(CodeListSummaryOut):
    """A closed list with its codes."""

    codes: list[CodeOut]


COLUMNS = tuple(CodeOut.model_fields)
"""Of a list as a table, in order; for good."""


def code_list(known: CodeList, entries: Sequence[Entry]) -> CodeListOut:
    """Return a list with *entries*."""
    codes = [CodeOut.model_validate(one) for one in entries]
    return CodeListOut(name=known.name, meaning=known.meaning, codes=codes)


def table(entries: Sequence[Entry]) -> bytes:
    """Return *entries* as CSV."""
    rows = ([getattr(one, column) for column in COLUMNS] for one in entries)
    return csv_tables.written(COLUMNS, rows)
