"""The same attack on numbers of people: several may be hurt in one accident, and both are told."""

from collections import Counter
from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog  # type: ignore[import-untyped]

from osh_incidents.domain.suppression import SMALLEST_SHOWN, Case, CasesAndPeople, Year

VICTIM, DEAD, PAID = (
    frozenset({"victims"}),
    frozenset({"victims", "deaths"}),
    frozenset({"victims", "paid"}),
)
PEOPLE = frozenset({"victims", "deaths", "paid"})
CASES = frozenset({"accidents", "fatal"})
AREAS, HALVES = ("11311", "11323", "11329"), ("H1", "H2")
MOST = 6
"""As many may be hurt at once in what an attacker thinks possible; there are three at most."""

HURT = [
    hurt
    for many in range(1, MOST + 1)
    for hurt in combinations_with_replacement((VICTIM, DEAD, PAID), many)
]
GRID = list(product(HURT, AREAS, HALVES))
"""Each kind of accident there can be: who was hurt, where, in which half of the year."""

COMMON = [place for place, (hurt, _, _) in enumerate(GRID) if len(hurt) <= 3]
QUESTIONS = [
    (count, table, cell)
    for count in sorted(CASES | PEOPLE)
    for table, cells in ((None, ("",)), ("area", AREAS), ("half", HALVES))
    for cell in cells
]
sizes = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 12))
tables = st.lists(st.tuples(st.sampled_from(COMMON), sizes), min_size=1, max_size=25)


def adds(count: str, table: str | None, cell: str) -> np.ndarray:
    """What one accident of each kind adds to the number."""

    def of(hurt: tuple[frozenset[str], ...], area: str, half: str) -> float:
        if table is not None and cell not in (area, half):
            return 0
        if count in PEOPLE:
            return sum(count in one for one in hurt)
        return float(count == "accidents" or DEAD in hurt)

    return np.array([of(*kind) for kind in GRID])


ASKED = [(question, adds(*question)) for question in QUESTIONS]


def year_of(truth: np.ndarray) -> CasesAndPeople:
    cases, people = [], []
    for (hurt, area, half), size in zip(GRID, truth, strict=True):
        places = {"area": frozenset({area}), "half": frozenset({half})}
        fatal = frozenset({"fatal"}) if DEAD in hurt else frozenset[str]()
        of_case = frozenset({"accidents"}) | fatal
        cases += [Case(of_case.union(*hurt), places)] * int(size)
        first, *others = sorted(hurt, key=lambda one: one != DEAD)
        mine = [Case(first | of_case, places), *(Case(one, places) for one in others)]
        people += mine * int(size)
    return CasesAndPeople(Year(cases), Year(people))


@pytest.mark.long
@given(tables)
@settings(max_examples=40)
def test_no_small_number_of_people_can_be_solved_from_all_that_may_be_asked(
    filled: list[tuple[int, int]],
) -> None:
    found = Counter[int]()
    for place, size in filled:
        found[place] += size
    truth = np.array([float(found[place]) for place in range(len(GRID))])
    year = year_of(truth)
    rows = np.array([row for question, row in ASKED if year.tells(*question)])
    hidden = [row for _, row in ASKED if 0 < row @ truth < SMALLEST_SHOWN]
    assume(hidden and len(rows))

    for target in hidden:
        ends = []
        for sign in (1, -1):
            solved = linprog(
                sign * target, A_eq=rows, b_eq=rows @ truth, bounds=(0, 1_000), method="highs"
            )
            assert solved.status == 0, solved.message
            ends.append(sign * solved.fun)
        # Of cases the limits are five apart. That whoever dies in a fatal accident is a victim of
        # it may bring them nearer here, and never together.
        assert ends[1] - ends[0] >= 1 - 1e-6
        assert ends[0] - 1e-6 <= target @ truth <= ends[1] + 1e-6


@given(tables)
def test_no_number_of_people_from_one_to_four_is_told(filled: list[tuple[int, int]]) -> None:
    found = Counter(place for place, size in filled for _ in range(size))
    truth = np.array([float(found[place]) for place in range(len(GRID))])
    year = year_of(truth)

    for question, row in ASKED:
        if year.tells(*question):
            assert not 0 < row @ truth < SMALLEST_SHOWN
