"""By what accounts are known: secrets, public keys, outside identities."""

from uuid import UUID

from osh_incidents.api import problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.routers.accounts import Changed
from osh_incidents.api.routers.organisations import Administrator
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import accounts as published
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.errors import ChangedMeanwhile, InvalidFields, NotFound
from osh_incidents.services import credentials
from osh_incidents.services.account_log import By
from osh_incidents.services.credentials import SECRET_LIFETIME

router = Router(prefix="/api/v1/accounts/{account_id}", tags=["accounts"])

_REFUSALS = problems.responses(*problems.COMMON, NotFound, ChangedMeanwhile, InvalidFields)


@router.post(
    "/secrets",
    status_code=201,
    operation_id="add_secret",
    summary="Cấp mật khẩu / Add a secret",
    responses=_REFUSALS,
    dependencies=[CHANGE],
)
def add_secret(
    body: published.SecretIn, account: Changed, actor: Administrator, uow: Uow, now: Now
) -> published.NewSecretOut:
    """Add a secret beside those that are valid, so that both work while it is exchanged."""
    ends = body.expires_at or now + SECRET_LIFETIME
    row, secret = credentials.add_secret(uow, account, ends, By(actor, now))
    shown = published.SecretOut.model_validate(row)
    return published.NewSecretOut(**shown.model_dump(), client_secret=secret)


@router.delete(
    "/secrets/{secret_id}",
    status_code=204,
    operation_id="revoke_secret",
    summary="Thu hồi mật khẩu / Revoke a secret",
    responses=_REFUSALS,
    dependencies=[CHANGE],
)
def revoke_secret(
    secret_id: UUID, account: Changed, actor: Administrator, uow: Uow, now: Now
) -> None:
    """Let a secret open nothing any more; tokens it has opened live ten minutes at most."""
    credentials.revoke_secret(uow, account, secret_id, By(actor, now))


@router.post(
    "/keys",
    status_code=201,
    operation_id="add_key",
    summary="Thêm khóa công khai / Add a public key",
    responses=_REFUSALS,
    dependencies=[CHANGE],
)
def add_key(
    body: published.KeyIn, account: Changed, actor: Administrator, uow: Uow, now: Now
) -> published.KeyOut:
    """Add a public key with which the account signs its requests for tokens."""
    ends = body.expires_at or now + SECRET_LIFETIME
    row = credentials.add_key(uow, account, body.jwk, ends, By(actor, now))
    return published.KeyOut.model_validate(row)


@router.delete(
    "/keys/{key_id}",
    status_code=204,
    operation_id="revoke_key",
    summary="Thu hồi khóa công khai / Revoke a public key",
    responses=_REFUSALS,
    dependencies=[CHANGE],
)
def revoke_key(key_id: UUID, account: Changed, actor: Administrator, uow: Uow, now: Now) -> None:
    """Let signatures by a public key say nothing any more."""
    credentials.revoke_key(uow, account, key_id, By(actor, now))


@router.post(
    "/identities",
    status_code=201,
    operation_id="add_identity",
    summary="Thêm danh tính bên ngoài / Add an outside identity",
    responses=_REFUSALS,
    dependencies=[CHANGE],
)
def add_identity(
    body: published.IdentityIn, account: Changed, actor: Administrator, uow: Uow, now: Now
) -> published.IdentityOut:
    """Let who a configured outside issuer calls so act as the account."""
    row = credentials.add_identity(uow, account, body.issuer, body.subject, By(actor, now))
    return published.IdentityOut.model_validate(row)


@router.delete(
    "/identities/{identity_id}",
    status_code=204,
    operation_id="remove_identity",
    summary="Bỏ danh tính bên ngoài / Remove an outside identity",
    responses=_REFUSALS,
    dependencies=[CHANGE],
)
def remove_identity(
    identity_id: UUID, account: Changed, actor: Administrator, uow: Uow, now: Now
) -> None:
    """Let an outside identity act as the account no more, from the next request on."""
    credentials.remove_identity(uow, account, identity_id, By(actor, now))
