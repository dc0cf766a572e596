"""The versions of facts that the log of a case gives, beside those that are kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from osh_incidents.domain.labels import Labelled
from osh_incidents.persistence.fact_values import from_json, values_of
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.tables.log import ActionRow

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Version:
    """What was known of a victim from *known_from* until before *known_until*."""

    victim_id: UUID
    known_from: datetime
    known_until: datetime | None
    values: Values

    @classmethod
    def of(cls, row: FactRow) -> "Version":
        """Return the version that *row* keeps."""
        return cls(row.victim_id, row.known_from, row.known_until, values_of(row))

    @property
    def place(self) -> tuple[datetime, UUID]:
        """Return by what it is told from every other version of its case."""
        return self.known_from, self.victim_id


class Problem(Labelled):
    """How the facts of a case, its log and its records contradict each other."""

    BROKEN_LOG = "broken_log", "nhật ký không liền mạch", "the log is broken"
    NOT_IN_LOG = "not_in_log", "nhật ký không có", "in the table, not in the log"
    NOT_IN_TABLE = "not_in_table", "bảng không có", "in the log, not in the table"
    DIFFERS = "differs", "bảng khác nhật ký", "the table differs from the log"
    OUTDATED = "outdated", "khác hồ sơ hiện nay", "differs from the records of the case"


@dataclass(frozen=True, slots=True)
class Difference:
    """One contradiction; *where* is the column, or the number of the entry of the log."""

    case_id: UUID
    problem: Problem
    victim_id: UUID | None = None
    known_from: datetime | None = None
    where: str | None = None


def is_whole(entries: Iterable[ActionRow]) -> bool:
    """Whether the log of a case gives its facts from the first entry on."""
    first = next(iter(entries), None)
    return first is not None and first.facts is not None


def replayed(entries: Iterable[ActionRow]) -> list[Version]:
    """Return every version that the *entries* of one case give, the earliest first.

    A version closes when the next one of its victim opens or the victim is withdrawn; one that
    would hold for no time is replaced.
    """
    closed, current = list[Version](), dict[UUID, Version]()
    for entry in entries:
        for named, told in (entry.facts or {}).items():
            victim_id, since = UUID(named), entry.at
            before = current.pop(victim_id, None)
            if before is not None and before.known_from < entry.at:
                closed.append(replace(before, known_until=entry.at))
            elif before is not None:
                since = before.known_from
            if told is not None:
                current[victim_id] = Version(victim_id, since, None, from_json(told))
    return sorted([*closed, *current.values()], key=lambda one: one.place)


def against_log(
    case_id: UUID, kept: Iterable[Version], given: Iterable[Version]
) -> Iterator[Difference]:
    """Yield how the versions *kept* of a case differ from those *given* by its log."""
    table: dict[tuple[datetime, UUID], list[Version]] = defaultdict(list)
    for one in kept:
        table[one.place].append(one)
    for version in given:
        found = table.pop(version.place, [])
        best = min(found, key=lambda one: len(_columns(one, version)), default=None)
        if best is None:
            yield _difference(case_id, Problem.NOT_IN_TABLE, version)
            continue
        for column in _columns(best, version):
            yield _difference(case_id, Problem.DIFFERS, version, column)
        found.remove(best)
        for other in found:
            yield _difference(case_id, Problem.NOT_IN_LOG, other)
    for others in table.values():
        for other in others:
            yield _difference(case_id, Problem.NOT_IN_LOG, other)


def against_records(
    case_id: UUID, given: Iterable[Version], records: Mapping[UUID, Values]
) -> Iterator[Difference]:
    """Yield how the newest of *given* differ from what the *records* say of each victim now."""
    newest = {one.victim_id: one for one in given if one.known_until is None}
    for victim_id in records.keys() - newest.keys():
        yield Difference(case_id, Problem.OUTDATED, victim_id)
    for victim_id, version in newest.items():
        if victim_id not in records:
            yield _difference(case_id, Problem.OUTDATED, version)
            continue
        for column in _unequal(version.values, records[victim_id]):
            yield _difference(case_id, Problem.OUTDATED, version, column)


def _columns(one: Version, other: Version) -> list[str]:
    until = [] if one.known_until == other.known_until else ["known_until"]
    return until + _unequal(one.values, other.values)


def _unequal(one: Values, other: Values) -> list[str]:
    return [name for name, value in one.items() if value != other[name]]


def _difference(
    case_id: UUID, problem: Problem, version: Version, column: str | None = None
) -> Difference:
    return Difference(case_id, problem, version.victim_id, version.known_from, column)
