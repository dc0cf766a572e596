from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from osh_incidents.domain.errors import ActionNotAllowed, GuardsUnmet, NotPermitted
from osh_incidents.domain.tracks import Do, State
from osh_incidents.domain.workflow.model import Guard, Transition
from tests.unit.facts import actor, holder, stranger
from tests.unit.tables import HOLDS_AND_FAILS, TABLES, fulfilling, plain, rows

ROWS = [(name, row) for name, row in rows() if not row.automatic]
NAMES = [f"{name}:{row.source}-{row.action}-{row.target}" for name, row in ROWS]
GUARDED = [(name, row, guard) for name, row in ROWS for guard in (*row.guards, *row.asks)]


@pytest.mark.parametrize("name", TABLES)
def test_an_action_that_is_not_in_the_table_is_refused_with_those_that_are(name: str) -> None:
    table, someone = TABLES[name], actor(next(iter(roles_of(name))))
    known = {(row.source, row.action) for row in table.transitions}
    for state, action in set(product(State, Do)) - known:
        with pytest.raises(ActionNotAllowed) as refused:
            table.decide(state, action, plain(name), someone)
        assert refused.value.members == {
            "track": table.track.value,
            "state": state.value,
            "action": action.value,
            "allowed_actions": list(table.available(state, plain(name), someone)),
        }


def roles_of(name: str) -> list[Any]:
    return [holder(row.needs).role for row in TABLES[name].transitions]


def test_the_refusal_of_an_action_lists_what_is_allowed_now() -> None:
    inspector = holder(TABLES["registration"].transitions[0].needs)
    with pytest.raises(ActionNotAllowed) as refused:
        TABLES["registration"].decide(State.DECLARED, Do.CLOSE, plain("registration"), inspector)
    assert refused.value.members["allowed_actions"] == [
        "register",
        "return",
        "reject",
        "transfer",
    ]
    assert "đã khai báo" in refused.value.detail.vi


@pytest.mark.parametrize(("name", "row"), ROWS, ids=NAMES)
def test_a_row_is_taken_when_everything_it_asks_holds(name: str, row: Transition[Any]) -> None:
    taken = TABLES[name].decide(row.source, row.action, fulfilling(name, row), holder(row.needs))
    assert taken is row


@pytest.mark.parametrize(("name", "row"), ROWS, ids=NAMES)
def test_a_role_without_the_permission_is_refused_and_never_learns_the_guards(
    name: str, row: Transition[Any]
) -> None:
    for facts in (plain(name), fulfilling(name, row)):
        with pytest.raises(NotPermitted) as refused:
            TABLES[name].decide(row.source, row.action, facts, stranger(row.needs))
        assert refused.value.members == {"needs": row.needs.value}
        assert refused.value.errors == ()


@pytest.mark.parametrize(("name", "row", "guard"), GUARDED)
def test_each_guard_alone_keeps_a_row_from_being_taken(
    name: str, row: Transition[Any], guard: Guard[Any]
) -> None:
    lacking = replace(fulfilling(name, row), **HOLDS_AND_FAILS[guard.code][1])
    with pytest.raises(GuardsUnmet) as refused:
        TABLES[name].decide(row.source, row.action, lacking, holder(row.needs))
    assert [(fault.code, fault.detail) for fault in refused.value.errors] == [
        (guard.code, guard.text)
    ]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=NAMES)
def test_what_every_move_of_a_track_needs_keeps_each_of_them_from_being_made(
    name: str, row: Transition[Any]
) -> None:
    table = TABLES[name]
    for guard in table.always:
        lacking = replace(fulfilling(name, row), **HOLDS_AND_FAILS[guard.code][1])
        assert table.available(row.source, lacking, holder(row.needs)) == ()
        with pytest.raises(GuardsUnmet) as refused:
            table.decide(row.source, row.action, lacking, holder(row.needs))
        assert guard.code in {fault.code for fault in refused.value.errors}


def test_everything_that_is_lacking_is_told_at_once() -> None:
    closing = next(row for name, row in ROWS if row.action is Do.CLOSE)
    unfinished = plain("registration")
    unfinished = replace(unfinished, **HOLDS_AND_FAILS["claims_unsettled"][1])
    with pytest.raises(GuardsUnmet) as refused:
        TABLES["registration"].decide(State.REGISTERED, Do.CLOSE, unfinished, holder(closing.needs))
    codes = [fault.code for fault in refused.value.errors]
    assert codes == ["investigation_unfinished", "handling_unfinished", "claims_unsettled"]
    assert refused.value.members == {"state": "registered", "action": "close"}


@pytest.mark.parametrize(("name", "row"), ROWS, ids=NAMES)
def test_a_move_is_offered_to_those_who_may_make_it(name: str, row: Transition[Any]) -> None:
    facts, table = fulfilling(name, row), TABLES[name]
    assert row.action in table.available(row.source, facts, holder(row.needs))
    assert row.action not in table.available(row.source, facts, stranger(row.needs))


def test_a_move_that_lacks_only_what_it_brings_itself_is_offered() -> None:
    forming = next(row for name, row in ROWS if row.asks and name == "investigation-base")
    offered = TABLES["investigation-base"].available(
        State.PENDING, plain("investigation-base"), holder(forming.needs)
    )
    assert offered == (Do.FORM_TEAM,)


def test_a_move_whose_guard_fails_is_not_offered() -> None:
    forming = next(row for name, row in ROWS if row.guards and name == "investigation-provincial")
    waiting = replace(plain("investigation-provincial"), registration=State.DECLARED)
    table = TABLES["investigation-provincial"]
    assert table.available(State.PENDING, waiting, holder(forming.needs)) == ()
