"""Handing a notice to another system over HTTP."""

import asyncio
from collections.abc import Collection, Mapping

import httpx

from osh_incidents.adapters.notice_targets import (
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

Body = Mapping[str, str | None]


def post(url: str, body: Body, key: str, inside: Collection[Network] = ()) -> str | None:
    """Post *body* as JSON to *url*; return what went wrong, or None if it was taken (2xx).

    *key* tells a repeated attempt from a new notice. Only addresses in the open Internet and in
    the networks of *inside* are called, without a proxy. It ends after 5 seconds in all, 2 of them
    for a connection; the answer beyond its status is not read, and no redirection is followed.
    """
    try:
        status = asyncio.run(_status(url, body, key, inside))
    except (TimeoutError, httpx.TimeoutException):
        return _TIMED_OUT
    except NotAllowedError:
        return NOT_ALLOWED
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError):
        return BAD_ADDRESS
    except (httpx.HTTPError, OSError):
        return _NOT_REACHED
    return None if httpx.codes.is_success(status) else f"HTTP {status}"


async def _status(url: str, body: Body, key: str, inside: Collection[Network]) -> int:
    # The limits of the client are for each step, and a slow answer has many steps.
    limits = httpx.Timeout(_TOTAL_SECONDS, connect=_CONNECT_SECONDS)
    async with asyncio.timeout(_TOTAL_SECONDS):
        target = httpx.URL(url)
        addresses = await addresses_of(target, inside)
        # A proxy named in the environment would look the name up again, where nobody checks.
        trust = httpx.create_ssl_context()
        async with httpx.AsyncClient(timeout=limits, trust_env=False, verify=trust) as client:
            return await _first_reached(client, target, addresses, body, key)


async def _first_reached(
    client: httpx.AsyncClient, target: httpx.URL, addresses: list[Address], body: Body, key: str
) -> int:
    *others, last = addresses
    for address in others:
        try:
            return await _asked(client, target, address, body, key)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
    return await _asked(client, target, last, body, key)


async def _asked(
    client: httpx.AsyncClient, target: httpx.URL, address: Address, body: Body, key: str
) -> int:
    async with client.stream(
        "POST",
        target.copy_with(host=str(address)),
        json=body,
        headers={"Host": target.netloc.decode("ascii"), "Idempotency-Key": key},
        extensions={"sni_hostname": target.raw_host.decode("ascii")},
        follow_redirects=False,
    ) as answer:
        return answer.status_code
