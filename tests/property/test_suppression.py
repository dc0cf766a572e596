"""The attack: everything that may be told is a system of equations; no small number is solved."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import (  # type: ignore[import-untyped]
    LinearConstraint,
    linprog,
    milp,
)

from osh_incidents.domain.suppression import SMALLEST_SHOWN, Case, Names, Year

COUNTS = ("accidents", "fatal", "provisional", "due", "complete")
KINDS = tuple(
    map(
        frozenset,
        (
            {"accidents"},
            {"accidents", "fatal", "provisional"},
            {"accidents", "fatal"},
            {"accidents", "fatal", "due"},
            {"accidents", "fatal", "due", "complete"},
        ),
    )
)
PLACES: dict[str, tuple[Names, ...]] = {
    "area": tuple(frozenset({name}) for name in ("11311", "11323", "11329")),
    "half": tuple(frozenset({name}) for name in ("H1", "H2")),
    # An accident may hurt workers of two relations: it is in both cells, once in the total.
    "relation": tuple(map(frozenset, ({"contract"}, {"none"}, {"contract", "none"}))),
}
CELLS = {table: sorted(frozenset().union(*places)) for table, places in PLACES.items()}
UNKNOWNS = list(product(KINDS, *PLACES.values()))
Number = Callable[[Case], bool]


def cases_of(unknown: tuple[Names, ...]) -> Case:
    kind, *places = unknown
    return Case(kind, dict(zip(PLACES, places, strict=True)))


GRID = [cases_of(unknown) for unknown in UNKNOWNS]
sizes = st.one_of(st.just(0), st.just(0), st.integers(0, 3), st.integers(0, 12))
tables = st.lists(st.tuples(st.sampled_from(range(len(GRID))), sizes), min_size=1, max_size=25)


def vector(number: Number) -> np.ndarray:
    return np.array([float(number(case)) for case in GRID])


def of(count: str, **cells: str) -> Number:
    """Which cases *count* counts in *cells*."""
    return lambda case: (
        count in case.counts and all(cell in case.places[name] for name, cell in cells.items())
    )


def both(one: str, other: str) -> Number:
    return lambda case: {one, other} <= case.counts


def asked() -> Iterator[tuple[tuple[str, str | None, str], np.ndarray]]:
    """Every number that may be asked for, with the cases that it counts."""
    for count in COUNTS:
        yield (count, None, ""), vector(of(count))
        for table, cells in CELLS.items():
            for cell in cells:
                yield (count, table, cell), vector(of(count, **{table: cell}))


ASKED = list(asked())


def crossed() -> Iterator[np.ndarray]:
    """Numbers that nobody may ask for: two dimensions at once, and one count less another."""
    for count, area, relation in product(COUNTS, CELLS["area"], CELLS["relation"]):
        yield vector(of(count, area=area, relation=relation))
    for count, less in product(COUNTS, COUNTS):
        yield vector(of(count)) - vector(both(count, less))


CROSSED = list(crossed())


def what_is_told(year: Year, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    told = [counted for question, counted in ASKED if year.tells(*question)]
    rows = np.array(told) if told else np.zeros((1, len(GRID)))
    return rows, rows @ truth


def limits(rows: np.ndarray, told: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    """The least and the greatest that *target* can be, by all that was told."""
    ends = []
    for sign in (1, -1):
        # Nothing told bounds an empty year; a thousand stands for any number.
        solved = linprog(sign * target, A_eq=rows, b_eq=told, bounds=(0, 1_000), method="highs")
        assert solved.status == 0, solved.message
        ends.append(sign * solved.fun)
    return ends[0], ends[1]


def whole_limits(rows: np.ndarray, told: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    ends = []
    for sign in (1, -1):
        solved = milp(
            sign * target,
            constraints=LinearConstraint(rows, told, told),
            integrality=np.ones(len(GRID)),
            bounds=(0, 1_000),
        )
        assert solved.status == 0, solved.message
        ends.append(sign * solved.fun)
    return ends[0], ends[1]


def year_of(filled: list[tuple[int, int]]) -> tuple[Year, np.ndarray]:
    found = Counter[int]()
    for place, size in filled:
        found[place] += size
    truth = np.array([float(found[place]) for place in range(len(GRID))])
    year = Year([case for case, size in zip(GRID, truth, strict=True) for _ in range(int(size))])
    return year, truth


def small(target: np.ndarray, truth: np.ndarray) -> bool:
    return bool(0 < target @ truth < SMALLEST_SHOWN)


@pytest.mark.long
@given(tables)
@settings(max_examples=60, deadline=None)
def test_no_small_number_can_be_solved_from_all_that_may_be_asked(
    filled: list[tuple[int, int]],
) -> None:
    year, truth = year_of(filled)
    hidden = [counted for _, counted in ASKED if small(counted, truth)]
    hidden += [counted for counted in CROSSED if small(counted, truth)]
    assume(hidden)
    rows, told = what_is_told(year, truth)

    for target in hidden[:25]:
        least, greatest = limits(rows, told, target)
        assert greatest - least >= SMALLEST_SHOWN - 1e-6
        assert least <= target @ truth <= greatest


@given(tables)
@settings(max_examples=15, deadline=None)
def test_not_even_if_cases_are_whole(filled: list[tuple[int, int]]) -> None:
    year, truth = year_of(filled)
    hidden = [counted for counted in (*CROSSED, *(c for _, c in ASKED)) if small(counted, truth)]
    assume(hidden)
    rows, told = what_is_told(year, truth)

    for target in hidden[:5]:
        least, greatest = whole_limits(rows, told, target)
        assert greatest - least >= SMALLEST_SHOWN - 1e-6


@given(tables)
def test_what_is_told_is_nothing_or_five_and_more(filled: list[tuple[int, int]]) -> None:
    year, truth = year_of(filled)

    for question, counted in ASKED:
        if year.tells(*question):
            assert not small(counted, truth)


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_cases_decides_nothing(filled: list[tuple[int, int]], chance: object) -> None:
    year, _ = year_of(filled)
    shuffled = list(year._cases)  # noqa: SLF001
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    other = Year(shuffled)

    assert all(year.tells(*question) is other.tells(*question) for question, _ in ASKED)


@pytest.mark.parametrize("count", COUNTS)
def test_an_empty_year_tells_its_zeros(count: str) -> None:
    assert Year([]).tells(count)
    assert Year([]).tells(count, "area", "11311")
