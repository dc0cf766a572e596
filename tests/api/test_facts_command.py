"""`osh-incidents facts` as the operator runs it."""

from pathlib import Path

import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner, Result

from osh_incidents.cli import app
from osh_incidents.persistence.tables.figures import TALLY, FactRow
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
    line, *cells, summary = told.stdout.splitlines()
    since = fact.known_from.isoformat()
    named = f"hp: case {fact.case_id}, victim {fact.victim_id}, known from {since}, sector"
    assert line == f"{named}: the table differs from the log"
    # The fact now lies in a cell to whose tally it was never added.
    assert len(cells) == 2
    assert summary == "hp: 1 cases, 0 from before, 3 differences"


def test_a_rebuild_tells_what_it_wrote_and_leaves_nothing_to_find(service: Service) -> None:
    changed(service)

    told = run("rebuild", "--authority", "hp")

    assert (told.exit_code, told.stdout) == (
        0,
        "hp: 1 cases, 0 from before and left, 1 versions written, 1 removed\n",
    )
    assert run("verify").exit_code == 0


def test_a_tally_that_is_not_what_the_facts_add_up_to_is_named_by_its_cell(
    service: Service,
) -> None:
    service.declare("employer", bodies.accident(bodies.victim()))
    with transaction(service.database, "hp", SEALER) as uow:
        uow.session.execute(update(TALLY).values(accidents=7))

    told = run("verify")

    assert told.exit_code == 1
    assert told.stdout.splitlines()[:2] == [
        "hp: tally of 2026-H1, area 11311, sector C: not what the facts add up to",
        "hp: 1 cases, 0 from before, 1 differences",
    ]
    assert run("rebuild").exit_code == 0
    assert run("verify").exit_code == 0


def test_an_authority_that_is_not_served_is_refused() -> None:
    told = run("verify", "--authority", "xx")

    assert told.exit_code == 2
    assert "hp, vn" in told.output
