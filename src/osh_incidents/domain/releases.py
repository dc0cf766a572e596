"""Releases: figures frozen for publication. What is published never changes; it is followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.frozen import changed
from osh_incidents.domain.labels import Labelled


class ReleaseState(Labelled):
    """How far a release has come."""

    DRAFT = "draft", "bản nháp", "draft"
    REVIEWED = "reviewed", "đã soát xét", "reviewed"
    PUBLISHED = "published", "đã công bố", "published"
    SUPERSEDED = "superseded", "đã có bản thay thế", "superseded by a revision"
    WITHDRAWN = "withdrawn", "đã rút khi chưa công bố", "withdrawn before publication"


class Audience(Labelled):
    """For whom a release is frozen: what is told to everyone leaves small numbers out."""

    EVERYONE = "everyone", "mọi hệ thống đọc số liệu", "everyone who reads figures"
    CASE_READERS = "case_readers", "người được xem vụ", "those who may list the cases behind it"


class ReleaseAction(Labelled):
    """What is done with a release, in the imperative."""

    REVIEW = "review", "soát xét", "review"
    PUBLISH = "publish", "công bố", "publish"
    WITHDRAW_DRAFT = "withdraw_draft", "rút bản nháp", "withdraw the draft"


class Flag(Labelled):
    """How sure the number of a cell is."""

    PROVISIONAL = (
        "p",
        "số sơ bộ: kỳ chưa kết thúc hoặc còn vụ chưa có kết luận",
        "provisional: the period has not ended, or a case has no conclusion yet",
    )
    REVISED = "r", "số đã sửa đổi", "revised: differs from the release before"
    FINAL = "final", "số chính thức", "final"


PUBLIC = frozenset({ReleaseState.PUBLISHED, ReleaseState.SUPERSEDED})
"""The states in which everyone who reads figures reads a release, for good."""

ALLOWED: Mapping[ReleaseState, tuple[ReleaseAction, ...]] = {
    ReleaseState.DRAFT: (ReleaseAction.REVIEW, ReleaseAction.WITHDRAW_DRAFT),
    ReleaseState.REVIEWED: (ReleaseAction.PUBLISH, ReleaseAction.WITHDRAW_DRAFT),
    ReleaseState.PUBLISHED: (),
    ReleaseState.SUPERSEDED: (),
    ReleaseState.WITHDRAWN: (),
}
"""What may be done in each state; only the publication of a revision supersedes a release."""

NEEDS: Mapping[ReleaseAction, Permission] = {
    ReleaseAction.REVIEW: Permission.RELEASES_PREPARE,
    ReleaseAction.PUBLISH: Permission.RELEASES_PUBLISH,
    ReleaseAction.WITHDRAW_DRAFT: Permission.RELEASES_PREPARE,
}


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody has gone through the numbers."""

    action: ClassVar[ReleaseAction] = ReleaseAction.REVIEW
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Publish:
    """Give it to everyone who reads figures, for good."""

    action: ClassVar[ReleaseAction] = ReleaseAction.PUBLISH


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """It shall not be published; it stays on record."""

    action: ClassVar[ReleaseAction] = ReleaseAction.WITHDRAW_DRAFT
    reason: str


ReleaseMove = Review | Publish | WithdrawDraft

Content = Mapping[str, Any]


def flags(*, ended: bool, concluded: bool, revised: bool) -> tuple[Flag, ...]:
    """Return how sure a number is; its period has *ended*, its cases are all *concluded*."""
    sure = Flag.FINAL if ended and concluded else Flag.PROVISIONAL
    return (sure, Flag.REVISED) if revised else (sure,)


def differences(old: Content, new: Content) -> list[dict[str, object]]:
    """Return what differs between the figures of two contents, cell by cell.

    Cells are the same by their period and key. How sure a number is, is not compared.
    """
    found = []
    before, after = _cells(old), _cells(new)
    for name in sorted({*before, *after}):
        cell = after.get(name) or before[name]
        where = {"part": name[0], "period": cell["period"], "key": cell["key"]}
        told = changed(_figures(before.get(name, {})), _figures(after.get(name, {})))
        found += [{**where, **one} for one in told]
    return found


def place(part: str, cell: Content) -> tuple[str, ...]:
    """Return what tells *cell* from every other cell of a content; *part* is `cell` or `total`."""
    key = (text for item in sorted(cell["key"].items()) for text in item)
    return (part, cell["period"], *key)


def _cells(content: Content) -> dict[tuple[str, ...], Content]:
    """Return every cell, the total and the verdict by their places."""
    cells = {place("cell", cell): cell for cell in content["cells"]}
    verdict = {"period": "", "key": {}, **content["target"]}
    named = {place("total", content["total"]): content["total"], place("target", verdict): verdict}
    return {**cells, **named}


def _figures(cell: Content) -> Content:
    return {name: value for name, value in cell.items() if name not in _NOT_FIGURES}


_NOT_FIGURES = frozenset({"period", "key", "status"})
