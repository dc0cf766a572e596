"""The content of a declaration as JSON and back, by the types of its parts."""

import json
from typing import Any

from pydantic import TypeAdapter

from osh_incidents.domain.declaration import Declaration

_DECLARATION = TypeAdapter(Declaration)


def dumps(declaration: Declaration) -> bytes:
    """Return *declaration* written down in UTF-8: codes, civil dates, moments with their offset."""
    return _DECLARATION.dump_json(declaration)


def parts(declaration: Declaration) -> dict[str, Any]:
    """Return the parts of *declaration* as nested dictionaries of its own values."""
    found: dict[str, Any] = _DECLARATION.dump_python(declaration)
    return found


def loads(written: bytes) -> dict[str, Any]:
    """Return the content that was *written* down, as plain JSON."""
    content: dict[str, Any] = json.loads(written)
    return content


def from_json(content: dict[str, Any]) -> Declaration:
    """Return the declaration of *content*; what an older one did not tell yet is empty.

    Raises:
        ValueError: a value is not of the type of its field.
    """
    return _DECLARATION.validate_python(content)
