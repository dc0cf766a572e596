"""What a reader and a generator of clients ask of the contract."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from osh_incidents.api.contract_words import PROPERTIES
from tests.support import node_packages
from tests.support.deriving import openapi

FOLDER = Path(__file__).parents[1] / "redocly"
CONTRACT: Any = openapi()
OPERATIONS = [one for path in CONTRACT["paths"].values() for one in path.values()]
SCHEMAS: Any = CONTRACT["components"]["schemas"]
HUSHED = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def linted(contract: Any, folder: Path) -> list[tuple[str, str]]:
    home = node_packages.installed(FOLDER)
    (folder / "openapi.json").write_text(json.dumps(contract), encoding="utf-8")
    rules = ["--config", str(FOLDER / "redocly.yaml"), "--format", "json"]
    run = subprocess.run(
        [str(home / "node_modules/.bin/redocly"), "lint", str(folder / "openapi.json"), *rules],
        capture_output=True,
        env={**os.environ, **HUSHED},
        check=False,
        timeout=60,
    )
    found = json.loads(run.stdout)["problems"]
    return [(one["ruleId"], one["message"]) for one in found]


def test_the_recommended_rules_find_nothing(tmp_path: Path) -> None:
    assert linted(CONTRACT, tmp_path) == []


def test_the_rules_find_what_is_wrong(tmp_path: Path) -> None:
    paths = {"/a": {"get": {"responses": {"200": {"description": "x"}}}}}

    found = {rule for rule, _ in linted({**CONTRACT, "tags": [], "paths": paths}, tmp_path)}

    assert {"security-defined", "operation-summary"} <= found


def test_every_operation_says_what_it_does_in_both_languages() -> None:
    assert [one["operationId"] for one in OPERATIONS if " / " not in one["summary"]] == []
    assert [one["operationId"] for one in OPERATIONS if not one["description"]] == []


def test_every_group_of_operations_is_described() -> None:
    described = {tag["name"] for tag in CONTRACT["tags"] if tag["description"]}

    assert {tag for one in OPERATIONS for tag in one["tags"]} == described


def test_every_operation_says_who_may_call_it() -> None:
    assert [one["operationId"] for one in OPERATIONS if "security" not in one] == []


def test_every_operation_with_a_body_has_an_example() -> None:
    bodies = {one["operationId"]: one["requestBody"] for one in OPERATIONS if "requestBody" in one}

    without = {
        name
        for name, body in bodies.items()
        for content in body["content"].values()
        if not content.get("examples") and content["schema"].get("format") != "binary"
    }

    assert without == set()


def test_every_parameter_is_described() -> None:
    without = {
        (one["operationId"], parameter["name"])
        for one in OPERATIONS
        for parameter in one.get("parameters", ())
        if not parameter.get("description")
    }

    assert without == set()


def test_every_word_on_a_property_is_used() -> None:
    fields = {field for schema in SCHEMAS.values() for field in schema.get("properties", ())}

    assert set(PROPERTIES) <= fields


def test_schemas_have_names_for_people() -> None:
    assert [name for name in SCHEMAS if not re.fullmatch(r"[A-Z][A-Za-z]+", name)] == []
