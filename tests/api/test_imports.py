"""Files of many records, from sending to what became of each row."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support import imports
from tests.support.imports import CSV, NDJSON, XLSX, Row, row, rows, taken_in, told
from tests.support.service import Service

FORMS: dict[str, Callable[[list[Row]], bytes]] = {
    CSV: imports.as_csv,
    XLSX: imports.as_xlsx,
    NDJSON: lambda many: imports.as_ndjson(map(imports.document, many)),
}


def cases(service: Service) -> list[Any]:
    items: list[Any] = service.get("inspector", "/cases", limit=200).json()["items"]
    return items


@pytest.mark.parametrize("media_type", FORMS)
def test_each_form_becomes_the_same_cases(service: Service, media_type: str) -> None:
    found = taken_in(service, FORMS[media_type]([row(1), row(2)]), media_type)

    assert (found["state"], found["fault"]) == ("done", None)
    assert told(found) == {"accepted": 2}, rows(service, found)
    numbers = {case["id"] for case in cases(service)}
    assert len(numbers) == 2


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_import_is_answered_at_once_with_its_address(service: Service) -> None:
    answer = imports.send(service, imports.as_csv([row()]))

    assert answer.status_code == 201, answer.text
    assert answer.json()["state"] == "queued"
    assert (
        service.client.get(answer.headers["Location"], headers=service.headers("employer")).json()
        == answer.json()
    )


def test_a_file_sent_again_changes_nothing_and_tells_the_tracking_numbers(service: Service) -> None:
    content = imports.as_csv([row(1), row(2)])
    first = taken_in(service, content)
    again = taken_in(service, content)

    assert told(again) == {"unchanged": 2}
    assert [one["told"] for one in rows(service, again)] == [
        one["told"] for one in rows(service, first)
    ]
    assert len(cases(service)) == 2


def test_the_same_content_twice_in_a_file_is_told_with_its_first_row(service: Service) -> None:
    found = taken_in(service, imports.as_csv([row(1), row(2), row(1)]))

    assert told(found) == {"accepted": 2, "duplicate": 1}
    (twice,) = rows(service, found, outcome="duplicate")
    assert (twice["row"], twice["first_row"]) == (4, 2)


def test_rows_of_one_reference_are_one_accident_with_its_victims(service: Service) -> None:
    found = taken_in(service, imports.as_csv([row(1, ref="A"), row(2, ref="A", occurred="")]))

    assert told(found) == {"accepted": 2}, rows(service, found)
    (case,) = cases(service)
    assert len(service.get("inspector", f"/cases/{case['id']}/victims").json()["items"]) == 2


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_faults_are_told_by_row_column_and_pointer(service: Service) -> None:
    found = taken_in(service, imports.as_csv([row(1), row(2, ref="A"), row(3, ref="A", sex="x")]))

    assert told(found) == {"accepted": 1, "rejected": 2}
    other, bad = rows(service, found, outcome="rejected")
    assert [one["code"] for one in other["faults"]] == ["other_row"]
    assert [(one["pointer"], one["column"], one["code"]) for one in bad["faults"]] == [
        ("/victims/1", None, "differs_in_group"),
        ("/victims/1/sex", "Sex", "not_in_list"),
    ]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_validating_stores_nothing_and_finds_the_same_faults(service: Service) -> None:
    content = imports.as_csv([row(1), row(2, tax_code="0200556677"), row(1)])
    dry = taken_in(service, content, mode="validate")

    assert (told(dry), cases(service)) == ({"accepted": 1, "rejected": 1, "duplicate": 1}, [])
    assert [one["faults"] for one in rows(service, dry)] == [
        one["faults"] for one in rows(service, taken_in(service, content))
    ]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_all_or_none_stores_none_where_one_is_rejected(service: Service) -> None:
    found = taken_in(service, imports.as_csv([row(1), row(2, sex="x")]), atomic="all")

    assert (told(found), cases(service)) == ({"skipped": 1, "rejected": 1}, [])


def test_all_or_none_stores_all_where_none_is_rejected(service: Service) -> None:
    found = taken_in(service, imports.as_csv([row(1), row(2)]), atomic="all")

    assert (told(found), len(cases(service))) == ({"accepted": 2}, 2)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_too_many_rows_for_all_or_none_are_told_clearly(service: Service) -> None:
    content = b"\n".join([imports.as_csv([]).strip(), *[b"x,y"] * 5_001])
    found = taken_in(service, content, atomic="all")

    assert (found["state"], found["fault"]["code"]) == ("failed", "too_many_rows")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_blank_rows_and_examples_are_skipped(service: Service) -> None:
    found = taken_in(service, imports.as_csv([row(1, ref="VÍ DỤ"), {}, row(2)]))

    assert told(found) == {"accepted": 1, "skipped": 2}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_import_of_another_organisation_is_not_there(service: Service) -> None:
    sent = imports.send(service, imports.as_csv([row()])).json()

    for login in ("other-employer", "inspector", "admin"):
        for path in ("", "/rows", "/errors.csv"):
            assert service.get(login, f"/imports/{sent['id']}{path}").status_code == 404
        assert service.get(login, "/imports").json()["items"] == []


@pytest.mark.parametrize(
    ("login", "kind", "status"),
    [
        ("employer", "workforce", 403),
        ("admin", "declarations", 403),
        ("admin", "workforce", 201),
        ("employer", "workplaces", 201),
        ("police", "declarations", 403),
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_each_kind_needs_the_permission_of_its_single_post(
    service: Service, login: str, kind: str, status: int
) -> None:
    assert imports.send(service, b"x", CSV, login, kind=kind).status_code == status


def test_a_cancelled_import_is_not_taken_in(service: Service) -> None:
    sent = imports.send(service, imports.as_csv([row()])).json()
    path = f"/imports/{sent['id']}/actions"

    assert service.post("employer", path, {"action": "cancel"}).json()["state"] == "cancelled"
    assert imports.work(service) == 0
    assert service.post("employer", path, {"action": "cancel"}).status_code == 409


def test_workforce_numbers_are_accepted_updated_or_unchanged(service: Service) -> None:
    table = [["Kỳ", "Mã xã", "Số lao động", "Nguồn"], ["2025", "11311", "500", "Thống kê"]]
    sent = {"login": "admin", "kind": "workforce"}
    outcomes = []
    for workers in ("500", "500", "600"):
        table[1][2] = workers
        outcomes.append(told(taken_in(service, imports.csv_of(table), **sent)))

    assert outcomes == [{"accepted": 1}, {"unchanged": 1}, {"updated": 1}]


def test_workplaces_are_accepted_updated_or_unchanged(service: Service) -> None:
    head = ["Mã số thuế", "Tên cơ sở", "Mã ngành", "Loại hình", "Mã xã"]
    outcomes = []
    for name in ("Cơ khí", "Cơ khí", "Cơ khí Mới"):
        table = [head, ["0200123457", name, "2592", "private", "11311"]]
        outcomes.append(told(taken_in(service, imports.csv_of(table), kind="workplaces")))

    assert outcomes == [{"accepted": 1}, {"unchanged": 1}, {"updated": 1}]
