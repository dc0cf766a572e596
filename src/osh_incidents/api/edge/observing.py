"""One line for each request, and faults told without the values they happened on."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_FAULT = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """What may be known of a request: no path, no query, nothing of its body."""

    method: str
    route: str
    status: int
    seconds: float
    request_id: str
    account: str | None
    authority: str | None


class Observing:
    """Tells the observers of each answer, and ends the faults that have been answered."""

    def __init__(self, app: ASGIApp, observers: Iterable[Callable[[Seen], None]]) -> None:
        self._app = app
        self._observers = tuple(observers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status, whole = time.perf_counter(), _FAULT, False

        async def watched(message: Message) -> None:
            nonlocal status, whole
            status = message.get("status", status)
            await send(message)
            whole = message["type"] == "http.response.body" and not message.get("more_body")

        try:
            await self._app(scope, receive, watched)
        except Exception as fault:
            # The framework raises again what it has answered, for a server to print it whole.
            if not whole:
                _log.exception("broken answer", exc_info=fault, extra=_named(scope))
                raise
        finally:
            seen = _seen(scope, status, time.perf_counter() - begun)
            for observe in self._observers:
                observe(seen)


def tell(seen: Seen) -> None:
    """Write *seen* into the log."""
    line = asdict(seen)
    line["ms"] = round(line.pop("seconds") * 1_000, 1)
    _log.info("request", extra=line)


def _named(scope: Scope) -> dict[str, str]:
    return {"request_id": scope["state"]["request_id"]}


def _seen(scope: Scope, status: int, seconds: float) -> Seen:
    caller = scope["state"].get("caller")
    return Seen(
        method=scope["method"] if scope["method"] in _METHODS else "other",
        route=getattr(scope.get("route"), "path", "none"),
        status=status,
        seconds=seconds,
        request_id=scope["state"]["request_id"],
        account=str(caller.account_id) if caller else None,
        authority=caller.authority if caller else None,
    )
