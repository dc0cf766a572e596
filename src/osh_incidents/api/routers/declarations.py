"""Taking in declarations of accidents and diseases."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from osh_incidents.api import declaring, problems, views
from osh_incidents.api.dependencies import Made, Uow
from osh_incidents.api.permission import Asked, holding, holding_later
from osh_incidents.api.posted import Post
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import answers
from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import InvalidFields, NoRuleInForce, NotFound

router = Router(prefix="/api/v1/declarations", tags=["declarations"])

TrackingNo = Annotated[str, Path(max_length=40, pattern=r"^[0-9A-Z-]+$")]


@router.post(
    "",
    status_code=201,
    operation_id="declare",
    summary="Khai báo TNLĐ, BNN / Declare an accident or a disease",
    response_model=answers.DeclaredOut,
    responses={
        200: {"model": answers.PreviewOut, "description": "What it would be; nothing is stored"},
        **problems.responses(*problems.COMMON, InvalidFields, NoRuleInForce),
    },
)
async def declare(
    body: DeclarationIn,
    made: Made,
    asked: Annotated[Asked, holding_later(Permission.DECLARATIONS_CREATE)],
    *,
    dry_run: Annotated[bool, Query(description="validate and derive only")] = False,
) -> Response:
    """Take in a declaration; every fault is told at once, and warnings do not refuse it."""
    return await declaring.declare(made, Post(asked, body, dry_run))


@router.get(
    "/{tracking_no}",
    operation_id="get_declaration",
    summary="Xem khai báo / Read a declaration",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def get_declaration(
    tracking_no: TrackingNo,
    request: Request,
    actor: Annotated[Actor, holding(Permission.DECLARATIONS_READ)],
    uow: Uow,
) -> answers.DeclarationOut:
    """Return the newest version of a declaration as it was sent."""
    row = uow.declarations.get(tracking_no, actor)
    case = uow.cases.get(row.case_id, actor)
    return views.declaration(request, uow, actor, row, case)
