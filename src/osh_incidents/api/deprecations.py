"""Operations that will go: one table, told in every answer of theirs and in the contract.

RFC 9745 (`Deprecation`), RFC 8594 (`Sunset`); how long they stay is in docs/changes-policy.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAST_MONTHS = 12
"""Between the day on which an operation is called deprecated and the day on which it ends."""

_POLICY = "/api/v1/openapi.json"


@dataclass(frozen=True, slots=True)
class Deprecation:
    """An operation that ends on *sunset_on*, and the id of the one to use in its place."""

    operation_id: str
    deprecated_on: date
    sunset_on: date
    replacement: str

    def __post_init__(self) -> None:
        """Refuse an end that comes too soon."""
        months = (self.sunset_on.year - self.deprecated_on.year) * 12
        months += self.sunset_on.month - self.deprecated_on.month
        if months - (self.sunset_on.day < self.deprecated_on.day) < LEAST_MONTHS:
            raise ValueError(f"{self.operation_id}: less than {LEAST_MONTHS} months")

    @property
    def headers(self) -> dict[str, str]:
        """Return what each answer says of it."""
        return {
            "Deprecation": f"@{int(_midnight(self.deprecated_on).timestamp())}",
            "Sunset": format_datetime(_midnight(self.sunset_on), usegmt=True),
            "Link": f'<{_POLICY}>; rel="deprecation"; type="application/json"',
        }


DEPRECATIONS: Sequence[Deprecation] = ()


def announce(operations: Iterable[dict[str, Any]], table: Sequence[Deprecation]) -> None:
    """Mark those of the published *operations* that are in *table*."""
    known = {one.operation_id: one for one in table}
    for operation in operations:
        if (ends := known.get(operation["operationId"])) is not None:
            operation["deprecated"] = True
            operation["x-sunset"] = ends.sunset_on.isoformat()
            said = operation.get("description", "")
            operation["description"] = (
                f"{said}\n\nEnds on {ends.sunset_on}; use `{ends.replacement}`.".strip()
            )


class Announcing:
    """Adds to each answer of an operation that will go since when that is known, and its end."""

    def __init__(self, app: ASGIApp, table: Sequence[Deprecation]) -> None:
        """Announce what is in *table*."""
        self._app = app
        self._known = {one.operation_id: one for one in table}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the answer."""

        async def announced(message: Message) -> None:
            if message["type"] == "http.response.start":
                name = getattr(scope.get("route"), "operation_id", "")
                if (ends := self._known.get(name)) is not None:
                    headers = MutableHeaders(scope=message)
                    link = headers.get("Link")
                    headers.update(ends.headers)
                    if link is not None:
                        headers["Link"] = f"{link}, {ends.headers['Link']}"
            await send(message)

        await self._app(scope, receive, announced)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
