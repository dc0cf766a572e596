"""Large answers, written from what was read without being made into published objects first.

To make these costs more than to write them, and they check what comes from our own records.
"""

from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter
from pydantic_core import CoreSchema, SchemaSerializer, core_schema

from osh_incidents.api.schemas.base import Out

Told = dict[str, Any]


def writer(of: type[Out]) -> SchemaSerializer:
    """Return what writes dictionaries as *of* is written, which stays the one definition.

    Whether a dictionary has exactly its fields is not looked at: a test has to.
    """
    return SchemaSerializer(_of_dictionaries(of))


def _of_dictionaries(kind: Any) -> CoreSchema:
    """Return how *kind* is written with a dictionary in the place of each object in it."""
    if get_origin(kind) is list:
        return core_schema.list_schema(_of_dictionaries(*get_args(kind)))
    if not (isinstance(kind, type) and issubclass(kind, Out)):
        return TypeAdapter(kind).core_schema
    return core_schema.typed_dict_schema(
        {
            name: core_schema.typed_dict_field(
                _of_dictionaries(Annotated[field.annotation, *field.metadata])
                if field.metadata
                else _of_dictionaries(field.annotation)
            )
            for name, field in kind.model_fields.items()
        }
    )
