"""Why a figure differs between two moments: each change with exactly one cause.

Two versions of what is known of a victim are compared, and nothing else. In this order:

1. known with the same facts, and counted by one definition and not by the other: `rule_changed`;
2. not known before, or no longer: `late_declared`, `withdrawn`;
3. the facts of before, judged at the later moment, give the new answer: `matured`;
4. the day or the cell is another: `registered`, `reclassified` by severity, else `corrected`;
5. the first reason, in the order of the rules, that kept it out before or does so now.

A case is counted once whatever number of its victims count; its change is attributed to the victim
whose cause stands first in the vocabulary.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from osh_incidents.domain.days import local_day
from osh_incidents.domain.indicators.causes import Cause, Progress, cause_of
from osh_incidents.domain.indicators.model import Basis, Count, Dimension, Indicator
from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.domain.indicators.registry import VERSIONS, current
from osh_incidents.domain.indicators.rules import RULES
from osh_incidents.persistence.counts import CASES, needed
from osh_incidents.persistence.repositories.judged import Judged
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.indicators import Question, compute, slice_of

Versions = Mapping[tuple[str, str], Indicator]


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause added to a count and took from it, with the cases."""

    cause: Cause
    gained: int
    lost: int
    cases_gained: tuple[UUID, ...] = ()
    cases_lost: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A number at both moments; the parts add up to the difference.

    *count* is None for the number of workers, which has a difference only if known at both.
    """

    count: Count | None
    before: int | None
    after: int | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """The headline of an indicator at two moments, by the definitions in force on their days."""

    before: Indicator
    after: Indicator
    numerator: Difference
    denominator: Difference


@dataclass(frozen=True, slots=True)
class _Pair:
    """A victim as known at the first moment, the same judged at the second, and as known then."""

    first: Judged | None
    aged: Judged | None
    last: Judged | None

    @property
    def some(self) -> FactRow:
        known = self.last or self.first
        assert known is not None
        return known.fact


def compare(
    uow: UnitOfWork, name: str, asked: Question, since: datetime, versions: Versions = VERSIONS
) -> Diff:
    """Tell why the indicator *name* differs between *since* and the moment of *asked*.

    Raises:
        NoRuleInForce: no definition was in force at one of them.
    """
    before = current(name, local_day(since), versions)
    after = current(name, local_day(asked.moment), versions)
    pairs = _pairs(uow, asked, since, (before, after))
    ratios = (before.headline, after.headline)
    numerator = _difference(asked, pairs, (ratios[0].numerator, ratios[1].numerator))
    counts = (ratios[0].denominator, ratios[1].denominator)
    if counts[0] is None or counts[1] is None:
        denominator = _workers(uow, asked, since, (before, after))
    else:
        denominator = _difference(asked, pairs, (counts[0], counts[1]))
    return Diff(before, after, numerator, denominator)


def _pairs(
    uow: UnitOfWork, asked: Question, since: datetime, of: Sequence[Indicator]
) -> list[_Pair]:
    headlines = [one.headline for one in of]
    counts = [one.numerator for one in headlines]
    counts += [one.denominator for one in headlines if one.denominator is not None]
    wanted = needed(counts)
    now = slice_of(asked, asked.spans, {})
    then = replace(now, moment=since)

    def by_victim(found: Sequence[Judged]) -> dict[UUID, Judged]:
        return {one.fact.victim_id: one for one in found}

    first = by_victim(uow.judged.ever_in(then, wanted, since))
    aged = by_victim(uow.judged.ever_in(now, wanted, since))
    last = by_victim(uow.judged.ever_in(now, wanted, asked.moment))
    return [_Pair(first.get(one), aged.get(one), last.get(one)) for one in {**first, **last}]


def _workers(
    uow: UnitOfWork, asked: Question, since: datetime, of: tuple[Indicator, Indicator]
) -> Difference:
    alone = replace(asked, by=())
    before = compute(uow, of[0], replace(alone, moment=since)).total.headline.denominator
    after = compute(uow, of[1], alone).total.headline.denominator
    change = 0 if before is None or after is None else after - before
    parts = (Part(Cause.WORKFORCE_CHANGED, max(change, 0), max(-change, 0)),) if change else ()
    return Difference(None, before, after, parts)


def _difference(asked: Question, pairs: Sequence[_Pair], counts: tuple[Count, Count]) -> Difference:
    old, new = counts
    of_cases = new in CASES
    units = defaultdict[UUID, list[_Pair]](list)
    for pair in pairs:
        units[pair.some.case_id if of_cases else pair.some.victim_id].append(pair)
    before = after = 0
    changes = defaultdict[Cause, list[tuple[UUID, bool]]](list)
    for members in units.values():
        was = any(_counted(one.first, old, asked) for one in members)
        now = any(_counted(one.last, new, asked) for one in members)
        before, after = before + was, after + now
        if was is not now:
            flipped = [
                one
                for one in members
                if _counted(one.first, old, asked) is was and _counted(one.last, new, asked) is now
            ]
            cause = min((_cause(one, counts, asked) for one in flipped), key=_ORDER.index)
            changes[cause].append((members[0].some.case_id, now))
    parts = tuple(_part(cause, changes[cause]) for cause in Cause if cause in changes)
    return Difference(new, before, after, parts)


_ORDER = list(Cause)


def _part(cause: Cause, changes: Sequence[tuple[UUID, bool]]) -> Part:
    gained = [case_id for case_id, now in changes if now]
    lost = [case_id for case_id, now in changes if not now]
    return Part(cause, len(gained), len(lost), tuple(sorted(set(gained))), tuple(sorted(set(lost))))


def _inside(found: Judged, asked: Question) -> bool:
    return found.in_period and all(
        found.cell(dimension) == value for dimension, value in asked.where.items()
    )


def _reason(found: Judged, count: Count) -> WhyNot | None:
    return next((reason for reason in RULES[count] if reason in found.reasons), None)


def _counted(found: Judged | None, count: Count, asked: Question) -> bool:
    return found is not None and _inside(found, asked) and _reason(found, count) is None


def _cause(pair: _Pair, counts: tuple[Count, Count], asked: Question) -> Cause:
    """Return why *pair*, which is counted at one of the moments alone, is so."""
    old, new = counts
    now = _counted(pair.last, new, asked)
    if _counted(pair.last, old, asked) is not now:
        return Cause.RULE_CHANGED
    if pair.first is None or pair.aged is None:
        return Cause.LATE_DECLARED
    if pair.last is None:
        return Cause.WITHDRAWN
    if _counted(pair.aged, new, asked) is now:
        return Cause.MATURED
    before, after = pair.aged, pair.last
    if _inside(before, asked) is not _inside(after, asked):
        return _moved(before, after, asked)
    reason = _reason(before if now else after, new)
    assert reason is not None, "something keeps it out at one of the moments"
    return cause_of(reason, _progress(before.fact, after.fact), lifted=now)


def _moved(before: Judged, after: Judged, asked: Question) -> Cause:
    """Return why one of the two lies in the periods and the cell that are asked about."""
    if before.in_period is not after.in_period:
        unregistered = before.day(asked.basis) is None or after.day(asked.basis) is None
        named = asked.basis is Basis.REGISTERED and unregistered
        return Cause.REGISTERED if named else Cause.CORRECTED
    moved = {name for name in asked.where if before.cell(name) != after.cell(name)}
    return Cause.RECLASSIFIED if moved == {Dimension.SEVERITY} else Cause.CORRECTED


def _progress(before: FactRow, after: FactRow) -> Progress:
    published = (before.published_at is not None, after.published_at is not None)
    return Progress(
        declared=after.declared_by_duty - before.declared_by_duty,
        investigated=published[1] - published[0],
        handled=(after.handled_at is not None) - (before.handled_at is not None),
        duty_moved=before.declaration_owed_by is not after.declaration_owed_by
        and before.declared_by_duty is not after.declared_by_duty,
        published_again=all(published) and before.published_at != after.published_at,
    )
