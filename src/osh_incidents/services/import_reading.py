"""Reading a file row by row: what consecutive rows tell together, as the document of one post."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from osh_incidents.adapters import import_text, import_workbooks
from osh_incidents.domain import import_cells as cells
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.import_columns import (
    ADDED,
    EXAMPLE,
    OF_VICTIMS,
    REFERENCE,
    VICTIM,
    Column,
    by_heading,
    folded,
)
from osh_incidents.domain.imports import FileFormat, FileRefused, ImportKind, Item, Raw, Read
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.tables.imports import ImportRow

Reader = Callable[[ImportKind, object], Read]
"""Takes a document as the schema of a single post of its kind does."""

LineReader = Callable[[ImportKind, str], Read]
"""Takes a line of JSON likewise."""

_MOST_OF_ONE = 500
_EXAMPLES = frozenset(folded(said) for said in (EXAMPLE.vi, EXAMPLE.en))
_IGNORED = frozenset(folded(said) for heading in ADDED for said in (heading.vi, heading.en))

_NO_HEADINGS = Text(
    "Dòng đầu không có tiêu đề nào của mẫu: hãy dùng tệp mẫu.",
    "The first row has none of the headings: use the template.",
)
_UNKNOWN = Text("Cột không có trong mẫu: {names}.", "Columns that are not known: {names}.")
_TWICE = Text("Cột xuất hiện hai lần: {names}.", "Columns given twice: {names}.")
_DIFFERS = Text(
    "«{vi}» khác dòng đầu của hồ sơ này: để trống hoặc ghi như dòng đầu.",
    "“{en}” differs from the first row of this reference: leave it empty or repeat it.",
)
_EXTRA_CELLS = Text(
    "Dòng có nhiều ô hơn dòng tiêu đề.", "The row has more cells than there are headings."
)
_TOO_MANY = Text("Một hồ sơ có quá 500 dòng.", "More than 500 rows of one reference.")


@dataclass(frozen=True, slots=True)
class Readers:
    """How documents become what services take; the schemas are those of the single posts."""

    document: Reader
    line: LineReader


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is being read: its headings, if it has any, and its items in order."""

    headings: list[str] | None
    items: Iterator[Item]


def opened(row: ImportRow, parts: Iterable[bytes], readers: Readers) -> Opened:
    """Open the file of *row*, whose bytes are *parts*, after the rows that are read already.

    Nothing is kept of what was read.

    Raises:
        FileRefused: it cannot be read as what it is said to be.
    """
    if row.format is FileFormat.NDJSON:
        told = import_text.documents(import_text.lines(parts, row.charset))
        return Opened(
            None, (_line(row.kind, raw, readers) for raw in islice(told, row.rows_read, None))
        )
    if row.format is FileFormat.CSV:
        headings, rows = import_text.table(import_text.lines(parts, row.charset))
    else:
        headings, rows = import_workbooks.table(_joined(parts))
    columns = _columns(row.kind, headings)
    groups = _groups(islice(rows, row.rows_read, None), columns)
    return Opened(headings, (_item(row.kind, group, columns, readers) for group in groups))


def _joined(parts: Iterable[bytes]) -> bytes:
    content = bytearray()
    for part in parts:
        content += part
        if len(content) > import_workbooks.LARGEST:
            break
    return bytes(content)


def _line(kind: ImportKind, raw: Raw, readers: Readers) -> Item:
    line = str(raw.content)
    if not line.strip():
        return Item([raw], skipped=True)
    read = readers.line(kind, line)
    return Item([raw], read, skipped=read.skipped)


def _columns(kind: ImportKind, headings: Sequence[str]) -> list[Column | None]:
    known = by_heading(kind)
    found = [known.get(folded(heading)) for heading in headings]
    if not any(found):
        raise FileRefused("no_headings", _NO_HEADINGS, 1)
    strange = [
        heading
        for heading, column in zip(headings, found, strict=True)
        if column is None and folded(heading) and folded(heading) not in _IGNORED
    ]
    if strange:
        raise FileRefused("unknown_columns", _UNKNOWN.within(names=_told(strange)), 1)
    named = [column.heading.vi for column in found if column is not None]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise FileRefused("columns_twice", _TWICE.within(names=_told(twice)), 1)
    return found


