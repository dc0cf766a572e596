"""The law over HTTP: published with its sources, and amended by two people without a release."""

from typing import Any

import pytest

from tests.support import bodies, walks
from tests.support.service import Service

LIMITS = {
    "light": {"amount": 4, "unit": "days", "extension": 0},
    "one_severe": {"amount": 7, "unit": "days", "extension": 7},
    "several_severe": {"amount": 20, "unit": "days", "extension": 20},
    "fatal": {"amount": 25, "unit": "days", "extension": 25},
}


def amendment(**changed: Any) -> bodies.Body:
    return {
        "since": "2026-03-01",
        "value": LIMITS,
        "source": {
            "instrument": "Nghị định giả định 1/2026/NĐ-CP",
            "article": "Điều 1",
            "mark": "verified",
        },
        "verified_on": "2026-03-01",
        "reason": "Văn bản mới",
    } | changed


def propose(service: Service, key: str = "investigate-within", **changed: Any) -> str:
    answer = service.post("admin", f"/rules/{key}/amendments", amendment(**changed))
    assert answer.status_code == 201, answer.text
    return f"/rules/{key}/amendments/{answer.json()['id']}/actions"


def approve(service: Service, path: str, login: str = "other-admin") -> Any:
    return service.post(login, path, {"action": "approve", "reason": "Đúng"})


def fatal_clock(service: Service) -> Any:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    return walks.clock(case, "investigation")


def test_every_rule_tells_its_versions_with_source_and_mark(service: Service) -> None:
    items = service.get("agency", "/rules").json()["items"]

    assert len(items) == len({item["key"] for item in items})
    for item in items:
        assert item["title"]["vi"]
        assert item["title"]["en"]
        for version in item["versions"]:
            assert version["source"]["instrument"]
            assert version["source"]["mark"]
            assert version["origin"] == "shipped"


@pytest.mark.parametrize(
    ("on", "since", "until"),
    [("2025-06-30", "2016-07-01", "2025-06-30"), ("2025-07-01", "2025-07-01", None)],
)
def test_a_rule_is_told_as_it_was_on_a_day(
    service: Service, on: str, since: str, until: str | None
) -> None:
    (version,) = service.get("inspector", "/rules/declaration-form", on=on).json()["versions"]

    assert (version["since"], version["until"]) == (since, until)


def test_a_day_before_the_first_version_is_refused_and_an_unknown_rule_is_absent(
    service: Service,
) -> None:
    early = service.get("inspector", "/rules/declaration-form", on="2016-06-30")
    unknown = service.get("inspector", "/rules/no-such-rule")

    assert (early.status_code, early.json()["code"]) == (422, "no-rule-in-force")
    assert unknown.status_code == 404


def test_what_two_administrators_put_in_force_decides_the_next_case(service: Service) -> None:
    before = fatal_clock(service)
    path = propose(service)
    assert fatal_clock(service)["due_at"] == before["due_at"]

    assert approve(service, path).status_code == 200

    after = fatal_clock(service)
    assert (before["due_at"][:10], after["due_at"][:10]) == ("2026-04-03", "2026-03-29")
    assert after["because"]["since"] == "2026-03-01"
    assert after["because"]["source"] == "Điều 1, Nghị định giả định 1/2026/NĐ-CP"
    versions = service.get("agency", "/rules/investigate-within").json()["versions"]
    assert [(one["since"], one["origin"]) for one in versions] == [
        ("2016-07-01", "shipped"),
        ("2026-03-01", "amended"),
    ]


def test_a_case_of_an_earlier_day_keeps_the_rule_of_its_day(service: Service) -> None:
    approve(service, propose(service))
    early = bodies.accident(
        bodies.victim(condition="fatal"), occurred_at="2026-02-28T09:00:00+07:00", known_at=None
    )

    clock = walks.clock(service.declare("employer", early)["case"], "investigation")

    assert clock["because"]["since"] == "2016-07-01"
    assert clock["due_at"][:10] == "2026-04-03"


def test_a_corrected_rate_changes_the_minimum_and_whether_it_is_paid(service: Service) -> None:
    rates = service.get("admin", "/rules/employer-compensation").json()["versions"][0]["value"]
    corrected = rates | {"full_months": "36"}
    approve(service, propose(service, "employer-compensation", since="2016-07-01", value=corrected))
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    walks.register(service, case["id"])
    walks.investigate(service, case["id"])

    ((path, claim),) = walks.claims(service, case["id"])

    assert claim["minimum_vnd"] == 360_000_000
    assert walks.decide_and_pay(service, path, 360_000_000, 359_999_999)["state"] == "part_paid"


def test_nobody_approves_their_own_proposal(service: Service) -> None:
    answer = approve(service, propose(service), login="admin")

    assert (answer.status_code, answer.json()["code"]) == (409, "action-not-allowed")
    assert fatal_clock(service)["due_at"][:10] == "2026-04-03"


def test_a_refused_proposal_changes_nothing_and_stays_on_record(service: Service) -> None:
    path = propose(service)
    service.post("other-admin", path, {"action": "refuse", "reason": "Sai số điều"})

    assert approve(service, path).status_code == 409
    (kept,) = service.get("admin", "/rules/investigate-within/amendments").json()["items"]
    assert (kept["state"], kept["decision_reason"]) == ("refused", "Sai số điều")
    assert fatal_clock(service)["due_at"][:10] == "2026-04-03"


@pytest.mark.parametrize("value", [7, "x", None, {}, [], {"light": 4}, {"fatal": {"amount": "x"}}])
def test_a_value_that_is_not_of_the_rule_is_refused(service: Service, value: Any) -> None:
    answer = service.post("admin", "/rules/investigate-within/amendments", amendment(value=value))

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/value"


def test_only_administrators_amend(service: Service) -> None:
    answer = service.post("supervisor", "/rules/severity/amendments", amendment())

    assert answer.status_code == 403
