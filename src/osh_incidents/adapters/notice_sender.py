"""Handing a notice to another system over HTTP."""

import asyncio
from collections.abc import Mapping

import httpx

_CONNECT_SECONDS = 2.0
_TOTAL_SECONDS = 5.0

_TIMED_OUT = "quá thời gian chờ / timed out"
_NOT_REACHED = "không kết nối được / cannot be reached"
_BAD_ADDRESS = "địa chỉ không dùng được / address cannot be used"


def post(url: str, body: Mapping[str, str | None], key: str) -> str | None:
    """Post *body* as JSON to *url*; return what went wrong, or None if it was taken (2xx).

    *key* tells a repeated attempt from a new notice. It ends after 5 seconds in all, 2 of them for
    the connection; the answer beyond its status is not read, and no redirection is followed.
    """
    try:
        status = asyncio.run(_status(url, body, key))
    except (TimeoutError, httpx.TimeoutException):
        return _TIMED_OUT
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError):
        return _BAD_ADDRESS
    except (httpx.HTTPError, OSError):
        return _NOT_REACHED
    return None if httpx.codes.is_success(status) else f"HTTP {status}"


async def _status(url: str, body: Mapping[str, str | None], key: str) -> int:
    # The limits of the client are for each step, and a slow answer has many steps.
    limits = httpx.Timeout(_TOTAL_SECONDS, connect=_CONNECT_SECONDS)
    async with (
        asyncio.timeout(_TOTAL_SECONDS),
        httpx.AsyncClient(timeout=limits) as client,
        client.stream("POST", url, json=body, headers={"Idempotency-Key": key}) as answer,
    ):
        return answer.status_code
