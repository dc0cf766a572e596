"""Nobody changes what he has not seen, and nobody is sent what he has."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support import bodies, changes, matrix_policy, matrix_records, walks
from tests.support.deriving import openapi
from tests.support.matrix_records import Records
from tests.support.service import Service

WHO = {
    "act_on_release": "supervisor",
    "put_workforce": "admin",
    "decide_amendment": "other-admin",
    "decide_correction": "supervisor",
    "end_webhook": "health",
    "rotate_webhook_secret": "health",
}
"""Who may, where it is not the inspector; the offices are the administrator's."""

BODIES = {
    "add_secret": {},
    "add_key": {"jwk": {"kty": "EC", "kid": "k", "crv": "P-256", "x": "", "y": ""}},
    "put_workforce": {"numbers": [{"period": "2025", "workers": 1000, "source": "Điều tra"}]},
}


def changing() -> Iterator[tuple[str, str, str]]:
    paths: Any = openapi()["paths"]
    for path, methods in paths.items():
        for method, told in methods.items():
            if any(one["name"] == "If-Match" for one in told.get("parameters", ())):
                yield told["operationId"], method.upper(), path


def test_every_operation_on_something_that_is_there_names_its_version() -> None:
    """A change is a request with an id in its path; what the worker moves on has none."""
    paths: Any = openapi()["paths"]
    expected = {
        told["operationId"]
        for path, methods in paths.items()
        for method, told in methods.items()
        if method != "get" and "_id}" in path
    } - {"redeliver", "act_on_import"}
    assert expected | {"put_workforce"} == {name for name, _, _ in changing()}


@pytest.fixture
def records(service: Service) -> Records:
    return matrix_records.build(service)


def ids_of(records: Records, path: str) -> dict[str, str]:
    kinds = {
        "case_id": records.cases["fatal"],
        "signal_id": records.signals["of-health"],
        "release_id": records.releases["draft"],
        "amendment_id": records.amendments["proposed"],
        "webhook_id": records.webhooks["of-health"],
        "organisation_id": records.organisations["hp"],
        "account_id": records.accounts["hp"],
    }
    return next((dict(ids) for name, ids in kinds.items() if f"{{{name}}}" in path), {})


def login_of(name: str, path: str) -> str:
    offices = ("/api/v1/accounts", "/api/v1/organisations")
    return WHO.get(name, "admin" if path.startswith(offices) else "inspector")


def test_every_change_of_another_version_than_that_of_now_is_refused(records: Records) -> None:
    wrong = []
    for name, method, path in changing():
        if name == "act_on_disease":
            continue
        service, known = records.service, ids_of(records, path)
        call = matrix_policy.CALLS[name]
        where = path.format_map({**matrix_records.absent(), **known})
        body: Any = BODIES.get(name, call.body)
        if name == "decide_on_duplicate":
            body = {**body, "case_id": known["other_id"]}
        headers = service.headers(login_of(name, path))
        got = []
        for tag in (None, '"999999"', '"999999.abc"', "17", 'W/"1"', "x" * 50):
            said = {one: text for one, text in headers.items() if one != "If-Match"}
            if tag is not None:
                said["If-Match"] = tag
            answer = service.client.request(
                method, where, json=body, params=dict(call.query), headers=said
            )
            got.append(answer.status_code)
            if answer.status_code == 412 and answer.headers["ETag"] != answer.json()["etag"]:
                wrong.append((name, "tag"))
        if got != [428, 412, 412, 422, 422, 422]:
            wrong.append((name, str(got)))
    assert wrong == []


def test_of_two_who_change_one_version_at_once_one_is_told_the_other_was_first(
    service: Service,
) -> None:
    case = service.declare("employer", bodies.accident())["case"]
    headers = service.headers("inspector") | {"If-Match": f'"{case["version"]}"'}
    path = f"/api/v1/cases/{case['id']}/registration/actions"

    def act(action: str) -> Any:
        move = {"action": action, "reason": "Thiếu", "rejection": "not_occupational"}
        kept = ("action",) if action == "register" else ("action", "reason")
        body = {name: move[name] for name in kept}
        return service.client.post(path, json=body, headers=headers)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(act, ("register", "return")))

    assert sorted(one.status_code for one in answers) == [200, 412], [one.text for one in answers]
    (beaten,) = (one for one in answers if one.status_code == 412)
    now = service.get("inspector", f"/cases/{case['id']}").json()["version"]
    assert (beaten.json()["version"], beaten.headers["ETag"]) == (now, f'"{now}"')
    assert now > case["version"]


