"""Random files with planted faults: exactly those are found, the same in each form."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osh_incidents.persistence.engine import open_database
from tests.conftest import Engine
from tests.support import imports, world
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
