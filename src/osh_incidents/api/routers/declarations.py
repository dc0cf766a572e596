"""Taking in declarations of accidents and diseases."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from osh_incidents.api import problems, views
from osh_incidents.api.dependencies import Now, Uow, holding
from osh_incidents.api.faults import field_faults
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import answers
from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import InvalidFields, NoRuleInForce, NotFound
from osh_incidents.services import declarations, repeats

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
def declare(
    body: DeclarationIn,
    request: Request,
    response: Response,
    actor: Annotated[Actor, holding(Permission.DECLARATIONS_CREATE)],
    uow: Uow,
    now: Now,
    *,
    dry_run: Annotated[bool, Query(description="validate and derive only")] = False,
) -> answers.DeclaredOut | Response:
    """Take in a declaration; every fault is told at once, and warnings do not refuse it."""
    if body.faults:
        known = Known.of(dict(body))
        across = declarations.faults(uow, actor, known, now)
        raise InvalidFields(errors=[*field_faults(body.faults), *across])
    if dry_run:
        declaration = body.declaration()
        found, odd = declarations.preview(uow, actor, declaration, now)
        repeats.release(uow)
        preview = views.preview(request, declaration.kind, found, odd)
        return Response(preview.model_dump_json(), 200, media_type="application/json")
    case = declarations.declare(uow, actor, body.declaration(), now)
    row = case.declarations[0]
    response.headers["Location"] = f"{request.url.path}/{row.tracking_no}"
    return answers.DeclaredOut(
        declaration=views.receipt(request, row), case=views.case(uow, actor, case, now)
    )


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
