"""What a release freezes: the figure, what it was computed from, and what it revises."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from osh_incidents.domain import releases
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import ChangedMeanwhile
from osh_incidents.domain.frozen import canonical, digest, plain
from osh_incidents.domain.indicators.compensation_coverage import COMPENSATION_COVERAGE
from osh_incidents.domain.indicators.model import Count, Indicator, Span
from osh_incidents.domain.indicators.verdict import decimal_of
from osh_incidents.domain.releases import Audience
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.persistence.counts import CASES
from osh_incidents.persistence.tables.figures import WorkforceRow
from osh_incidents.persistence.tables.releases import ReleaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import targets
from osh_incidents.services.disclosure import to_everyone
from osh_incidents.services.indicators import (
    Cell,
    Figure,
    Question,
    RatioValue,
    slice_of,
)
from osh_incidents.services.moves import By
from osh_incidents.services.release_audience import for_everyone
from osh_incidents.services.targets import Judgement

FORMAT = "osh-incidents-release-1"
"""The name of this form of content; another form gets another name."""

Lineage = Mapping[Count, Sequence[tuple[UUID, UUID]]]


@dataclass(frozen=True, slots=True)
class Notes:
    """For whom it is, and what people say beside it; *revision* says why a revision was made."""

    audience: Audience = Audience.CASE_READERS
    note: str | None = None
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """The content of a release, and the versions of facts behind its counts."""

    content: Mapping[str, Any]
    lineage: Lineage


def series_of(indicator: Indicator, question: Question, audience: Audience) -> str:
    """Return what all releases of the same indicator, periods and parameters share."""
    asked = _parameters(question)
    asked["by"] = sorted(asked["by"])
    return digest(canonical({"indicator": indicator.name, "audience": audience.value, **asked}))


def freeze(
    uow: UnitOfWork, by: By, figure: Figure, notes: Notes, earlier: ReleaseRow | None
) -> Frozen:
    """Freeze *figure* with its verdict; *earlier* is the release that this one would revise.

    Raises:
        NoRuleInForce: the figure is asked as of a day before the targets were set.
        ChangedMeanwhile: a case changed between counting and listing what was counted.
    """
    indicator, question = figure.indicator, figure.question
    judged = targets.judge(uow, figure)
    lineage = _lineage(uow, figure)
    content = {
        "format": FORMAT,
        "authority": by.actor.authority,
        "audience": notes.audience.value,
        "indicator": indicator.name,
        "definition": _definition(indicator),
        "question": _parameters(question),
        "as_known_at": plain(question.moment),
        "computed_at": plain(by.now),
        "total": _cell(figure.total),
        "cells": [_cell(cell) for cell in figure.cells],
        "target": plain(judged),
        "workforce": [_workers(row) for row in _workforce(uow, figure, judged)],
        "lineage": {count.value: _summary(found) for count, found in lineage.items()},
        "note": notes.note,
    }
    if notes.audience is Audience.EVERYONE:
        content = for_everyone(content, to_everyone(uow, figure, judged), judged)
    _mark(uow, figure, content, _revision(content, notes, earlier))
    return Frozen(content, lineage)


def _revision(
    content: dict[str, Any], notes: Notes, earlier: ReleaseRow | None
) -> list[dict[str, object]]:
    """Set down in *content* which release it revises, why, and each difference from it."""
    content["revision"] = None
    if earlier is None:
        return []
    old = json.loads(earlier.content)
    found = releases.differences(old, content)
    content["revision"] = {
        "of": str(earlier.id),
        "sha256": earlier.sha256,
        "note": notes.revision,
        "definition_version": {
            "old": old["definition"]["version"],
            "new": content["definition"]["version"],
        },
        "as_known_at": {"old": old["as_known_at"], "new": content["as_known_at"]},
        "differences": found,
    }
    return found


def _definition(indicator: Indicator) -> dict[str, Any]:
    words = {count.value: plain(count.label) for count in indicator.counts}
    return {**plain(indicator), "counts": words}


def _parameters(question: Question) -> dict[str, Any]:
    asked: dict[str, Any] = plain(question)
    del asked["moment"], asked["live"]
    return asked


def _cell(cell: Cell) -> dict[str, Any]:
    ratios = {found.ratio.name: _ratio(found) for found in cell.ratios}
    return {**plain(cell), "ratios": ratios}


def _ratio(found: RatioValue) -> dict[str, Any]:
    """Return the exact parts, and `value` with six decimals: numerator times per by denominator."""
    written: dict[str, Any] = plain(found)
    del written["ratio"]
    value = None if found.value is None else str(decimal_of(found.value))
    return {**written, "per": found.ratio.per, "value": value}


def _mark(
    uow: UnitOfWork, figure: Figure, content: Mapping[str, Any], found: Sequence[Mapping[str, Any]]
) -> None:
    """Set down in each cell how sure it is; *found* are the differences from the release before.

    A number is as sure as its period: that one cell of it has an open case is told of none.
    """
    spans = figure.question.spans
    touched = {releases.place(one["part"], one) for one in found}
    sure = {span.label: _status(uow, figure, [span]) for span in spans}
    parts = [("cell", cell, sure[cell["period"]]) for cell in content["cells"]]
    for part, cell, status in [*parts, ("total", content["total"], _status(uow, figure, spans))]:
        again = releases.place(part, cell) in touched
        cell["status"] = {**status, "flags": plain(releases.flags(**status, revised=again))}


def _status(uow: UnitOfWork, figure: Figure, spans: Sequence[Span]) -> dict[str, bool]:
    question = figure.question
    within = slice_of(question, spans, {})
    return {
        "ended": spans[-1].last < local_day(question.moment),
        "concluded": uow.facts.all_concluded(within, _kinds(figure.indicator)),
    }


def _kinds(indicator: Indicator) -> tuple[CaseKind, ...]:
    """Return the kinds of cases that can enter the figure: diseases are in that of payments."""
    return tuple(CaseKind) if indicator.name == COMPENSATION_COVERAGE.name else (CaseKind.ACCIDENT,)


def _lineage(uow: UnitOfWork, figure: Figure) -> Lineage:
    """Return the facts behind each count of the whole time.

    Raises:
        ChangedMeanwhile: they are not those that were counted: another request was stored between.
    """
    question = figure.question
    within = slice_of(question, question.spans, {})
    found = {count: uow.facts.versions(count, within) for count in figure.indicator.counts}
    for count, versions in found.items():
        # At one moment a victim has one version, so that versions count people.
        number = len({case for _, case in versions}) if count in CASES else len(versions)
        if number != figure.total.counts[count]:
            raise ChangedMeanwhile
    return found


def _summary(versions: Sequence[tuple[UUID, UUID]]) -> dict[str, Any]:
    """Return how many versions of facts there are, and SHA-256 over their ids, one a line."""
    ids = sorted(str(fact) for fact, _ in versions)
    return {"facts": len(ids), "sha256": digest("".join(f"{one}\n" for one in ids))}


def _workforce(uow: UnitOfWork, figure: Figure, judged: Judgement) -> list[WorkforceRow]:
    """Return the numbers of workers that the figure or the verdict was computed from."""
    if figure.indicator.headline.denominator is not None:
        return []
    question = figure.question
    used = {(cell.period, _key({**question.where, **cell.key})) for cell in figure.cells}
    years = [str(one.year) for one in judged.years]
    whole = [*(span.label for span in question.spans), *years]
    used |= {(label, _key(question.where)) for label in whole}
    known = uow.workforce.known_at(sorted({label for label, _ in used}), question.moment)
    return [row for row in known if (row.period, _of(row)) in used]


def _key(cell: Mapping[Any, str]) -> frozenset[tuple[str, str]]:
    return frozenset((plain(name), plain(value)) for name, value in cell.items())


def _of(row: WorkforceRow) -> frozenset[tuple[str, str]]:
    named = {"area": row.area_code, "sector": row.sector, "relation": row.relation}
    return _key({name: value for name, value in named.items() if value is not None})


def _workers(row: WorkforceRow) -> dict[str, Any]:
    names = ("id", "period", "area_code", "sector", "relation", "workers", "source", "known_from")
    written: dict[str, Any] = plain({name: getattr(row, name) for name in names})
    return written
