"""Files for people: templates to fill in, and rejected rows to correct and send again."""

import json
from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response

from osh_incidents.adapters import import_sheets
from osh_incidents.api import import_rows, problems
from osh_incidents.api.dependencies import Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.problems import say
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import return_victims
from osh_incidents.api.schemas.examples import ACCIDENT
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import InvalidFields, NotFound
from osh_incidents.domain.import_columns import ADDED, COLUMNS, by_heading, folded, heading_of
from osh_incidents.domain.imports import FileFormat, ImportKind
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.tables.imports import ImportRow
from osh_incidents.services.import_rejects import Rejected, rejects

router = Router(prefix="/api/v1", tags=["imports"])

Importer = Annotated[Actor, holding(Permission.IMPORTS_CREATE)]
Ending = Annotated[FileFormat, Path(description="how the file is written")]
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {
            form.media_type: {"schema": {"type": "string", "format": "binary"}}
            for form in FileFormat
        },
    }
}
_EXAMPLES = {
    ImportKind.DECLARATIONS: ACCIDENT,
    ImportKind.RETURN_VICTIMS: return_victims.EXAMPLE,
}


@router.get(
    "/import-templates/{kind}.{format}",
    operation_id="get_import_template",
    summary="Tệp mẫu / A template to fill in",
    response_class=Response,
    responses={**_FILE, **problems.responses(*problems.COMMON, InvalidFields)},
)
def get_import_template(kind: ImportKind, format: Ending, actor: Importer) -> Response:  # noqa: A002
    """Return a file with the headings, an example that is skipped, and the lists of codes."""
    columns = COLUMNS[kind]
    headings = [column.heading.vi for column in columns]
    rows = import_sheets.template_rows(columns)
    if format is FileFormat.XLSX:
        content = import_sheets.workbook(headings, rows, columns)
    elif format is FileFormat.CSV:
        content = import_sheets.csv_file(headings, rows)
    else:
        example = _EXAMPLES.get(kind) or _example(kind)
        content = import_sheets.document_line({import_rows.EXAMPLE: True, **example})
    return _file(content, format, f"{kind.value}-template")


@router.get(
    "/imports/{import_id}/errors.{format}",
    operation_id="get_import_errors",
    summary="Các dòng không nhận / The rejected rows",
    response_class=Response,
    responses={**_FILE, **problems.responses(*problems.COMMON, NotFound, InvalidFields)},
)
def get_import_errors(
    import_id: UUID,
    format: Ending,  # noqa: A002
    request: Request,
    actor: Importer,
    uow: Uow,
) -> Response:
    """Return the rejected rows as they were sent, each with its number and its faults.

    Correct them and send the file again: the columns that were added are ignored then. A file of
    tables is told as a table, one of JSON lines as such, whatever ending is asked for.
    """
    row = uow.imports.get(import_id, actor)
    if format is FileFormat.NDJSON or row.format is FileFormat.NDJSON:
        content = b"".join(_documents(request, row, rejects(uow, row)))
        return _file(content, FileFormat.NDJSON, f"{row.id}-errors")
    known = by_heading(row.kind)
    sent = row.headings or []
    added = [folded(one) for heading in ADDED for one in (heading.vi, heading.en)]
    kept = [number for number, heading in enumerate(sent) if folded(heading) not in added]
    headings = [say(heading, request) for heading in ADDED] + [sent[number] for number in kept]
    rows = ([one.number, _told(request, row, one), *_cells(one, kept)] for one in rejects(uow, row))
    if format is FileFormat.CSV:
        return _file(import_sheets.csv_file(headings, rows), format, f"{row.id}-errors")
    columns = [None, None, *(known.get(folded(sent[number])) for number in kept)]
    return _file(import_sheets.workbook(headings, rows, columns), format, f"{row.id}-errors")


def _cells(one: Rejected, kept: list[int]) -> Iterator[object]:
    content = one.content or []
    for number in kept:
        yield content[number] if number < len(content) else None


def _told(request: Request, row: ImportRow, one: Rejected) -> str:
    parts = []
    for fault in one.faults:
        heading = heading_of(row.kind, fault["pointer"])
        where = f"{say(heading, request)}: " if heading else ""
        parts.append(where + say(Text(fault["vi"], fault["en"]), request))
    return "; ".join(parts)


def _documents(request: Request, row: ImportRow, found: Iterator[Rejected]) -> Iterator[bytes]:
    for one in found:
        told = {
            import_rows.ADDED[0]: one.number,
            import_rows.ADDED[1]: [
                {"pointer": fault["pointer"], "code": fault["code"], "detail": detail}
                for fault in one.faults
                for detail in (say(Text(fault["vi"], fault["en"]), request),)
            ],
        }
        yield import_sheets.document_line({**told, **_sent(row, one)})


def _sent(row: ImportRow, one: Rejected) -> dict[str, Any]:
    if isinstance(one.content, str):
        try:
            document = json.loads(one.content)
        except ValueError:
            return {"_line": one.content}
        return document if isinstance(document, dict) else {"_line": one.content}
    return dict(zip(row.headings or [], one.content or [], strict=False))


def _example(kind: ImportKind) -> dict[str, Any]:
    return {
        column.pointer.removeprefix("/"): column.read(column.example)
        for column in COLUMNS[kind]
        if column.example
    }


def _file(content: bytes, form: FileFormat, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form.value}"'}
    charset = "; charset=utf-8" if form is FileFormat.CSV else ""
    return Response(content, media_type=f"{form.media_type}{charset}", headers=headers)
