from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import ActionNotAllowed, GuardsUnmet, NotPermitted
from osh_incidents.domain.tracks import Do, State
from osh_incidents.domain.workflow.model import Workflow
from osh_incidents.domain.workflow.registry import CLAIM_WORKFLOWS
from tests.property.strategies import actors, cases, claims, states
from tests.unit.tables import TABLES

actions = st.sampled_from(Do)


def facts(name: str) -> st.SearchStrategy[Any]:
    return claims if name in CLAIM_WORKFLOWS else cases


def pairs(name: str) -> st.SearchStrategy[tuple[State, Do]]:
    known = [(row.source, row.action) for row in TABLES[name].transitions]
    return st.sampled_from(known) | st.tuples(states, actions)


def lacking(table: Workflow[Any], state: State, action: Do, some: Any, someone: Actor) -> set[str]:
    try:
        table.decide(state, action, some, someone)
    except GuardsUnmet as refused:
        return {fault.code for fault in refused.errors}
    return set()


@pytest.mark.parametrize("name", TABLES)
@given(data=st.data())
def test_of_rows_with_one_state_and_action_exactly_one_is_chosen(
    name: str, data: st.DataObject
) -> None:
    some = data.draw(facts(name))
    ordered = sorted(TABLES[name].transitions, key=lambda row: (row.source, row.action))
    for _, rows in groupby(ordered, key=lambda row: (row.source, row.action)):
        assert [row.when is None or row.when.holds(some) for row in rows].count(True) == 1


@pytest.mark.parametrize("name", TABLES)
@given(data=st.data(), someone=actors)
def test_a_move_is_made_by_the_table_or_refused_for_a_reason(
    name: str, data: st.DataObject, someone: Actor
) -> None:
    some, table = data.draw(facts(name)), TABLES[name]
    state, action = data.draw(pairs(name))
    rows = [
        row
        for row in table.transitions
        if (row.source, row.action) == (state, action) and not row.automatic
    ]
    try:
        taken = table.decide(state, action, some, someone)
    except ActionNotAllowed:
        assert not rows
    except NotPermitted:
        assert rows
        assert not any(someone.may(row.needs) for row in rows)
    except GuardsUnmet as refused:
        told = {fault.code for fault in refused.errors}
        asked = {guard for row in rows for guard in (*table.always, *row.guards, *row.asks)}
        assert told == {guard.code for guard in asked if not guard.holds(some)}
    else:
        assert taken in rows
        assert someone.may(taken.needs)
        assert all(guard.holds(some) for guard in (*table.always, *taken.guards, *taken.asks))
        assert taken.when is None or taken.when.holds(some)


@pytest.mark.parametrize("name", TABLES)
@given(data=st.data(), someone=actors)
def test_what_is_offered_can_fail_only_for_what_the_action_itself_brings(
    name: str, data: st.DataObject, someone: Actor
) -> None:
    some, table = data.draw(facts(name)), TABLES[name]
    state = data.draw(st.sampled_from(table.states))
    for action in table.available(state, some, someone):
        rows = [row for row in table.transitions if (row.source, row.action) == (state, action)]
        brought = {guard.code for row in rows for guard in row.asks}
        assert lacking(table, state, action, some, someone) <= brought
