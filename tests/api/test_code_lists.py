"""Every closed list of codes can be fetched, as JSON and as a table."""

import csv
from typing import Any

import pytest

from osh_incidents.api.routers.code_lists import LISTS
from osh_incidents.domain.law.catalogue import SHIPPED
from tests.support.deriving import openapi
from tests.support.service import Service

NOT_LISTS = {"Format"}
"""Closed, but not codes of records."""


def kebab(name: str) -> str:
    return "".join(f"-{one}" if one.isupper() else one for one in name).lower().lstrip("-")


def test_every_closed_vocabulary_of_the_contract_is_a_list() -> None:
    contract: Any = openapi()
    schemas = contract["components"]["schemas"]
    closed = {name for name, schema in schemas.items() if "enum" in schema} - NOT_LISTS

    assert {kebab(name) for name in closed} - set(LISTS) == set()
    for name in closed:
        codes = {one.code for one in LISTS[kebab(name)].entries(SHIPPED)}
        assert set(schemas[name]["enum"]) == codes, name


def test_every_list_is_named(service: Service) -> None:
    items = service.get("employer", "/code-lists").json()["items"]

    assert [one["name"] for one in items] == list(LISTS)


def test_a_list_tells_its_codes_in_both_languages(service: Service) -> None:
    codes = service.get("employer", "/code-lists/sex").json()["codes"]

    assert {"code": "female", "label_vi": "nữ", "label_en": "female"}.items() <= codes[0].items()


@pytest.mark.parametrize(("name", "query"), [("sex.csv", {}), ("sex", {"format": "csv"})])
def test_a_list_can_be_had_as_a_table(service: Service, name: str, query: dict[str, str]) -> None:
    answer = service.get("employer", f"/code-lists/{name}", **query)

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert [row["code"] for row in rows] == [one.code for one in LISTS["sex"].entries(SHIPPED)]


def test_what_changed_with_the_law_is_dated(service: Service) -> None:
    codes = service.get("employer", "/code-lists/areas").json()["codes"]

    assert {one["until"] for one in codes} == {"2025-07-01", None}


def test_a_disease_that_was_added_later_begins_then(service: Service) -> None:
    codes = service.get("employer", "/code-lists/insured-diseases").json()["codes"]

    assert {one["since"] for one in codes} > {"2016-07-01", "2023-04-01"}


def test_a_wording_that_stays_is_told_once() -> None:
    codes = [one.code for one in LISTS["insured-diseases"].entries(SHIPPED)]

    assert codes.count("1") == 1


def test_there_is_no_list_of_another_name(service: Service) -> None:
    assert service.get("employer", "/code-lists/none").status_code == 404
