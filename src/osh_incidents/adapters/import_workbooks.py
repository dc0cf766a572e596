"""Workbooks: looked through before they are opened, and opened without what was not looked at."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from osh_incidents.domain.imports import FileRefused, Raw
from osh_incidents.domain.labels import Text

LARGEST = 32 * 1_048_576
_LARGEST_UNPACKED = 256 * 1_048_576
_MOST_RATIO = 250
_MOST_ENTRIES = 1_000
_MOST_ROWS, _MOST_COLUMNS = 200_000, 200
_MOST_CELLS = 6_000_000
_PART = 1_048_576
_SMALL = 1_048_576
_TOLD = 5

_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/styles\.xml|xl/sharedStrings\.xml|xl/worksheets/[\w-]+\.xml",
    re.IGNORECASE | re.ASCII,
)
_SHEET = re.compile(r"xl/worksheets/[\w-]+\.xml", re.IGNORECASE | re.ASCII)
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)

_NOT_ONE = Text(
    "Không phải tệp Excel (.xlsx) đọc được: hãy mở và lưu lại dạng .xlsx.",
    "Not a readable .xlsx workbook: open it and save it again as .xlsx.",
)
_BOMB = Text(
    "Tệp nén bung ra quá lớn: hãy dùng CSV hoặc NDJSON.",
    "The workbook unpacks to too much: send CSV or NDJSON.",
)
_TOO_LARGE = Text(
    "Bảng tính quá lớn (nhiều nhất {rows} dòng, {columns} cột, 32 MiB): hãy dùng CSV hoặc NDJSON.",
    "The sheet is too large ({rows} rows, {columns} columns, 32 MiB at most): send CSV or NDJSON.",
).within(rows=_MOST_ROWS, columns=_MOST_COLUMNS)
_FORMULAS = Text(
    "Bảng có ô công thức ({cells}): hãy dán lại dưới dạng giá trị.",
    "The sheet has cells with formulas ({cells}): paste them as values.",
)


def table(content: bytes) -> tuple[list[str], Iterator[Raw]]:
    """Return the headings and the rows of the first sheet of a workbook.

    Raises:
        FileRefused: it is no workbook, too large, or has formulas.
    """
    if len(content) > LARGEST:
        raise FileRefused("too_large", _TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            looked_at = _looked_at(packed)
        book = CalamineWorkbook.from_filelike(io.BytesIO(looked_at))
        rows = book.get_sheet_by_index(0).iter_rows()
        headings = next(rows, [])
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, CalamineError) as error:
        raise FileRefused("not_a_workbook", _NOT_ONE) from error
    except (EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise FileRefused("not_a_workbook", _NOT_ONE) from error
    return [str(cell) for cell in headings], _rows(rows)


def _rows(rows: Iterator[list[Any]]) -> Iterator[Raw]:
    for number, cells in enumerate(rows, 2):
        yield Raw(number, cells)


def _looked_at(packed: zipfile.ZipFile) -> bytes:
    """Return a workbook of the parts of *packed* that are needed, each read to its end.

    The lengths in the directory may lie to us and not to the next reader, so that one gets what
    we have read: macros, links to outside and pictures are left behind.
    """
    entries = packed.infolist()
    whole = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or whole > _LARGEST_UNPACKED:
        raise FileRefused("too_large_unpacked", _BOMB)
    if any(_is_bomb(entry) for entry in entries):
        raise FileRefused("too_large_unpacked", _BOMB)
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        raise FileRefused("not_a_workbook", _NOT_ONE)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as written:
        for entry in entries:
            if _NEEDED.fullmatch(entry.filename):
                _copy(packed, entry, written)
    return kept.getvalue()


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _SMALL and entry.file_size > max(1, entry.compress_size) * _MOST_RATIO


def _copy(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, written: zipfile.ZipFile) -> None:
    look = _Look(is_sheet=_SHEET.fullmatch(entry.filename) is not None)
    with packed.open(entry) as read, written.open(entry.filename, "w") as kept:
        while part := read.read(_PART):
            look.at(part)
            kept.write(part)
        look.at(b"", last=True)
    if look.formulas:
        told = ", ".join(look.formulas[:_TOLD])
        raise FileRefused("formulas", _FORMULAS.within(cells=told))


class _Look:
    """Reads a part as XML and stops at what would be too much: cells are kept as a rectangle."""

    def __init__(self, *, is_sheet: bool) -> None:
        self.formulas: list[str] = []
        self._cell = ""
        self._rows = self._columns = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        if is_sheet:
            self._parser.StartElementHandler = self._start

    def at(self, part: bytes, *, last: bool = False) -> None:
        self._parser.Parse(part, last)

    def _refuse(self, *_: object) -> None:
        raise FileRefused("not_a_workbook", _NOT_ONE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell = attributes.get("r", "")
            self._grow(self._cell)
        elif name == "row" and attributes.get("r", "0").isdecimal():
            self._enlarge(int(attributes.get("r", "0")[:9]), 0)
        elif name == "f" and len(self.formulas) < _TOLD:
            self.formulas.append(self._cell or "?")

    def _grow(self, cell: str) -> None:
        found = _CELL.fullmatch(cell)
        if found:
            column = 0
            for letter in found[1]:
                column = column * 26 + ord(letter) - 64
            self._enlarge(int(found[2]), column)

    def _enlarge(self, row: int, column: int) -> None:
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        wide = self._rows > _MOST_ROWS or self._columns > _MOST_COLUMNS
        if wide or self._rows * self._columns > _MOST_CELLS:
            raise FileRefused("too_large", _TOO_LARGE)
