"""Computing the figures: each cell with exact counts, ratios, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from itertools import chain

from osh_incidents.domain.indicators.model import Basis, Count, Dimension, Indicator, Ratio, Span
from osh_incidents.domain.territory import Boundary
from osh_incidents.domain.vocabulary import Relation
from osh_incidents.persistence.dimensions import Slice
from osh_incidents.persistence.tables.figures import WorkforceRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

Key = Mapping[Dimension, str]

_COUNTED_BY = (Dimension.AREA, Dimension.SECTOR, Dimension.RELATION)
"""By what numbers of workers are kept."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an indicator; *moment* is as of when."""

    spans: tuple[Span, ...]
    moment: datetime
    by: tuple[Dimension, ...] = ()
    basis: Basis = Basis.OCCURRED
    where: Key = field(default_factory=dict)

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
    """A ratio with its exact parts; *value* is None if the denominator is missing or zero."""

    ratio: Ratio
    numerator: int
    denominator: int | None
    value: Fraction | None


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
    workforce = _Workforce(uow.workforce.known_at(labels, question.moment))
    cells = chain.from_iterable(
        _cells(uow, indicator, question, [span], question.by, workforce) for span in question.spans
    )
    total = _cells(uow, indicator, question, question.spans, (), workforce)
    return Figure(indicator, question, tuple(cells), total[0])


def slice_of(question: Question, spans: Sequence[Span], key: Key) -> Slice:
    """Return which facts the cell of *spans* and *key* is computed from."""
    return Slice(
        spans[0].first,
        spans[-1].last,
        question.moment,
        question.basis,
        {**question.where, **key},
    )


class _Workforce:
    """The numbers of workers known for the periods asked for."""

    def __init__(self, rows: Sequence[WorkforceRow]) -> None:
        self._workers = {
            (row.period, row.area_code, row.sector, _code(row.relation)): row.workers
            for row in rows
        }

    def of(self, period: str, cell: Key) -> int | None:
        """Return the workers of exactly *cell*; parts of it are never added up.

        Of a cell of any other dimension no number is kept.
        """
        if not set(cell) <= set(_COUNTED_BY):
            return None
        return self._workers.get(
            (
                period,
                cell.get(Dimension.AREA),
                cell.get(Dimension.SECTOR),
                cell.get(Dimension.RELATION),
            )
        )

    def keys(self, period: str, by: tuple[Dimension, ...]) -> set[tuple[str, ...]]:
        """Return the cells of *by* whose workers are known for *period*."""
        found = set[tuple[str, ...]]()
        for label, *values in self._workers:
            key = {name: value for name, value in zip(_COUNTED_BY, values, strict=True) if value}
            if label == period and set(key) == set(by):
                found.add(tuple(str(key[dimension]) for dimension in by))
        return found


def _code(relation: Relation | None) -> str | None:
    return None if relation is None else relation.value


def _cells(
    uow: UnitOfWork,
    indicator: Indicator,
    question: Question,
    spans: Sequence[Span],
    by: tuple[Dimension, ...],
    workforce: _Workforce,
) -> list[Cell]:
    counted = uow.facts.count(indicator.counts, slice_of(question, spans, {}), by)
    label = spans[0].label if len(spans) == 1 else f"{spans[0].label}/{spans[-1].label}"
    needs_workers = indicator.headline.denominator is None
    nothing = dict.fromkeys(indicator.counts, 0)
    if needs_workers and by and not question.where:
        # A cell with workers and no accident is a zero, not an absence.
        counted = dict.fromkeys(workforce.keys(label, by), nothing) | counted
    found = []
    for values in sorted(counted):
        key = dict(zip(by, values, strict=True))
        cell = {**question.where, **key}
        workers = {span.label: workforce.of(span.label, cell) for span in spans}
        missing = tuple(Missing(period, cell) for period, known in workers.items() if known is None)
        total = None if missing else sum(filter(None, workers.values()))
        ratios = tuple(_ratio(ratio, counted[values], total) for ratio in indicator.ratios)
        found.append(Cell(label, key, counted[values], ratios, missing if needs_workers else ()))
    return found


def _ratio(ratio: Ratio, counts: Mapping[Count, int], workers: int | None) -> RatioValue:
    """Return the ratio; over several periods the denominator is the sum of worker-years."""
    numerator = counts[ratio.numerator]
    denominator = workers if ratio.denominator is None else counts[ratio.denominator]
    value = Fraction(numerator * ratio.per, denominator) if denominator else None
    return RatioValue(ratio, numerator, denominator, value)