def test_the_tag_of_an_answer_is_that_of_what_is_read_next(service: Service) -> None:
    case_id = changes.registered(service, bodies.dead())
    walks.investigate(service, case_id)
    changed = changes.patch(service, "employer", f"/cases/{case_id}", accident={"place": "Kho"})
    read = service.get("employer", f"/cases/{case_id}")

    assert changed.headers["ETag"].split(".")[0].strip('"') == str(read.json()["version"])


def test_a_change_of_a_part_moves_the_version_of_its_case(service: Service) -> None:
    case_id = changes.registered(service, bodies.dead())
    walks.investigate(service, case_id)
    ((of_claim, _),) = walks.claims(service, case_id, "inspector")
    before = changes.case(service, case_id)["version"]
    path = f"{of_claim}/actions"
    move = {
        "action": "decide",
        "amount_vnd": 300_000_000,
        "decision_no": "12/QĐ",
        "decided_on": "2026-03-04",
    }

    answer = service.post("employer", path, move)

    assert answer.status_code == 200, answer.text
    assert changes.case(service, case_id)["version"] > before


def test_a_notice_that_goes_out_holds_up_nobody_who_works_on_the_case(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    (police,) = (one for one in case["recipients"] if one["body"] == "commune_police")
    path = f"/cases/{case['id']}/recipients/{police['id']}/actions"

    told = service.post("inspector", path, {"action": "record_delivery", "channel": "phone"})

    assert told.status_code == 200, told.text
    assert changes.case(service, case["id"])["version"] == case["version"]


def test_what_the_caller_has_is_not_sent_again_until_it_changes(service: Service) -> None:
    case_id = changes.declared(service)
    path = f"/api/v1/cases/{case_id}"
    first = service.get("employer", f"/cases/{case_id}")
    headers = service.headers("employer") | {"If-None-Match": f'"other", {first.headers["ETag"]}'}

    unchanged = service.client.get(path, headers=headers)
    walks.register(service, case_id)
    changed = service.client.get(path, headers=headers)

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["ETag"] == first.headers["ETag"]
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_what_time_changes_is_sent_again(service: Service) -> None:
    case_id = changes.declared(service, bodies.dead())
    path = f"/api/v1/cases/{case_id}"
    first = service.get("inspector", f"/cases/{case_id}")
    service.clock.advance(days=60)
    headers = service.headers("inspector") | {"If-None-Match": first.headers["ETag"]}

    overdue = service.client.get(path, headers=headers)

    assert overdue.status_code == 200
    assert overdue.json()["version"] == first.json()["version"]


def test_lists_too_are_sent_once(service: Service) -> None:
    changes.declared(service)
    first = service.get("inspector", "/cases")
    headers = service.headers("inspector") | {"If-None-Match": first.headers["ETag"]}

    assert service.client.get("/api/v1/cases", headers=headers).status_code == 304


def test_one_number_is_in_force_however_many_write_it_at_once(service: Service) -> None:
    number = {"period": "2025", "workers": 1000, "source": "Điều tra"}
    headers = service.headers("admin")

    def put(workers: int) -> Any:
        body = {"numbers": [number | {"workers": workers}]}
        return service.client.put("/api/v1/workforce", json=body, headers=headers)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(put, range(1, 17)))

    assert {one.status_code for one in answers} == {200}
    assert len(service.get("admin", "/workforce").json()["items"]) == 1


def test_the_version_is_untouched_by_a_refusal(service: Service) -> None:
    case = service.declare("employer", bodies.accident())["case"]
    refused = service.post(
        "inspector", f"/cases/{case['id']}/handling/actions", {"action": "confirm_remedies"}
    )

    assert refused.status_code == 409
    assert changes.case(service, case["id"])["version"] == case["version"]
