"""What is kept of a row: its outcome, its faults, and the row itself where it was rejected."""

import json
from datetime import datetime

from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.imports import Item, Raw, RowOutcome, Verdict
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.imports import ImportedRow, ImportRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

_OTHER_ROW = Text(
    "Một dòng khác của hồ sơ này có lỗi.", "Another row of the same reference has faults."
)


def reported(
    uow: UnitOfWork, row: ImportRow, item: Item, raw: Raw, verdict: Verdict
) -> ImportedRow:
    """Return what *row* keeps of *raw*, one of the rows of *item*, on which *verdict* was given."""
    faults = [one for one in verdict.faults if item.row_of(one.pointer) == raw.number]
    if verdict.faults and not faults:
        faults = [FieldFault("", "other_row", _OTHER_ROW)]
    first = raw.number == item.number
    made = ImportedRow(
        id=new_id(),
        import_id=row.id,
        number=raw.number,
        outcome=verdict.outcome,
        told=verdict.told,
        first_row=verdict.first_row,
        faults=[one.written() for one in faults],
        warnings=[one.written() for one in verdict.warnings] if first else [],
        digest=verdict.digest if first else None,
    )
    if verdict.outcome is RowOutcome.REJECTED:
        content = json.dumps(raw.content, default=_plain, ensure_ascii=False).encode()
        made.content_sealed = uow.sealer.seal(content, f"import_row.content:{made.id}")
    return made


def _plain(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M:%S}"
    return f"{cell:%d/%m/%Y}" if hasattr(cell, "year") else str(cell)
