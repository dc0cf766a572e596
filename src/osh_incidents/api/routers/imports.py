"""Files of many records: sent as they are, taken in by the worker, told of row by row."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Made, Now, Uow
from osh_incidents.api.permission import holding, holding_first
from osh_incidents.api.problems import say
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import imports as published
from osh_incidents.api.uploads import Upload, format_of
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    ChangedMeanwhile,
    InvalidFields,
    NotFound,
)
from osh_incidents.domain.import_columns import heading_of
from osh_incidents.domain.imports import (
    Atomicity,
    FileFormat,
    ImportAction,
    ImportKind,
    ImportMode,
    RowOutcome,
)
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.tables.imports import ImportedRow, ImportRow
from osh_incidents.services import imports
from osh_incidents.services.imports import Announced

router = Router(prefix="/api/v1/imports", tags=["imports"])

Importer = Annotated[Actor, holding(Permission.IMPORTS_CREATE)]
Limit = Annotated[int, Query(ge=1, le=200, description="rows of a page")]
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "the file itself, as `curl -T` sends it",
        "content": {
            form.media_type: {"schema": {"type": "string", "format": "binary"}}
            for form in FileFormat
        },
    }
}


@router.post(
    "",
    status_code=201,
    operation_id="send_import",
    summary="Gửi tệp dữ liệu / Send a file of records",
    openapi_extra=_BODY,
    response_model=published.ImportOut,
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
async def send_import(
    request: Request,
    actor: Annotated[Actor, holding_first(Permission.IMPORTS_CREATE)],
    made: Made,
    kind: ImportKind,
    mode: ImportMode = ImportMode.COMMIT,
    atomic: Atomicity = Atomicity.ROW,
) -> Response:
    """Keep a file and queue it; the worker takes it in, and `Location` tells how far it is.

    Each kind also needs the permission of its single post. `validate` stores nothing but the
    report. With `atomic=all` either every row is taken in or none, up to 5,000 rows.
    """
    form, charset = format_of(request)
    announced = Announced(kind, mode, atomic, form, charset)

    def answer(row: ImportRow) -> Response:
        headers = {"Location": f"{request.url.path}/{row.id}"}
        told = whole(request, row).model_dump_json()
        return Response(told, 201, headers, media_type="application/json")

    try:
        return await Upload(made, actor, request, answer).receive(announced)
    except ClientDisconnect as gone:
        raise HTTPException(400) from gone


@router.get(
    "",
    operation_id="list_imports",
    summary="Danh sách tệp đã gửi / List imports",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_imports(
    request: Request,
    response: Response,
    actor: Importer,
    uow: Uow,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> published.ImportPageOut:
    """Return one page of the caller's organisation's imports, last ones first."""
    page = uow.imports.page(actor, paging.decode(cursor), limit)
    following = paging.following(request, response, page.next)
    return published.ImportPageOut(items=[whole(request, row) for row in page.rows], next=following)


@router.get(
    "/{import_id}",
    operation_id="get_import",
    summary="Xem tiến độ nạp tệp / Read an import",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def get_import(import_id: UUID, request: Request, actor: Importer, uow: Uow) -> published.ImportOut:
    """Return how far a file is, and what became of its rows so far."""
    return whole(request, uow.imports.get(import_id, actor))


@router.get(
    "/{import_id}/rows",
    operation_id="list_imported_rows",
    summary="Kết quả từng dòng / What became of each row",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_imported_rows(
    import_id: UUID,
    request: Request,
    response: Response,
    actor: Importer,
    uow: Uow,
    outcome: RowOutcome | None = None,
    cursor: Annotated[int, Query(ge=0, le=2_000_000_000, description="rows after this one")] = 0,
    limit: Limit = 200,
) -> published.ImportedRowsOut:
    """Return one page of the rows, in the order of the file."""
    row = uow.imports.get(import_id, actor)
    found = uow.imports.rows(row.id, outcome, cursor, limit + 1)
    shown, following = found[:limit], None
    if len(found) > limit:
        following = paging.address(request, cursor=shown[-1].number)
        response.headers["Link"] = f'<{following}>; rel="next"'
    items = [_row(request, row, one) for one in shown]
    return published.ImportedRowsOut(items=items, next=following)


@router.post(
    "/{import_id}/actions",
    operation_id="act_on_import",
    summary="Hủy việc nạp tệp / Cancel an import",
    responses=problems.responses(
        *problems.COMMON, NotFound, ActionNotAllowed, ChangedMeanwhile, InvalidFields
    ),
)
def act_on_import(
    import_id: UUID,
    body: published.ImportActionIn,
    request: Request,
    actor: Importer,
    uow: Uow,
    now: Now,
) -> published.ImportOut:
    """Stop taking in a file: rows that are in stay, the others are not read any more."""
    row = imports.act(uow, actor, import_id, ImportAction(body.action), now)
    return whole(request, row)


def whole(request: Request, row: ImportRow) -> published.ImportOut:
    """Return an import as it is published."""
    plain = {
        name: getattr(row, name)
        for name in published.ImportOut.model_fields
        if name not in {"counts", "fault"}
    }
    fault = row.fault and published.ImportFaultOut(
        code=row.fault["code"], detail=_said(request, row.fault), row=row.fault["row"]
    )
    counts = published.ImportCountsOut(**row.counts)
    return published.ImportOut(**plain, counts=counts, fault=fault or None)


def _row(request: Request, row: ImportRow, one: ImportedRow) -> published.ImportedRowOut:
    return published.ImportedRowOut(
        row=one.number,
        outcome=one.outcome,
        told=one.told,
        first_row=one.first_row,
        faults=[_fault(request, row, fault) for fault in one.faults],
        warnings=[_fault(request, row, fault) for fault in one.warnings],
    )


def _fault(request: Request, row: ImportRow, fault: dict[str, str]) -> published.RowFaultOut:
    heading = heading_of(row.kind, fault["pointer"])
    return published.RowFaultOut(
        pointer=fault["pointer"],
        column=say(heading, request) if heading else None,
        code=fault["code"],
        detail=_said(request, fault),
    )


def _said(request: Request, told: dict[str, Any]) -> str:
    return say(Text(told["vi"], told["en"]), request)
