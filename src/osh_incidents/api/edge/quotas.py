"""How often one caller may ask, and how that is told."""

import logging
import time
from dataclasses import dataclass, field

from fastapi.concurrency import run_in_threadpool
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spent:
    """How much of one quota a caller has left."""

    policy: str
    quota: int
    window: int
    remaining: int
    reset: int
    refused: bool

    @property
    def headers(self) -> dict[str, str]:
        """Return what an answer tells of it (draft-ietf-httpapi-ratelimit-headers)."""
        told = {
            "RateLimit-Policy": f'"{self.policy}";q={self.quota};w={self.window}',
            "RateLimit": f'"{self.policy}";r={self.remaining};t={self.reset}',
        }
        return told | {"Retry-After": str(max(1, self.reset))} if self.refused else told


@dataclass(frozen=True, slots=True)
class Quotas:
    """The quotas by policy; a policy that is not named is not limited."""

    rates: dict[str, RateLimitItem] = field(default_factory=dict)
    storage: Storage = field(default_factory=MemoryStorage)

    @classmethod
    def of(cls, storage: str, **rates: str) -> "Quotas":
        """Return quotas written as `600/minute`, counted at the URL *storage*; empty is none.

        Raises:
            ValueError: counting there would not wait for its result.
        """
        named = {policy: parse(rate) for policy, rate in rates.items() if rate}
        counted = storage_from_string(storage, wrap_exceptions=True)
        if not isinstance(counted, Storage):
            raise ValueError("the storage of rates must be a synchronous one")  # noqa: TRY004
        return cls(named, counted)

    async def spent(self, policy: str, who: str) -> Spent | None:
        """Do as `spend`; where counting waits for another system, nobody else waits for that."""
        if isinstance(self.storage, MemoryStorage):
            return self.spend(policy, who)
        return await run_in_threadpool(self.spend, policy, who)

    def spend(self, policy: str, who: str) -> Spent | None:
        """Count one request of *who*, and return what is left; none where nothing is limited.

        When nothing can be counted, nobody is refused: declarations matter more than fairness.
        """
        rate = self.rates.get(policy)
        if rate is None:
            return None
        try:
            return self._counted(policy, rate, who)
        except StorageError as error:
            _log.warning("quotas are not counted", exc_info=error)
            return None

    def _counted(self, policy: str, rate: RateLimitItem, who: str) -> Spent:
        limiter = SlidingWindowCounterRateLimiter(self.storage)
        granted = limiter.hit(rate, policy, who)
        reset, remaining = limiter.get_window_stats(rate, policy, who)
        return Spent(
            policy,
            rate.amount,
            rate.get_expiry(),
            remaining,
            max(0, round(reset - time.time())),
            refused=not granted,
        )
