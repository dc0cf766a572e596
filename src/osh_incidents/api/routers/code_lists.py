"""Every closed list of codes, for those who translate, check or store them."""

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import Path, Query, Request, Response

from osh_incidents.api import problems
from osh_incidents.api.dependencies import Uow
from osh_incidents.api.formats import choosing
from osh_incidents.api.formats.choosing import Format
from osh_incidents.api.permission import holding
from osh_incidents.api.routers.cases import ClockFilter
from osh_incidents.api.routers.clocks import WorkStatus
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import code_lists as published
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import InvalidFields, NotFound
from osh_incidents.services import code_lists
from osh_incidents.services.code_lists import CodeList
from osh_incidents.services.rules import law_of

router = Router(prefix="/api/v1/code-lists", tags=["code-lists"])

Reader = Annotated[Actor, holding(Permission.RULES_READ)]

LISTS: Mapping[str, CodeList] = dict(
    sorted(
        {
            **code_lists.LISTS,
            **{one.name: one for one in map(code_lists.of_class, (ClockFilter, WorkStatus))},
        }.items()
    )
)
"""By name; those of the filters of this API too."""


@router.get(
    "",
    operation_id="list_code_lists",
    summary="Các danh mục mã / Every list of codes",
    responses=problems.responses(*problems.COMMON),
)
def list_code_lists(_actor: Reader) -> published.CodeListsOut:
    """Return the name of every closed list, and what its codes are of."""
    items = [
        published.CodeListSummaryOut(name=one.name, meaning=one.meaning) for one in LISTS.values()
    ]
    return published.CodeListsOut(items=items)


@router.get(
    "/{list_name}",
    operation_id="get_code_list",
    summary="Một danh mục mã / One list of codes",
    response_model=published.CodeListOut,
    responses={
        **problems.responses(*problems.COMMON, NotFound, InvalidFields),
        200: {
            "description": "The list",
            "content": {Format.CSV.media_type: {"schema": {"type": "string"}}},
        },
    },
)
def get_code_list(
    request: Request,
    list_name: Annotated[str, Path(max_length=60, description="as listed; may end in `.csv`")],
    _actor: Reader,
    uow: Uow,
    format_: Annotated[
        Literal["json", "csv"] | None,
        Query(alias="format", description="default: by the path, else by Accept"),
    ] = None,
) -> Response:
    """Return every code of a list in both languages, with its days where the law changed it."""
    plain, suffix = choosing.parted(list_name)
    if plain not in LISTS or suffix not in (None, Format.CSV):
        raise NotFound
    asked = Format(format_) if format_ else None
    entries = LISTS[plain].entries(law_of(uow))
    if choosing.chosen(request, asked, suffix) is Format.CSV:
        attached = f'attachment; filename="{plain}.csv"'
        headers = {"Content-Type": Format.CSV.media_type, "Content-Disposition": attached}
        return choosing.answered(request, published.table(entries), headers)
    told = published.code_list(LISTS[plain], entries).model_dump_json()
    return choosing.answered(request, told.encode(), {"Content-Type": "application/json"})
