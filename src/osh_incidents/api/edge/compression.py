"""Large answers made small on the way, where the caller can read them so.

Only what is read is compressed. Secrets are told in answers to POST alone, and the length of a
compressed answer that holds one tells of it to whoever may choose what else stands in it (BREACH).
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 2_048
_LEVEL = 4
"""Half the work of the usual 9, for a twentieth more to send."""

_PACKED = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
_READS = frozenset({"GET", "HEAD"})
_ACCEPTED = "accept-encoding"
_MARK = "-gzip"
"""What an entity tag ends in that is of the compressed form: another one by RFC 9110."""


class Compression:
    """Compresses answers for callers who accept gzip, and tells caches that it does."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._gzip = GZipMiddleware(
            app, SMALLEST, compresslevel=_LEVEL, exclude_content_types=_PACKED
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        known = _MARK in Headers(scope=scope).get("if-none-match", "")
        # In place: those outside read from the scope what was found out inside.
        scope["headers"] = [_plain(*header) for header in scope["headers"]]
        if scope["method"] not in _READS:
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                packed = "content-encoding" in headers or (known and message["status"] == 304)  # noqa: PLR2004
                if packed and "etag" in headers:
                    headers["etag"] = f'{headers["etag"][:-1]}{_MARK}"'
                # Of a 304 and of a short answer, too: the next may be long.
                if _ACCEPTED not in headers.get("vary", "").lower():
                    headers.add_vary_header("Accept-Encoding")
            await send(message)

        await self._gzip(scope, receive, marked)


def _plain(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header as it is understood inside: tags without mark, gzip only if it is wanted."""
    if name in {b"if-none-match", b"if-match"}:
        return name, value.replace(f'{_MARK}"'.encode(), b'"')
    if name == _ACCEPTED.encode() and not _accepts_gzip(value.decode("latin-1")):
        return name, b"identity"
    return name, value


def _accepts_gzip(accepted: str) -> bool:
    for one in accepted.lower().split(","):
        coding, _, weight = one.replace(" ", "").partition(";")
        if coding in {"gzip", "x-gzip"}:
            return weight.removeprefix("q=").strip("0.") != "" or not weight
    return False
