"""What callers try: other people's records, other meanings, everything at once, and guesses."""

import gzip
import re
import statistics
import time
from collections.abc import Callable
from uuid import uuid4

import pytest

from osh_incidents.api.edge.options import Edge
from osh_incidents.api.edge.quotas import Quotas
from tests.api.test_tokens import form
from tests.support import bodies, walks
from tests.support.deriving import openapi
from tests.support.service import Service

embedded = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
Behind = Callable[[Edge], Service]

PATHS: dict[str, dict[str, object]] = openapi()["paths"]  # type: ignore[assignment]
OF_A_CASE = [path for path in PATHS if "{case_id}" in path]
OF_A_CHILD = [path for path in OF_A_CASE if path.count("{") > 1 and "other_id" not in path]
PUBLIC_FOR_CACHES = {
    "/.well-known/jwks.json",
    "/.well-known/oauth-authorization-server",
    "/api/v1/problems/{slug}",
    "/api/v1/openapi.json",
}


def children(service: Service, case_id: str) -> dict[str, str]:
    """Return what belongs to a case, by the names that paths give it."""
    case = service.get("inspector", f"/cases/{case_id}").json()
    ((path, claim),) = walks.claims(service, case_id)
    asked = service.client.patch(
        f"/api/v1/cases/{case_id}",
        json={"reason": "Ghi nhầm", "accident": {"place": "Kho"}},
        headers=service.headers("employer"),
    )
    return {
        "case_id": case_id,
        "victim_id": path.split("/")[4],
        "claim_id": claim["id"],
        "recipient_id": case["recipients"][0]["id"],
        "correction_id": asked.json()["id"],
    }


def registered(service: Service, number: int = 0) -> str:
    body = bodies.accident(bodies.dead(**bodies.another(number)))
    case_id: str = service.declare("employer", body)["case"]["id"]
    walks.register(service, case_id)
    return case_id


def concluded(service: Service) -> str:
    case_id = registered(service)
    walks.begin(service, case_id)
    walks.finish(service, case_id)
    return case_id


def ask(service: Service, login: str, method: str, path: str) -> tuple[int, str, dict[str, str]]:
    """Return all of an answer but what differs from one answer to the next."""
    answer = service.client.request(
        method,
        path,
        json=None if method in {"get", "delete"} else {},
        headers=service.headers(login),
    )
    named = re.sub(r"[0-9a-f-]{36}", "id", answer.text)
    told = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    return answer.status_code, named, told


def test_t02_a_child_under_another_parent_is_as_if_it_were_not(service: Service) -> None:
    mine = children(service, concluded(service))
    other = registered(service, 1)
    absent = dict.fromkeys(mine, str(uuid4()))

    for template in OF_A_CHILD:
        for method in PATHS[template]:
            under_another = template.format(**(mine | {"case_id": other}))
            nowhere = template.format(**absent)
            answers = [ask(service, "inspector", method, at) for at in (under_another, nowhere)]
            assert answers[0] == answers[1], (method, template)
            assert answers[0][0] in {403, 404, 422}


def test_t02_no_action_reaches_a_child_under_another_parent(service: Service) -> None:
    mine = children(service, concluded(service))
    other = registered(service, 1)
    paid = {"action": "entitle"}
    told = {"action": "record_delivery", "channel": "phone"}
    decided = {"action": "approve"}
    tried = [
        ("inspector", f"victims/{mine['victim_id']}/claims/{mine['claim_id']}/actions", paid),
        ("inspector", f"recipients/{mine['recipient_id']}/actions", told),
        ("supervisor", f"corrections/{mine['correction_id']}/actions", decided),
    ]

    statuses = [
        service.post(login, f"/cases/{other}/{path}", body).status_code
        for login, path, body in tried
    ]

    assert statuses == [404] * 3


def test_t05_a_method_named_in_a_header_or_a_query_is_not_taken(service: Service) -> None:
    case_id = registered(service)
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        answer = service.client.post(
            f"/api/v1/cases/{case_id}?_method=PATCH",
            json={"reason": "Ghi nhầm", "accident": {"place": "Kho"}},
            headers=service.headers("inspector") | {name: "PATCH"},
        )
        assert answer.status_code == 405


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "OPTIONS", "PROPFIND", "HEAD", "DELETE"])
@embedded
def test_t05_a_method_that_no_operation_names_does_nothing(service: Service, method: str) -> None:
    case_id = registered(service)

    answer = service.client.request(
        method, f"/api/v1/cases/{case_id}", headers=service.headers("inspector")
    )

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")


