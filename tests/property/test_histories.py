"""Random histories through the service; every number is counted by hand from what was done."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osh_incidents.domain.days import ICT
from osh_incidents.persistence.unit_of_work import transaction
from tests.conftest import Engine
from tests.support.facts import differences
from tests.support.histories import (
    Asked,
    counted,
)
from tests.support.service import Service
from tests.support.stories import Story
from tests.support.world import SEALER

NAMES = ("fatal-accident-frequency", "compensation-coverage", "fatal-case-investigation")
PLACES = [
    (datetime(2026, 1, 10, 8, tzinfo=ICT), "11311", "old_hai_phong"),
    (datetime(2025, 5, 6, 8, tzinfo=ICT), "11299", "old_hai_phong"),
    (datetime(2026, 2, 10, 8, tzinfo=ICT), "10507", "old_hai_duong"),
    (datetime(2025, 4, 8, 8, tzinfo=ICT), "10513", "old_hai_duong"),
]
people = st.tuples(
    st.sampled_from(["female", "male"]),
    st.sampled_from(["contract", "contract", "no_contract"]),
    st.sampled_from(["fatal", "fatal", "severe", "light"]),
)
DOINGS = ["register", "reject", "void", "investigate", "deny", "handle", "pay", "die", "link"]
steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("declare"),
            st.sampled_from(PLACES),
            st.sampled_from(["employer", "employer", "commune"]),
            st.lists(people, min_size=1, max_size=2),
            st.sampled_from(["2592", "4330"]),
            st.booleans(),
        ),
        st.tuples(st.sampled_from(DOINGS), st.integers(0, 5)),
        st.tuples(st.sampled_from(["register", "investigate"]), st.integers(0, 5)),
        st.tuples(st.just("wait"), st.sampled_from([1, 7, 29, 45])),
    ),
    min_size=4,
    max_size=14,
)
maybe = st.none


@contextmanager
def told(engine: Engine, done: list[tuple[Any, ...]]) -> Iterator[Story]:
    with engine.clones.one() as database:
        story = Story(Service(database, engine.logins))
        with story.service.client:
            for step in done:
                story.take(step)
            yield story


def asked(data: st.DataObject, moment: datetime) -> Asked:
    return Asked(
        data.draw(st.sampled_from([2026, 2025])),
        moment,
        data.draw(st.sampled_from(["occurred", "declared", "registered"])),
        data.draw(maybe() | st.sampled_from(["female", "male"])),
        data.draw(maybe() | st.sampled_from(["contract", "no_contract"])),
        data.draw(maybe() | st.sampled_from(["fatal", "severe", "light"])),
        data.draw(maybe() | st.sampled_from(["C", "F"])),
        data.draw(maybe() | st.sampled_from(["old_hai_phong", "old_hai_duong"])),
    )


ENOUGH = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.long
@ENOUGH
@given(done=steps, data=st.data())
def test_every_count_is_what_is_counted_by_hand(
    sqlite_engine: Engine, done: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    with told(sqlite_engine, done) as story:
        moment = data.draw(st.sampled_from([at for at, _ in story.history.moments]))
        for question in (Asked(2026, moment), asked(data, moment)):
            by_hand = {name: len(some) for name, some in counted(story.history, question).items()}
            query = question.query() | {"as_known_at": moment.isoformat()}
            for name in NAMES:
                figure = story.service.figure(name, **query)
                found = figure["total"]["counts"]
                assert found == {count: by_hand[count] for count in found}, (name, query)


@pytest.mark.long
@ENOUGH
@given(done=steps, days=st.sampled_from([0, 4, 31, 400]))
def test_the_tally_tells_what_the_facts_do_before_and_after_it_is_merged(
    sqlite_engine: Engine, done: list[tuple[Any, ...]], days: int
) -> None:
    with told(sqlite_engine, done) as story:
        story.service.clock.advance(days=days)
        for merged in (False, True):
            with transaction(story.service.database, "hp", SEALER, snapshot=True) as uow:
                if merged:
                    uow.tallies.merge()
                assert uow.tallies.differences() == []
            for name in NAMES:
                for period in (
                    {"from": "2025", "to": "2026"},
                    {"from": "2025-H2", "to": "2026-H1"},
                ):
                    assert_told_alike(story, name, {"by": "area,sector", **period})
                assert_told_alike(story, name, {"from": "2026", "by": "area", "sector": "C"})


def assert_told_alike(story: Story, name: str, query: dict[str, str]) -> None:
    """Ask as known now, which the tally answers, and as known at this moment: the facts do."""
    now = story.service.clock.moment.isoformat()
    told, exact = (story.service.figure(name, **query, **at) for at in ({}, {"as_known_at": now}))
    assert told["total"]["counts"] == exact["total"]["counts"], (name, query)
    assert [plain(cell) for cell in told["cells"]] == [plain(cell) for cell in exact["cells"]]
    assert told["target"]["verdict"] == exact["target"]["verdict"]


def plain(cell: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cell.items() if name != "cases"}


@pytest.mark.long
@ENOUGH
@given(done=steps, data=st.data())
def test_the_parts_of_a_difference_are_the_cases_that_changed(
    sqlite_engine: Engine, done: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    with told(sqlite_engine, done) as story:
        moments = st.sampled_from([at for at, _ in story.history.moments])
        first, last = sorted((data.draw(moments), data.draw(moments)))
        for question in (Asked(2026, last), asked(data, last)):
            query = question.query() | {
                "from_known_at": first.isoformat(),
                "to_known_at": last.isoformat(),
            }
            earlier = Asked(**{**question.__dict__, "moment": first})
            before, after = counted(story.history, earlier), counted(story.history, question)
            for name in NAMES:
                answer = story.service.get("inspector", f"/indicators/{name}/diff", **query)
                assert answer.status_code == 200, answer.text
                for number in (answer.json()["numerator"], answer.json()["denominator"]):
                    if number["count"] is not None:
                        adds_up(number, before[number["count"]], after[number["count"]])


@pytest.mark.long
@ENOUGH
@given(done=steps)
def test_the_facts_of_every_history_follow_from_its_log(
    sqlite_engine: Engine, done: list[tuple[Any, ...]]
) -> None:
    with told(sqlite_engine, done) as story:
        assert differences(story.service.database) == []


def adds_up(number: dict[str, Any], before: set[str], after: set[str]) -> None:
    assert (number["before"], number["after"]) == (len(before), len(after))
    assert sum(part["gained"] for part in number["parts"]) == len(after - before)
    assert sum(part["lost"] for part in number["parts"]) == len(before - after)
    assert sum(part["change"] for part in number["parts"]) == number["difference"]
    gained = {case for part in number["parts"] for case in part["cases_gained"]}
    lost = {case for part in number["parts"] for case in part["cases_lost"]}
    assert gained == {name.split()[0] for name in after - before}
    assert lost == {name.split()[0] for name in before - after}
