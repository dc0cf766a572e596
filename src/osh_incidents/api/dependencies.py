"""What operations ask for: who calls, in which transaction, at what time."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Protocol

from fastapi import Depends, Request
from fastapi.concurrency import contextmanager_in_threadpool, run_in_threadpool

from osh_incidents.adapters.oidc import OutsideIssuer, OutsideIssuers
from osh_incidents.adapters.tokens import Claims, Tokens
from osh_incidents.api import admission, reading, repeating
from osh_incidents.api.edge import callers
from osh_incidents.api.reading import Later
from osh_incidents.api.repeating import Repeated
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import NotAuthenticated
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import outside, reads

PURPOSE = "X-Purpose"
"""The header in which a caller may say what a record is read for."""


class Clock(Protocol):
    """Where the time comes from."""

    def __call__(self) -> datetime:
        """Return the present moment, aware."""


class Context(Protocol):
    """What an application is made with."""

    database: Database
    sealer: Sealer
    tokens: Tokens
    clock: Clock
    outside: OutsideIssuers
    is_current: Callable[[], bool]


# What waits for nothing is asked on the loop: going over to a thread and back costs more. These ask
# each other by calling: what is declared is gone through again wherever it is asked for.
async def context(request: Request) -> Context:
    """Return what the application was made with."""
    made: Context = request.app.state.context
    return made


async def now(request: Request) -> datetime:
    """Return the moment of the request, by the server's clock: the same however often asked."""
    state = request.state
    if not hasattr(state, "moment"):
        state.moment = (await context(request)).clock().astimezone(UTC)
    moment: datetime = state.moment
    return moment


Made = Annotated[Context, Depends(context)]
Now = Annotated[datetime, Depends(now)]


async def claims(request: Request) -> Claims:
    """Return what the access token of the request says.

    Raises:
        NotAuthenticated: there is no token, or not one of ours in its time.
    """
    # Not by the security scheme below: what depends on scopes is not shared within a request, and
    # there would be two transactions.
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotAuthenticated
    made = await context(request)
    found = await _verified(made, token.strip(), await now(request))
    if found.authority not in made.database.authorities:
        raise NotAuthenticated
    request.state.caller = found
    await callers.spend(request)
    return found


async def _verified(made: Context, token: str, moment: datetime) -> Claims:
    issuer = made.outside.issuer_of(token)
    if issuer is None:
        return made.tokens.verify(token, moment)
    return await run_in_threadpool(_verified_outside, made, issuer, token, moment)


def _verified_outside(made: Context, issuer: OutsideIssuer, token: str, moment: datetime) -> Claims:
    identity = issuer.verify(token, moment)
    return outside.claims_of(made.database, made.sealer, identity)


async def unit_of_work(
    request: Request, said: Annotated[Claims, Depends(claims)]
) -> AsyncIterator[UnitOfWork | Later]:
    """Open the transaction of the request in its turn; it ends before the answer is sent.

    That of a read is opened with its operation, and promised until then.
    """
    opened = partial(_opened, request, await context(request), said, await now(request))
    if request.method in reading.METHODS:
        request.state.reading = Later(opened, lambda uow: uow)
        yield request.state.reading
        return
    # Who is not known does not even wait.
    async with admission.admitted(readonly=False), contextmanager_in_threadpool(opened()) as uow:
        yield uow


@contextmanager
def _opened(
    request: Request, made: Context, said: Claims, moment: datetime
) -> Iterator[UnitOfWork]:
    """Open the transaction, and look up in it who acts.

    What the answer shows of people is noted first: what cannot be noted is not shown.
    """
    readonly = request.method in reading.METHODS
    # The embedded database has one writer at a time: readers must not queue for it while they read.
    apart = readonly and made.database.is_sqlite
    repeated: Repeated | None = None
    with transaction(made.database, said.authority, made.sealer, readonly=readonly) as uow:
        request.state.uow = uow
        # Here, since it would cost authorisation another way to a thread.
        request.state.acting = acting(uow, said, moment)
        # The operation of a read comes next: nothing of it is done for whoever may not.
        if readonly and hasattr(request.state, "permitted"):
            request.state.permitted(request.state.acting)
        try:
            yield uow
            if not readonly:
                repeating.keep(uow, request.state.answer)
        except Repeated as known:
            repeated = known
        if uow.shown and not apart:
            reads.keep(uow, uow.shown, reader_of(request), moment)
    if uow.shown and apart:
        with transaction(made.database, said.authority, made.sealer) as writing:
            reads.keep(writing, uow.shown, reader_of(request), moment)
    if repeated is not None:
        raise repeated


def acting(uow: UnitOfWork, said: Claims, moment: datetime) -> Actor | None:
    """Return who acts by the account of a token, as it stands in the transaction of *uow*."""
    return uow.accounts.actor(said.account_id, local_day(moment), said.scope)


def reader_of(request: Request) -> reads.Reader:
    """Return who is shown the answer to *request*, whose account is known by now."""
    return reads.Reader(
        request.state.actor,
        request.scope["route"].operation_id,
        reads.purpose_of(request.headers.get(PURPOSE)),
    )


# The default scope would commit after the answer: a failed commit would be answered 200.
_opening = Depends(unit_of_work, scope="function")
Uow = Annotated[UnitOfWork, _opening]
UowOrLater = Annotated[UnitOfWork | Later, _opening]
"""The same for what is asked before the operation, when that of a read is not opened yet."""
