"""What all schemas share: closed bodies, and bodies that keep what could be read of them."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails


class Out(BaseModel):
    """A published object; every field is always there."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class In(BaseModel):
    """A body or a part of one; an unknown field is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Salvaged(In):
    """A body whose faults are kept beside what could be read.

    So the rules across fields can run on the readable part, and every fault is told at once.
    """

    _faults: list[ErrorDetails] = PrivateAttr(default_factory=list)

    @property
    def faults(self) -> list[ErrorDetails]:
        """Return the faults of single fields; a body with any must not be used further."""
        return self._faults

    @model_validator(mode="wrap")
    @classmethod
    def _keep_the_readable(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as error:
            if not isinstance(data, Mapping):
                raise
            # Pydantic's plugin for mypy forgets that the constructor returns Self.
            salvaged: Self = cls.model_construct(**_readable(cls, data))  # type: ignore[assignment]
            salvaged._faults += error.errors(include_url=False, include_input=False)
            return salvaged


def _readable(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of *data* that are valid on their own, nested ones likewise."""
    found = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key in data and (value := _value(model, name, field.annotation, data[key])) is not None:
            found[name] = value
    return found


def _value(model: type[BaseModel], name: str, annotation: Any, raw: Any) -> Any:
    try:
        checked = model.__pydantic_validator__.validate_assignment(
            model.model_construct(), name, raw
        )
    except ValidationError:
        return _parts(annotation, raw)
    fields = checked[0] if isinstance(checked, tuple) else checked.__dict__
    return _plain(fields[name])


def _parts(annotation: Any, raw: Any) -> Any:
    """Return what is readable inside a field that is not valid as a whole."""
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(raw, Mapping) and _is_model(candidate):
            return _readable(candidate, raw)
        if isinstance(raw, list):
            for inner in getattr(candidate, "__args__", ()):
                if _is_model(inner):
                    return [
                        _readable(inner, item) if isinstance(item, Mapping) else None
                        for item in raw
                    ]
    return None


def _is_model(candidate: Any) -> bool:
    return isinstance(candidate, type) and issubclass(candidate, BaseModel)


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.model_dump(by_alias=True) if isinstance(value, BaseModel) else value
