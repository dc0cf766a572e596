"""The log of what was done to organisations and accounts."""

from typing import Annotated

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Uow
from osh_incidents.api.routers.organisations import Administrator, Limit
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas.accounts import ActOut, ActPageOut
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.persistence.tables.identity import AccountActRow

router = Router(prefix="/api/v1/account-log", tags=["accounts"])


@router.get(
    "",
    operation_id="list_account_acts",
    summary="Nhật ký tài khoản / The log of accounts",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_account_acts(
    request: Request,
    response: Response,
    actor: Administrator,
    uow: Uow,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> ActPageOut:
    """Return one page of who did what to the accounts of this authority, last act first."""
    page = uow.accounts.acts(actor.authority, paging.decode(cursor), limit)
    following = paging.following(request, response, page.next)
    return ActPageOut(items=[_out(row) for row in page.rows], next=following)


def _out(row: AccountActRow) -> ActOut:
    return ActOut(
        id=row.id,
        at=row.at,
        by_account_id=row.by_account_id,
        act=row.act,
        label_vi=row.act.label.vi,
        label_en=row.act.label.en,
        organisation_id=row.organisation_id,
        account_id=row.account_id,
        data=row.data,
    )
