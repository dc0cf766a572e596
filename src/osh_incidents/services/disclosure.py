"""Answering those who may not see cases: what they may ask, and which numbers they are told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from uuid import UUID

from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.days import local_day, start_of
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.indicators.model import Basis, Count, Dimension, spans
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.labels import Text
from osh_incidents.domain.suppression import Case, CasesAndPeople, Year
from osh_incidents.persistence.counts import CASES
from osh_incidents.persistence.dimensions import Slice
from osh_incidents.persistence.repositories.facts import Profile
from osh_incidents.persistence.tallying import half_of
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.indicators import Cell, Figure, Key, Question
from osh_incidents.services.targets import Judgement

MONTHS_BETWEEN_VINTAGES = 3
"""Those who may not see cases are told what was known when the calendar quarter began."""

TABLES = (
    Dimension.AREA,
    Dimension.SECTOR,
    Dimension.RELATION,
    Dimension.SEX,
    Dimension.OWNER_TYPE,
)
"""By what they may break down, beside half-years. None follows from another or from the counts.

Severity does follow from the counts, and zones and old boundaries are made of areas.
"""

_HALF = "half"
_DEAR = frozenset(
    part.value
    for indicator in INDICATORS.values()
    for part in (indicator.headline.numerator, indicator.headline.denominator)
    if part is not None
)
Places = Mapping[str, frozenset[str]]


def vintage(moment: datetime) -> datetime:
    """Return the first instant of the calendar quarter of *moment*, by the local calendar."""
    day = local_day(moment)
    month = day.month - (day.month - 1) % MONTHS_BETWEEN_VINTAGES
    return start_of(date(day.year, month, 1))


def allowed(actor: Actor, question: Question, now: datetime) -> Question:
    """Return the question that is answered to *actor* in place of *question*.

    Raises:
        InvalidFields: an actor who may not see cases asks for two dimensions at once, for another
            date basis than the day it happened, or for what was known at another moment.
    """
    return question if actor.may(Permission.INDICATORS_CASES) else offered(question, now)


def offered(question: Question, now: datetime) -> Question:
    """Return the question that is answered to everyone in place of *question*.

    Raises:
        InvalidFields: as `allowed`.
    """
    known = vintage(now)
    faults = []
    if len(_dimensions(question)) > 1:
        faults.append(FieldFault("/by", "one_at_a_time", _ONE))
    if not {*question.by, *question.where} <= set(TABLES):
        faults.append(FieldFault("/by", "not_offered", _TABLE))
    if question.basis is not Basis.OCCURRED:
        faults.append(FieldFault("/basis", "not_offered", _BASIS))
    if question.moment not in (now, known):
        faults.append(FieldFault("/as_known_at", "not_offered", _VINTAGE))
    if faults:
        raise InvalidFields(errors=faults)
    return replace(question, moment=known, live=False)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What may be told of one figure; to those who see cases, everything."""

    figure: Figure
    years: Mapping[int, CasesAndPeople] | None

    @property
    def is_limited(self) -> bool:
        """Whether small numbers are held back."""
        return self.years is not None

    def tells(self, cell: Cell, count: Count) -> bool:
        """Whether *count* of *cell* may be told: a sum over periods only if each of them may."""
        key = {**self.figure.question.where, **cell.key}
        return self._tells(cell.period, key, count)

    def tells_judgement(self, judged: Judgement) -> bool:
        """Whether what the headline is judged to be may be told."""
        if self.years is None:
            return True
        question, headline = self.figure.question, self.figure.indicator.headline
        parts = [count for count in (headline.numerator, headline.denominator) if count]
        total = all(self.tells(self.figure.total, count) for count in parts)
        if judged.base_year is None:
            return total
        # A frequency is judged over years, and shows the rates of those between.
        return total and all(
            self._tells(f"{year}", question.where, count) for year in self.years for count in parts
        )

    def is_idle(self, cell: Cell) -> bool:
        """Whether a cell is there for cases that no figure counts: it would tell that they are."""
        workers = any(one.ratio.denominator is None and one.denominator for one in cell.ratios)
        zeros = not any(cell.counts.values()) and all(self.tells(cell, one) for one in cell.counts)
        return self.is_limited and bool(cell.key) and zeros and not workers

    def _tells(self, period: str, key: Key, count: Count) -> bool:
        if self.years is None:
            return True
        first, _, last = period.partition("/")
        halves = defaultdict[int, list[str]](list)
        for span in spans(first, last or first):
            label, _, half = span.label.partition("-")
            halves[int(label)] += [half] if half else ["H1", "H2"]
        for number, found in halves.items():
            table, cell = next(((name.value, value) for name, value in key.items()), (None, ""))
            if len(found) == 1:
                table, cell = _HALF, found[0]
            if not self.years[number].tells(count.value, table, cell):
                return False
        return True


