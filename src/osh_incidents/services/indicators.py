"""Computing the figures: each cell with exact counts, ratios, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from itertools import chain

from osh_incidents.domain.indicators.model import Basis, Count, Dimension, Indicator, Ratio, Span
from osh_incidents.domain.territory import Boundary
from osh_incidents.persistence.dimensions import Slice
from osh_incidents.persistence.repositories import tallies
from osh_incidents.persistence.repositories.workforce import Workers
from osh_incidents.persistence.unit_of_work import UnitOfWork

Key = Mapping[Dimension, str]

_COUNTED_BY = (Dimension.AREA, Dimension.SECTOR, Dimension.RELATION)
_KEPT = frozenset(_COUNTED_BY)
"""By what numbers of workers are kept."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an indicator; *moment* is as of when, the present one if it is *live*."""

    spans: tuple[Span, ...]
    moment: datetime
    by: tuple[Dimension, ...] = ()
    basis: Basis = Basis.OCCURRED
    where: Key = field(default_factory=dict)
    live: bool = False

    @property
    def boundary(self) -> Boundary:
        """Return the territory that is asked about."""
        return Boundary(self.where.get(Dimension.BOUNDARY, Boundary.CURRENT))


@dataclass(frozen=True, slots=True)
class Missing:
    """A workforce number that is not known, without which a rate cannot be computed."""

    period: str
    cell: Key


@dataclass(frozen=True, slots=True)
class RatioValue:
    """A ratio with its exact parts."""

    ratio: Ratio
    numerator: int
    denominator: int | None

    @property
    def value(self) -> Fraction | None:
        """Return the exact ratio, None if the denominator is missing or zero."""
        if not self.denominator:
            return None
        return Fraction(self.numerator * self.ratio.per, self.denominator)


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure of one period and one value of each dimension asked for."""

    period: str
    key: Key
    counts: Mapping[Count, int]
    ratios: tuple[RatioValue, ...]
    missing: tuple[Missing, ...]

    @property
    def headline(self) -> RatioValue:
        """Return the figure by which the target is judged."""
        return self.ratios[0]


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator computed: a cell for each period and key, and one for the whole time."""

    indicator: Indicator
    question: Question
    cells: tuple[Cell, ...]
    total: Cell


def compute(uow: UnitOfWork, indicator: Indicator, question: Question) -> Figure:
    """Compute *indicator*; numbers and the lists behind them come from the same conditions."""
    labels = [span.label for span in question.spans]
    needed = _needs_workers(indicator)
    workforce = _Workforce(uow.workforce.numbers(labels, question.moment) if needed else ())
    # The whole first: what was read for it serves its parts.
    total = _cells(uow, indicator, question, question.spans, (), workforce)
    cells = chain.from_iterable(
        _cells(uow, indicator, question, [span], question.by, workforce) for span in question.spans
    )
    return Figure(indicator, question, tuple(cells), total[0])


def slice_of(question: Question, spans: Sequence[Span], key: Key) -> Slice:
    """Return which facts the cell of *spans* and *key* is computed from."""
    return Slice(
        spans[0].first,
        spans[-1].last,
        question.moment,
        question.basis,
        {**question.where, **key},
        question.live,
    )


def counted(
    uow: UnitOfWork, counts: Sequence[Count], within: Slice, by: Sequence[Dimension]
) -> dict[tuple[str, ...], dict[Count, int]]:
    """Return each of *counts* for every cell of *by* that has a fact, by the shorter way."""
    ask = uow.tallies if tallies.answers(within, by) else uow.facts
    return ask.count(counts, within, by)


class _Workforce:
    """The numbers of workers known for the periods asked for."""

    def __init__(self, rows: Iterable[Workers]) -> None:
        self._workers = defaultdict[str, dict[tuple[str | None, ...], int]](dict)
        for period, area, sector, relation, workers in rows:
            self._workers[period][area, sector, relation] = workers

    def of(self, period: str, cell: Key) -> int | None:
        """Return the workers of exactly *cell*; parts of it are never added up.

        Of a cell of any other dimension no number is kept.
        """
        if not cell.keys() <= _KEPT:
            return None
        return self._workers[period].get(tuple(map(cell.get, _COUNTED_BY)))

    def keys(self, period: str, by: tuple[Dimension, ...]) -> set[tuple[str, ...]]:
        """Return the cells of *by* whose workers are known for *period*."""
        if not set(by) <= _KEPT:
            return set()
        places = [_COUNTED_BY.index(dimension) for dimension in by]
        others = set(range(len(_COUNTED_BY))) - set(places)
        return {
            tuple(str(values[place]) for place in places)
            for values in self._workers[period]
            if all(values[place] for place in places) and not any(values[one] for one in others)
        }


def _cells(
    uow: UnitOfWork,
    indicator: Indicator,
    question: Question,
    spans: Sequence[Span],
    by: tuple[Dimension, ...],
    workforce: _Workforce,
) -> list[Cell]:
    counts = counted(uow, indicator.counts, slice_of(question, spans, {}), by)
    label = spans[0].label if len(spans) == 1 else f"{spans[0].label}/{spans[-1].label}"
    if _needs_workers(indicator) and by and not question.where:
        # A cell with workers and no accident is a zero, not an absence.
        nothing = dict.fromkeys(indicator.counts, 0)
        counts = dict.fromkeys(workforce.keys(label, by), nothing) | counts
    found = []
    for values in sorted(counts):
        key = dict(zip(by, values, strict=True))
        total, missing = None, tuple[Missing, ...]()
        if _needs_workers(indicator):
            total, missing = _workers(workforce, spans, {**question.where, **key})
        ratios = tuple(_ratio(ratio, counts[values], total) for ratio in indicator.ratios)
        found.append(Cell(label, key, counts[values], ratios, missing))
    return found


def _needs_workers(indicator: Indicator) -> bool:
    return any(ratio.denominator is None for ratio in indicator.ratios)


def _workers(
    workforce: _Workforce, spans: Sequence[Span], cell: Key
) -> tuple[int | None, tuple[Missing, ...]]:
    """Return the sum of worker-years of *cell*, or of which periods they are not known."""
    known = [(span.label, workforce.of(span.label, cell)) for span in spans]
    missing = tuple(Missing(period, cell) for period, workers in known if workers is None)
    return None if missing else sum(workers or 0 for _, workers in known), missing


def _ratio(ratio: Ratio, counts: Mapping[Count, int], workers: int | None) -> RatioValue:
    denominator = workers if ratio.denominator is None else counts[ratio.denominator]
    return RatioValue(ratio, counts[ratio.numerator], denominator)