def _told(names: Sequence[str]) -> str:
    return ", ".join("".join(c for c in name if c.isprintable())[:60] for name in names[:10])


@dataclass(slots=True)
class _Row:
    raw: Raw
    values: Mapping[str, object]
    blank: bool
    extra: bool = False


def _groups(rows: Iterable[Raw], columns: Sequence[Column | None]) -> Iterator[list[_Row]]:
    """Yield the rows that belong together; a blank one and an example stand alone."""
    waiting: list[_Row] = []
    reference = ""
    for raw in rows:
        row = _row(raw, columns)
        named = cells.plain(row.values.get(REFERENCE))
        joins = waiting and named and named == reference and not row.blank
        if waiting and not (joins and len(waiting) <= _MOST_OF_ONE):
            yield waiting
            waiting = []
        if row.blank:
            yield [row]
            reference = ""
        else:
            waiting.append(row)
            reference = named
    if waiting:
        yield waiting


def _row(raw: Raw, columns: Sequence[Column | None]) -> _Row:
    content = list(raw.content)
    values = {
        column.pointer: cell
        for column, cell in zip(columns, content, strict=False)
        if column is not None and cells.plain(cell)
    }
    first = folded(next(iter(values.values()), ""))
    extra = any(cells.plain(cell) for cell in content[len(columns) :])
    return _Row(raw, values, blank=not values or first in _EXAMPLES, extra=extra)


def _item(
    kind: ImportKind, rows: list[_Row], columns: Sequence[Column | None], readers: Readers
) -> Item:
    raws = [row.raw for row in rows]
    if rows[0].blank:
        return Item(raws, skipped=True)
    made = _Made(kind)
    for row in rows:
        made.add(row, [column for column in columns if column is not None])
    read = readers.document(kind, made.document)
    told = {fault.pointer for fault in made.faults}
    faults = [*made.faults, *(fault for fault in read.faults if fault.pointer not in told)]
    value = None if faults else read.value
    item = Item(raws, replace(read, value=value, faults=faults), made.victims)
    if len(rows) > _MOST_OF_ONE:
        many = FieldFault("/victims", "too_many", _TOO_MANY)
        return replace(item, read=replace(read, value=None, faults=[many]))
    return item


class _Made:
    """The document that rows make together, and what is wrong with their cells."""

    def __init__(self, kind: ImportKind) -> None:
        self.document: dict[str, Any] = {}
        self.faults: list[FieldFault] = []
        self.victims: list[int] = []
        self._first: Mapping[str, object] = {}
        if kind in OF_VICTIMS:
            self.document["victims"] = []

    def add(self, row: _Row, columns: Sequence[Column]) -> None:
        place = f"/victims/{len(self.victims)}"
        if any(pointer.startswith(VICTIM) for pointer in row.values):
            self.victims.append(row.raw.number)
            self.document["victims"].append({})
        if row.extra:
            self.faults.append(FieldFault(place, "extra_cells", _EXTRA_CELLS))
        for column in columns:
            if column.pointer in row.values and column.pointer != REFERENCE:
                self._take(column, row.values[column.pointer], place)
        self._first = self._first or row.values

    def _take(self, column: Column, cell: object, place: str) -> None:
        pointer = column.pointer
        if pointer.startswith(VICTIM):
            pointer = place + pointer.removeprefix(VICTIM)
        elif self._first:
            if cells.plain(cell) != cells.plain(self._first.get(pointer)):
                name = column.heading
                fault = FieldFault(
                    place, "differs_in_group", _DIFFERS.within(vi=name.vi, en=name.en)
                )
                self.faults.append(fault)
            return
        try:
            value = column.read(cell)
        except cells.CellRefused as refused:
            self.faults.append(FieldFault(pointer, refused.code, refused.text))
            return
        _put(self.document, pointer, value)


def _put(document: dict[str, Any], pointer: str, value: object) -> None:
    *path, last = pointer.split("/")[1:]
    inner: Any = document
    for part, following in zip(path, [*path, last][1:], strict=True):
        if isinstance(inner, list):
            while len(inner) <= int(part):
                inner.append({})
            inner = inner[int(part)]
        else:
            inner = inner.setdefault(part, [] if following.isdecimal() else {})
    inner[last] = value
