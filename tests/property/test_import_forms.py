"""Random files with planted faults: exactly those are found, the same in each form."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osh_incidents.persistence.engine import open_database
from tests.conftest import Engine
from tests.support import imports, returns, world
from tests.support.imports import CSV, NDJSON, XLSX, row
from tests.support.service import Service

FAULTS = {
    "sex": ("x", "/victims/0/sex", "not_in_list"),
    "area": ("113", "/workplace/area_code", "bad_format"),
    "tax_code": ("0200556677", "/workplace/tax_code", "not_your_unit"),
    "vsic": ("04000", "/workplace/vsic_code", "unknown_code"),
    "occurred": ("03/03/2031 09:30", "/accident/occurred_at", "in_future"),
    "citizen_id": ("12", "/victims/0/citizen_id", "bad_format"),
    "description": ("a\u202eb", "/accident/description", "bad_characters"),
    "name": ("", "/victims/0/full_name", "required"),
}
PLANTED = st.lists(
    st.sets(st.sampled_from(sorted(FAULTS)), max_size=3).map(frozenset), min_size=1, max_size=6
)


@pytest.fixture(scope="module")
def one(sqlite_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("imports")
    shutil.copytree(sqlite_engine.template, Path(folder) / "db")
    database = open_database(f"sqlite:///{folder}/db/common.db", world.AUTHORITIES)
    return Service(database, sqlite_engine.logins)


@given(planted=PLANTED)
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_exactly_the_planted_faults_are_found_in_each_form(
    one: Service, planted: list[frozenset[str]]
) -> None:
    many = [
        row(number, **{name: FAULTS[name][0] for name in faults})
        for number, faults in enumerate(planted)
    ]
    expected = [sorted(FAULTS[name][1:] for name in faults) for faults in planted]
    files = {
        CSV: imports.as_csv(many, ";"),
        XLSX: imports.as_xlsx(many),
        NDJSON: imports.as_ndjson(map(imports.document, many)),
    }
    for media_type, content in files.items():
        found = imports.taken_in(one, content, media_type, mode="validate")
        wrong = sum(1 for faults in planted if faults)
        assert imports.told(found).get("rejected", 0) == wrong
        assert [faults_of(told) for told in imports.rows(one, found)] == expected


def faults_of(told: Any) -> list[tuple[str, str]]:
    return sorted((fault["pointer"], fault["code"]) for fault in told["faults"])


IN_RETURNS = {
    "period": ("2026-Q1", "/reference", "bad_format"),
    "tax_code": ("0200556677", "/tax_code", "not_your_unit"),
    "occurred": ("03/03/2031", "/occurred_on", "in_future"),
    "area": ("99999", "/area_code", "unknown_area"),
    "name": ("", "/victims/0/full_name", "required"),
    "sex": ("x", "/victims/0/sex", "not_in_list"),
    "birth_year": ("2099", "/victims/0/birth_year", "after_event"),
    "citizen_id": ("12", "/victims/0/citizen_id", "bad_format"),
}
PLANTED_IN_RETURNS = st.lists(
    st.sets(st.sampled_from(sorted(IN_RETURNS)), max_size=3)
    # On another day the code may be of no unit and the birth in order: one fault of them at a time.
    .filter(lambda names: "occurred" not in names or not names & {"area", "birth_year"})
    .map(frozenset),
    min_size=1,
    max_size=6,
)


@given(planted=PLANTED_IN_RETURNS)
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_exactly_the_planted_faults_are_found_in_returns(
    one: Service, planted: list[frozenset[str]]
) -> None:
    many = [
        returns.row(number, **{name: IN_RETURNS[name][0] for name in faults})
        for number, faults in enumerate(planted)
    ]
    expected = [sorted(IN_RETURNS[name][1:] for name in faults) for faults in planted]
    table = returns.cells(many)
    files = {
        CSV: imports.csv_of(table, ";"),
        XLSX: imports.xlsx_of(table),
        NDJSON: imports.as_ndjson(map(returns.document, many)),
    }
    for media_type, content in files.items():
        query = {"kind": "return_victims", "mode": "validate"}
        found = imports.taken_in(one, content, media_type, **query)
        wrong = sum(1 for faults in planted if faults)
        assert imports.told(found) == {
            name: count
            for name, count in {"accepted": len(planted) - wrong, "rejected": wrong}.items()
            if count
        }
        assert [faults_of(told) for told in imports.rows(one, found)] == expected
