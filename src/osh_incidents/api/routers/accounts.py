"""Accounts: opened, disabled and enabled; their role is for good."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.routers.organisations import Administrator, Limit
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import accounts as published
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.errors import ChangedMeanwhile, FieldFault, InvalidFields, NotFound
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.services import accounts
from osh_incidents.services.account_log import By

router = Router(prefix="/api/v1/accounts", tags=["accounts"])


def claimed(account_id: UUID, actor: Administrator, uow: Uow) -> AccountRow:
    """Return the account to be changed, in the version on which the change was decided."""
    row = uow.accounts.claim_account(account_id, actor.authority)
    uow.change(row)
    return row


Changed = Annotated[AccountRow, Depends(claimed)]

_NO_ORGANISATION = Text("Không có đơn vị này.", "There is no such organisation.")


@router.get(
    "",
    operation_id="list_accounts",
    summary="Danh sách tài khoản / List accounts",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_accounts(
    request: Request,
    response: Response,
    actor: Administrator,
    uow: Uow,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> published.AccountPageOut:
    """Return one page of the accounts of this authority, last opened first."""
    page = uow.accounts.accounts(actor.authority, paging.decode(cursor), limit)
    following = paging.following(request, response, page.next)
    return published.AccountPageOut(items=[_out(row) for row in page.rows], next=following)


@router.post(
    "",
    status_code=201,
    operation_id="open_account",
    summary="Mở tài khoản / Open an account",
    responses=problems.responses(*problems.COMMON, ChangedMeanwhile, InvalidFields),
)
def open_account(
    body: published.AccountIn,
    request: Request,
    response: Response,
    actor: Administrator,
    uow: Uow,
    now: Now,
) -> published.AccountOut:
    """Open an account for an organisation; it needs a secret or a public key next."""
    try:
        organisation = uow.accounts.organisation(body.organisation_id, actor.authority)
    except NotFound as error:
        fault = FieldFault("/organisation_id", "not_in_list", _NO_ORGANISATION)
        raise InvalidFields(errors=[fault]) from error
    row = accounts.open_account(uow, organisation, body.role, body.client_id, By(actor, now))
    response.headers["Location"] = f"{request.url.path}/{row.id}"
    uow.one = row
    return _out(row)


@router.get(
    "/{account_id}",
    operation_id="get_account",
    summary="Xem tài khoản / Read an account",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def get_account(account_id: UUID, actor: Administrator, uow: Uow) -> published.AccountDetailOut:
    """Return an account with its secrets (not themselves), keys and outside identities."""
    row = uow.accounts.account(account_id, actor.authority)
    uow.one = row
    known = uow.credentials
    return published.AccountDetailOut(
        **_out(row).model_dump(),
        secrets=[published.SecretOut.model_validate(one) for one in known.secrets(row.id)],
        keys=[published.KeyOut.model_validate(one) for one in known.keys(row.id)],
        identities=[published.IdentityOut.model_validate(one) for one in known.identities(row.id)],
    )


@router.post(
    "/{account_id}/disable",
    operation_id="disable_account",
    summary="Khóa tài khoản / Disable an account",
    responses=problems.responses(*problems.COMMON, NotFound, ChangedMeanwhile, InvalidFields),
    dependencies=[CHANGE],
)
def disable_account(row: Changed, actor: Administrator, uow: Uow, now: Now) -> published.AccountOut:
    """Refuse the account from its next request on, whatever its tokens say."""
    accounts.disable(uow, row, By(actor, now))
    uow.one = row
    return _out(row)


@router.post(
    "/{account_id}/enable",
    operation_id="enable_account",
    summary="Mở khóa tài khoản / Enable an account",
    responses=problems.responses(*problems.COMMON, NotFound, ChangedMeanwhile, InvalidFields),
    dependencies=[CHANGE],
)
def enable_account(row: Changed, actor: Administrator, uow: Uow, now: Now) -> published.AccountOut:
    """Let a disabled account act again."""
    accounts.enable(uow, row, By(actor, now))
    uow.one = row
    return _out(row)


def _out(row: AccountRow) -> published.AccountOut:
    return published.AccountOut.model_validate(row)
