"""The published contract: current, valid, and true."""

import json
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from osh_incidents import migrating
from osh_incidents.api import problems
from osh_incidents.domain.errors import DomainError
from tests.support.deriving import derived, openapi
from tests.support.service import Service

CONTRACT: Any = openapi()


@pytest.mark.parametrize("path", sorted(derived()))
def test_each_derived_file_is_current(path: str) -> None:
    committed = (migrating.ROOT / path).read_text(encoding="utf-8")

    assert committed == derived()[path], "run: make derive"


def test_no_derived_file_is_left_over() -> None:
    folder = migrating.ROOT / "openapi"
    there = {one.relative_to(migrating.ROOT).as_posix() for one in folder.rglob("*.*")}

    assert there == {path for path in derived() if path.startswith("openapi/")}


def test_the_contract_is_valid_openapi_3_1() -> None:
    assert CONTRACT["openapi"].startswith("3.1")
    validate(json.loads(json.dumps(CONTRACT)), cls=OpenAPIV31SpecValidator)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_service_publishes_this_very_contract(service: Service) -> None:
    assert service.client.get("/api/v1/openapi.json").json() == json.loads(json.dumps(CONTRACT))


def test_every_operation_has_an_id_of_its_own_and_a_bilingual_summary() -> None:
    operations = [one for path in CONTRACT["paths"].values() for one in path.values()]
    ids = [operation["operationId"] for operation in operations]

    assert len(ids) == len(set(ids))
    assert all(operation["summary"] for operation in operations)


def test_both_kinds_of_declaration_carry_a_vietnamese_example() -> None:
    schemas = CONTRACT["components"]["schemas"]

    for name in ("AccidentDeclarationIn", "DiseaseDeclarationIn"):
        (example,) = schemas[name]["examples"]
        assert example["workplace"]["name"] == "Công ty TNHH Cơ khí Ví Dụ"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_type_of_every_problem_is_a_page_that_exists(service: Service) -> None:
    slugs = [kind.slug for kind in problems.STATUS]
    slugs += [problems.slug_of(title) for title in problems.OTHER_TITLES.values()]

    for slug in slugs:
        page = service.client.get(f"{problems.BASE}/{slug}")
        assert page.status_code == 200, slug
        assert page.json()["code"] == slug


def test_every_refusal_of_the_domain_has_a_status_and_a_slug_of_its_own() -> None:
    kinds = DomainError.__subclasses__()

    assert set(kinds) == set(problems.STATUS)
    assert len({kind.slug for kind in kinds}) == len(kinds)
