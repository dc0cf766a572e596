"""Lists of cases: filters, pages by key, and what may be done."""

import pytest

from tests.support import bodies, walks
from tests.support.service import Service


def several(service: Service, number: int) -> list[str]:
    ids = []
    for place in range(number):
        service.clock.advance(seconds=1)
        hurt = bodies.accident(bodies.victim(**bodies.another(place)))
        ids.append(service.declare("employer", hurt)["case"]["id"])
    return ids


def test_pages_follow_each_other_and_miss_or_repeat_nothing(service: Service) -> None:
    ids = several(service, 7)
    found, path = [], "/api/v1/cases?limit=3"
    while path:
        page = service.client.get(path, headers=service.headers("inspector"))
        found += [case["id"] for case in page.json()["items"]]
        path = page.json()["next"]
        assert ("Link" in page.headers) is bool(path)

    assert found == list(reversed(ids))


def test_cases_declared_at_one_moment_are_still_in_total_order(service: Service) -> None:
    ids = {
        service.declare("employer", bodies.accident(bodies.victim()))["case"]["id"]
        for _ in range(5)
    }
    first = service.get("inspector", "/cases", limit=2).json()
    second = service.client.get(first["next"], headers=service.headers("inspector")).json()
    third = service.client.get(second["next"], headers=service.headers("inspector")).json()

    pages = [first, second, third]
    assert [len(page["items"]) for page in pages] == [2, 2, 1]
    assert {case["id"] for page in pages for case in page["items"]} == ids


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "accident"}, {"fatal", "light"}),
        ({"kind": "disease"}, {"disease"}),
        ({"severity": "fatal"}, {"fatal"}),
        ({"registration": "registered"}, {"fatal"}),
        ({"investigation": "pending"}, {"fatal", "light"}),
        ({"disease": "reported"}, {"disease"}),
        ({"area": "11311"}, {"fatal", "light", "disease"}),
        ({"area": "11323"}, set()),
        ({"occurred_from": "2026-03-04"}, {"fatal", "light"}),
        ({"occurred_to": "2026-03-03"}, {"disease"}),
        ({"clock": "overdue"}, {"light", "fatal"}),
        ({"clock": "due"}, {"fatal"}),
        ({"text": "co khi VÍ DỤ"}, {"fatal", "light", "disease"}),
        ({"text": "phan xuong han"}, {"light"}),
        ({"text": "100%"}, set()),
        ({"text": "co_khi"}, set()),
    ],
)
def test_filters_narrow_the_list(
    service: Service, query: dict[str, str], expected: set[str]
) -> None:
    dead = bodies.accident(bodies.dead(**bodies.another(1)))
    fatal = service.declare("employer", dead)["case"]["id"]
    welding = bodies.accident(bodies.victim(**bodies.another(2)), place="Phân xưởng hàn")
    light = service.declare("employer", welding)["case"]["id"]
    disease = service.declare("employer", bodies.disease())["case"]["id"]
    walks.register(service, fatal)
    service.clock.advance(days=10)

    found = {case["id"] for case in service.get("inspector", "/cases", **query).json()["items"]}

    assert found == {
        {"fatal": fatal, "light": light, "disease": disease}[name] for name in expected
    }


def test_each_list_is_of_the_values_that_it_asks_for(service: Service) -> None:
    fatal = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    light = service.declare("employer", bodies.accident(bodies.victim(**bodies.another(1))))

    def listed(severity: str) -> list[str]:
        items = service.get("inspector", "/cases", severity=severity).json()["items"]
        return [case["id"] for case in items]

    assert [listed(one) for one in ("fatal", "light", "severe", "fatal")] == [
        [fatal],
        [light["case"]["id"]],
        [],
        [fatal],
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "201"},
        {"limit": "-1"},
        {"limit": "9223372036854775808"},
        {"cursor": "x"},
        {"cursor": "bm90IGEgY3Vyc29y"},
        {"kind": "fire"},
        {"area": "1"},
        {"occurred_from": "yesterday"},
        {"text": "\u0000"},
        {"text": ""},
    ],
)
def test_a_query_that_is_not_understood_is_refused(service: Service, query: dict[str, str]) -> None:
    answer = service.get("inspector", "/cases", **query)

    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_each_caller_is_offered_its_own_actions(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.victim()))["case"]["id"]

    def offered(login: str) -> set[str]:
        items = service.get(login, f"/cases/{case_id}/available-actions").json()["items"]
        return {item["action"] for item in items}

    assert offered("employer") == {"form_team"}
    assert offered("inspector") == {"register", "return", "reject", "transfer"}
    assert offered("commune") == set()


def test_a_refused_action_tells_state_and_what_is_allowed(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.victim()))["case"]["id"]

    answer = service.post(
        "inspector", f"/cases/{case_id}/registration/actions", {"action": "close"}
    )

    assert answer.status_code == 409
    assert answer.json()["allowed_actions"] == ["register", "return", "reject", "transfer"]


def test_closing_too_early_names_everything_that_is_lacking(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    walks.register(service, case_id)

    answer = service.post(
        "inspector", f"/cases/{case_id}/registration/actions", {"action": "close"}
    )

    assert answer.status_code == 409
    assert {fault["code"] for fault in answer.json()["errors"]} == {
        "investigation_unfinished",
        "handling_unfinished",
    }


def test_case_numbers_count_within_the_year_of_registration(service: Service) -> None:
    ids = several(service, 2)
    numbers = [walks.register(service, case_id)["number"] for case_id in ids]
    service.clock.advance(days=303)
    late_body = bodies.accident(bodies.victim(**bodies.another(9)))
    late = service.declare("employer", late_body)["case"]["id"]

    assert numbers == ["HP-2026-000001", "HP-2026-000002"]
    assert walks.register(service, late)["number"] == "HP-2027-000001"
