from typing import Any

import pytest

from osh_incidents.domain.authority import GRANTS, Permission, Role
from osh_incidents.domain.releases import (
    ALLOWED,
    NEEDS,
    PUBLIC,
    Flag,
    ReleaseAction,
    ReleaseState,
    differences,
    flags,
    place,
)

HOLDERS = {
    Permission.RELEASES_PREPARE: {Role.INSPECTOR, Role.SUPERVISOR},
    Permission.RELEASES_PUBLISH: {Role.SUPERVISOR},
}


def cell(deaths: int, period: str = "2026", **key: str) -> dict[str, Any]:
    status = {"ended": deaths > 1, "flags": []}
    return {"period": period, "key": key, "counts": {"deaths": deaths}, "status": status}


def content(*cells: Any, total: int = 1, verdict: str = "met") -> dict[str, Any]:
    return {"cells": list(cells), "total": cell(total), "target": {"verdict": verdict}}


def told(part: str, pointer: str, old: object, new: object, **key: str) -> dict[str, object]:
    period = "" if part == "target" else "2026"
    where = {"part": part, "period": period, "key": key}
    return {**where, "pointer": pointer, "old": old, "new": new}


@pytest.mark.parametrize("permission", HOLDERS)
def test_each_permission_is_held_by_those_whose_work_it_is(permission: Permission) -> None:
    assert {role for role in Role if permission in GRANTS[role].permissions} == HOLDERS[permission]


def test_every_state_says_what_it_allows_and_every_action_what_it_needs() -> None:
    assert set(ALLOWED) == set(ReleaseState)
    assert set(NEEDS) == set(ReleaseAction)


def test_what_was_made_public_allows_nothing_more() -> None:
    assert {action for state in PUBLIC for action in ALLOWED[state]} == set()


@pytest.mark.parametrize(
    ("sure", "expected"),
    [
        ({"ended": True, "concluded": True}, Flag.FINAL),
        ({"ended": True, "concluded": False}, Flag.PROVISIONAL),
        ({"ended": False, "concluded": True}, Flag.PROVISIONAL),
        ({"ended": False, "concluded": False}, Flag.PROVISIONAL),
    ],
)
def test_a_number_is_final_once_its_period_is_over_and_its_cases_concluded(
    sure: dict[str, bool], expected: Flag
) -> None:
    assert flags(**sure, revised=False) == (expected,)
    assert flags(**sure, revised=True) == (expected, Flag.REVISED)


def test_equal_contents_do_not_differ_whatever_their_order() -> None:
    one, two = cell(1, sector="C"), cell(2, sector="F")

    assert differences(content(one, two), content(two, one)) == []


def test_each_difference_names_its_cell() -> None:
    old = content(cell(1, sector="C"), cell(1, sector="F"), total=2)
    new = content(cell(1, sector="C"), cell(3, sector="F"), total=4, verdict="not_met")

    assert differences(old, new) == [
        told("cell", "/counts/deaths", 1, 3, sector="F"),
        told("target", "/verdict", "met", "not_met"),
        told("total", "/counts/deaths", 2, 4),
    ]


def test_a_cell_that_came_or_went_is_told_against_null() -> None:
    old, new = content(cell(1, sector="C")), content(cell(1, sector="F"))

    assert differences(old, new) == [
        told("cell", "/counts/deaths", 1, None, sector="C"),
        told("cell", "/counts/deaths", None, 1, sector="F"),
    ]


def test_how_sure_a_number_is_makes_no_difference() -> None:
    old, new = content(cell(1)), content({**cell(1), "status": {"flags": ["final"]}})

    assert differences(old, new) == []


def test_the_total_of_one_period_is_told_from_its_cell() -> None:
    assert place("cell", cell(1)) != place("total", cell(1))
