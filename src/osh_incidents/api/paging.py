"""Cursors as they are published: opaque, and refused when they are not ours."""

import base64
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
    return opaque(f"{cursor.at.isoformat()}|{cursor.id}")


def decode(text: str | None) -> Cursor | None:
    """Return the cursor that *text* stands for.

    Raises:
        InvalidFields: it is none of ours.
    """
    if text is None:
        return None
    try:
        at, _, row_id = plain(text).partition("|")
        return Cursor(datetime.fromisoformat(at).astimezone(UTC), UUID(row_id))
    except ValueError as error:
        raise InvalidFields(errors=[FieldFault("/cursor", "bad_cursor", _BAD)]) from error


def opaque(text: str) -> str:
    """Return *text* so that nobody takes it for anything but a whole."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def plain(text: str) -> str:
    """Return the text that `opaque` made into *text*.

    Raises:
        ValueError: it made none of this.
    """
    padded = text + "=" * (-len(text) % 4)
    return base64.urlsafe_b64decode(padded.encode()).decode()


def address(request: Request, **changed: str | int | None) -> str:
    """Return the address of *request* with *changed* parameters; None takes one away."""
    kept = [
        (name, value) for name, value in request.query_params.multi_items() if name not in changed
    ]
    added = [(name, str(value)) for name, value in changed.items() if value is not None]
    return f"{request.url.path}?{urlencode([*kept, *added])}"


def following(request: Request, response: Response, cursor: Cursor | None) -> str | None:
    """Return the address of the page that begins at *cursor*, and tell it in `Link` too."""
    found = further(request, cursor)
    response.headers.update(linked(found))
    return found


def further(request: Request, cursor: Cursor | None) -> str | None:
    """Return the address of the page that begins at *cursor*, if there is one."""
    return None if cursor is None else address(request, cursor=encode(cursor))


def linked(following: str | None) -> dict[str, str]:
    """Return the headers of a page that tell the address of the one *following*."""
    return {} if following is None else {"Link": f'<{following}>; rel="next"'}
