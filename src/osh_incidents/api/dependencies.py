"""What operations ask for: who calls, in which transaction, at what time."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request, Security
from fastapi.concurrency import contextmanager_in_threadpool, run_in_threadpool
from fastapi.openapi.models import OAuthFlowClientCredentials, OAuthFlows
from fastapi.security import OAuth2, SecurityScopes

from osh_incidents.adapters.oidc import OutsideIssuer, OutsideIssuers
from osh_incidents.adapters.tokens import Claims, Tokens
from osh_incidents.api import admission, repeating
from osh_incidents.api.edge import callers
from osh_incidents.api.repeating import Repeated
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import InsufficientScope, NotAuthenticated, NotPermitted
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import outside, reads

PURPOSE = "X-Purpose"
"""The header in which a caller may say what a record is read for."""

_READS = frozenset({"GET", "HEAD"})


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

_flows = OAuthFlows(
    clientCredentials=OAuthFlowClientCredentials(
        tokenUrl="/oauth/token",
        scopes={permission.value: permission.label.en for permission in Permission},
    )
)
_bearer = OAuth2(flows=_flows, scheme_name="oauth2", auto_error=False)


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
) -> AsyncIterator[UnitOfWork]:
    """Open the transaction of the request in its turn; it ends before the answer is sent."""
    made, moment = await context(request), await now(request)
    opened = contextmanager_in_threadpool(_opened(request, made, said, moment))
    # Who is not known does not even wait.
    async with admission.admitted(readonly=request.method in _READS), opened as uow:
        yield uow


@contextmanager
def _opened(
    request: Request, made: Context, said: Claims, moment: datetime
) -> Iterator[UnitOfWork]:
    """Open the transaction, and look up in it who acts.

    What the answer shows of people is noted first: what cannot be noted is not shown.
    """
    readonly = request.method in _READS
    # The embedded database has one writer at a time: readers must not queue for it while they read.
    apart = readonly and made.database.is_sqlite
    repeated: Repeated | None = None
    with transaction(made.database, said.authority, made.sealer, readonly=readonly) as uow:
        request.state.uow = uow
        # Here, since it would cost authorisation another way to a thread.
        request.state.acting = _acting(uow, said, moment)
        try:
            yield uow
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


def reader_of(request: Request) -> reads.Reader:
    """Return who is shown the answer to *request*, whose account is known by now."""
    return reads.Reader(
        request.state.actor,
        request.scope["route"].operation_id,
        reads.purpose_of(request.headers.get(PURPOSE)),
    )


# The default scope would commit after the answer: a failed commit would be answered 200.
Uow = Annotated[UnitOfWork, Depends(unit_of_work, scope="function")]


def _acting(uow: UnitOfWork, said: Claims, moment: datetime) -> Actor | None:
    return uow.accounts.actor(said.account_id, local_day(moment), said.scope)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request under a token that holds, and the scopes that its operation needs."""

    request: Request
    needed: Sequence[str]
    said: Claims
    moment: datetime

    @property
    def day(self) -> date:
        """Return the day in Việt Nam on which it is asked."""
        return local_day(self.moment)

    def permitted(self, actor: Actor | None) -> Actor:
        """Return *actor*, whom the token names, as the one who acts.

        Raises:
            NotAuthenticated: the account is gone or disabled, whatever its token says.
            NotPermitted: its role does not hold the permission of the operation.
            InsufficientScope: the role holds it, but the token was not asked for it.
        """
        if actor is None or actor.authority != self.said.authority:
            raise NotAuthenticated
        if not actor.grant.permissions >= {Permission(scope) for scope in self.needed}:
            raise NotPermitted(members={"needs": list(self.needed)})
        if not self.said.scope >= set(self.needed):
            raise InsufficientScope(members={"scope": " ".join(self.needed)})
        self.request.state.actor = actor
        return actor


async def asked_by(request: Request, needed: SecurityScopes) -> Asked:
    """Return what *request* asks, whose token was found to hold."""
    return Asked(request, needed.scopes, request.state.caller, await now(request))


async def authorise(
    request: Request,
    needed: SecurityScopes,
    uow: Uow,
    _published: Annotated[str | None, Security(_bearer)],
) -> Actor:
    """Return who acts, as the account stands in this very transaction.

    Raises:
        NotAuthenticated, NotPermitted, InsufficientScope: as `Asked.permitted`.
        Repeated: the account asked this before, under the same key.
    """
    asked = await asked_by(request, needed)
    actor = asked.permitted(request.state.acting)
    if repeating.HEADER in request.headers:
        await run_in_threadpool(repeating.recall, request, uow, actor, asked.moment)
    return actor


def holding(*permissions: Permission) -> Any:
    """Ask for an actor whose role holds *permissions*; they are published as scopes."""
    return Security(authorise, scopes=[permission.value for permission in permissions])


async def asked(
    request: Request,
    needed: SecurityScopes,
    _said: Annotated[Claims, Depends(claims)],
    _published: Annotated[str | None, Security(_bearer)],
) -> Asked:
    """Return what is asked; whether the account may, is found in the transaction."""
    return await asked_by(request, needed)


def authorise_first(made: Made, first: Annotated[Asked, Depends(asked)]) -> Actor:
    """Return who acts, as `authorise` does, in a transaction that ends before the body is read."""
    said = first.said
    with transaction(made.database, said.authority, made.sealer, readonly=True) as uow:
        return first.permitted(_acting(uow, said, first.moment))


def holding_first(*permissions: Permission) -> Any:
    """Ask as `holding` does, of an operation that opens its transactions itself."""
    return Security(authorise_first, scopes=[permission.value for permission in permissions])


def holding_later(*permissions: Permission) -> Any:
    """Ask as `holding` does, of an operation that shares its transaction with other requests."""
    return Security(asked, scopes=[permission.value for permission in permissions])
