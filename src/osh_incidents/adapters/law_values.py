"""Values of provisions as JSON and back, by the type each provision states."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.law.model import Provision
from osh_incidents.domain.law.registry import PROVISIONS


def to_json(provision: Provision[object], value: object) -> Any:
    """Return *value* of *provision* as JSON: codes, whole numbers, exact decimals as text."""
    return _adapter(provision.key).dump_python(value, mode="json")


def from_json(provision: Provision[object], value: Any) -> object:
    """Return the value of *provision* that *value* writes down.

    Raises:
        ValueError: it is not of the type of the provision's values.
    """
    try:
        found: object = _adapter(provision.key).validate_python(value)
    except ValidationError as error:
        raise ValueError(provision.key) from error
    if not _covers(found, provision.versions[-1].value):
        raise ValueError(provision.key)
    return found


def _covers(value: object, known: object) -> bool:
    """Whether a table by classes, levels or duties has a line for each: none may be without law."""
    if not isinstance(known, Mapping) or not isinstance(value, Mapping):
        return True
    return set(value) >= {key for key in known if isinstance(key, Labelled)}


@cache
def _adapter(key: str) -> TypeAdapter[Any]:
    shape: Any = PROVISIONS[key].shape
    return TypeAdapter(shape)
