"""Victims of periodic returns: declared already, or a signal for the department."""

from typing import Any

import pytest

from tests.support import bodies, imports, returns
from tests.support.imports import NDJSON, rows, told
from tests.support.returns import row, signals, taken_in
from tests.support.service import Service
from tests.support.world import OTHER_TAX_CODE

KIND = {"kind": "return_victims"}


def declare(service: Service, number: int, login: str = "employer", **workplace: Any) -> str:
    """Declare the accident of one worker and return its tracking number."""
    body = bodies.accident(bodies.victim(**bodies.another(number)))
    body["workplace"] |= workplace
    tracking_no: str = service.declare(login, body)["declaration"]["tracking_no"]
    return tracking_no


def test_a_victim_whom_nobody_declared_becomes_a_signal_for_the_department(
    service: Service,
) -> None:
    found = taken_in(service, row(1))

    assert told(found) == {"accepted": 1}, rows(service, found)
    (signal,) = signals(service)
    assert rows(service, found)[0]["told"] == signal["id"]
    kept = service.get("inspector", f"/signals/{signal['id']}").json()
    assert (kept["source"], kept["state"], kept["occurred_on"], kept["reference"]) == (
        "return",
        "new",
        "2026-03-04",
        "2026-H1",
    )
    assert kept["content"]["victims"][0]["citizen_id"] == "031190000001"


def test_a_victim_who_was_declared_is_told_with_the_tracking_number(service: Service) -> None:
    tracking_no = declare(service, 1)

    found = taken_in(service, row(1), row(2))

    assert told(found) == {"unchanged": 1, "accepted": 1}
    assert rows(service, found, outcome="unchanged")[0]["told"] == tracking_no
    assert len(signals(service)) == 1


def test_a_file_sent_again_makes_no_signal_twice(service: Service) -> None:
    declare(service, 1)
    first, again = (taken_in(service, row(1), row(2)) for _ in range(2))

    assert told(again) == {"unchanged": 2}
    assert [one["told"] for one in rows(service, again)] == [
        one["told"] for one in rows(service, first)
    ]
    assert len(signals(service)) == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_victim_twice_in_a_file_is_told_with_the_first_row(service: Service) -> None:
    declare(service, 1)

    found = taken_in(service, row(1), row(2), row(1), row(2))

    assert told(found) == {"unchanged": 1, "accepted": 1, "duplicate": 2}
    assert [one["first_row"] for one in rows(service, found, outcome="duplicate")] == [2, 3]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "changed",
    [
        {"occurred": "03/03/2026"},
        {"citizen_id": "031190000777"},
        {"citizen_id": "", "birth_year": "1990"},
        {"name": "Hoàng Văn Út"},
    ],
)
def test_what_is_only_like_a_declared_victim_is_left_to_people(
    service: Service, changed: dict[str, str]
) -> None:
    declare(service, 1)

    found = taken_in(service, row(1, **changed))

    assert told(found) == {"accepted": 1}, rows(service, found)
    assert len(signals(service)) == 1


def test_a_case_of_another_unit_is_not_found_by_naming_its_victim(service: Service) -> None:
    declare(service, 1, "other-employer", tax_code=OTHER_TAX_CODE)

    assert told(taken_in(service, row(1))) == {"accepted": 1}
    other = taken_in(service, row(1, tax_code=OTHER_TAX_CODE))
    assert [one["code"] for one in rows(service, other)[0]["faults"]] == ["not_your_unit"]


def test_an_inspector_enters_the_return_of_any_unit(service: Service) -> None:
    tracking_no = declare(service, 1, "other-employer", tax_code=OTHER_TAX_CODE)

    named = [row(number, tax_code=OTHER_TAX_CODE) for number in (1, 2)]
    found = taken_in(service, *named, login="inspector")

    assert told(found) == {"unchanged": 1, "accepted": 1}
    assert rows(service, found, "inspector")[0]["told"] == tracking_no


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_employer_reads_its_own_signals_alone(service: Service) -> None:
    taken_in(service, row(1))
    taken_in(service, row(2), login="inspector")
    (mine,) = signals(service, "employer")

    own = service.get("employer", f"/signals/{mine['id']}").json()

    assert (own["proposed_matches"], own["available_actions"]) == (None, [])
    assert signals(service, "other-employer") == []
    for one in signals(service):
        expected = 200 if one["id"] == mine["id"] else 404
        assert service.get("employer", f"/signals/{one['id']}").status_code == expected


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_employer_that_names_no_unit_is_refused(service: Service) -> None:
    unnamed = {"source": "return", "tax_code": None}
    answer = service.post("employer", "/signals", imports_signal() | unnamed)

    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
        ("/tax_code", "not_your_unit")
    ]


def imports_signal() -> bodies.Body:
    return {
        "occurred_at": "2026-03-04T09:40:00+07:00",
        "area_code": "11311",
        "description": "Nạn nhân trong báo cáo.",
    }


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("login", "status"),
    [("employer", 201), ("inspector", 201), ("admin", 403), ("police", 403), ("health", 403)],
)
def test_who_may_send_signals_and_files_may_send_this_kind(
    service: Service, login: str, status: int
) -> None:
    assert imports.send(service, b"x", login=login, **KIND).status_code == status


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_commune_does_not_speak_for_a_return(service: Service) -> None:
    found = taken_in(service, row(1), login="commune")

    assert [one["code"] for one in rows(service, found, "commune")[0]["faults"]] == [
        "not_your_source"
    ]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_validating_makes_no_signal_and_tells_the_same(service: Service) -> None:
    declare(service, 1)
    many = [row(1), row(2), row(2), row(3, sex="x")]

    dry = taken_in(service, *many, mode="validate")

    assert signals(service) == []
    assert told(dry) == told(taken_in(service, *many))


def test_all_or_none_makes_all_signals_at_once(service: Service) -> None:
    found = taken_in(service, row(1), row(2), atomic="all")

    assert (told(found), len(signals(service))) == ({"accepted": 2}, 2)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_line_of_json_says_the_same_as_a_row(service: Service) -> None:
    taken_in(service, row(1))

    lines = imports.as_ndjson([returns.document(row(1))])
    found = imports.taken_in(service, lines, NDJSON, **KIND)

    assert told(found) == {"unchanged": 1}, rows(service, found)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_rejected_victim_is_told_by_column(service: Service) -> None:
    found = taken_in(service, row(1, sex="x", occurred="05/03/2027"))

    (bad,) = rows(service, found)
    assert {(one["pointer"], one["column"], one["code"]) for one in bad["faults"]} == {
        ("/victims/0/sex", "Sex", "not_in_list"),
        ("/occurred_on", "Occurred on", "in_future"),
    }
