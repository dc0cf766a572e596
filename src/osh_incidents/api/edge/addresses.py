"""Quotas of addresses, before anybody is known, and the word on every quota in the answer."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from osh_incidents.api.edge.quotas import Quotas, Spent
from osh_incidents.api.edge.refusing import refuse

_UNLIMITED = frozenset({"/healthz", "/readyz"})
_TOKENS = "/oauth/token"
_HOME_NETWORK = 64


class Addresses:
    """Refuses an address that asks too often, and more readily one that asks for tokens."""

    def __init__(self, app: ASGIApp, quotas: Quotas) -> None:
        self._app = app
        self._quotas = quotas

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._quotas.rates or scope["path"] in _UNLIMITED:
            await self._app(scope, receive, send)
            return
        state = scope["state"]
        state["quotas"] = self._quotas

        async def told(message: Message) -> None:
            spent: Spent | None = state.get("spent")
            if message["type"] == "http.response.start" and spent is not None:
                MutableHeaders(scope=message).update(spent.headers)
            await send(message)

        state["spent"] = await self._spend(scope)
        if state["spent"] is not None and state["spent"].refused:
            await refuse(HTTPException(429), scope, receive, told)
            return
        await self._app(scope, receive, told)

    async def _spend(self, scope: Scope) -> Spent | None:
        policy = "token" if scope["path"] == _TOKENS else "address"
        who = _network(scope["client"])
        return await self._quotas.spent(policy, who)


def _network(client: tuple[str, int] | None) -> str:
    """Return whom an address stands for: one household has a whole network of IPv6."""
    host = client[0] if client else "none"
    try:
        address = ip_address(host)
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return host
    mapped = address.ipv4_mapped
    return str(mapped or ip_network((int(address), _HOME_NETWORK), strict=False))
