from datetime import UTC, date, datetime

import pytest

from osh_incidents.domain.declaration_rules import Known, faults

NOW = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)


def test_values_are_found_by_their_json_pointer() -> None:
    known = Known.of({"accident": {"occurred_at": NOW, "place": "Hải Phòng"}})
    assert known.moment("/accident/occurred_at") == NOW
    assert known.text("/accident/place") == "Hải Phòng"


def test_a_value_of_another_type_is_passed_over() -> None:
    known = Known.of({"moment": NOW, "day": date(2026, 3, 4), "text": "1", "number": 1})
    assert known.day("/moment") is None
    assert known.moment("/day") is None
    assert known.number("/text") is None
    assert known.text("/number") is None


def test_what_is_missing_is_passed_over() -> None:
    known = Known.of({})
    assert known.moment("/accident/occurred_at") is None
    assert known.day("/disease/diagnosed_on") is None
    assert list(known.items("/victims")) == []
    assert known.event_day is None


@pytest.mark.parametrize("listed", [[{"a": 1}, {}, {"b": []}], ({"a": 1}, None, [])])
def test_every_item_is_found_even_one_of_which_nothing_could_be_read(listed: object) -> None:
    known = Known.of({"victims": listed})
    assert list(known.items("/victims")) == ["/victims/0", "/victims/1", "/victims/2"]


def test_a_victim_of_whom_nothing_could_be_read_hides_no_fault_of_the_next() -> None:
    known = Known.of({"victims": [{}, {"injury_codes": ["999"]}]})
    assert [fault.pointer for fault in faults(known, NOW)] == ["/victims/1/injury_codes/0"]


@pytest.mark.parametrize("names", [("since", "until"), ("from", "to")])
def test_the_months_of_an_exposure_are_found_under_their_published_names(
    names: tuple[str, str],
) -> None:
    exposure = dict(zip(names, ("2020-02", "2020-01"), strict=True))
    known = Known.of({"disease": {"exposures": [exposure]}})
    assert [fault.pointer for fault in faults(known, NOW)] == ["/disease/exposures/0/to"]


@pytest.mark.parametrize(
    ("document", "day"),
    [
        ({"accident": {"occurred_at": datetime(2026, 3, 3, 17, 0, tzinfo=UTC)}}, 4),
        ({"accident": {"occurred_at": datetime(2026, 3, 3, 16, 59, tzinfo=UTC)}}, 3),
        ({"disease": {"diagnosed_on": date(2026, 3, 5)}}, 5),
    ],
)
def test_the_day_of_the_event_is_that_of_viet_nam(document: dict[str, object], day: int) -> None:
    assert Known.of(document).event_day == date(2026, 3, day)


def test_the_longest_list_of_victims_is_read_to_its_end() -> None:
    number = 500
    victims = [{"citizen_id": "031190000000", "injury_codes": ["033"] * 20}] * number
    known = Known.of({"accident": {"occurred_at": NOW}, "victims": victims})
    assert len(list(faults(known, NOW))) == number - 1
