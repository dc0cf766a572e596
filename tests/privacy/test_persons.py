"""A person is told everything that is held on them, and it is noted who asked."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import bodies, changes, signals, walks
from tests.support.operator import Operator
from tests.support.service import Service

ID, OTHER_ID = "031190555444", "031190555445"
PERSON = {"full_name": "Trần Thị Bình", "citizen_id": ID, "treated_at": "Bệnh viện Ví Dụ"}
OTHER = {"full_name": "Canary Văn Khác", "citizen_id": OTHER_ID}
PATH = "/persons/export"


@pytest.fixture
def cases(service: Service) -> list[str]:
    """Two cases of the person, one of them with somebody else, who has one of their own."""
    both = changes.registered(service, bodies.dead(**PERSON), bodies.victim(**OTHER))
    second = changes.declared(service, bodies.victim(**PERSON))
    changes.declared(service, bodies.victim(**OTHER))
    walks.investigate(service, both)
    signal = signals.send(service, "health", {"full_name": "TRAN THI BINH", "citizen_id": ID})
    signals.decided(service, signal["id"], action="match", case_id=both, reason="Cùng vụ")
    return [both, second]


def kinds(one: Any) -> set[str]:
    return {record["kind"] for record in one["records"]}


def test_a_person_is_told_of_every_case_in_words_and_of_nobody_else(
    service: Service, cases: list[str]
) -> None:
    answer = service.post("supervisor", PATH, {"citizen_id": ID})

    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    assert [one["case_id"] for one in items] == cases
    assert kinds(items[0]) >= {"case", "victim", "claim", "declaration", "signal"}
    fields = {
        field["name"]: field
        for record in items[0]["records"]
        if record["kind"] == "victim"
        for field in record["fields"]
    }
    assert fields["citizen_id"]["value"] == ID
    assert fields["treated_at"]["value"] == "Bệnh viện Ví Dụ"
    assert (fields["sex"]["name_vi"], fields["sex"]["value_vi"]) == ("giới tính", "nữ")
    assert OTHER["full_name"] not in answer.text
    assert OTHER_ID not in answer.text


def test_it_is_noted_in_each_case_who_was_shown_it(service: Service, cases: list[str]) -> None:
    service.post("supervisor", PATH, {"citizen_id": ID})

    for case_id in cases:
        newest = service.get("supervisor", f"/cases/{case_id}/reads").json()["items"][0]
        assert newest["operation"] == "export_person"
        assert newest["account_id"] == str(service.world["supervisor"].account_id)


def test_of_a_stranger_nothing_is_held(service: Service) -> None:
    answer = service.post("supervisor", PATH, {"citizen_id": "031190000009"})

    assert (answer.status_code, answer.json()) == (200, {"items": []})


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_only_the_head_of_the_inspectors_may_ask(service: Service) -> None:
    allowed = {
        login
        for login in service.world
        if service.post(login, PATH, {"citizen_id": ID}).status_code != 403
    }

    assert allowed == {"supervisor"}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_operator_prints_the_same_for_an_account_that_may(
    service: Service, cases: list[str], tmp_path: Path
) -> None:
    operator = Operator(service.database, tmp_path)

    words = ("person", "export", "--account", "supervisor")
    printed = operator.run(*words, stdin=f"{ID}\n")
    refused = operator.run("person", "export", "--account", "inspector", stdin=f"{ID}\n")

    assert [one["case_id"] for one in json.loads(printed.output)["items"]] == cases
    newest = service.get("supervisor", f"/cases/{cases[0]}/reads").json()["items"][0]
    assert newest["operation"] == "person export"
    assert refused.exit_code != 0
    assert ID not in refused.output
