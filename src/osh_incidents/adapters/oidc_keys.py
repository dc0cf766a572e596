"""Keys of an outside issuer: found by discovery, kept, and asked for again with restraint."""

import json
import logging
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from osh_incidents.adapters.jws import PublicKey

RSA_BITS = 2_048
REFRESH_AFTER = timedelta(minutes=10)
AT_MOST_EVERY = timedelta(minutes=1)
_LARGEST = 65_536
_SECONDS = 3
_MOST_KEYS = 50
_NEVER = datetime.min.replace(tzinfo=UTC)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_log = logging.getLogger(__name__)


@dataclass
class KeyCache:
    """The keys of *issuer*; those known last serve for *kept_for* while it cannot be reached."""

    issuer: str
    algorithms: Collection[str]
    kept_for: timedelta
    allow_loopback_http: bool
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _keys: Mapping[tuple[str, str], PublicKey] = field(default_factory=dict, init=False)
    _fetched_at: datetime = field(default=_NEVER, init=False)
    _asked_at: datetime = field(default=_NEVER, init=False)

    def find(self, kid: str, algorithm: str, now: datetime) -> PublicKey:
        """Return a key of the issuer.

        Raises:
            LookupError: it has no such key, or has not been heard of for too long.
        """
        with self._lock:
            stale = now - self._fetched_at > REFRESH_AFTER
            if (stale or (kid, algorithm) not in self._keys) and self._may_ask(now):
                self._refresh(now)
            if now - self._fetched_at > self.kept_for:
                raise LookupError("the keys of the issuer are too old")
            return self._keys[kid, algorithm]

    def _may_ask(self, now: datetime) -> bool:
        return now - self._asked_at >= AT_MOST_EVERY

    def _refresh(self, now: datetime) -> None:
        self._asked_at = now
        try:
            self._keys = self._fetched()
        except (httpx.HTTPError, httpx.InvalidURL, LookupError, TypeError, ValueError):
            # Whatever the other side does wrong, the keys known last go on serving.
            _log.exception("the keys of an outside issuer cannot be fetched")
            return
        self._fetched_at = now

    def _fetched(self) -> Mapping[tuple[str, str], PublicKey]:
        metadata = self._get(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if metadata["issuer"] != self.issuer:
            raise ValueError("metadata of another issuer")
        published = self._get(metadata["jwks_uri"])["keys"]
        keys = [key for one in published[:_MOST_KEYS] if (key := _readable(one)) is not None]
        return {(key.kid, key.algorithm): key for key in keys if key.algorithm in self.algorithms}

    def _get(self, address: str) -> Any:
        url = httpx.URL(address)
        loopback = url.scheme == "http" and url.host in _LOOPBACK and self.allow_loopback_http
        if url.scheme != "https" and not loopback:
            raise ValueError("only https")
        with httpx.stream("GET", url, timeout=_SECONDS, follow_redirects=False) as answer:
            answer.raise_for_status()
            content = b""
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > _LARGEST:
                    raise ValueError("answer too large")
        return json.loads(content)


def _readable(published: Mapping[str, Any]) -> PublicKey | None:
    """Return the key, unless it is of a kind that is not accepted: issuers publish others too."""
    try:
        return PublicKey.of(published, rsa_bits=RSA_BITS) if "kid" in published else None
    except (ValueError, KeyError, TypeError):
        return None
