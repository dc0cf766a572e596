"""Every published example is sent to the service, and answered as the contract says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from httpx2 import Response
from jsonschema import Draft202012Validator

from osh_incidents.api.example import Example
from osh_incidents.api.request_examples import EXAMPLES
from tests.support import bodies, imports, matrix_records, notices, releases, signals, walks
from tests.support.deriving import openapi
from tests.support.matrix_records import Ids
from tests.support.service import Service

CONTRACT: Any = openapi()
FILES = {"send_import"}
"""Their bodies have templates, which have tests of their own."""

BODIED = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, methods in CONTRACT["paths"].items()
    for method, operation in methods.items()
    if "requestBody" in operation and operation["operationId"] not in FILES
}


@dataclass(frozen=True, slots=True)
class Sent:
    """As whom an example is sent, and with what in its path and its body."""

    login: str
    ids: Ids = field(default_factory=dict)
    changed: Mapping[str, Any] = field(default_factory=dict)


def declared(service: Service, *victims: bodies.Body, **changed: Any) -> Ids:
    case_id = service.declare("employer", bodies.accident(*victims, **changed))["case"]["id"]
    victim = service.get("inspector", f"/cases/{case_id}/victims").json()["items"][0]
    return {"case_id": case_id, "victim_id": victim["id"]}


def handled(service: Service) -> Ids:
    ids = declared(service, bodies.dead())
    walks.register(service, ids["case_id"])
    walks.investigate(service, ids["case_id"])
    return ids


def claim(service: Service) -> Sent:
    ids = handled(service)
    (path, _), *_ = walks.claims(service, ids["case_id"])
    return Sent("employer", {**ids, "claim_id": path.rpartition("/")[2]})


def asked(service: Service) -> Sent:
    ids = handled(service)
    answer = service.client.patch(
        f"/api/v1/cases/{ids['case_id']}",
        json=EXAMPLES["correct_case"][0].body,
        headers=service.headers("inspector"),
    )
    return Sent("supervisor", {**ids, "correction_id": answer.json()["id"]})


def registered(service: Service) -> Sent:
    ids = declared(service, bodies.dead())
    walks.register(service, ids["case_id"])
    return Sent("inspector", ids)


def notice(service: Service) -> Sent:
    case = notices.fatal(service)
    told = notices.recipient(service, case["id"])
    return Sent("inspector", {"case_id": case["id"], "recipient_id": told["id"]})


def pair(service: Service) -> Sent:
    one = declared(service)
    seen = bodies.accident()
    seen["declarant"]["role"] = "commune"
    other = service.declare("commune", seen)["case"]["id"]
    return Sent("inspector", one, {"case_id": other})


def account(service: Service) -> Sent:
    unit = service.post("admin", "/organisations", {"name": "Đơn vị ví dụ"}).json()["id"]
    opened = {"organisation_id": unit, "role": "agency", "client_id": "spare"}
    return Sent("admin", {"account_id": service.post("admin", "/accounts", opened).json()["id"]})


def amendment(service: Service) -> Sent:
    proposed = EXAMPLES["propose_amendment"][0].body
    path = f"/rules/{matrix_records.RULE}/amendments"
    made = service.post("admin", path, proposed).json()["id"]
    return Sent("other-admin", {"key": matrix_records.RULE, "amendment_id": made})


def organisation(service: Service) -> str:
    return str(service.post("admin", "/organisations", {"name": "Đơn vị ví dụ"}).json()["id"])


def token(service: Service) -> Sent:
    known = service.world["employer"]
    secret = {"client_id": known.client_id, "client_secret": known.client_secret}
    return Sent("employer", changed=secret)


def waiting(service: Service) -> str:
    made: str = imports.send(service, imports.as_csv([imports.row(1)])).json()["id"]
    return made


STATES: Mapping[str, Any] = {
    "issue_token": token,
    "declare": lambda _: Sent("employer"),
    "correct_case": lambda service: Sent("employer", declared(service)),
    "correct_victim": lambda service: Sent("employer", declared(service)),
    "add_victim": lambda service: Sent("employer", declared(service)),
    "report_development": lambda service: Sent("employer", declared(service, bodies.victim())),
    "decide_on_duplicate": pair,
    "act_on_registration": lambda service: Sent("inspector", declared(service)),
    "act_on_investigation": registered,
    "act_on_disease": lambda service: Sent(
        "health", {"case_id": service.declare("employer", bodies.disease())["case"]["id"]}
    ),
    "act_on_handling": lambda service: Sent("inspector", handled(service)),
    "act_on_claim": claim,
    "decide_correction": asked,
    "act_on_notice": notice,
    "send_signal": lambda _: Sent("health"),
    "act_on_signal": lambda service: Sent("inspector", {"signal_id": signals.send(service)["id"]}),
    "calculate": lambda _: Sent("inspector"),
    "prepare_release": lambda _: Sent("inspector"),
    "act_on_release": lambda service: Sent(
        "inspector", {"release_id": releases.prepared(service)["id"]}
    ),
    "export_person": lambda _: Sent("supervisor"),
    "put_workforce": lambda _: Sent("admin"),
    "propose_amendment": lambda _: Sent("admin", {"key": matrix_records.RULE}),
    "decide_amendment": amendment,
    "enter_organisation": lambda _: Sent("admin"),
    "set_competence": lambda service: Sent("admin", {"organisation_id": organisation(service)}),
    "open_account": lambda service: Sent(
        "admin", changed={"organisation_id": organisation(service)}
    ),
    "add_secret": account,
    "add_key": account,
    "add_identity": account,
    "put_workplace": lambda _: Sent("employer"),
    "act_on_import": lambda service: Sent("employer", {"import_id": waiting(service)}),
    "register_webhook": lambda _: Sent("employer"),
}
CASES = [(name, one) for name, several in EXAMPLES.items() for one in several]


def sent(service: Service, name: str, example: Example) -> Response:
    method, path, operation = BODIED[name]
    state = STATES[name](service)
    body = {**example.body, **state.changed}
    (form,) = operation["requestBody"]["content"]
    content: Any = {"data": body} if "form" in form else {"json": body}
    headers = service.headers(state.login) if operation["security"] else {}
    return service.client.request(method, path.format_map(state.ids), headers=headers, **content)


@pytest.mark.parametrize(("name", "example"), CASES, ids=lambda one: getattr(one, "name", one))
def test_an_example_is_answered_as_documented(
    service: Service, name: str, example: Example
) -> None:
    answer = sent(service, name, example)

    assert answer.status_code == example.status, answer.text
    documented = BODIED[name][2]["responses"][str(example.status)]
    (told,) = documented["content"].values()
    schema = {**told["schema"], "components": CONTRACT["components"]}
    Draft202012Validator(schema).validate(answer.json())


def test_the_examples_are_those_of_the_operations_with_a_body() -> None:
    assert set(EXAMPLES) == set(BODIED) == set(STATES)


def test_no_two_examples_of_an_operation_have_one_name() -> None:
    for several in EXAMPLES.values():
        assert len({one.name for one in several}) == len(several)
