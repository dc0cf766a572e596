"""Taking out of a published figure what the caller may not be told."""

from collections.abc import Mapping
from typing import Any

from osh_incidents.domain.indicators.model import Count
from osh_incidents.services.disclosure import Disclosure
from osh_incidents.services.indicators import Cell, RatioValue
from osh_incidents.services.targets import Judgement

Told = dict[str, Any]

_OF_A_FIGURE = frozenset(
    [
        "name",
        "version",
        "title",
        "definition",
        "unit",
        "counts",
        "basis",
        "boundary",
        "as_known_at",
        "by",
        "target",
        "total",
        "cells",
        "valid_from",
        "valid_until",
        "numerator",
        "denominator",
        "date_basis",
        "source",
    ]
)
_OF_A_CELL = frozenset(
    ["period", "area", "sector", "relation", "sex", "owner_type", "missing", "cases", "obs_status"]
)
_OF_A_RATIO = frozenset(["name", "label", "per", "companion"])
_OF_A_TARGET = frozenset(["rule", "share", "base_year", "judged_year"])
_JUDGED = frozenset(
    [
        "verdict",
        "evidence",
        "meaning",
        "gap",
        "missing",
        "base_value",
        "mean_yearly_fall",
        "suppressed",
        "readings",
    ]
)
_OF_READINGS = frozenset(["limits", "rate_ratio", "trends", "years"])
"""What may pass. Whatever is added to an answer is withheld until it is named here."""


def withheld(told: Told, of: Disclosure, judged: Judgement) -> Told:
    """Return the figure *told* without what its caller may not be told."""
    if not of.is_limited:
        return told
    cells = [
        _cell(one, of, cell)
        for one, cell in zip(told["cells"], of.figure.cells, strict=True)
        if not of.is_idle(cell)
    ]
    figure = _only(told, _OF_A_FIGURE)
    figure["total"] = _cell(told["total"], of, of.figure.total)
    figure["cells"] = cells
    shown = _OF_A_TARGET | (_JUDGED if of.tells_judgement(judged) else frozenset())
    figure["target"] = _only(told["target"], shown)
    if figure["target"].get("readings"):
        # The year to date is of days, not of half-years: no block is made of them.
        figure["target"]["readings"] = _only(figure["target"]["readings"], _OF_READINGS)
    figure["target"]["suppressed"] = "verdict" not in shown
    return figure


def _cell(told: Told, of: Disclosure, cell: Cell) -> Told:
    shown = {count for count in cell.counts if of.tells(cell, count)}
    by_name = {one.ratio.name: one for one in cell.ratios}
    found = _only(told, _OF_A_CELL)
    found["counts"] = {
        name: number if Count(name) in shown else None for name, number in told["counts"].items()
    }
    found["headline"] = _ratio(told["headline"], by_name, shown)
    found["ratios"] = [_ratio(one, by_name, shown) for one in told["ratios"]]
    found["suppressed"] = len(shown) < len(cell.counts)
    return found


def _ratio(told: Told, by_name: Mapping[str, RatioValue], shown: set[Count]) -> Told:
    """Return a ratio if both its counts are told: what it is made of tells it, and it them."""
    ratio = by_name[told["name"]].ratio
    numerator = ratio.numerator in shown
    denominator = ratio.denominator is None or ratio.denominator in shown
    if numerator and denominator:
        return told
    found = _only(told, _OF_A_RATIO)
    # The other part alone is told among the counts already; workers are no secret.
    found["numerator"] = told["numerator"] if numerator else None
    found["denominator"] = told["denominator"] if denominator else None
    return {**found, "status": "suppressed", "suppressed": True}


def _only(told: Told, shown: frozenset[str]) -> Told:
    return {name: value if name in shown else None for name, value in told.items()}
