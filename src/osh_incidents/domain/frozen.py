"""Freezing computed values: plain data, its one canonical form, and where two differ.

Only whole numbers, strings, true, false and null are left: no reader's arithmetic can change a
digit, and the form is that of RFC 8785 (JCS) without its rules for fractions.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch
from typing import Any
from uuid import UUID

from osh_incidents.domain.days import ICT
from osh_incidents.domain.indicators.verdict import decimal_of

_LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly (RFC 8259 section 6)."""


@singledispatch
def plain(value: object) -> Any:
    """Return *value* as plain data: a fraction with its exact parts, moments in Vietnamese time.

    A whole number beyond what JSON carries exactly, a decimal and a float become their digits.

    Raises:
        TypeError: there is no plain form for it.
    """
    if value is None:
        return None
    if not is_dataclass(value):
        raise TypeError(type(value))
    return {field.name: plain(getattr(value, field.name)) for field in fields(value)}


@plain.register
def _(value: str) -> str:
    # The code alone, where it is a member of a vocabulary.
    return str.__str__(value)


@plain.register
def _(value: bool) -> bool:  # noqa: FBT001
    return value


@plain.register
def _(value: int) -> int | str:
    return value if abs(value) <= _LARGEST else str(value)


@plain.register
def _(value: float) -> str:
    return repr(value)


@plain.register
def _(value: Decimal) -> str:
    return format(value, "f")


@plain.register
def _(value: Fraction) -> Any:
    parts = {"numerator": value.numerator, "denominator": value.denominator}
    return plain({**parts, "value": decimal_of(value)})


@plain.register
def _(value: datetime) -> str:
    return value.astimezone(ICT).isoformat()


@plain.register
def _(value: date) -> str:
    return value.isoformat()


@plain.register
def _(value: UUID) -> str:
    return str(value)


@plain.register(Mapping)
def _(value: Mapping[object, object]) -> dict[str, Any]:
    return {str(plain(key)): plain(inner) for key, inner in value.items()}


@plain.register(Sequence)
def _(value: Sequence[object]) -> list[Any]:
    return [plain(inner) for inner in value]


@plain.register(AbstractSet)
def _(value: AbstractSet[object]) -> list[Any]:
    return sorted(plain(inner) for inner in value)


def canonical(content: object) -> str:
    """Return the one way to write plain *content*: sorted keys, no spaces, no escapes of letters.

    Raises:
        TypeError: *content* holds a float.
    """
    if any(isinstance(leaf, float) for _, leaf in leaves(content)):
        raise TypeError(float)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Return SHA-256 over *text* in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def leaves(content: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    """Yield every single value in plain *content* with its JSON pointer (RFC 6901)."""
    if isinstance(content, Mapping):
        for name, inner in content.items():
            escaped = str(name).replace("~", "~0").replace("/", "~1")
            yield from leaves(inner, f"{pointer}/{escaped}")
    elif isinstance(content, list):
        for index, inner in enumerate(content):
            yield from leaves(inner, f"{pointer}/{index}")
    else:
        yield pointer, content


def changed(old: object, new: object) -> list[dict[str, object]]:
    """Return each single value that differs, with its pointer; null where there was or is none."""
    before, after = dict(leaves(old)), dict(leaves(new))
    return [
        {"pointer": pointer, "old": before.get(pointer), "new": after.get(pointer)}
        for pointer in sorted({*before, *after})
        if (pointer in before, before.get(pointer)) != (pointer in after, after.get(pointer))
    ]
