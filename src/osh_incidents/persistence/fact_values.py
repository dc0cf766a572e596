"""The values of a fact as JSON and back, by the columns themselves.

What is null or false is left out. Nothing in it is personal, so that it may stand in the log.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import Boolean, Column, Date, Integer, String

from osh_incidents.persistence.base import Code, Moment
from osh_incidents.persistence.tables.figures import FactRow

Json = str | int | bool

ChangedFacts = Mapping[str, Mapping[str, Json] | None]
"""The new values of each fact that changed, by the victim; None for one who was withdrawn."""

_NO_VALUES = frozenset({"id", "case_id", "victim_id", "known_from", "known_until"})
_COLUMNS: dict[str, Column[object]] = {
    column.key: column
    for column in FactRow.__table__.columns
    if column.key not in _NO_VALUES and isinstance(column, Column)
}


def values_of(fact: FactRow) -> dict[str, object]:
    """Return what was known by *fact*, without whose it was and when."""
    # A fact has many, and to ask each of the object that watches it costs most of a declaration.
    held = vars(fact)
    return {name: held[name] if name in held else getattr(fact, name) for name in _COLUMNS}


def to_json(fact: FactRow) -> dict[str, Json]:
    """Return the values of *fact* that are neither null nor false; moments are in UTC."""
    return {
        name: _written(value)
        for name, value in values_of(fact).items()
        if value is not None and value is not False
    }


def from_json(written: Mapping[str, Json]) -> dict[str, object]:
    """Return every value of a fact from what `to_json` wrote of it.

    Raises:
        ValueError: a value is none of its column's.
    """
    return {name: _read(column, written.get(name)) for name, column in _COLUMNS.items()}


def _written(value: object) -> Json:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case str():
            return str(value)
        case int():
            return value
        case _:
            raise TypeError(type(value))


def _read(column: Column[object], value: Json | None) -> object:
    match column.type:
        case Boolean():
            return bool(value)
        case Code() as code:
            return None if value is None else code.vocabulary(value)
        case Moment():
            return None if value is None else datetime.fromisoformat(str(value))
        case Date():
            return None if value is None else date.fromisoformat(str(value))
        case String() | Integer():
            return value
        case _:
            raise TypeError(column.type)
