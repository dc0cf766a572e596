"""Versions of things as HTTP tells them: entity tags, and conditions on them (RFC 9110).

The tag of one thing is its version, a point and a digest of what the caller is shown of it:
`"17.9f86d081884c7d65"`. A change is decided on the version, `"17"` alone will do; an answer is
unchanged only if all of it is, since it depends on the caller and on the time besides.
"""

import hashlib
import re
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from osh_incidents.api.conditions import is_known
from osh_incidents.api.dependencies import Uow
from osh_incidents.domain.errors import FieldFault, InvalidFields, PreconditionRequired
from osh_incidents.domain.labels import Text
from osh_incidents.domain.versions import Expected
from osh_incidents.persistence.unit_of_work import Versioned

IF_MATCH = "If-Match"
_TAG = re.compile(r'"(?P<version>\d{1,18})(?:\.[0-9a-f]*)?"')
_DIGEST = 16
_OK = 200
# Whether it may be stored at all is not said here: what shows people may not.
_VARY = "Accept, Accept-Language, Authorization"
_NOT_A_TAG = Text(
    'If-Match phải là ETag của hồ sơ, ví dụ "17", hoặc *.',
    'If-Match must be the ETag of the thing, as "17", or *.',
)


async def expecting(
    uow: Uow,
    if_match: Annotated[
        str | None,
        Header(
            alias=IF_MATCH,
            description="the ETag of what is changed as you read it; `*` for whichever it is",
        ),
    ] = None,
) -> None:
    """Ask on which version of what it changes the request was decided.

    Raises:
        PreconditionRequired: it does not say.
        InvalidFields: it says something else.
    """
    if if_match is None:
        raise PreconditionRequired
    uow.expected = _expected(if_match)


CHANGE = Depends(expecting)
"""For operations that change what is there already."""


def _expected(said: str) -> Expected:
    if said.strip() == "*":
        return Expected(None)
    tags = [_TAG.fullmatch(one.strip()) for one in said.split(",")]
    versions = frozenset(int(tag["version"]) for tag in tags if tag is not None)
    if not versions or None in tags:
        raise InvalidFields(errors=[FieldFault(f"/{IF_MATCH}", "not_an_etag", _NOT_A_TAG)])
    return Expected(versions)


def tagged(request: Request, response: Response, one: Versioned | None) -> Response:
    """Return *response*, which is about *one* thing or several, with its entity tag.

    Or 304 if the caller has it already.
    """
    if not _OK <= response.status_code < 300 or "etag" in response.headers:  # noqa: PLR2004
        return response
    body = getattr(response, "body", None)
    if not body:
        return response
    digest = hashlib.sha256(body).hexdigest()[:_DIGEST]
    etag = f'"{digest}"' if one is None else f'"{one.version}.{digest}"'
    if request.method == "GET" and is_known(request, etag):
        return Response(status_code=304, headers={"ETag": etag, "Vary": _VARY})
    response.headers["ETag"] = etag
    if request.method == "GET":
        response.headers.setdefault("Vary", _VARY)
    return response
