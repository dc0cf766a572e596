from itertools import groupby

import pytest

from osh_incidents.domain.authority import GRANTS
from osh_incidents.domain.tracks import Do, State, Track
from osh_incidents.domain.vocabulary import Level
from osh_incidents.domain.workflow.investigation import INVESTIGATIONS
from tests.unit.tables import TABLES, rows

ENDS = {
    "registration": {State.CLOSED, State.REJECTED, State.VOIDED},
    "investigation-base": {State.MINUTES_SENT, State.HANDED_OVER, State.REINVESTIGATION},
    "investigation-provincial": {State.MINUTES_SENT, State.HANDED_OVER, State.REINVESTIGATION},
    "investigation-commune-record": {State.RECORDED, State.HANDED_OVER},
    "investigation-central": {State.MINUTES_SENT},
    "investigation-special": {State.MINUTES_SENT, State.HANDED_OVER},
    "disease": {State.CONFIRMED, State.NOT_CONFIRMED},
    "handling": {State.DONE},
    "compensation": {State.PAID, State.NOT_ENTITLED},
}
"""Where the work of a track rests."""

FINAL = {
    "registration": {State.REJECTED, State.VOIDED},
    "investigation-base": {State.HANDED_OVER, State.REINVESTIGATION},
    "investigation-provincial": {State.HANDED_OVER, State.REINVESTIGATION},
    "investigation-commune-record": {State.HANDED_OVER},
    "investigation-central": {State.MINUTES_SENT},
    "investigation-special": {State.HANDED_OVER},
    "disease": {State.NOT_CONFIRMED},
    "handling": set(),
    "compensation": set(),
}
"""What nothing leaves: the others rest only as long as nothing new is known."""

INITIAL = {
    "registration": State.DECLARED,
    "investigation-base": State.PENDING,
    "investigation-provincial": State.PENDING,
    "investigation-commune-record": State.PENDING,
    "investigation-central": State.PENDING,
    "investigation-special": State.PENDING,
    "disease": State.REPORTED,
    "handling": State.OPEN,
    "compensation": State.AWAITING_TREATMENT,
}


def reachable(name: str, start: State) -> set[State]:
    found, waiting = {start}, [start]
    while waiting:
        source = waiting.pop()
        targets = {row.target for row in TABLES[name].transitions if row.source is source}
        waiting += targets - found
        found |= targets
    return found


@pytest.mark.parametrize("name", TABLES)
def test_a_track_begins_and_ends_where_the_design_says(name: str) -> None:
    assert TABLES[name].initial is INITIAL[name]
    assert TABLES[name].final == FINAL[name]


@pytest.mark.parametrize("name", TABLES)
def test_every_state_is_reached_from_the_first(name: str) -> None:
    assert reachable(name, TABLES[name].initial) == set(TABLES[name].states)


@pytest.mark.parametrize("name", TABLES)
def test_from_every_state_the_track_can_be_brought_to_an_end(name: str) -> None:
    assert all(reachable(name, state) & ENDS[name] for state in TABLES[name].states)


@pytest.mark.parametrize("name", TABLES)
def test_rows_of_one_state_and_action_are_alike_but_for_their_choice_and_target(name: str) -> None:
    ordered = sorted(TABLES[name].transitions, key=lambda row: (row.source, row.action))
    for _, group in groupby(ordered, key=lambda row: (row.source, row.action)):
        same = list(group)
        assert len({row.target for row in same}) == len(same)
        assert len({(row.needs, row.guards, row.asks) for row in same}) == 1
        assert all((row.when is None) is (len(same) == 1) for row in same)


@pytest.mark.parametrize("name", TABLES)
def test_every_state_that_is_not_final_can_be_left_for_another(name: str) -> None:
    table = TABLES[name]
    left = {row.source for row in table.transitions if row.target is not row.source}
    resting = {State.CONFIRMED} if name == "disease" else set()
    assert left | resting == set(table.states) - FINAL[name]


def test_every_track_but_the_registration_needs_an_open_file() -> None:
    asking = {name for name, table in TABLES.items() if table.always}
    assert asking == set(TABLES) - {"registration"}


def test_every_state_and_every_action_is_used_by_some_table() -> None:
    assert {state for table in TABLES.values() for state in table.states} == set(State)
    assert {row.action for _, row in rows()} == set(Do)


def test_every_track_has_a_table() -> None:
    assert {table.track for table in TABLES.values()} == set(Track)


def test_every_level_of_investigation_has_a_table() -> None:
    assert set(INVESTIGATIONS) == set(Level)


def test_every_move_is_lawful_for_somebody() -> None:
    held = {permission for grant in GRANTS.values() for permission in grant.permissions}
    assert {row.needs for _, row in rows()} <= held


def test_every_move_cites_its_law() -> None:
    assert all(row.citation.instrument and row.citation.article for _, row in rows())
