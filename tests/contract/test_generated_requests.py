"""Generated requests of every role against the contract: no fault, nothing untold or not theirs."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from osh_incidents.domain.authority import Role
from tests.support import bodies
from tests.support.deriving import openapi
from tests.support.service import Service

EXAMPLES = 20
ADMINISTERED = ("workforce", "account", "organisation")
NAME, WARD = "Zqxv Bình", "Khoa Zqwj"
"""What stands in the one case that there is: personal data, and health data."""

HIDDEN = {
    **dict.fromkeys(("employer", "commune", "inspector", "supervisor"), ()),
    "police": (WARD,),
    **dict.fromkeys(
        ("insurance", "health", "union", "zone_authority", "agency", "admin"), (NAME, WARD)
    ),
    **dict.fromkeys(("other-employer", "other-commune", "national-inspector"), (NAME, WARD)),
}
"""What each login may be shown nowhere: what is personal of a death in another's reach."""

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
    hurt = bodies.dead(full_name=NAME, treated_at=WARD, injury_codes=["011"])
    service.declare("employer", bodies.accident(hurt))
    app: Any = service.client.app
    contract = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    main = "admin" if any(word in path for word in ADMINISTERED) else "inspector"
    # As many requests as with one login: half of them from it, the others from all.
    callers = st.one_of(st.just(main), st.sampled_from(sorted(HIDDEN)))

    @given(case=contract[path][method].as_strategy(generation_mode=mode), login=callers)
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def check(case: Any, login: str) -> None:
        # Nobody waits here for changes that do not come.
        case.query.pop("wait", None)
        answer = case.call_and_validate(headers=service.headers(login), checks=CHECKS)
        assert not [mark for mark in HIDDEN[login] if mark in shown(answer.content)], login

    check()


def test_every_role_sends_generated_requests() -> None:
    assert set(Role) <= set(HIDDEN)


def shown(content: bytes) -> str:
    """Return all that an answer says; a workbook is opened, since it is packed."""
    if not content.startswith(b"PK"):
        return content.decode()
    with ZipFile(BytesIO(content)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())
