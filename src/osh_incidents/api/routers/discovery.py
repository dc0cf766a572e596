"""What clients and verifiers of tokens find out by themselves (RFC 7517, RFC 8414)."""

from typing import Any

from fastapi import Response

from osh_incidents.adapters import assertions
from osh_incidents.api.dependencies import Made, Now
from osh_incidents.api.routers import tokens
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas.base import Out
from osh_incidents.domain.authority import Permission

router = Router(prefix="/.well-known", tags=["tokens"])

_FIVE_MINUTES = {"Cache-Control": "public, max-age=300"}


class AuthorizationServerOut(Out):
    """Metadata of this authorization server (RFC 8414)."""

    issuer: str
    token_endpoint: str
    jwks_uri: str
    grant_types_supported: list[str]
    response_types_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    token_endpoint_auth_signing_alg_values_supported: list[str]
    scopes_supported: list[str]
    service_documentation: str


@router.get("/jwks.json", operation_id="get_jwks", summary="Khóa công khai / Keys of the tokens")
def get_jwks(made: Made, now: Now, response: Response) -> dict[str, Any]:
    """Return the public keys with which anyone can verify a token (RFC 7517).

    A key stands here long before it signs anything, so this answer may be kept for five minutes.
    """
    response.headers.update(_FIVE_MINUTES)
    return made.tokens.jwks(now)


@router.get(
    "/oauth-authorization-server",
    operation_id="get_authorization_server",
    summary="Máy chủ cấp mã / Metadata of the authorization server",
)
def get_authorization_server(made: Made, response: Response) -> AuthorizationServerOut:
    """Return where tokens are issued, how to authenticate for them, and which scopes there are."""
    response.headers.update(_FIVE_MINUTES)
    address = made.tokens.issuer.rstrip("/")
    return AuthorizationServerOut(
        issuer=made.tokens.issuer,
        token_endpoint=address + tokens.PATH,
        jwks_uri=f"{address}/.well-known/jwks.json",
        grant_types_supported=[tokens.GRANT],
        response_types_supported=[],
        token_endpoint_auth_methods_supported=[
            "client_secret_basic",
            "client_secret_post",
            "private_key_jwt",
        ],
        token_endpoint_auth_signing_alg_values_supported=list(assertions.ALGORITHMS),
        scopes_supported=[permission.value for permission in Permission],
        service_documentation=f"{address}/api/v1/openapi.json",
    )
