"""What a body may contain before anybody asks what it says."""

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from osh_incidents.domain.errors import FieldFault, InvalidFields, Unreadable
from osh_incidents.domain.labels import Text

DEEPEST = 32
_MOST_FIELDS = 20
_FORM = "application/x-www-form-urlencoded"
_JSON = re.compile(r"application/(?:[\w.-]+\+)?json", re.ASCII)
_FORMS = "/oauth/"

# The closing quote is not asked for, so that a string without an end is passed over only once.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_TWICE = FieldFault(
    "", "duplicate_field", Text("Một trường xuất hiện hai lần.", "A field is given twice.")
)
_TOO_DEEP = FieldFault(
    "",
    "too_deep",
    Text("Lồng nhau quá {depth} tầng.", "Nested deeper than {depth} levels.").within(depth=DEEPEST),
)


def check_of(media_type: str, path: str) -> Callable[[bytes], object] | None:
    """Return how a body of *media_type* sent to *path* is checked; none if it is not taken."""
    if path.startswith(_FORMS):
        return check_form if media_type == _FORM else None
    return read_json if _JSON.fullmatch(media_type) else None


def read_json(content: bytes) -> Any:
    """Return what *content* says, if it is JSON in UTF-8, not deep, and says nothing twice.

    That is I-JSON (RFC 7493).

    Raises:
        HTTPException: it is not UTF-8.
        InvalidFields: it is too deep, or a field is given twice.
        Unreadable: it is not JSON.
    """
    text = _decoded(content)
    if _is_deep(content):
        raise InvalidFields(errors=[_TOO_DEEP])
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except ValueError as error:
        raise Unreadable from error


def check_form(content: bytes) -> None:
    """Check that *content* is a form in UTF-8; what is given twice is refused by who reads it.

    Raises:
        HTTPException: it is not UTF-8.
        Unreadable: it has too many fields, or escapes what is not UTF-8.
    """
    try:
        parse_qsl(_decoded(content), True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Unreadable from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(415) from error


def _is_deep(content: bytes) -> bool:
    # The usual body has fewer brackets than levels are allowed, wherever they stand.
    if content.count(b"[") + content.count(b"{") <= DEEPEST:
        return False
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub(b"", content)):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise InvalidFields(errors=[_TWICE])
    return members


def _no_number(_: str) -> NoReturn:
    raise Unreadable
