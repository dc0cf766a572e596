"""What breaks callers needs a new version; and the checker that tells what does."""

import json
import subprocess
from copy import deepcopy
from typing import Any

import pytest

from osh_incidents import migrating
from tests.support.breaking import breaking, changes, may_break
from tests.support.deriving import openapi

PUBLISHED = "openapi/openapi.json"


def committed(revision: str) -> Any:
    """Return the contract of a commit; without a history there is nothing to compare with."""
    git = ["git", "-C", str(migrating.ROOT), "show", f"{revision}:{PUBLISHED}"]
    try:
        shown = subprocess.run(git, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("git is not here")
    if shown.returncode:
        pytest.skip(f"no {revision} here: {shown.stderr.decode().strip()}")
    return json.loads(shown.stdout)


@pytest.mark.parametrize("revision", ["HEAD", "HEAD~1"])
def test_what_breaks_callers_comes_with_a_new_version(revision: str) -> None:
    before, after = committed(revision), openapi()

    if not may_break(before["info"]["version"], str(after["info"]["version"])):  # type: ignore[index]
        assert breaking(before, after) == []


SCHEMAS = {
    "Thing": {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "maxLength": 20},
            "kind": {"type": "string", "enum": ["a", "b"]},
            "size": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
            "tags": {"type": "array", "items": {"$ref": "#/components/schemas/Tag"}},
            "inner": {"$ref": "#/components/schemas/Thing"},
        },
    },
    "Tag": {"type": "object", "properties": {"text": {"type": "string"}}},
}
CONTENT = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}


def contract() -> Any:
    operation: Any = {
        "operationId": "send",
        "parameters": [{"in": "query", "name": "limit", "schema": {"maximum": 200}}],
        "requestBody": {"content": CONTENT},
        "responses": {"200": {"content": CONTENT}, "404": {}},
        "security": [],
    }
    return deepcopy({"paths": {"/things": {"post": operation}}, "components": {"schemas": SCHEMAS}})


def sending(after: Any) -> Any:
    return after["paths"]["/things"]["post"]


def thing(after: Any) -> Any:
    return after["components"]["schemas"]["Thing"]


CHANGES: dict[str, Any] = {
    "operation is gone": lambda one: one["paths"].pop("/things"),
    "operationId is now other": lambda one: sending(one).update(operationId="other"),
    "answer 404 is gone": lambda one: sending(one)["responses"].pop("404"),
    "answer 200: application/json is gone": lambda one: sending(one)["responses"].update(
        {"200": {"content": {}}}
    ),
    "parameter limit is gone": lambda one: sending(one).update(parameters=[]),
    "parameter limit is now required": lambda one: sending(one)["parameters"][0].update(
        required=True
    ),
    "parameter new is now required": lambda one: sending(one)["parameters"].append(
        {"in": "query", "name": "new", "required": True, "schema": {}}
    ),
    "parameter limit: maximum was 200, is 100": lambda one: sending(one)["parameters"][0][
        "schema"
    ].update(maximum=100),
    "body is gone": lambda one: sending(one).pop("requestBody"),
    "body is now required": lambda one: sending(one)["requestBody"].update(required=True),
    "security was added or changed": lambda one: sending(one).update(security=[{"oauth2": ["x"]}]),
    "body: field kind is now required": lambda one: thing(one)["required"].append("kind"),
    "answer 200: field kind is gone": lambda one: thing(one)["properties"].pop("kind"),
    "answer 200: name may be absent now": lambda one: thing(one).update(required=[]),
    "answer 200/name: type was string, is integer": lambda one: thing(one)["properties"][
        "name"
    ].update(type="integer"),
    "answer 200/name: format was None, is date": lambda one: thing(one)["properties"][
        "name"
    ].update(format="date"),
    "body/name: maxLength was 20, is 10": lambda one: thing(one)["properties"]["name"].update(
        maxLength=10
    ),
    "body/name: pattern was None, is ^a$": lambda one: thing(one)["properties"]["name"].update(
        pattern="^a$"
    ),
    "body/kind: b is no longer taken": lambda one: thing(one)["properties"]["kind"].update(
        enum=["a"]
    ),
    "body/name: only certain values are taken now": lambda one: thing(one)["properties"][
        "name"
    ].update(enum=["a"]),
    "body/size: null is no longer taken": lambda one: thing(one)["properties"]["size"][
        "anyOf"
    ].pop(),
    "answer 200/size: string may be answered now": lambda one: thing(one)["properties"]["size"][
        "anyOf"
    ].append({"type": "string"}),
    "body: unknown fields are refused now": lambda one: thing(one).update(
        additionalProperties=False
    ),
    "answer 200/tags/*/text: type was string, is number": lambda one: one["components"]["schemas"][
        "Tag"
    ]["properties"]["text"].update(type="number"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_that_breaks_is_named(what: str) -> None:
    after = contract()
    CHANGES[what](after)

    assert f"POST /things: {what}" in breaking(contract(), after)


def test_nothing_breaks_when_nothing_changes() -> None:
    assert changes(contract(), contract()) == []


HARMLESS: dict[str, Any] = {
    "a new operation": lambda one: one["paths"].update({"/more": {}}),
    "a parameter that may be left out": lambda one: sending(one)["parameters"].append(
        {"in": "query", "name": "new", "schema": {}}
    ),
    "a field more": lambda one: thing(one)["properties"].update(more={"type": "string"}),
    "a wider limit": lambda one: thing(one)["properties"]["name"].update(maxLength=90),
    "one more answer": lambda one: sending(one)["responses"].update({"409": {}}),
}


@pytest.mark.parametrize("what", HARMLESS)
def test_a_change_that_only_adds_breaks_nobody(what: str) -> None:
    after = contract()
    HARMLESS[what](after)

    assert breaking(contract(), after) == []


def test_a_new_value_of_an_answer_is_noted_and_breaks_nobody() -> None:
    after = contract()
    thing(after)["properties"]["kind"]["enum"].append("c")

    (note,) = changes(contract(), after)
    assert (str(note), note.breaks) == (
        "POST /things: answer 200/kind: c may be answered now",
        False,
    )


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        ("0.1.0", "0.1.9", False),
        ("0.1.0", "0.2.0", True),
        ("0.9.0", "1.0.0", True),
        ("1.2.0", "1.3.0", False),
        ("1.2.0", "2.0.0", True),
        ("0.2.0", "0.1.0", False),
    ],
)
def test_only_certain_versions_may_break(before: str, after: str, *, may: bool) -> None:
    assert may_break(before, after) is may
