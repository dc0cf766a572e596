"""Quotas of accounts, once the token has told whose request it is."""

from fastapi import Request
from starlette.exceptions import HTTPException

from osh_incidents.api.edge.quotas import Quotas


async def spend(request: Request) -> None:
    """Count one request of the caller.

    Raises:
        HTTPException: the account has asked too often.
    """
    quotas: Quotas | None = getattr(request.state, "quotas", None)
    if quotas is None:
        return
    spent = await quotas.spent("account", str(request.state.caller.account_id))
    if spent is not None:
        request.state.spent = spent
        if spent.refused:
            raise HTTPException(429)