def disclosure(uow: UnitOfWork, actor: Actor, figure: Figure, judged: Judgement) -> Disclosure:
    """Return what *actor* may be told of *figure*."""
    if actor.may(Permission.INDICATORS_CASES):
        return Disclosure(figure, None)
    return to_everyone(uow, figure, judged)


def to_everyone(uow: UnitOfWork, figure: Figure, judged: Judgement) -> Disclosure:
    """Return what may be told of *figure* to whoever asks."""
    question = figure.question
    first, last = question.spans[0].first.year, question.spans[-1].last.year
    asked = set(range(first, last + 1))
    if judged.base_year is not None:
        asked |= set(range(judged.base_year, last + 1))
    return Disclosure(figure, {year: _year(uow, year, question.moment) for year in sorted(asked)})


def _year(uow: UnitOfWork, year: int, moment: datetime) -> CasesAndPeople:
    """Divide all cases of *year*: by every count of every indicator, whatever is asked."""
    within = Slice(date(year, 1, 1), date(year, 12, 31), moment)
    victims = [one for one in uow.facts.profiles(tuple(Count), within) if one.counts]
    by_case = defaultdict[UUID, list[Profile]](list)
    for victim in victims:
        by_case[victim.case_id].append(victim)
    people = chain.from_iterable(map(_people, by_case.values()))
    return CasesAndPeople(
        Year((_case(found) for found in by_case.values()), _DEAR),
        Year((_case([one]) for one in people if one.counts), _DEAR),
    )


def _people(victims: list[Profile]) -> Iterator[Profile]:
    """Yield the victims of one case; what counts the case stands with the first dead, or first."""
    of_case = frozenset[Count]().union(*(one.counts & CASES for one in victims))
    first = next((one for one in victims if Count.DEATHS in one.counts), victims[0])
    for one in victims:
        yield replace(one, counts=one.counts - CASES | (of_case if one is first else frozenset()))


def _case(victims: list[Profile]) -> Case:
    counts = frozenset(count.value for victim in victims for count in victim.counts)
    places = {
        table.value: frozenset(victim.cells[table] for victim in victims)
        for table in TABLES
        if table in victims[0].cells
    }
    halves = frozenset(f"H{half_of(victim.occurred_on)[1]}" for victim in victims)
    return Case(counts, {**places, _HALF: halves})


def _dimensions(question: Question) -> set[str]:
    halves = {_HALF} if any("-" in span.label for span in question.spans) else set[str]()
    return {*question.by, *question.where, *halves}


_ONE = Text(
    "Tài khoản không xem được vụ chỉ phân tổ theo một chiều: nửa năm, địa bàn, ngành hoặc quan hệ "
    "lao động.",
    "Without access to cases, figures are broken down by one dimension at a time: half-year, area, "
    "line of business or relation.",
)
_TABLE = Text(
    "Tài khoản không xem được vụ không phân tổ theo chiều này.",
    "Without access to cases, figures are not broken down by this dimension.",
)
_BASIS = Text(
    "Tài khoản không xem được vụ chỉ hỏi theo ngày xảy ra.",
    "Without access to cases, figures are by the day it happened.",
)
_VINTAGE = Text(
    "Tài khoản không xem được vụ chỉ nhận số liệu đã biết vào đầu quý này; số liệu trước đó xem "
    "trong các bản công bố.",
    "Without access to cases, figures are as known when this quarter began; earlier ones are in "
    "the releases.",
)