def test_t49_another_employers_case_is_answered_as_one_that_is_not(service: Service) -> None:
    foreign = children(service, concluded(service))
    absent = dict.fromkeys(foreign, str(uuid4()))

    for template in OF_A_CASE:
        if "{other_id}" in template:
            continue
        for method in PATHS[template]:
            at_foreign = ask(service, "other-employer", method, template.format(**foreign))
            at_absent = ask(service, "other-employer", method, template.format(**absent))
            assert at_foreign == at_absent, (method, template)
            assert at_foreign[0] in {403, 404, 422}


@embedded
def test_t16_a_compressed_body_is_refused_unopened(service: Service) -> None:
    bomb = gzip.compress(b" " * 100_000_000)
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    begun = time.process_time()

    answer = service.client.post(
        "/api/v1/declarations", content=bomb, headers=service.headers("employer") | headers
    )

    assert answer.status_code == 415
    assert time.process_time() - begun < 2


@embedded
def test_t18_a_script_in_a_name_comes_back_as_data_that_no_browser_runs(service: Service) -> None:
    script = "<script>alert(1)</script>"
    body = bodies.accident(bodies.victim(full_name=script), place='"><svg onload=alert(1)>')
    case_id = service.declare("employer", body)["case"]["id"]

    answer = service.get("inspector", f"/cases/{case_id}/victims")

    assert answer.json()["items"][0]["full_name"] == script
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@embedded
def test_t30_walking_through_all_pages_spends_the_quota_of_the_account(behind: Behind) -> None:
    service = behind(Edge(quotas=Quotas.of("memory://", account="3/hour")))
    statuses = [service.get("agency", "/areas", limit=1).status_code for _ in range(4)]

    assert statuses == [200, 200, 200, 429]


@embedded
def test_t30_no_page_is_longer_than_two_hundred(service: Service) -> None:
    for path, operations in PATHS.items():
        told = operations.get("get", {})
        if path == "/api/v1/areas":
            continue
        for one in told.get("parameters", ()):  # type: ignore[attr-defined]
            if one["name"] == "limit":
                assert one["schema"]["maximum"] <= 200, path
    assert service.get("inspector", "/cases", limit=201).status_code == 422


@embedded
def test_t31_an_unknown_client_takes_as_long_as_a_wrong_secret(service: Service) -> None:
    known = service.world["inspector"].client_secret
    guesses = {
        "unknown": {"client_id": "nobody", "client_secret": "wrong"},
        "no such secret": {"client_secret": "wrong"},
        "wrong secret": {"client_secret": known[:-4] + "AAAA"},
    }
    spent: dict[str, list[float]] = {name: [] for name in guesses}
    for _ in range(8):
        for name, guess in guesses.items():
            service.clock.advance(hours=1)
            # The work done, not the time passed: other programs of the machine do not count.
            begun = time.process_time()
            answer = service.client.post("/oauth/token", data=form(service, **guess))
            spent[name].append(time.process_time() - begun)
            assert answer.status_code == 401

    medians = [statistics.median(times) for times in spent.values()]
    assert max(medians) < 1.4 * min(medians), spent


@pytest.mark.parametrize("query", ["limit=1&limit=2", "kind=accident&kind=disease", "a=1&%61=2"])
@embedded
def test_t38_a_parameter_given_twice_is_refused(service: Service, query: str) -> None:
    answer = service.client.get(f"/api/v1/cases?{query}", headers=service.headers("inspector"))

    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable-body")


@embedded
def test_t39_no_origin_may_read_or_is_asked_before(service: Service) -> None:
    origins = ("https://osh.test", "https://evil.example", "http://localhost", "null", "")
    for origin in origins:
        asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        for method in ("GET", "POST", "OPTIONS"):
            answer = service.client.request(
                method, "/api/v1/cases", headers=service.headers("inspector") | asked
            )
            assert not [name for name in answer.headers if name.startswith("access-control")]
            assert "set-cookie" not in answer.headers


@embedded
def test_t50_no_answer_but_what_is_public_is_kept_by_a_cache(service: Service) -> None:
    known = children(service, concluded(service))
    for template, operations in PATHS.items():
        if "get" not in operations or template in PUBLIC_FOR_CACHES:
            continue
        at = re.sub(
            r"\{(\w+)\}", lambda name: known.get(name[1], "fatal-accident-frequency"), template
        )
        answer = service.client.get(at, headers=service.headers("inspector"))
        told = answer.headers["Cache-Control"]
        assert "no-store" in told or "private" in told, (template, told)
