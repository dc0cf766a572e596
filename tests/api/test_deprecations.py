"""An operation that will go says so in every answer and in the contract."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from osh_incidents.api.app import Context, create_app
from osh_incidents.api.deprecations import DEPRECATIONS, Deprecation
from tests.support.service import Service
from tests.support.world import SEALER, TOKENS

ENDING = Deprecation("list_rules", date(2026, 1, 1), date(2027, 1, 1), "get_rule")


def client(service: Service) -> TestClient:
    context = Context(service.database, SEALER, TOKENS, service.clock)
    return TestClient(create_app(context, None, [ENDING]))


def test_every_answer_says_since_when_it_is_deprecated_and_when_it_ends(service: Service) -> None:
    answer = client(service).get("/api/v1/rules", headers=service.headers("inspector"))

    assert answer.headers["Deprecation"] == "@1767225600"
    assert answer.headers["Sunset"] == "Fri, 01 Jan 2027 00:00:00 GMT"
    assert 'rel="deprecation"' in answer.headers["Link"]


def test_a_refusal_says_it_too(service: Service) -> None:
    answer = client(service).get("/api/v1/rules")

    assert (answer.status_code, "Sunset" in answer.headers) == (401, True)


def test_other_operations_say_nothing_of_it(service: Service) -> None:
    answer = client(service).get("/api/v1/rules/severity", headers=service.headers("inspector"))

    assert "Deprecation" not in answer.headers


def test_the_contract_says_so_and_names_what_to_use(service: Service) -> None:
    paths = client(service).get("/api/v1/openapi.json").json()["paths"]

    told = paths["/api/v1/rules"]["get"]
    assert (told["deprecated"], told["x-sunset"]) == (True, "2027-01-01")
    assert "`get_rule`" in told["description"]
    assert "deprecated" not in paths["/api/v1/rules/{key}"]["get"]


def test_an_operation_stays_for_a_year_at_least() -> None:
    with pytest.raises(ValueError, match="less than 12 months"):
        Deprecation("list_rules", date(2026, 1, 2), date(2027, 1, 1), "get_rule")


def test_nothing_is_deprecated_today() -> None:
    assert list(DEPRECATIONS) == []
