"""Access tokens for accounts (RFC 6749 §4.4) and the keys that verify them."""

import base64
import binascii
from typing import Annotated, Any

from fastapi import APIRouter, Form, Header, Response

from osh_incidents.adapters.tokens import LIFETIME
from osh_incidents.api import problems
from osh_incidents.api.dependencies import Made, Now
from osh_incidents.api.schemas.base import Out
from osh_incidents.domain.errors import FieldFault, InvalidClient, InvalidFields, Unavailable
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import accounts

router = APIRouter(tags=["tokens"])

_GRANT = "client_credentials"


class TokenOut(Out):
    """An access token to send as `Authorization: Bearer …`."""

    access_token: str
    token_type: str
    expires_in: int


@router.post(
    "/oauth/token",
    operation_id="issue_token",
    summary="Get an access token",
    responses=problems.responses(InvalidClient, InvalidFields, Unavailable),
)
def issue_token(
    made: Made,
    now: Now,
    response: Response,
    grant_type: Annotated[str, Form(max_length=100, examples=[_GRANT])],
    client_id: Annotated[str | None, Form(max_length=100)] = None,
    client_secret: Annotated[str | None, Form(max_length=200)] = None,
    authorization: Annotated[str | None, Header()] = None,
) -> TokenOut:
    """Exchange client id and secret, in the form or by HTTP Basic, for a token of ten minutes."""
    if grant_type != _GRANT:
        raise InvalidFields(errors=[FieldFault("/grant_type", "not_in_list", _UNSUPPORTED)])
    named, secret = _basic(authorization) or (client_id, client_secret)
    if not named or not secret or not _is_visible(named):
        raise InvalidClient
    with transaction(made.database, None, made.sealer, readonly=True) as uow:
        actor = accounts.authenticate(uow, named, secret, now)
    response.headers["Cache-Control"] = "no-store"
    token = made.tokens.issue(actor.account_id, named, actor.authority, now)
    seconds = int(LIFETIME.total_seconds())
    return TokenOut(access_token=token, token_type="Bearer", expires_in=seconds)  # noqa: S106


@router.get("/.well-known/jwks.json", operation_id="get_jwks", summary="Keys of the tokens")
def get_jwks(made: Made) -> dict[str, Any]:
    """Return the public keys with which anyone can verify a token (RFC 7517)."""
    return made.tokens.jwks()


_UNSUPPORTED = Text("Chỉ hỗ trợ client_credentials.", "Only client_credentials is supported.")


def _is_visible(text: str) -> bool:
    """Whether *text* is of the characters that RFC 6749 appendix A allows a client id."""
    return text.isascii() and text.isprintable()


def _basic(header: str | None) -> tuple[str, str] | None:
    scheme, _, encoded = (header or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        named, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError) as error:
        raise InvalidClient from error
    return named, secret
