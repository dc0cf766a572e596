"""Request lines and headers: small, plain, and meaning one thing only."""

from collections import Counter
from urllib.parse import parse_qsl, unquote_to_bytes

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from osh_incidents.api.edge.refusing import refuse
from osh_incidents.domain.errors import DomainError, Unreadable
from osh_incidents.domain.labels import Text

LARGEST = 16_384
MOST = 64
_VERSIONS = frozenset({"1.0", "1.1", "2"})
_ONCE = frozenset(
    {b"authorization", b"content-length", b"content-type", b"host", b"transfer-encoding"}
)
_AMBIGUOUS = Text(
    "Tiêu đề hoặc tham số của yêu cầu không rõ nghĩa.",
    "Headers or parameters of the request are ambiguous.",
)


class Heads:
    """Refuses what two readers could understand in two ways."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = _fault(scope) if scope["type"] == "http" else None
        if fault is not None:
            await refuse(fault, scope, receive, send, close=True)
            return
        await self._app(scope, receive, send)


def _fault(scope: Scope) -> DomainError | HTTPException | None:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    query: bytes = scope["query_string"]
    size = sum(len(name) + len(value) for name, value in headers) + len(query)
    if len(headers) > MOST or size > LARGEST:
        return HTTPException(431)
    counted = Counter(name.lower() for name, _ in headers)
    twice = any(counted[name] > 1 for name in _ONCE)
    framed_twice = counted[b"content-length"] and counted[b"transfer-encoding"]
    odd = scope["http_version"] not in _VERSIONS
    if odd or twice or framed_twice or not _is_utf8(unquote_to_bytes(query)):
        return Unreadable(_AMBIGUOUS)
    return Unreadable(_AMBIGUOUS) if _names_twice(query) else None


def _names_twice(query: bytes) -> bool:
    """Whether a parameter is given twice: one reader takes the first of them, another the last."""
    names = [name for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True)]
    return len(names) != len(set(names))


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
