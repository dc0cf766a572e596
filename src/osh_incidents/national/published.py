"""The ministry's national figures of accidents at work, each with its certainty and source.

Full years, workers with and without a labour contract together. No behaviour but looking them up.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class Published:
    """One published number; without a *relation* it is of all workers."""

    year: int
    count: Count
    relation: Relation | None
    value: int
    mark: Mark
    source: Text


Key = tuple[Count, Relation | None]
"""What is counted, and among whom; None is everybody."""

COMPARED: tuple[Key, ...] = (
    (Count.ACCIDENTS, None),
    (Count.VICTIMS, None),
    (Count.FATAL_ACCIDENTS, None),
    (Count.FATAL_ACCIDENTS, Relation.CONTRACT),
    (Count.FATAL_ACCIDENTS, Relation.NO_CONTRACT),
    (Count.DEATHS, None),
    (Count.DEATHS, Relation.CONTRACT),
    (Count.DEATHS, Relation.NO_CONTRACT),
    (Count.SEVERELY_HURT, None),
    (Count.SEVERELY_HURT, Relation.CONTRACT),
    (Count.SEVERELY_HURT, Relation.NO_CONTRACT),
)
"""What the ministry publishes in at least one of the years, in the order of its notices."""

NOTICE = Text("thông báo của Bộ", "ministry notice")
NEXT_NOTICE = Text(
    "suy ra từ thông báo năm sau (số tuyệt đối và mức tăng, giảm)",
    "derived from the next year's notice (its number and its change)",
)
RECALLED_NOTICE = Text(
    "theo hiểu biết chung của ngành về thông báo của Bộ",
    "recalled from the ministry notice, text not at hand",
)

_Source = tuple[Mark, Text]
_Row = tuple[int | None, ...]

_SEEN: _Source = (Mark.VERIFIED, NOTICE)
_NEXT: _Source = (Mark.DERIVED, NEXT_NOTICE)
_RECALLED: _Source = (Mark.RECALLED, RECALLED_NOTICE)
_TOTALS = (0, 1, 2, 5, 8)


def _year(year: int, row: _Row, totals: _Source, splits: _Source) -> Iterator[Published]:
    for place, ((count, relation), value) in enumerate(zip(COMPARED, row, strict=True)):
        if value is not None:
            mark, source = totals if place in _TOTALS else splits
            yield Published(year, count, relation, value, mark, source)


def _recalled(found: Iterable[Published], *counts: Count) -> Iterator[Published]:
    for one in found:
        mark, source = _RECALLED if one.count in counts else (one.mark, one.source)
        yield Published(one.year, one.count, one.relation, one.value, mark, source)


_UNSPLIT = (None, None)

# fmt: off
FIGURES: tuple[Published, ...] = (
    *_year(2018, (7_997, None, 972, 578, 394, 1_039, 622, 417, 1_939, *_UNSPLIT), _SEEN, _NEXT),
    *_recalled(
        _year(2019, (8_150, 8_327, 927, 572, 355, 979, 610, 369, 1_892, *_UNSPLIT), _SEEN, _SEEN),
        Count.ACCIDENTS, Count.VICTIMS,
    ),
    *_year(2020, (8_380, 8_610, 919, 629, 290, 966, *_UNSPLIT, 1_897, *_UNSPLIT), _NEXT, _NEXT),
    *_year(2021, (6_504, 6_658, 749, 574, 175, 786, 602, 184, 1_485, 1_226, 259), _SEEN, _NEXT),
    *_year(2022, (7_718, 7_923, 720, 568, 152, 754, 595, 159, 1_647, 1_466, 181), _SEEN, _SEEN),
    *_year(2023, (7_394, 7_553, 662, 503, 159, 699, 530, 169, 1_720, *_UNSPLIT), _SEEN, _SEEN),
    *_year(2024, (8_286, 8_472, 675, *_UNSPLIT, 727, *_UNSPLIT, 1_690, *_UNSPLIT), _SEEN, _SEEN),
)
# fmt: on


def years() -> tuple[int, ...]:
    """Return the years of which anything is published, oldest first."""
    return tuple(sorted({one.year for one in FIGURES}))


def of_year(year: int) -> Mapping[Key, Published]:
    """Return what is published of *year*, by what is counted and among whom."""
    return {(one.count, one.relation): one for one in FIGURES if one.year == year}
