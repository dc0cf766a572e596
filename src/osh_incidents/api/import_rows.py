"""Rows as the schemas of the single posts take them, so that both are refused for the same."""

from collections.abc import Callable, Mapping
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

from osh_incidents.api.edge import contents
from osh_incidents.api.faults import field_faults
from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.api.schemas.return_victims import ReturnVictimIn
from osh_incidents.api.schemas.workforce import WorkersIn
from osh_incidents.api.schemas.workplaces import WorkplaceUnitIn
from osh_incidents.domain.errors import DomainError, FieldFault, InvalidFields
from osh_incidents.domain.imports import ImportKind, Read
from osh_incidents.domain.labels import Text
from osh_incidents.domain.sealing import Sealer
from osh_incidents.domain.signals import SignalSource
from osh_incidents.persistence.engine import Database
from osh_incidents.services import workforce
from osh_incidents.services.import_reading import Readers
from osh_incidents.services.import_worker import Office

ADDED = ("_row", "_faults")
"""What a file of rejected lines has beside the document; ignored on reading."""

EXAMPLE = "_example"
"""A document with this member is skipped."""

_NOT_JSON = Text("Dòng không phải một đối tượng JSON.", "The line is not a JSON object.")
_DECLARATION: TypeAdapter[DeclarationIn] = TypeAdapter(DeclarationIn)


def import_office(database: Database, sealer: Sealer, clock: Callable[[], datetime]) -> Office:
    """Return what files are taken in with."""
    return Office(database, sealer, Readers(document, line), clock)


def document(kind: ImportKind, content: object) -> Read:
    """Return *content* as it is read of a single post of *kind*."""
    try:
        return _READERS[kind](content)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        return Read(faults=field_faults(found))


def line(kind: ImportKind, text: str) -> Read:
    """Return what a line of JSON says likewise."""
    try:
        content = contents.read_json(text.encode("utf-8"))
    except InvalidFields as error:
        return Read(faults=error.errors)
    except (DomainError, HTTPException, UnicodeEncodeError):
        return Read(faults=[FieldFault("", "not_json", _NOT_JSON)])
    if isinstance(content, dict):
        if content.get(EXAMPLE) is True:
            return Read(skipped=True)
        for name in ADDED:
            content.pop(name, None)
    return document(kind, content)


def _declaration(content: object) -> Read:
    body = _DECLARATION.validate_python(content)
    if body.faults:
        return Read(readable=dict(body), faults=field_faults(body.faults))
    return Read(body.declaration())


def _number(content: object) -> Read:
    return Read(workforce.Workers(**dict(WorkersIn.model_validate(content))))


def _workplace(content: object) -> Read:
    return Read(WorkplaceUnitIn.model_validate(content).workplace())


def _return_victim(content: object) -> Read:
    body = ReturnVictimIn.model_validate(content)
    source = {"source": SignalSource.RETURN}
    if body.faults:
        return Read(readable=dict(body) | source, faults=field_faults(body.faults))
    # Beside the value: a cell that could not be read leaves a document without faults.
    return Read(body.signal(), readable=body.model_dump() | source)


_READERS: Mapping[ImportKind, Callable[[object], Read]] = {
    ImportKind.DECLARATIONS: _declaration,
    ImportKind.WORKFORCE: _number,
    ImportKind.WORKPLACES: _workplace,
    ImportKind.RETURN_VICTIMS: _return_victim,
}
