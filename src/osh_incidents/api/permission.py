"""Who may ask what: the scopes of a token, and the rights of its account in the transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.models import OAuthFlowClientCredentials, OAuthFlows
from fastapi.security import OAuth2, SecurityScopes

from osh_incidents.adapters.tokens import Claims
from osh_incidents.api import repeating
from osh_incidents.api.dependencies import Made, UowOrLater, acting, claims, now
from osh_incidents.api.reading import Later
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import InsufficientScope, NotAuthenticated, NotPermitted
from osh_incidents.persistence.unit_of_work import transaction

_flows = OAuthFlows(
    clientCredentials=OAuthFlowClientCredentials(
        tokenUrl="/oauth/token",
        scopes={permission.value: permission.label.en for permission in Permission},
    )
)
_bearer = OAuth2(flows=_flows, scheme_name="oauth2", auto_error=False)


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
    uow: UowOrLater,
    _published: Annotated[str | None, Security(_bearer)],
) -> Actor | Later:
    """Return who acts, as the account stands in this very transaction.

    Raises:
        NotAuthenticated, NotPermitted, InsufficientScope: as `Asked.permitted`.
        Repeated: the account asked this before, under the same key.
    """
    asked = await asked_by(request, needed)
    if isinstance(uow, Later):
        # Asked as soon as the transaction is opened, whatever the operation takes of it.
        request.state.permitted = asked.permitted
        return uow.giving(lambda _: request.state.actor)
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
        return first.permitted(acting(uow, said, first.moment))


def holding_first(*permissions: Permission) -> Any:
    """Ask as `holding` does, of an operation that opens its transactions itself."""
    return Security(authorise_first, scopes=[permission.value for permission in permissions])


def holding_later(*permissions: Permission) -> Any:
    """Ask as `holding` does, of an operation that shares its transaction with other requests."""
    return Security(asked, scopes=[permission.value for permission in permissions])
