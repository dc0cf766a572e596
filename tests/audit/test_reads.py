"""Who is shown personal or health data is noted before the answer is given."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.support import bodies, signals, walks
from tests.support.deriving import openapi
from tests.support.operator import Operator
from tests.support.service import Service

NAME, CITIZEN_ID, HOSPITAL = "Canary Thị Hoàng Yến", "031190999999", "Bệnh viện Hoàng Yến"
CANARIES = (NAME, CITIZEN_ID, HOSPITAL)
READERS = ("employer", "commune", "inspector", "supervisor", "insurance", "health", "police")


@pytest.fixture
def case(service: Service) -> Any:
    person = bodies.dead(full_name=NAME, citizen_id=CITIZEN_ID, treated_at=HOSPITAL)
    declared = service.declare("employer", bodies.accident(person))
    walks.register(service, declared["case"]["id"])
    walks.investigate(service, declared["case"]["id"])
    return declared


def reads(service: Service, case_id: str, **query: str) -> list[Any]:
    items: list[Any] = service.get("supervisor", f"/cases/{case_id}/reads", **query).json()["items"]
    return items


def addresses(service: Service, case: Any) -> Iterator[tuple[str, str]]:
    """Yield operation and path of everything that can be read of *case*."""
    case_id = case["case"]["id"]
    victim = service.get("inspector", f"/cases/{case_id}/victims").json()["items"][0]["id"]
    claims = service.get("inspector", f"/cases/{case_id}/victims/{victim}/claims").json()["items"]
    signal = signals.send(service, "health", {"full_name": NAME, "citizen_id": CITIZEN_ID})
    known = {
        "{case_id}": case_id,
        "{victim_id}": victim,
        "{claim_id}": claims[0]["id"] if claims else case_id,
        "{tracking_no}": case["declaration"]["tracking_no"],
        "{signal_id}": signal["id"],
        "{name}": "fatal-accident-frequency",
    }
    paths: Any = openapi()["paths"]
    for path, methods in paths.items():
        if "get" in methods and path.startswith("/api/v1/"):
            for name, value in known.items():
                path = path.replace(name, value)  # noqa: PLW2901
            if "{" not in path:
                yield methods["get"]["operationId"], path.removeprefix("/api/v1")


def test_no_answer_with_a_persons_data_is_given_unnoted(service: Service, case: Any) -> None:
    unnoted = []
    for operation, path in list(addresses(service, case)):
        for login in READERS:
            answer = service.get(login, path)
            if answer.status_code == 200 and any(one in answer.text for one in CANARIES):
                account = str(service.world[login].account_id)
                noted = service.get("admin", "/reads", account_id=account).json()["items"]
                if operation not in {one["operation"] for one in noted}:
                    unnoted.append((operation, login))

    assert unnoted == []


def test_a_purpose_is_kept_as_it_was_said(service: Service, case: Any) -> None:
    case_id = case["case"]["id"]
    headers = service.headers("inspector") | {"X-Purpose": "thanh tra 12"}
    service.client.get(f"/api/v1/cases/{case_id}/victims", headers=headers)

    newest = reads(service, case_id)[0]

    assert (newest["operation"], newest["classes"], newest["purpose"]) == (
        "list_victims",
        ["health", "personal"],
        "thanh tra 12",
    )


def test_an_answer_that_shows_nothing_personal_needs_no_note(service: Service, case: Any) -> None:
    case_id = case["case"]["id"]
    before = len(reads(service, case_id))

    service.get("inspector", "/cases")
    service.get("inspector", f"/cases/{case_id}/actions")

    assert len(reads(service, case_id)) == before


def test_what_cannot_be_noted_is_not_shown(service: Service, case: Any) -> None:
    with service.database.writer.begin() as owner:
        owner.execute(text("DROP TABLE hp.read"))

    answer = service.get("inspector", f"/cases/{case['case']['id']}/victims")

    assert answer.status_code >= 500
    assert NAME not in answer.text


def test_only_supervisors_and_operators_see_who_read(service: Service, case: Any) -> None:
    path = f"/cases/{case['case']['id']}/reads"

    assert [service.get(login, path).status_code for login in ("supervisor", "inspector")] == [
        200,
        403,
    ]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_extent_of_a_breach_is_printed(service: Service, case: Any, tmp_path: Path) -> None:
    service.get("police", f"/cases/{case['case']['id']}/victims")

    printed = Operator(service.database, tmp_path).run(
        "audit", "reads", "--account", "police", "--from", "2026-01-01", "--to", "2027-01-01"
    )

    rows = list(csv.DictReader(printed.output.splitlines()))
    assert [(row["case_id"], row["classes"]) for row in rows] == [(case["case"]["id"], "personal")]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_purpose_is_printed_as_text_and_not_as_a_formula(
    service: Service, case: Any, tmp_path: Path
) -> None:
    headers = service.headers("police") | {"X-Purpose": "=cmd|' /C calc'!A0"}
    service.client.get(f"/api/v1/cases/{case['case']['id']}/victims", headers=headers)

    printed = Operator(service.database, tmp_path).run(
        "audit", "reads", "--account", "police", "--from", "2026-01-01", "--to", "2027-01-01"
    )

    (row,) = csv.DictReader(printed.output.splitlines())
    assert row["purpose"] == "'=cmd|' /C calc'!A0"
