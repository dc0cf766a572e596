"""Checking every history against its hashes, its head, the states, and the signed roots."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, cast
from uuid import UUID

from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.roots import DailyRoot, Head, Of, Subject
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.verification import Difference, Wrong
from osh_incidents.domain.workflow.disease import DISEASE
from osh_incidents.domain.workflow.handling import HANDLING
from osh_incidents.domain.workflow.investigation import BASE
from osh_incidents.domain.workflow.registration import REGISTRATION
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.log import GENESIS, chained

_INITIAL = {
    Track.REGISTRATION.value: REGISTRATION.initial,
    Track.INVESTIGATION.value: BASE.initial,
    Track.DISEASE.value: DISEASE.initial,
    Track.HANDLING.value: HANDLING.initial,
}

Tell = Callable[[int], None]
"""Told how many entries have been checked since it was last called."""

Signed = Mapping[Of, Mapping[int, tuple[str, str]]]
"""By history and number of an entry: the hash that was signed for, and the day."""


def signed(roots: Iterable[DailyRoot]) -> Signed:
    """Return every entry that *roots* vouch for."""
    found: dict[Of, dict[int, tuple[str, str]]] = defaultdict(dict)
    for one in roots:
        for of, head in one.moved.items():
            found[of][head.seq] = (head.hash, one.day.isoformat())
    return found


@dataclass
class Check:
    """The check of one authority; *vouched* is what its signed roots say."""

    uow: UnitOfWork
    authority: str
    vouched: Signed = field(default_factory=dict)
    tell: Tell = lambda _: None

    def differences(self) -> Iterator[Difference]:
        """Yield everything that is not as it must be."""
        yield from self._cases()
        yield from self._numbers()
        for case_id in self.uow.histories.orphans():
            yield self._difference(str(case_id), None, Wrong.NO_CASE)
        yield from self._releases()

    def _cases(self) -> Iterator[Difference]:
        histories = self.uow.histories
        cases = {case.id: case for case in histories.cases()}
        heads, claims = histories.heads(), _by_case(histories.claims())
        unseen = dict(cases)
        gone = {of.id for of in self.vouched if of.subject is Subject.CASE} - cases.keys()
        for case_id, entries in groupby(histories.actions(), lambda row: row.case_id):
            case = unseen.pop(case_id, None)
            if case is None:
                yield self._difference(str(case_id), None, Wrong.NO_CASE)
            name = str(case_id) if case is None else _name(case)
            walk = _Walk(self, name)
            yield from walk.entries(entries)
            yield from walk.end(heads.get(case_id))
            yield from self._vouched(Of(Subject.CASE, case_id), name, walk.hashes)
            if case is not None and walk.is_whole:
                yield from walk.states(case, claims.get(case_id, ()))
            self.tell(len(walk.hashes))
        for case in unseen.values():
            yield self._difference(_name(case), None, Wrong.NO_HISTORY)
            yield from self._vouched(Of(Subject.CASE, case.id), _name(case), {})
        for case_id in sorted(gone):
            yield from self._vouched(Of(Subject.CASE, case_id), str(case_id), {})

    def _numbers(self) -> Iterator[Difference]:
        given: dict[int, set[int]] = defaultdict(set)
        prefixes = set()
        for case in self.uow.histories.cases():
            if case.number:
                prefix, year, number = case.number.rsplit("-", 2)
                given[int(year)].add(int(number))
                prefixes.add(prefix)
        prefix = min(prefixes, default=self.authority.upper())
        for year, last in self.uow.histories.counters().items():
            for number in sorted(set(range(1, last + 1)) - given[year]):
                name = f"{prefix}-{year}-{number:06}"
                yield self._difference(name, None, Wrong.NUMBER_MISSING)

    def _releases(self) -> Iterator[Difference]:
        known = set()
        for release_id, content, sha256, history in release_histories(self.uow):
            name = f"release {release_id}"
            known.add(release_id)
            if hashlib.sha256(content.encode()).hexdigest() != sha256:
                yield self._difference(name, None, Wrong.RELEASE_CHANGED)
            for seq in sorted(set(range(1, max(history, default=0) + 1)) - history.keys()):
                yield self._difference(name, seq, Wrong.MISSING)
            yield from self._vouched(Of(Subject.RELEASE, release_id), name, history)
        for of in sorted(self.vouched):
            if of.subject is Subject.RELEASE and of.id not in known:
                yield from self._vouched(of, f"release {of.id}", {})

    def _vouched(self, of: Of, name: str, hashes: Mapping[int, str]) -> Iterator[Difference]:
        for seq, (hash_, day) in sorted(self.vouched.get(of, {}).items()):
            if seq not in hashes:
                yield self._difference(name, seq, Wrong.SHORTER, day)
            elif hashes[seq] != hash_:
                yield self._difference(name, seq, Wrong.REWRITTEN, day)

    def _difference(self, of: str, seq: int | None, wrong: Wrong, detail: str = "") -> Difference:
        return Difference(self.authority, of, seq, wrong, detail)


@dataclass
class _Walk:
    """One log, from its first entry to its last."""

    check: Check
    name: str
    hashes: dict[int, str] = field(default_factory=dict)
    is_whole: bool = True
    reached: dict[str, str] = field(default_factory=dict)

    def entries(self, rows: Iterable[Any]) -> Iterator[Difference]:
        seq, before = 0, GENESIS
        for row in rows:
            if row.seq != seq + 1:
                missing = f"{seq + 1}-{row.seq - 1}"
                yield self._found(seq + 1, Wrong.MISSING, missing)
            elif row.previous_hash != before:
                yield self._found(row.seq, Wrong.UNCHAINED)
            if _hash(row) != row.hash:
                yield self._found(row.seq, Wrong.CHANGED)
            seq, before = row.seq, row.hash
            self.hashes[seq] = before
            if row.target is not None:
                self.reached[str(row.claim_id or row.track)] = row.target

    def end(self, head: tuple[int, str] | None) -> Iterator[Difference]:
        last = max(self.hashes)
        if head is None:
            yield self._found(None, Wrong.NO_HEAD)
            return
        seq, hash_ = head
        if seq > last:
            yield self._found(last + 1, Wrong.END_MISSING, f"{last + 1}-{seq}")
        elif seq < last:
            for beyond in sorted(number for number in self.hashes if number > seq):
                yield self._found(beyond, Wrong.BEYOND)
        elif hash_ != self.hashes[last]:
            yield self._found(last, Wrong.HEAD_DIFFERS)

    def states(self, case: Any, claims: Sequence[Any]) -> Iterator[Difference]:
        for track, initial in _INITIAL.items():
            state = getattr(case, track)
            if state is not None and state != self.reached.get(track, initial):
                yield self._found(None, Wrong.STATE_DIFFERS, track)
        for claim in claims:
            if self.reached.get(str(claim.id)) != claim.state:
                yield self._found(None, Wrong.STATE_DIFFERS, f"claim {claim.id}")

    def _found(self, seq: int | None, wrong: Wrong, detail: str = "") -> Difference:
        self.is_whole = False
        return Difference(self.check.authority, self.name, seq, wrong, detail)


def release_histories(uow: UnitOfWork) -> Iterator[tuple[UUID, str, str, dict[int, str]]]:
    """Yield id, content and SHA-256 of each release, and by number the hash up to each event."""
    events: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    for event in uow.histories.release_events():
        events[event["release_id"]].append(event)
    for release in uow.histories.releases():
        before, history = hashlib.sha256(release.content.encode()).hexdigest(), {}
        for event in events[release.id]:
            told = {name: _plain(value) for name, value in event.items()}
            canonical = json.dumps(told, sort_keys=True, separators=(",", ":"))
            before = hashlib.sha256(f"{before}{canonical}".encode()).hexdigest()
            history[event["seq"]] = before
        yield release.id, release.content, release.sha256, history


def heads(uow: UnitOfWork) -> dict[Of, Head]:
    """Return the head of every history."""
    found = {
        Of(Subject.CASE, case_id): Head(seq, hash_)
        for case_id, (seq, hash_) in uow.histories.heads().items()
    }
    for release_id, _, _, history in release_histories(uow):
        if history:
            seq = max(history)
            found[Of(Subject.RELEASE, release_id)] = Head(seq, history[seq])
    return found


def _hash(row: Any) -> str:
    """Return what the hash of *row* must be; one that cannot be read is that of nothing."""
    try:
        return chained(cast("ActionRow", row))
    except ValueError:
        return ""


def _by_case(claims: Iterable[Any]) -> Mapping[UUID, Sequence[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for claim in claims:
        found[claim.case_id].append(claim)
    return found


def _name(case: Any) -> str:
    return case.number or str(case.id)


def _plain(value: object) -> object:
    if isinstance(value, Labelled):
        return value.value
    return value if isinstance(value, (int, type(None))) else str(value)
