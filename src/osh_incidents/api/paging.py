"""Cursors as they are published: opaque, and refused when they are not ours."""

import base64
import binascii
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Request, Response

from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.paging import Cursor

_BAD = Text("Con trỏ trang không hợp lệ.", "Not a cursor of this list.")


def encode(cursor: Cursor) -> str:
    """Return *cursor* as text for an address."""
    plain = f"{cursor.at.isoformat()}|{cursor.id}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def decode(text: str | None) -> Cursor | None:
    """Return the cursor that *text* stands for.

    Raises:
        InvalidFields: it is none of ours.
    """
    if text is None:
        return None
    try:
        padded = text + "=" * (-len(text) % 4)
        at, _, row_id = base64.urlsafe_b64decode(padded.encode()).decode().partition("|")
        return Cursor(datetime.fromisoformat(at).astimezone(UTC), UUID(row_id))
    except (ValueError, binascii.Error) as error:
        raise InvalidFields(errors=[FieldFault("/cursor", "bad_cursor", _BAD)]) from error


def address(request: Request, **changed: str | int | None) -> str:
    """Return the address of *request* with *changed* parameters; None takes one away."""
    kept = [
        (name, value) for name, value in request.query_params.multi_items() if name not in changed
    ]
    added = [(name, str(value)) for name, value in changed.items() if value is not None]
    return f"{request.url.path}?{urlencode([*kept, *added])}"


def following(request: Request, response: Response, cursor: Cursor | None) -> str | None:
    """Return the address of the page that begins at *cursor*, and tell it in `Link` too."""
    if cursor is None:
        return None
    found = address(request, cursor=encode(cursor))
    response.headers["Link"] = f'<{found}>; rel="next"'
    return found
