"""`osh-incidents facts` as the operator runs it."""

from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from osh_incidents.cli import app
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.support import bodies, changes
from tests.support.operator import commands_reach
from tests.support.service import Service
from tests.support.world import SEALER


@pytest.fixture(autouse=True)
def reached(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands_reach(service, tmp_path, monkeypatch, "https://osh.example")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["facts", *words])


def changed(service: Service) -> FactRow:
    changes.declared(service, bodies.dead())
    with transaction(service.database, "hp", SEALER) as uow:
        fact = uow.session.scalars(select(FactRow)).one()
        fact.sector = "A"
    return fact


def test_each_authority_is_verified_and_told_of(service: Service) -> None:
    changes.declared(service, bodies.dead())

    told = run("verify")

    assert (told.exit_code, told.stdout) == (
        0,
        "hp: 1 cases, 0 from before, 0 differences\nvn: 0 cases, 0 from before, 0 differences\n",
    )


def test_a_difference_is_a_line_and_ends_with_one(service: Service) -> None:
    fact = changed(service)

    told = run("verify", "--authority", "hp")

    assert told.exit_code == 1
    line, summary = told.stdout.splitlines()
    since = fact.known_from.isoformat()
    named = f"hp: case {fact.case_id}, victim {fact.victim_id}, known from {since}, sector"
    assert line == f"{named}: the table differs from the log"
    assert summary == "hp: 1 cases, 0 from before, 1 differences"


def test_a_rebuild_tells_what_it_wrote_and_leaves_nothing_to_find(service: Service) -> None:
    changed(service)

    told = run("rebuild", "--authority", "hp")

    assert (told.exit_code, told.stdout) == (
        0,
        "hp: 1 cases, 0 from before and left, 1 versions written, 1 removed\n",
    )
    assert run("verify").exit_code == 0


def test_an_authority_that_is_not_served_is_refused() -> None:
    told = run("verify", "--authority", "xx")

    assert told.exit_code == 2
    assert "hp, vn" in told.output
