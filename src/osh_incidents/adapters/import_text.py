"""Files of text, decoded as they come: what they are written in is known or refused."""

import codecs
import csv
import re
import unicodedata
from collections.abc import Generator, Iterable, Iterator

from osh_incidents.domain.imports import FileRefused, Raw
from osh_incidents.domain.labels import Text

CHARSETS = {
    "utf-8": "utf-8",
    "us-ascii": "utf-8",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "windows-1258": "cp1258",
    "windows-1252": "cp1252",
}
"""The charsets that may be declared, and how the codec is called."""

LONGEST_LINE = 1_048_576
_BEGINNING = 4_096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", ";", "\t")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_ENCODING = Text(
    "Tệp không phải UTF-8: hãy lưu lại bằng «CSV UTF-8» (Excel: Lưu dưới dạng, CSV UTF-8), "
    "hoặc khai charset trong Content-Type, ví dụ text/csv; charset=windows-1258.",
    "The file is not UTF-8: save it as “CSV UTF-8” (Excel: Save As, CSV UTF-8), or declare its "
    "charset in Content-Type, as text/csv; charset=windows-1258.",
)
_TRUNCATED = Text("Tệp bị cắt ngang ở cuối.", "The file is cut off at its end.")
_TOO_LONG = Text(
    "Một dòng dài quá {most} ký tự.", "A line is longer than {most} characters."
).within(most=LONGEST_LINE)
_BROKEN = Text(
    "Không đọc được từ dòng này: dấu ngoặc kép không khép, hoặc một ô quá dài.",
    "Unreadable from this row on: a quote that is not closed, or a cell that is too long.",
)
_EMPTY = Text("Tệp không có dòng nào.", "The file has no rows.")


def lines(parts: Iterable[bytes], charset: str | None) -> Iterator[str]:
    """Yield the lines of a file in NFC, with their ends; a mark at its beginning decides.

    Raises:
        FileRefused: it is not written in what it says, or a line has no end.
    """
    decoder, rest = None, ""
    begun = b""
    for part in parts:
        if decoder is None:
            begun += part
            if len(begun) < _BEGINNING:
                continue
            decoder, part = _decoder(begun, charset), begun  # noqa: PLW2901
        rest = yield from _whole(rest + _decoded(decoder, part))
    if decoder is None:
        decoder = _decoder(begun, charset)
        rest = yield from _whole(rest + _decoded(decoder, begun))
    rest = yield from _whole(rest + _decoded(decoder, b"", final=True))
    if rest:
        yield unicodedata.normalize("NFC", rest)


def documents(told: Iterable[str]) -> Iterator[Raw]:
    """Yield each of the lines *told* as a row: one JSON document a line."""
    for number, line in enumerate(told, 1):
        yield Raw(number, line.rstrip("\r\n"))


def table(told: Iterator[str]) -> tuple[list[str], Iterator[Raw]]:
    """Return the headings and the rows of a CSV file; what parts its cells is found by the first.

    Raises:
        FileRefused: there is nothing, or no quotes that end.
    """
    first = next(told, "")
    if not first.strip():
        raise FileRefused("empty", _EMPTY)
    bare = re.sub(r'"[^"]*"', "", first)
    delimiter = max(_DELIMITERS, key=bare.count)
    reader = csv.reader(_again(first, told), delimiter=delimiter, strict=True)
    rows = _rows(reader)
    return [str(cell) for cell in next(rows).content], rows


def _rows(reader: Iterator[list[str]]) -> Iterator[Raw]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise FileRefused("unreadable", _BROKEN, number) from error
        if cells is None:
            return
        yield Raw(number, [_unguarded(cell) for cell in cells])


def _unguarded(cell: str) -> str:
    """Return *cell* without the apostrophe that our own files put before what looks a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _again(first: str, told: Iterator[str]) -> Iterator[str]:
    yield first
    yield from told


def _decoder(begun: bytes, charset: str | None) -> codecs.IncrementalDecoder:
    name = next((codec for mark, codec in _MARKS if begun.startswith(mark)), None)
    name = name or CHARSETS[charset or "utf-8"]
    if not name.startswith("utf-16") and b"\0" in begun[:_BEGINNING:2] + begun[1:_BEGINNING:2]:
        _refuse_wide(begun)
    return codecs.getincrementaldecoder(name)()


def _refuse_wide(begun: bytes) -> None:
    """Refuse what is UTF-16 without a mark; a single NUL is left to the checks of its field."""
    wide = begun[:_BEGINNING]
    if max(wide[::2].count(0), wide[1::2].count(0)) * 4 > len(wide):
        raise FileRefused("encoding", _ENCODING)


def _decoded(decoder: codecs.IncrementalDecoder, part: bytes, *, final: bool = False) -> str:
    try:
        return decoder.decode(part, final)
    except UnicodeDecodeError as error:
        if final:
            raise FileRefused("truncated", _TRUNCATED) from error
        raise FileRefused("encoding", _ENCODING) from error


def _whole(text: str) -> Generator[str, None, str]:
    """Yield the lines of *text* that have their end, and return what is left."""
    *ended, rest = text.split("\n")
    for line in ended:
        if len(line) > LONGEST_LINE:
            raise FileRefused("line_too_long", _TOO_LONG)
        yield unicodedata.normalize("NFC", line) + "\n"
    if len(rest) > LONGEST_LINE:
        raise FileRefused("line_too_long", _TOO_LONG)
    return rest
