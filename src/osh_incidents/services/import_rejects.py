"""The rows of an import that were rejected, as they were sent, to be corrected and sent again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from osh_incidents.domain.imports import RowOutcome
from osh_incidents.persistence.tables.imports import ImportedRow, ImportRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row as it was sent; *content* is None once it is forgotten."""

    number: int
    content: Any
    faults: list[dict[str, str]]


def rejects(uow: UnitOfWork, row: ImportRow) -> Iterator[Rejected]:
    """Yield every rejected row of *row*, in the order of the file."""
    after = 0
    while found := uow.imports.rows(row.id, RowOutcome.REJECTED, after, _PAGE):
        for one in found:
            yield Rejected(one.number, _content(uow, one), one.faults)
            uow.session.expunge(one)
        after = found[-1].number


def _content(uow: UnitOfWork, one: ImportedRow) -> Any:
    if not one.content_sealed:
        return None
    return json.loads(uow.sealer.unseal(one.content_sealed, f"import_row.content:{one.id}"))
