"""The files beside the contract: each whole in itself, and saying what the contract says."""

import csv
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from osh_incidents import migrating
from osh_incidents.api.request_examples import EXAMPLES
from tests.support import kit
from tests.support.deriving import derived, openapi

CONTRACT: Any = openapi()
SCHEMAS = kit.schemas(CONTRACT)
COLLECTION: Any = json.loads(derived()["openapi/postman_collection.json"])
REQUESTS = [one for folder in COLLECTION["item"] for one in folder["item"]]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_needs_no_other_file(name: str) -> None:
    text = json.dumps(SCHEMAS[name])

    Draft202012Validator.check_schema(SCHEMAS[name])
    assert '"#/components' not in text
    for part in text.split('"$ref": "#/$defs/')[1:]:
        assert part.split('"')[0] in SCHEMAS[name]["$defs"]


def bodies() -> list[tuple[str, str]]:
    found = []
    for _, _, operation in kit.operations(CONTRACT):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if content["schema"].get("format") == "binary":
                continue
            name = content["schema"].get("$ref", operation["operationId"]).rpartition("/")[2]
            found.append((operation["operationId"], name))
    return found


@pytest.mark.parametrize(("operation", "name"), bodies())
def test_the_examples_of_an_operation_follow_the_schema_of_its_body(
    operation: str, name: str
) -> None:
    for example in EXAMPLES[operation]:
        Draft202012Validator(SCHEMAS[name]).validate(example.body)


def test_a_schema_refuses_what_is_not_a_body() -> None:
    assert not Draft202012Validator(SCHEMAS["CalculationIn"]).is_valid({"scheme": "none"})


def test_every_code_list_has_codes_and_labels() -> None:
    for path in (migrating.ROOT / "openapi/code-lists").iterdir():
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        assert rows, path
        assert all(row["code"] and row["label_vi"] for row in rows), path


def test_the_collection_has_every_operation() -> None:
    sent = {
        (one["request"]["method"], one["request"]["url"]["raw"].removeprefix("{{base_url}}"))
        for one in REQUESTS
    }

    assert sent == {
        (method, path.replace("{", ":").replace("}", ""))
        for method, path, _ in kit.operations(CONTRACT)
    }


def test_the_collection_gets_its_token_by_client_credentials() -> None:
    told = {one["key"]: one["value"] for one in COLLECTION["auth"]["oauth2"]}

    assert told["grant_type"] == "client_credentials"
    assert told["accessTokenUrl"] == "{{base_url}}/oauth/token"


def test_the_collection_holds_no_secret() -> None:
    values = {one["key"]: one["value"] for one in COLLECTION["variable"]}

    assert values["client_secret"] == ""
    assert "{{client_secret}}" in json.dumps(COLLECTION)


def test_every_example_is_in_the_collection() -> None:
    assert sum(len(several) for several in EXAMPLES.values()) == len(
        [one for one in REQUESTS if "body" in one["request"]]
    )
