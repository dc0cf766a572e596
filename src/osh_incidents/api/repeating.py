"""Idempotency keys as they come and answers as they are given again.

The header is that of the IETF draft: a text of up to 255 visible characters, in quotes or not.
"""

import hashlib
import json
import re
from datetime import datetime

from fastapi import Request, Response

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import repeats

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
READING = frozenset({"calculate", "export_person"})
"""Operations that change nothing; they are posted, since what they ask belongs in no address."""

STREAMED = frozenset({"send_import"})
"""Operations that take their key when all of what they are sent has come."""

_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT = ("content-type", "content-language", "location", "etag")
_BAD_KEY = Text(
    "Idempotency-Key gồm 1 đến 255 ký tự ASCII nhìn thấy được.",
    "An idempotency key has 1 to 255 visible ASCII characters.",
)


class Repeated(Exception):
    """The request was done before; *answer* is what was answered then."""

    def __init__(self, answer: repeats.Answer) -> None:
        """Give *answer* again."""
        super().__init__()
        self.answer = answer


def recall(request: Request, uow: UnitOfWork, actor: Actor, now: datetime) -> None:
    """Take the key of *request*, if it has one.

    Raises:
        Repeated: the request was done before.
        InvalidFields: the key is not one.
        KeyReused, ShownOnce: as `repeats.recall`.
    """
    key = key_taken_by(request, actor)
    if key is not None:
        refuse_known(repeats.recall(uow, key, now))


def key_taken_by(request: Request, actor: Actor) -> repeats.Key | None:
    """Return the key under which *request* of *actor* is done once; None if it has none.

    Raises:
        InvalidFields: it has one that is none.
    """
    if request.method not in _UNSAFE or _operation(request) in READING | STREAMED:
        return None
    said = key_of(request)
    if said is None:
        return None
    return repeats.key_of(actor, said, digest(request, _canonical(request.state.content)))


def refuse_known(answer: repeats.Answer | None) -> None:
    """Refuse to do what has an *answer* already.

    Raises:
        Repeated: it has.
    """
    if answer is not None:
        raise Repeated(answer)


def key_of(request: Request) -> str | None:
    """Return the key of *request*, None if it has none.

    Raises:
        InvalidFields: it is not one.
    """
    said = request.headers.get(HEADER)
    if said is None:
        return None
    key = said.strip().removeprefix('"').removesuffix('"')
    if not _KEY.fullmatch(key):
        raise InvalidFields(errors=[FieldFault(f"/{HEADER}", "bad_key", _BAD_KEY)])
    return key


def keep(uow: UnitOfWork, response: Response) -> None:
    """Keep *response* for repetitions of its request, if that has a key."""
    if uow.answer_id is not None:
        repeats.keep_all(uow, [(uow, answer_of(response))])


def answer_of(response: Response) -> repeats.Answer:
    """Return what of *response* is given again."""
    headers = {name: response.headers[name] for name in _KEPT if name in response.headers}
    return repeats.Answer(response.status_code, headers, bytes(response.body))


def on_repeated(_: Request, error: Exception) -> Response:
    """Answer again what was answered before."""
    assert isinstance(error, Repeated)
    known = error.answer
    return Response(known.body, known.status, headers={**known.headers, REPLAYED: "true"})


def _operation(request: Request) -> str:
    operation: str = request.scope["route"].operation_id
    return operation


def digest(request: Request, content: bytes) -> str:
    """Return SHA-256 over what is asked with *content*; JSON in any spelling asks the same."""
    told = json.dumps(
        [request.method, request.url.path, sorted(request.query_params.multi_items())]
    )
    return hashlib.sha256(told.encode() + b"\0" + content).hexdigest()


def _canonical(content: bytes) -> bytes:
    try:
        return json.dumps(json.loads(content), sort_keys=True).encode()
    except ValueError:
        return content
