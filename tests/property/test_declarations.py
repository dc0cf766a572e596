from datetime import UTC, datetime
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from osh_incidents.domain.declaration_rules import Known, faults
from osh_incidents.domain.sectors import SECTORS, section_of
from tests.property.strategies import documents, leaves, moments

NOW = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
CODES = {
    "in_future",
    "before_accident",
    "before_law",
    "more_than_total",
    "unknown_code",
    "not_in_list",
    "after_event",
    "duplicate_victim",
    "before_start",
}


@given(documents, moments)
@example({"victims": [None, {}, [], "x", {"injury_codes": [None, "999"]}]}, NOW)
@example({"accident": None, "disease": [], "workplace": "", "victims": 7}, NOW)
@example({"workplace": {"vsic_code": "ab", "workers_total": True, "workers_female": 2}}, NOW)
def test_whatever_could_be_read_of_a_body_the_rules_tell_known_faults_of_it(
    document: dict[str, Any], now: datetime
) -> None:
    found = list(faults(Known.of(document), now))
    assert {fault.code for fault in found} <= CODES


@given(documents)
def test_a_fault_points_at_something_that_was_sent(document: dict[str, Any]) -> None:
    known = Known.of(document)
    assert {fault.pointer for fault in faults(known, NOW)} <= set(known.values)


@given(st.lists(leaves | st.builds(dict) | st.builds(list), max_size=8))
def test_every_item_of_a_list_is_found_once_and_in_order(listed: list[Any]) -> None:
    found = list(Known.of({"victims": listed}).items("/victims"))
    assert found == [f"/victims/{index}" for index in range(len(listed))]


@given(documents)
def test_a_value_is_read_as_its_own_type_alone(document: dict[str, Any]) -> None:
    known = Known.of(document)
    for pointer, value in known.values.items():
        read = [known.moment(pointer), known.day(pointer), known.text(pointer)]
        assert all(found is None or found is value for found in read)
        assert [found is not None for found in read].count(True) <= 1


@given(st.text(max_size=6))
def test_a_line_of_business_is_in_a_section_or_in_none(code: str) -> None:
    assert section_of(code) in {None, *SECTORS}
