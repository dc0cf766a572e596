"""Generated requests against the published contract: no fault of ours, no answer left untold."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support import bodies
from tests.support.deriving import openapi
from tests.support.service import Service

EXAMPLES = 20
ADMINISTERED = ("workforce", "account", "organisation")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def can_be_wrong(operation: Any) -> bool:
    """Whether a request can break what the contract asks of it."""
    return "422" in operation["responses"]


PATHS: Any = openapi()["paths"]
OPERATIONS = [
    (path, method, mode)
    for path, methods in PATHS.items()
    for method, operation in methods.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or can_be_wrong(operation)
]


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_no_generated_request_meets_a_fault_or_an_undocumented_answer(
    service: Service, path: str, method: str, mode: GenerationMode
) -> None:
    service.declare("employer", bodies.accident(bodies.dead()))
    app: Any = service.client.app
    contract = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    login = "admin" if any(word in path for word in ADMINISTERED) else "inspector"

    @given(case=contract[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def check(case: Any) -> None:
        case.call_and_validate(headers=service.headers(login), checks=CHECKS)

    check()
