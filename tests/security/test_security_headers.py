from collections.abc import Callable
from typing import Any

import pytest

from osh_incidents.api.edge.options import Edge
from osh_incidents.api.edge.security_headers import HEADERS
from tests.support import bodies
from tests.support.service import Service

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def carries_all(answer: Any) -> bool:
    return all(answer.headers.get(name) == value for name, value in HEADERS.items())


@pytest.mark.parametrize(
    ("path", "status"),
    [("/healthz", 200), ("/nowhere", 404), ("/api/v1/cases", 401), ("/api/v1/areas?on=x", 401)],
)
def test_every_answer_carries_the_headers(service: Service, path: str, status: int) -> None:
    answer = service.client.get(path)

    assert answer.status_code == status
    assert carries_all(answer)


def test_an_answer_with_personal_data_is_never_stored_by_caches(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]

    assert service.get("inspector", f"/cases/{case_id}").headers["Cache-Control"] == "no-store"


def test_the_answer_to_a_fault_of_ours_carries_them_too(service: Service) -> None:
    service.clock.moment = None  # type: ignore[assignment]

    answer = service.client.get("/api/v1/cases", headers={"Authorization": "Bearer x"})

    assert answer.status_code == 500
    assert carries_all(answer)
    assert answer.headers["X-Request-Id"]


def test_what_the_edge_refuses_carries_them_too(service: Service) -> None:
    answer = service.client.get("/healthz", headers=[("X-A", "b")] * 80)

    assert answer.status_code == 431
    assert carries_all(answer)


@pytest.mark.parametrize("secure", [True, False])
def test_browsers_are_held_to_https_where_the_service_is_reached_so(
    behind: Callable[[Edge], Service], *, secure: bool
) -> None:
    answer = behind(Edge(secure=secure)).client.get("/healthz")

    assert ("Strict-Transport-Security" in answer.headers) is secure


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://osh.test"])
def test_no_other_origin_is_allowed_to_read(service: Service, origin: str) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}

    answers = [
        service.client.get("/healthz", headers=asked),
        service.client.options("/api/v1/declarations", headers=asked),
    ]

    assert not any(name.startswith("access-control") for a in answers for name in a.headers)


def test_there_is_no_page_of_the_contract_unless_it_is_asked_for(service: Service) -> None:
    assert service.client.get("/docs/").status_code == 404


def test_the_page_of_the_contract_loads_nothing_from_elsewhere(
    behind: Callable[[Edge], Service],
) -> None:
    client = behind(Edge(docs=True)).client
    page = client.get("/docs/")
    parts = [client.get(f"/docs/{name}") for name in ("swagger-ui-bundle.js", "start.js")]

    assert [page.status_code, *(part.status_code for part in parts)] == [200] * 3
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "://" not in page.text
    assert "<script>" not in page.text
