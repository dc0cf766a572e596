"""What breaks other services: sent into every field, and refused alike on both databases."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from osh_incidents.api.schemas.base import In
from osh_incidents.api.schemas.examples import ACCIDENT, DISEASE
from osh_incidents.persistence.base import AuthorityBase, CommonBase
from tests.support.deriving import openapi
from tests.support.service import Service
from tests.support.signals import signal

COLUMNS = sorted(
    {
        column.name
        for base in (AuthorityBase, CommonBase)
        for table in base.metadata.tables.values()
        for column in table.columns
    }
)
BODIES = {
    "accident": ("employer", "/declarations", ACCIDENT),
    "disease": ("employer", "/declarations", DISEASE),
    "signal": ("health", "/signals", signal()),
}
TEXTS = {
    "nul": "a\x00b",
    "control": "a\x1bb",
    "high surrogate": "a\ud800",
    "low surrogate": "a\udfff",
    "right to left": "a\u202eb",
    "isolate": "a\u2066b",
    "zero width": "a\u200bb",
    "byte order mark": "\ufeffa",
    "noncharacter": "a\ufdd0",
    "last character": "a\U0010ffff",
    "private": "a\ue000",
    "marks": "a" + "\u0301" * 5_000,
    "long": "a" * 10_000,
}
NUMBERS = ["1e400", "9223372036854775808", "1" + "0" * 40, "-1", "1.5", '"12"', "true", "[]", "{}"]
TIMES = [
    "0000-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-02-30",
    "2026-02-30T00:00:00+07:00", "2026-03-04T09:30:00", "1795477679", "2026-03-04T09:30:00+25:00",
]  # fmt: skip
TIME_NAMES = ("_at", "_on", "_date")
QUERIES = [
    "9223372036854775808", "-1", "1e400", "NaN", "%00", "0001-01-01", "9999-12-31",
    "9999-12-31T23:59:59-12:00", "%E2%80%AE", "%F0%9F%98%80", "x" * 500, "", "'",
]  # fmt: skip
GETS = [
    (path, [one["name"] for one in operations["get"].get("parameters", ()) if one["in"] == "query"])
    for path, operations in openapi()["paths"].items()  # type: ignore[attr-defined]
    if "get" in operations
]


def models(kind: type[In] = In) -> Iterator[type[In]]:
    for found in kind.__subclasses__():
        yield found
        yield from models(found)


def leaves(body: Any, kinds: type | tuple[type, ...], at: str = "") -> Iterator[str]:
    """Yield where in *body* something of *kinds* stands."""
    if isinstance(body, dict):
        for name, value in body.items():
            yield from leaves(value, kinds, f"{at}/{name}")
    elif isinstance(body, list):
        for number, value in enumerate(body):
            yield from leaves(value, kinds, f"{at}/{number}")
    elif isinstance(body, kinds) and not isinstance(body, bool):
        yield at


def put(body: Any, pointer: str, value: Any) -> None:
    *way, last = pointer.strip("/").split("/")
    for name in way:
        body = body[int(name) if isinstance(body, list) else name]
    body[int(last) if isinstance(body, list) else last] = value


def answer_to(service: Service, kind: str, pointers: list[str], value: Any) -> Any:
    """Return the answer to the body of *kind* with the JSON *value* at all *pointers* at once."""
    login, path, plain = BODIES[kind]
    body = deepcopy(plain)
    for pointer in pointers:
        put(body, pointer, value)
    headers = service.headers(login) | {"Content-Type": "application/json"}
    sent = json.dumps(body).replace('"RAW(', "").replace(')RAW"', "").replace('\\"', '"')
    return service.client.post(f"/api/v1{path}", content=sent, headers=headers)


def refused(answer: Any) -> set[str]:
    assert answer.status_code == 422, answer.text
    return {fault["pointer"] for fault in answer.json()["errors"]}


@pytest.mark.parametrize("model", sorted(models(), key=str), ids=lambda model: model.__name__)
def test_no_column_can_be_set_beside_the_fields_of_a_body(model: type[In]) -> None:
    assert model.model_config["extra"] == "forbid"


def test_every_column_beside_the_fields_of_a_declaration_is_refused(service: Service) -> None:
    extra = [name for name in COLUMNS if name not in ACCIDENT]
    body = ACCIDENT | dict.fromkeys(extra, "1")

    answer = service.post("employer", "/declarations", body)

    assert {f"/{name}" for name in extra} <= refused(answer) | {"/disease"}
    assert service.get("inspector", "/cases").json()["items"] == []


@pytest.mark.parametrize("kind", BODIES)
def test_a_text_that_hides_or_breaks_is_refused_in_every_field(service: Service, kind: str) -> None:
    pointers = [one for one in leaves(BODIES[kind][2], str) if one != "/kind"]

    for name, text in TEXTS.items():
        assert refused(answer_to(service, kind, pointers, text)) == set(pointers), name


@pytest.mark.parametrize("kind", BODIES)
def test_a_number_beyond_its_field_is_refused(service: Service, kind: str) -> None:
    pointers = list(leaves(BODIES[kind][2], int))

    for number in NUMBERS:
        found = refused(answer_to(service, kind, pointers, f"RAW({number})RAW"))
        assert found == set(pointers), number


@pytest.mark.parametrize("kind", BODIES)
def test_a_time_that_is_none_is_refused(service: Service, kind: str) -> None:
    texts = leaves(BODIES[kind][2], str)
    pointers = {one for one in texts if one.endswith(TIME_NAMES) and "treated" not in one}

    for time in TIMES:
        assert pointers <= refused(answer_to(service, kind, sorted(pointers), time)), time


def test_no_parameter_meets_a_fault(service: Service) -> None:
    headers = service.headers("inspector")
    for path, names in GETS:
        at = path.replace("{", "").replace("}", "")
        for value in QUERIES:
            query = "&".join(f"{name}={value}" for name in names)
            answer = service.client.get(f"{at}?{query}", headers=headers)
            assert answer.status_code < 500, answer.url
