"""Changing what a declaration told: which fields, and how a change is laid on its content."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import fields
from typing import Any

from osh_incidents.domain.declaration import AccidentPart, DiseasePart, VictimPart, WorkplacePart
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Text

Content = Mapping[str, Any]
"""A declaration as JSON."""

Changes = Mapping[str, object]
"""New values as JSON, by the pointer (RFC 6901) of the field in the content."""

_PARTS: Mapping[str, type] = {
    "workplace": WorkplacePart,
    "accident": AccidentPart,
    "disease": DiseasePart,
}
_NOT_OF_THIS_CASE = Text("Vụ này không có trường đó.", "This case has no such field.")
_NOTHING_CHANGES = Text("Giá trị này đã được ghi.", "The case says so already.")


def changeable(content: Content) -> frozenset[str]:
    """Return the pointers that may be changed: of what happened, where, and of each victim.

    Neither what kind of case it is nor who declared it: that is another declaration.
    """
    parts = {f"/{part}": shape for part, shape in _PARTS.items() if content.get(part) is not None}
    people = {f"/victims/{index}": VictimPart for index in range(len(content["victims"]))}
    return frozenset(
        f"{pointer}/{field.name}"
        for pointer, shape in (parts | people).items()
        for field in fields(shape)
    )


def merged(content: Content, changes: Changes) -> dict[str, Any]:
    """Return a new document: *content* with *changes* laid on it.

    Raises:
        KeyError: a pointer is not one of those that may be changed.
    """
    document = deepcopy(dict(content))
    for pointer, value in changes.items():
        if pointer not in changeable(content):
            raise KeyError(pointer)
        *path, name = pointer.removeprefix("/").split("/")
        part: Any = document
        for step in path:
            part = part[int(step)] if isinstance(part, list) else part[step]
        part[name] = deepcopy(value)
    return document


def unknown_fields(content: Content, changes: Changes) -> list[FieldFault]:
    """Return a fault for each change of a field that this case does not have."""
    known = changeable(content)
    return [
        FieldFault(pointer, "not_of_this_case", _NOT_OF_THIS_CASE)
        for pointer in changes
        if pointer not in known
    ]


def unchanged(
    before: Mapping[str, object], after: Mapping[str, object], pointers: Iterable[str]
) -> Iterator[FieldFault]:
    """Yield a fault for each of *pointers* whose value is the same *before* and *after*."""
    for pointer in pointers:
        if before.get(pointer) == after.get(pointer):
            yield FieldFault(pointer, "nothing_changes", _NOTHING_CHANGES)


def brought_about(
    before: Iterable[FieldFault], after: Iterable[FieldFault], pointers: Iterable[str]
) -> list[FieldFault]:
    """Return the faults *after* a change that are of it: at its *pointers*, or not there before.

    A rule that came after the declaration does not stand in the way of other news.
    """
    known = {(fault.pointer, fault.code) for fault in before}
    mine = tuple(pointers)
    return [
        fault
        for fault in after
        if (fault.pointer, fault.code) not in known or _is_at(fault.pointer, mine)
    ]


def as_sent(faults: Iterable[FieldFault], below: str) -> list[FieldFault]:
    """Return *faults* with pointers into a body that holds what lies *below* that pointer alone."""
    return [
        FieldFault(fault.pointer.removeprefix(below), fault.code, fault.detail)
        if _is_at(fault.pointer, (below,))
        else fault
        for fault in faults
    ]


def _is_at(pointer: str, places: Iterable[str]) -> bool:
    return any(f"{pointer}/".startswith(f"{place}/") for place in places)
