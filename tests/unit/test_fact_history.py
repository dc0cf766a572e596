"""What the entries of a log give: versions that open, close and replace each other."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.services.fact_history import is_whole, replayed

ONE, OTHER = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 3, 4, 5, tzinfo=UTC)


def entry(hours: float, **facts: Any) -> ActionRow:
    named = {"one": str(ONE), "other": str(OTHER)}
    told = {named[name]: value for name, value in facts.items()}
    return ActionRow(at=NOON + timedelta(hours=hours), facts=told or None)


def days(*entries: ActionRow) -> list[tuple[Any, ...]]:
    """Return whose each version is, its hours, and the days to death it tells."""
    return [
        (
            one.victim_id.int,
            hours(one.known_from),
            hours(one.known_until),
            one.values["days_to_death"],
        )
        for one in replayed(entries)
    ]


def hours(moment: datetime | None) -> float | None:
    return None if moment is None else (moment - NOON) / timedelta(hours=1)


def test_a_version_holds_until_the_next_one_of_its_victim() -> None:
    entries = entry(0, one={"days_to_death": 1}, other={}), entry(1), entry(2, one={})

    assert days(*entries) == [(1, 0, 2, 1), (2, 0, None, None), (1, 2, None, None)]


def test_a_version_that_would_hold_for_no_time_is_replaced() -> None:
    entries = entry(0, one={}), entry(1, one={"days_to_death": 1}), entry(1, one={})

    assert days(*entries) == [(1, 0, 1, None), (1, 1, None, None)]


def test_a_version_is_replaced_too_where_the_clock_went_back() -> None:
    assert days(entry(1, one={}), entry(0, one={"days_to_death": 2})) == [(1, 1, None, 2)]


def test_a_victim_who_is_withdrawn_has_no_version_any_more() -> None:
    assert days(entry(0, one={}, other={}), entry(3, other=None)) == [
        (1, 0, None, None),
        (2, 0, 3, None),
    ]


def test_a_victim_who_came_and_went_at_one_moment_leaves_no_version() -> None:
    assert days(entry(0, one={}), entry(1, other={}), entry(1, other=None)) == [(1, 0, None, None)]


def test_a_log_is_whole_if_it_begins_with_facts() -> None:
    assert is_whole([entry(0, one={}), entry(1)])
    assert not is_whole([entry(0), entry(1, one={})])
    assert not is_whole([])
