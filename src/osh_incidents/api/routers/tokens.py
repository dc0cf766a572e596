"""Access tokens for accounts (RFC 6749 §4.4)."""

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote_plus

from fastapi import APIRouter, Depends, Form, Header, Request, Response

from osh_incidents.adapters import assertions
from osh_incidents.adapters.tokens import LIFETIME
from osh_incidents.api import problems
from osh_incidents.api.dependencies import Context, Made, Now
from osh_incidents.api.oauth import INVALID_REQUEST, NO_STORE, RESPONSES, OAuthRoute, Refusal
from osh_incidents.api.schemas.base import Out
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import InvalidClient, Unavailable
from osh_incidents.domain.labels import Text
from osh_incidents.services import authentication
from osh_incidents.services.authentication import Gate

router = APIRouter(tags=["tokens"], route_class=OAuthRoute)

PATH = "/oauth/token"
GRANT = "client_credentials"
_UNSUPPORTED = Text("Chỉ hỗ trợ client_credentials.", "Only client_credentials is supported.")
_ONE_METHOD = Text(
    "Chỉ được dùng một cách xác thực cho mỗi yêu cầu.",
    "A request uses exactly one way to authenticate.",
)


class TokenOut(Out):
    """An access token to send as `Authorization: Bearer …`, and what it is for."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How the caller says who it is."""

    client_id: Annotated[str | None, Form(max_length=100)] = None
    client_secret: Annotated[str | None, Form(max_length=200)] = None
    client_assertion_type: Annotated[str | None, Form(max_length=100)] = None
    client_assertion: Annotated[str | None, Form(max_length=4_096)] = None
    authorization: Annotated[str | None, Header()] = None


async def each_once(request: Request) -> None:
    """Refuse a form in which a parameter comes twice (RFC 6749 §3.2)."""
    names = [name for name, _ in (await request.form()).multi_items()]
    if len(names) != len(set(names)):
        raise Refusal("invalid_request", INVALID_REQUEST)


@router.post(
    PATH,
    operation_id="issue_token",
    summary="Lấy mã truy cập / Get an access token",
    responses={**problems.responses(Unavailable), **RESPONSES},
    dependencies=[Depends(each_once)],
)
def issue_token(
    made: Made,
    now: Now,
    request: Request,
    response: Response,
    proof: Annotated[Proof, Depends()],
    grant_type: Annotated[str, Form(max_length=100, examples=[GRANT])],
    scope: Annotated[str | None, Form(max_length=2_000)] = None,
) -> TokenOut:
    """Exchange a secret (in the form or by HTTP Basic) or a signed assertion for a token.

    The token lives ten minutes. With `scope` it is for these permissions alone.
    """
    if grant_type != GRANT:
        raise Refusal("unsupported_grant_type", _UNSUPPORTED)
    gate = Gate(made.database, made.sealer, _address(request), now)
    actor, client_id = _authenticated(made, gate, proof)
    granted = authentication.scope_of(actor, scope)
    token = made.tokens.issue(actor.account_id, client_id, actor.authority, granted, now)
    response.headers.update(NO_STORE)
    return TokenOut(
        access_token=token,
        token_type="Bearer",  # noqa: S106
        expires_in=int(LIFETIME.total_seconds()),
        scope=" ".join(sorted(granted)),
    )


def audiences(made: Context) -> tuple[str, str]:
    """Return what an assertion may be made for: the issuer, or its token endpoint."""
    return made.tokens.issuer, made.tokens.issuer.rstrip("/") + PATH


def _authenticated(made: Context, gate: Gate, proof: Proof) -> tuple[Actor, str]:
    ways = (proof.authorization, proof.client_secret, proof.client_assertion)
    if sum(way is not None for way in ways) > 1:
        raise Refusal("invalid_request", _ONE_METHOD)
    if proof.client_assertion is not None:
        return _by_assertion(made, gate, proof, proof.client_assertion)
    named, secret = (
        (proof.client_id, proof.client_secret)
        if proof.authorization is None
        else _basic(proof.authorization)
    )
    if not named or not secret or not _is_visible(named) or proof.client_id not in (None, named):
        raise InvalidClient
    return authentication.by_secret(gate, named, secret), named


def _by_assertion(made: Context, gate: Gate, proof: Proof, assertion: str) -> tuple[Actor, str]:
    if proof.client_assertion_type != assertions.TYPE:
        raise Refusal("invalid_request", INVALID_REQUEST)
    actor, named = authentication.by_assertion(gate, assertion, audiences(made))
    if proof.client_id not in (None, named):
        raise InvalidClient
    return actor, named


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _is_visible(text: str) -> bool:
    """Whether *text* is of the characters that RFC 6749 appendix A allows a client id."""
    return text.isascii() and text.isprintable()


def _basic(header: str) -> tuple[str, str]:
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        raise InvalidClient
    try:
        named, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError) as error:
        raise InvalidClient from error
    # Both are form-encoded inside (RFC 6749 §2.3.1).
    return unquote_plus(named), unquote_plus(secret)
