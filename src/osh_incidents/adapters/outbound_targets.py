"""Where another system may be: its name is looked up once, and only what was checked is called."""

import asyncio
import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_PORTS = {"http": 80, "https": 443}
_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""Outside of it lie what maps, embeds or translates IPv4, and everything local or reserved."""


class NotAllowedError(Exception):
    """The name leads into a network that nothing may be sent to."""


async def addresses_of(url: httpx.URL, inside: Collection[Network] = ()) -> list[Address]:
    """Return where *url* leads; every one is in the open Internet or in a network of *inside*.

    Raises:
        NotAllowedError: one of them is neither. A name that leads to both could be made to lead
            to either.
        OSError: the name is not known.
        httpx.UnsupportedProtocol: *url* is of no scheme over which anything is sent.
    """
    if url.scheme not in _PORTS or not url.host:
        raise httpx.UnsupportedProtocol("not http or https")
    port = url.port or _PORTS[url.scheme]
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(_address(entry[4][0]) for entry in found))
    if not addresses or not all(is_allowed(address, inside) for address in addresses):
        raise NotAllowedError(url.host)
    return addresses


def is_allowed(address: Address, inside: Collection[Network] = ()) -> bool:
    """Whether anything may be sent to *address*."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    real = mapped or address
    return _is_public(real) or any(real in network for network in inside)


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and (
        address not in _GLOBAL_UNICAST or address.sixtofour is not None
    ):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _address(told: str | int) -> Address:
    # A link-local address is told with its interface, which does not make it another network.
    return ip_address(str(told).partition("%")[0])
