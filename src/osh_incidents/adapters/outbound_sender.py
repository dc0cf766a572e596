"""Handing a message to another system over HTTP."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import httpx

from osh_incidents.adapters.outbound_targets import (
    Address,
    Network,
    NotAllowedError,
    addresses_of,
)

_CONNECT_SECONDS = 2.0
_TOTAL_SECONDS = 5.0

_TIMED_OUT = "quá thời gian chờ / timed out"
_NOT_REACHED = "không kết nối được / cannot be reached"
BAD_ADDRESS = "địa chỉ không dùng được / address cannot be used"
NOT_ALLOWED = "địa chỉ thuộc mạng không được phép / address in a network that is not allowed"


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted to another system as it is: a *body* and its *headers*."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The status of the answer, if there was one, and what went wrong, if anything did."""

    status: int | None = None
    error: str | None = None


def post(url: str, message: Message, inside: Collection[Network] = ()) -> Outcome:
    """Post *message* to *url*; it was taken if the answer is 2xx.

    Only addresses in the open Internet and in the networks of *inside* are called, without a
    proxy. It ends after 5 seconds in all, 2 of them for a connection; the answer beyond its status
    is not read, and no redirection is followed.
    """
    try:
        status = asyncio.run(_status(url, message, inside))
    except (TimeoutError, httpx.TimeoutException):
        return Outcome(error=_TIMED_OUT)
    except NotAllowedError:
        return Outcome(error=NOT_ALLOWED)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError):
        return Outcome(error=BAD_ADDRESS)
    except (httpx.HTTPError, OSError):
        return Outcome(error=_NOT_REACHED)
    return Outcome(status, None if httpx.codes.is_success(status) else f"HTTP {status}")


async def _status(url: str, message: Message, inside: Collection[Network]) -> int:
    # The limits of the client are for each step, and a slow answer has many steps.
    limits = httpx.Timeout(_TOTAL_SECONDS, connect=_CONNECT_SECONDS)
    async with asyncio.timeout(_TOTAL_SECONDS):
        target = httpx.URL(url)
        addresses = await addresses_of(target, inside)
        # A proxy named in the environment would look the name up again, where nobody checks.
        trust = httpx.create_ssl_context()
        async with httpx.AsyncClient(timeout=limits, trust_env=False, verify=trust) as client:
            return await _first_reached(client, target, addresses, message)


async def _first_reached(
    client: httpx.AsyncClient, target: httpx.URL, addresses: list[Address], message: Message
) -> int:
    *others, last = addresses
    for address in others:
        try:
            return await _asked(client, target, address, message)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
    return await _asked(client, target, last, message)


async def _asked(
    client: httpx.AsyncClient, target: httpx.URL, address: Address, message: Message
) -> int:
    async with client.stream(
        "POST",
        target.copy_with(host=str(address)),
        content=message.body,
        headers={**message.headers, "Host": target.netloc.decode("ascii")},
        extensions={"sni_hostname": target.raw_host.decode("ascii")},
        follow_redirects=False,
    ) as answer:
        return answer.status_code
