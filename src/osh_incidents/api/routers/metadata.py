"""What a reader must know of a figure, and the structure of the SDMX data."""

from typing import Annotated, Any

from fastapi import Request, Response

from osh_incidents.adapters import sdmx_structure
from osh_incidents.api import problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.formats.choosing import answered
from osh_incidents.api.formats.writing import as_json
from osh_incidents.api.permission import holding
from osh_incidents.api.routers.indicators import Named
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import metadata as published
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.days import local_day, start_of
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.labels import Text

router = Router(prefix="/api/v1", tags=["indicators"])

Reader = Annotated[Actor, holding(Permission.INDICATORS_READ)]

_STRUCTURE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An SDMX-JSON 2.0 structure message",
        "content": {sdmx_structure.MEDIA_TYPE: {"schema": {"type": "object"}}},
    },
    304: {"description": "Still as the caller has it (`If-None-Match`)"},
}


@router.get(
    "/indicators/{name}/metadata",
    operation_id="get_indicator_metadata",
    summary="Siêu dữ liệu của chỉ tiêu / Reference metadata of an indicator",
    responses=problems.responses(*problems.COMMON, NotFound),
)
def get_indicator_metadata(found: Named, _actor: Reader) -> published.MetadataOut:
    """Return what a reader must know of the figure, in the order of ESMS 2.0."""
    return published.metadata(found)


@router.get(
    "/sdmx/structure",
    operation_id="get_sdmx_structure",
    summary="Cấu trúc dữ liệu SDMX / Structure of the SDMX data",
    response_class=Response,
    responses={**_STRUCTURE, **problems.responses(*problems.COMMON)},
)
def get_sdmx_structure(request: Request, _actor: Reader, uow: Uow, now: Now) -> Response:
    """Return code lists, concepts, data structure and dataflows, with the areas of today."""
    today = local_day(now)
    areas = {area.code: Text(area.name, area.name) for area in uow.areas.all_on(today)}
    message = sdmx_structure.structure(areas, start_of(today).isoformat())
    return answered(request, as_json(message), {"Content-Type": sdmx_structure.MEDIA_TYPE})
