"""Cells as people write them in Vietnam, read as one thing or refused; nothing is guessed."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from osh_incidents.domain.days import ICT
from osh_incidents.domain.labels import Labelled, Text

Cell = object
"""A text, or what a spreadsheet has typed: number, flag, date, moment, time."""


class CellRefused(ValueError):
    """The cell cannot be read as what its column holds."""

    def __init__(self, code: str, text: Text) -> None:
        """Refuse for the reason of *code*."""
        super().__init__(code)
        self.code, self.text = code, text


_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"(\S+)[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\S+(?:[Zz]|[+-]\d{2}:\d{2})", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?: \d{3})+", re.ASCII)
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_YES = frozenset({"có", "co", "x", "true", "yes", "đúng", "1"})
_NO = frozenset({"không", "khong", "false", "no", "sai", "0"})

_BAD_DATE = CellRefused(
    "not_a_date",
    Text("Ngày phải dạng 31/12/2026 hoặc 2026-12-31.", "Not 31/12/2026 or 2026-12-31."),
)
_BAD_MOMENT = CellRefused(
    "not_a_moment",
    Text(
        "Phải có ngày và giờ, ví dụ 31/12/2026 09:30.", "Must have day and time: 31/12/2026 09:30."
    ),
)
_BAD_NUMBER = CellRefused("not_a_number", Text("Phải là số nguyên.", "Must be a whole number."))
_AMBIGUOUS = CellRefused(
    "ambiguous_number",
    Text(
        "Không rõ dấu phân cách: hãy viết số không có dấu chấm, dấu phẩy.",
        "The separator can mean two things: write the number without one.",
    ),
)
_LOST_ZERO = CellRefused(
    "number_for_code",
    Text(
        "Ô đang là kiểu số nên có thể mất số 0 ở đầu: hãy định dạng ô là văn bản.",
        "A cell typed as a number may have lost leading zeros: format it as text.",
    ),
)
_BAD_FLAG = CellRefused("not_a_flag", Text("Phải là có hoặc không.", "Must be yes or no."))
_BAD_MONTH = CellRefused("bad_format", Text("Tháng dạng 06/2018 hoặc 2018-06.", "As 06/2018."))
_NOT_LISTED = CellRefused(
    "not_in_list", Text("Giá trị không có trong danh mục.", "Not one of the codes.")
)


def plain(cell: Cell) -> str:
    """Return *cell* as a text in NFC without blanks around it; empty for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unicodedata.normalize("NFC", str(cell)).strip()


def text(cell: Cell) -> str:
    """Return the text of *cell*; a whole number is taken as it shows."""
    if isinstance(cell, (date, time)) or (isinstance(cell, float) and not cell.is_integer()):
        raise CellRefused("not_a_text", Text("Phải là chuỗi ký tự.", "Must be a text."))
    return plain(cell)


def code(cell: Cell) -> str:
    """Return a code that may begin with zeros: a cell typed as a number has lost them."""
    if isinstance(cell, (int, float)):
        raise _LOST_ZERO
    return text(cell)


def codes(cell: Cell) -> list[str]:
    """Return the codes of a list in one cell, parted by semicolons, commas or blanks."""
    return [one for one in re.split(r"[;,\s]+", code(cell)) if one]


def day(cell: Cell) -> str:
    """Return a civil date as ISO 8601; day before month, and years of four digits."""
    if isinstance(cell, datetime):
        if cell.time() != time():
            raise _BAD_DATE
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    written = plain(cell)
    try:
        if _ISO_DAY.fullmatch(written):
            return date.fromisoformat(written).isoformat()
        if found := _DAY.fullmatch(written):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        pass
    raise _BAD_DATE


def moment(cell: Cell) -> str:
    """Return a moment with its offset; what has none is the local time of Vietnam."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=cell.tzinfo or ICT).isoformat()
    written = plain(cell)
    if _ZONED.fullmatch(written):
        return written.replace(" ", "T", 1)
    found = _MOMENT.fullmatch(written)
    if not found:
        raise _BAD_MOMENT
    try:
        clock = time(int(found[2]), int(found[3]), int(found[4] or 0))
        return datetime.combine(date.fromisoformat(day(found[1])), clock, ICT).isoformat()
    except ValueError as error:
        raise _BAD_MOMENT from error


def number(cell: Cell) -> int:
    """Return a whole number; one group of three digits could be a fraction, and is refused."""
    if isinstance(cell, bool):
        raise _BAD_NUMBER
    written = plain(cell)
    if _GROUPED.fullmatch(written):
        return int(re.sub(r"[., ]", "", written))
    if _ONE_GROUP.fullmatch(written) and isinstance(cell, str):
        raise _AMBIGUOUS
    if not re.fullmatch(r"-?\d{1,18}", written, re.ASCII):
        raise _BAD_NUMBER
    return int(written)


def flag(cell: Cell) -> bool:
    """Return whether *cell* says yes."""
    said = plain(cell).casefold()
    if said not in _YES | _NO:
        raise _BAD_FLAG
    return said in _YES


def month(cell: Cell) -> str:
    """Return a month as YYYY-MM; a spreadsheet makes the first day of it."""
    if isinstance(cell, date):
        if cell.day != 1:
            raise _BAD_MONTH
        return f"{cell:%Y-%m}"
    written = plain(cell)
    if _ISO_MONTH.fullmatch(written):
        return written
    if found := _MONTH.fullmatch(written):
        return f"{found[2]}-{int(found[1]):02}"
    raise _BAD_MONTH


def listed(vocabulary: type[Labelled]) -> Callable[[Cell], str]:
    """Return how a member of *vocabulary* is read: by its code or by either label."""
    names: Mapping[str, str] = {
        unicodedata.normalize("NFC", said).casefold(): member.value
        for member in vocabulary
        for said in (member.value, member.label.vi, member.label.en)
    }

    def read(cell: Cell) -> str:
        found = names.get(plain(cell).casefold())
        if found is None:
            raise _NOT_LISTED
        return found

    return read
