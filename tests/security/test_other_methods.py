"""No other method, header or spelling of an address gives more than the published request."""

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.support import bodies, matrix_policy
from tests.support.deriving import openapi
from tests.support.service import Service

PATHS: Any = openapi()["paths"]
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT")
OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
NAMES = matrix_policy.NAMED | {"tracking_no": "AAAAAA-BBBBBB"}


def filled(path: str) -> str:
    return re.sub(r"{\w+_id}", lambda _: str(uuid4()), path).format_map(NAMES)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_method_that_is_not_published_for_an_address_does_nothing_there(
    service: Service,
) -> None:
    headers = service.headers("supervisor")
    odd = [
        (method, path, answer.status_code)
        for path, published in PATHS.items()
        for method in METHODS
        if method.lower() not in published
        and (answer := service.client.request(method, filled(path), headers=headers)).status_code
        != 405
    ]

    assert odd == []


@pytest.mark.parametrize("header", OVERRIDES)
def test_no_header_makes_one_method_of_another(service: Service, header: str) -> None:
    case = service.declare("employer", bodies.accident())["case"]
    path = f"/api/v1/cases/{case['id']}"
    headers = service.headers("employer") | {header: "PATCH"}
    body = {"accident": {"place": "Kho"}, "reason": "Ghi nhầm"}

    assert service.client.post(path, json=body, headers=headers).status_code == 405
    assert (
        service.client.post(f"{path}?_method=PATCH", json=body, headers=headers).status_code == 405
    )
    assert service.client.get(path, headers=headers).json()["place"] == case["place"] != "Kho"


SPELLINGS = (
    "/api/v1/cases/{id}/",
    "/api/v1/cases//{id}",
    "/API/v1/cases/{id}",
    "/api/v1/Cases/{id}",
    "/api/v1/cases%2F{id}",
    "/api/v1%2Fcases/{id}",
    "/api/v1/cases/{id}%2Fvictims",
    "/api/v1/cases/{id}/%2e/victims",
    "/api/v1/cases/{id};role=admin",
    "/api/v1/cases/{id}.json",
    "/api/v1/cases/{id}%00",
    "/api/v1/rules/..%2Fcases%2F{id}",
    "/api/v1/areas/..;/cases/{id}",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_address_shows_a_case_out_of_reach(
    service: Service, spelling: str
) -> None:
    case = service.declare("employer", bodies.accident(bodies.victim(full_name="Zqxv")))["case"]
    path = spelling.format(id=case["id"])

    for login in ("other-employer", "agency"):
        answer = service.client.get(path, headers=service.headers(login), follow_redirects=True)
        assert answer.status_code in (403, 404, 422), (login, answer.text)
        assert "Zqxv" not in answer.text
    unknown = service.client.get(path, follow_redirects=True)
    assert unknown.status_code in (401, 404)


@pytest.mark.parametrize("spelling", ["{ID}", "{{{id}}}", "urn:uuid:{id}", "{hex}"])
def test_no_spelling_of_an_id_reaches_further(service: Service, spelling: str) -> None:
    case = service.declare("employer", bodies.accident())["case"]["id"]
    spelled = spelling.format(id=case, ID=case.upper(), hex=case.replace("-", ""))

    answer = service.get("other-employer", f"/cases/{spelled}")

    assert answer.status_code in (404, 422)
