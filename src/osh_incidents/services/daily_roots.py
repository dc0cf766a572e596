"""Signing, once a day, for what all histories have come to; and checking what was signed."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from osh_incidents.adapters.signing import Checker, Signer
from osh_incidents.domain import roots
from osh_incidents.domain.days import local_day
from osh_incidents.domain.roots import FIRST, DailyRoot, Of, SignedRoot
from osh_incidents.domain.verification import Difference, Wrong
from osh_incidents.persistence.tables.audit import DailyRootRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import verifying


class HistoryLost(Exception):
    """Histories are gone or shorter than the last root says; to sign now would cover it up."""

    def __init__(self, lost: Sequence[Of]) -> None:
        """Name the histories that are *lost*."""
        super().__init__(", ".join(f"{of.subject.value} {of.id}" for of in lost))


def kept(uow: UnitOfWork) -> list[SignedRoot]:
    """Return the signed roots that the database keeps, oldest first.

    Raises:
        ValueError: one of them cannot be read.
    """
    return [
        SignedRoot(DailyRoot.read(row.content.encode()), row.signature)
        for row in uow.histories.roots()
    ]


def sign(uow: UnitOfWork, authority: str, signer: Signer, now: datetime) -> SignedRoot:
    """Return the root of the local day of *now*; a day that has one keeps it.

    Raises:
        HistoryLost: the last root told of more than there is.
        ValueError: a root that is kept cannot be read.
    """
    earlier = kept(uow)
    day = local_day(now)
    if earlier and earlier[-1].root.day >= day:
        return earlier[-1]
    before = roots.together(one.root for one in earlier)
    heads = verifying.heads(uow)
    if lost := roots.lost(before, heads):
        raise HistoryLost(lost)
    root = DailyRoot(
        authority,
        day,
        now.astimezone(UTC),
        earlier[-1].root.digest if earlier else FIRST,
        len(heads),
        roots.over(heads),
        roots.moved(before, heads),
    )
    made = SignedRoot(root, signer.sign(root.canonical))
    uow.add(DailyRootRow(day=day, content=root.canonical.decode(), signature=made.signature))
    uow.flush()
    return made


def flaws(signed: Sequence[SignedRoot], checker: Checker | None) -> Iterator[Difference]:
    """Yield what is wrong with roots that are given oldest first, before any record is asked.

    Without *checker* the signatures are not looked at.
    """
    heads: dict[Of, roots.Head] = {}
    for one in signed:
        root, day = one.root, one.root.day.isoformat()
        heads.update(root.moved)
        if checker is not None and not checker.is_signed(root.canonical, one.signature):
            yield Difference(root.authority, day, None, Wrong.ROOT_FORGED)
        if (roots.over(heads), len(heads)) != (root.root, root.histories):
            yield Difference(root.authority, day, None, Wrong.ROOT_DIFFERS)
    digests = [FIRST, *(one.root.digest for one in signed)]
    for before, one in zip(digests, signed, strict=False):
        if one.root.previous != before:
            yield Difference(
                one.root.authority, one.root.day.isoformat(), None, Wrong.ROOT_UNCHAINED
            )


def compared(inside: Sequence[SignedRoot], outside: Sequence[SignedRoot]) -> Iterator[Difference]:
    """Yield where the roots of the database and those that left the machine are not the same."""
    ours = {one.root.day: one for one in inside}
    theirs = {one.root.day: one for one in outside}
    for day in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(day), theirs.get(day)
        known = here or there
        assert known is not None
        if here is None:
            wrong = Wrong.ROOT_MISSING
        elif there is None:
            wrong = Wrong.ROOT_UNKNOWN
        elif here != there:
            wrong = Wrong.REWRITTEN
        else:
            continue
        yield Difference(known.root.authority, day.isoformat(), None, wrong)
