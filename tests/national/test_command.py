from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from typer.testing import CliRunner

from osh_incidents.api.schemas.declarations import AccidentDeclarationIn
from osh_incidents.cli import app
from osh_incidents.national import command
from osh_incidents.national.records import Record, unit_records
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import declarations
from osh_incidents.services.declarations import Sent
from osh_incidents.services.moves import By
from tests.conftest import Engine
from tests.national.conftest import National
from tests.support.world import BEGINNING, SEALER

BATCH = 500


def take_in(database: Database, engine: Engine, records: list[Record]) -> None:
    """Take in *records* by many at once, as a file of them is."""
    account = engine.logins["national-inspector"].account_id
    for first in range(0, len(records), BATCH):
        sent = [AccidentDeclarationIn.model_validate(one) for one in records[first : first + BATCH]]
        with transaction(database, "vn", SEALER) as uow:
            actor = uow.accounts.actor(account, BEGINNING.date())
            assert actor is not None
            by = By(actor, BEGINNING)
            found = declarations.declare_all(uow, [Sent(by, one.declaration()) for one in sent])
        assert all(isinstance(one, CaseRow) for one in found)


@pytest.mark.long
@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
def test_two_years_of_unit_records_are_counted_as_published(
    national: National, database: Database, engine: Engine
) -> None:
    for year in (2021, 2022):
        take_in(database, engine, list(unit_records(year)))

    # How records are sent is shown by those of a small country.
    result = national("--years", "2021,2022", "--only-compare")

    assert result.exit_code == 0, result.output
    assert "22 of 22 published counts equal" in result.output
    assert "2021 severely_hurt/no_contract: published 259 (derived" in result.output
    assert "change of fatal_accidents: published -3.9 %, computed -3.9 %" in result.output


@pytest.mark.usefixtures("a_small_country")
def test_a_second_run_is_refused_and_a_comparison_alone_is_not(national: National) -> None:
    first = national("--years", "2021-2022")
    assert first.exit_code == 0
    assert "22 of 22 published counts equal" in first.output

    again = national("--years", "2022")

    assert again.exit_code == 2
    assert "đã có vụ tai nạn" in again.output
    assert "already has accidents" in again.output
    assert national("--years", "2021-2022", "--only-compare").exit_code == 0


@pytest.mark.usefixtures("a_small_country")
def test_a_record_missing_in_the_database_is_found(national: National, database: Database) -> None:
    assert national("--years", "2021-2022").exit_code == 0
    with transaction(database, "vn", SEALER, snapshot=True) as uow:
        one = uow.session.scalars(
            select(FactRow.id).where(FactRow.occurred_on >= date(2022, 1, 1))
        ).first()
        uow.session.execute(delete(FactRow).where(FactRow.id == one))
        uow.tallies.renew()

    result = national("--years", "2021-2022", "--only-compare")

    assert result.exit_code == 1
    assert "2022 victims: published 13 (verified: ministry notice), computed 12" in result.output


@pytest.mark.usefixtures("a_small_country")
def test_a_record_that_was_not_sent_is_found(
    national: National, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_less(year: int) -> Iterable[Record]:
        return list(unit_records(year))[1:]

    monkeypatch.setattr(command, "unit_records", one_less)

    assert national("--years", "2021").exit_code == 1


@pytest.mark.usefixtures("a_small_country")
def test_a_refused_record_stops_the_run(
    national: National, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "unit_records", lambda _: [{"kind": "accident"}] * 50)

    result = national("--years", "2021")

    assert result.exit_code == 2
    assert "The service refused: 422" in result.output


@pytest.mark.usefixtures("a_small_country")
def test_ctrl_c_ends_cleanly(national: National, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "send_all", interrupted)

    result = national("--years", "2021")

    assert result.exit_code == 130
    assert "What was sent is kept" in result.output


def test_a_wrong_secret_is_refused(national: National) -> None:
    result = national("--client-id", "national-inspector", "--client-secret", "wrong")

    assert result.exit_code == 2
    assert "The service refused: 401" in result.output


def test_nobody_listening_is_told() -> None:
    options = ["--url", "http://127.0.0.1:1", "--client-id", "a", "--client-secret", "b"]

    result = CliRunner().invoke(app, ["national", *options])

    assert result.exit_code == 2
    assert "Cannot connect to http://127.0.0.1:1" in result.output


@pytest.mark.parametrize("text", ["", "[]", '{"role": "employer"}', "[3]", "{"])
def test_a_file_without_an_inspector_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accounts.json"
    path.write_text(text)

    result = CliRunner().invoke(app, ["national", "--accounts", str(path)])

    assert result.exit_code == 2
    assert "No account" in result.output


@pytest.mark.parametrize("years", ["2017", "2018-2025", "x", "", "2024-2018"])
def test_years_that_are_not_published_are_refused(years: str) -> None:
    result = CliRunner().invoke(app, ["national", "--years", years])

    assert result.exit_code == 2


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://osh.test", "http://", "http://a:b", ""])
def test_what_is_no_address_is_refused(url: str) -> None:
    result = CliRunner().invoke(app, ["national", "--url", url])

    assert result.exit_code == 2
    assert "--url" in result.output
