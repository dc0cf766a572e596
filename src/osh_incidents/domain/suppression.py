"""Disclosure control: which numbers may be told to those who may not see the cases behind them.

Every case of a year lies in one block of at least `SMALLEST_SHOWN` cases, and a number is told only
if it is a sum of whole blocks. What is told is then a function of the sizes of the blocks alone,
whatever is asked and however answers are added or subtracted; docs/adr/0015 has the proof.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SMALLEST_SHOWN = 5
"""A number from 1 to below this is never told: service parameter, no rule of law sets it."""

Names = frozenset[str]
"""The names of the numbers to which a case adds."""


@dataclass(frozen=True, slots=True)
class Block:
    """Cases that are told together or not at all; *kinds* are the names that each of them has."""

    kinds: frozenset[Names]
    size: int

    @property
    def some(self) -> Names:
        """Return the names of at least one kind."""
        return frozenset[str]().union(*self.kinds)

    @property
    def every(self) -> Names:
        """Return the names that all kinds have."""
        first, *others = self.kinds
        return first.intersection(*others)

    @property
    def order(self) -> tuple[int, list[list[str]]]:
        """Return what decides between blocks that are otherwise alike: never chance."""
        return self.size, sorted(sorted(kind) for kind in self.kinds)

    def with_(self, other: "Block") -> "Block":
        """Return both as one."""
        return Block(self.kinds | other.kinds, self.size + other.size)


@dataclass(frozen=True, slots=True)
class Case:
    """A case: the *counts* to which it adds, and where it stands in each table of the year.

    In one table it may stand in several cells: an accident that hurt workers of two relations.
    """

    counts: Names
    places: Mapping[str, Names]


@dataclass(frozen=True, slots=True)
class _Class:
    """Kinds of cases that one table does not tell apart, and the blocks of its cells."""

    kinds: frozenset[Names]
    cells: Sequence[Block]


class Year:
    """What may be told of one year: its totals, and tables of one dimension each."""

    def __init__(self, cases: Iterable[Case], dear: Collection[str] = ()) -> None:
        """Divide *cases* into blocks; *dear* counts are the last to be given up."""
        self._cases = tuple(cases)
        self._dear = frozenset(dear)
        sizes = Counter(case.counts for case in self._cases)
        self._blocks = _in_blocks([Block(frozenset({kind}), sizes[kind]) for kind in sizes], dear)
        tables = sorted({table for case in self._cases for table in case.places})
        self._tables = {table: self._classes(table) for table in tables}

    def tells(self, count: str, table: str | None = None, cell: str = "") -> bool:
        """Whether *count* may be told: of the whole year, or of one *cell* of a *table*.

        A zero is told where all of the cell may be told: of a few people it would say what none of
        them is, and beside a number of both it would tell the other.
        """
        if table is None:
            if any(count in case.counts for case in self._cases):
                return _whole(self._blocks, count)
            return all(block.size >= SMALLEST_SHOWN for block in self._blocks)
        here = [case.counts for case in self._cases if cell in case.places.get(table, ())]
        touched = [one for one in self._tables.get(table, ()) if one.kinds.intersection(here)]
        with_it = [one for one in touched if any(count in kind for kind in one.kinds)]
        if not any(count in kind for kind in here):
            return not with_it and all(_whole(one.cells, cell) for one in touched)
        return all(
            all(count in kind for kind in one.kinds) and _whole(one.cells, cell) for one in with_it
        )

    def _classes(self, table: str) -> list[_Class]:
        """Divide the cells of *table*, for each block of kinds by itself.

        A block of which no cell can be told is not told apart in this table: with its like, more
        can be.
        """
        blocks = list(self._blocks)
        while True:
            found = [_Class(block.kinds, self._cells(table, block)) for block in blocks]
            idle = [
                block
                for block, one in zip(blocks, found, strict=True)
                if not any(_whole(one.cells, name) for name in _names(one.cells))
            ]
            if not idle or len(blocks) == 1:
                return found
            blocks = _merged(blocks, min(idle, key=lambda block: block.order), self._dear)

    def _cells(self, table: str, block: Block) -> list[Block]:
        places = Counter(
            case.places.get(table, frozenset())
            for case in self._cases
            if case.counts in block.kinds
        )
        return _in_blocks([Block(frozenset({place}), places[place]) for place in places])


def _in_blocks(blocks: list[Block], dear: Collection[str] = ()) -> list[Block]:
    """Join blocks until none is too small, or one is left."""
    while len(blocks) > 1:
        small = min(blocks, key=lambda block: block.order)
        if small.size >= SMALLEST_SHOWN:
            break
        blocks = _merged(blocks, small, dear)
    return blocks


def _merged(blocks: list[Block], one: Block, dear: Collection[str]) -> list[Block]:
    """Join *one* to the block with which the fewest numbers are lost, dear ones before others."""
    telling = {name for name in _names(blocks) if _whole(blocks, name, smallest=0)}
    large = {name for name in telling if _total(blocks, name) >= SMALLEST_SHOWN}

    def price(other: Block) -> tuple[int, int, tuple[int, list[list[str]]]]:
        lost = (one.some ^ other.some) & large
        return len(lost.intersection(dear)), len(lost), other.order

    others = [block for block in blocks if block != one]
    nearest = min(others, key=price)
    return [*(block for block in others if block != nearest), one.with_(nearest)]


def _whole(blocks: Sequence[Block], name: str, smallest: int = SMALLEST_SHOWN) -> bool:
    """Whether *name* is a sum of whole blocks, none of them too small."""
    return all(
        name in block.every and block.size >= smallest for block in blocks if name in block.some
    )


def _names(blocks: Sequence[Block]) -> Iterator[str]:
    yield from sorted(frozenset[str]().union(*(block.some for block in blocks)))


def _total(blocks: Sequence[Block], name: str) -> int:
    return sum(block.size for block in blocks if name in block.some)


@dataclass(frozen=True, slots=True)
class CasesAndPeople:
    """A year divided twice, by cases and by victims; every count must hold by both.

    By cases alone, five paid of six would tell that one was not, if the six were hurt in five
    accidents; by people alone, seven dead in two cells would tell of an accident in one of them.
    Among the people, what counts a case is counted with one of its victims, a dead one first: five
    fatal accidents with nine victims would else tell that at most four of them live.
    """

    cases: Year
    people: Year

    def tells(self, count: str, table: str | None = None, cell: str = "") -> bool:
        """Whether *count* may be told: of the whole year, or of one *cell* of a *table*."""
        divided = (self.cases, self.people)
        return all(year.tells(count, table, cell) for year in divided)
