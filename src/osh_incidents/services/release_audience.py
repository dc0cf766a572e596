"""Taking out of the content of a release what not everyone may be told, before it is frozen."""

from collections.abc import Mapping
from typing import Any

from osh_incidents.domain.indicators.model import Count
from osh_incidents.services.disclosure import Disclosure
from osh_incidents.services.indicators import Cell, RatioValue
from osh_incidents.services.targets import Judgement

Content = dict[str, Any]

_OF_EVERY_TARGET = frozenset(["because", "share", "base_year", "judged_year", "confidence"])


def for_everyone(content: Content, of: Disclosure, judged: Judgement) -> Content:
    """Return *content* without the numbers that may not be told of its figure."""
    figure = of.figure
    cells = [
        _cell(one, of, cell)
        for one, cell in zip(content["cells"], figure.cells, strict=True)
        if not of.is_idle(cell)
    ]
    told = of.tells_judgement(judged)
    # The year to date is of days, and nothing is told of days.
    target = {
        name: value if name in _OF_EVERY_TARGET or (told and name != "year_to_date") else None
        for name, value in content["target"].items()
    }
    lineage = {
        name: summary if of.tells(figure.total, Count(name)) else None
        for name, summary in content["lineage"].items()
    }
    total = _cell(content["total"], of, figure.total)
    return {**content, "cells": cells, "total": total, "target": target, "lineage": lineage}


def _cell(written: Content, of: Disclosure, cell: Cell) -> Content:
    shown = {count for count in cell.counts if of.tells(cell, count)}
    ratios = {one.ratio.name: one for one in cell.ratios}
    return {
        **written,
        "counts": {
            name: number if Count(name) in shown else None
            for name, number in written["counts"].items()
        },
        "ratios": {
            name: _ratio(one, ratios[name], shown) for name, one in written["ratios"].items()
        },
    }


def _ratio(written: Content, of: RatioValue, shown: set[Count]) -> Mapping[str, Any]:
    """Return a ratio if both its counts are told; workers are no secret."""
    numerator = of.ratio.numerator in shown
    denominator = of.ratio.denominator is None or of.ratio.denominator in shown
    if numerator and denominator:
        return written
    return {
        "per": written["per"],
        "numerator": written["numerator"] if numerator else None,
        "denominator": written["denominator"] if denominator else None,
        "value": None,
    }
