"""How long an address waits after wrong secrets."""

from datetime import datetime, timedelta

FREE = 5
"""Failures of an address that cost no waiting."""

FREE_OF_ACCOUNT = 20
"""Failures of an account, from wherever, after which addresses that failed wait for it."""

LONGEST = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)


def waits_until(address: "Failures", account: "Failures") -> datetime | None:
    """Return until when a caller has to wait; None if not at all.

    An address without failures never waits, whatever others have done to the account: nobody can
    be locked out by somebody else's guesses.
    """
    if address.count == 0:
        return None
    ends = [
        failures.last_at + _pause(failures.count - free)
        for failures, free in ((address, FREE), (account, FREE_OF_ACCOUNT))
        if failures.count > free and failures.last_at is not None
    ]
    return max(ends, default=None)


class Failures:
    """How many wrong secrets there were lately, and when the last one came."""

    def __init__(self, count: int, last_at: datetime | None, now: datetime) -> None:
        """Forget failures that are long past by *now*."""
        lately = last_at is not None and now - last_at < FORGOTTEN_AFTER
        self.count = count if lately else 0
        self.last_at = last_at if lately else None


def _pause(excess: int) -> timedelta:
    return min(LONGEST, timedelta(seconds=2 ** min(excess, 20)))
