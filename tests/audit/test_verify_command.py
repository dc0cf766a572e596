"""`osh-incidents verify` and `audit seal`, as an operator runs them."""

from pathlib import Path

import pytest

from osh_incidents.persistence.engine import Database
from tests.support import bodies, walks
from tests.support.operator import Operator
from tests.support.service import Service

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def operator(database: Database, tmp_path: Path) -> Operator:
    return Operator(database, tmp_path)


@pytest.fixture
def case_id(service: Service) -> str:
    declared: str = service.declare("employer", bodies.accident())["case"]["id"]
    walks.register(service, declared)
    return declared


def change_a_state(database: Database) -> None:
    with database.session("hp") as session:
        session.connection().exec_driver_sql("UPDATE hp.\"case\" SET handling = 'done'")
        session.commit()


@pytest.mark.usefixtures("case_id")
def test_whole_records_end_well(operator: Operator) -> None:
    answer = operator.run("verify")

    assert answer.exit_code == 0, answer.output
    assert "2 entries" in answer.output


@pytest.mark.usefixtures("case_id")
def test_any_difference_is_told_and_ends_with_1(operator: Operator) -> None:
    change_a_state(operator.database)

    answer = operator.run("verify", "--authority", "hp")

    assert answer.exit_code == 1
    assert "hp HP-2026-000001 state_differs (handling)" in answer.output


@pytest.mark.usefixtures("case_id")
def test_what_is_sealed_verifies_against_the_file(operator: Operator) -> None:
    file = operator.folder / "roots.jsonl"
    sealed = operator.run("audit", "seal", "--file", str(file))
    assert sealed.exit_code == 0, sealed.output

    answer = operator.run("verify", "--root", str(file))

    assert answer.exit_code == 0, answer.output
    assert "2 signed roots" in answer.output


@pytest.mark.usefixtures("case_id")
def test_sealing_again_on_the_same_day_adds_nothing(operator: Operator) -> None:
    file = operator.folder / "roots.jsonl"
    for _ in range(2):
        operator.run("audit", "seal", "--file", str(file))

    assert len(file.read_text(encoding="ascii").splitlines()) == len(operator.database.authorities)


@pytest.mark.usefixtures("case_id")
def test_a_file_that_another_key_signed_is_refused(operator: Operator) -> None:
    file, other = operator.folder / "roots.jsonl", operator.folder / "other.pem"
    operator.run("audit", "seal", "--file", str(file))
    operator.run("audit", "new-key", str(other))

    answer = operator.run("verify", "--root", str(file), OSH_AUDIT_KEY_FILE=str(other))

    assert answer.exit_code == 1
    assert "root_forged" in answer.output


@pytest.mark.usefixtures("case_id")
def test_signatures_are_checked_with_the_public_key_alone(operator: Operator) -> None:
    file, public = operator.folder / "roots.jsonl", operator.folder / "public.pem"
    operator.run("audit", "seal", "--file", str(file))
    public.write_text(operator.run("audit", "public-key").output, encoding="ascii")

    answer = operator.run(
        "verify", "--root", str(file), "--public-key", str(public), OSH_AUDIT_KEY_FILE=""
    )

    assert answer.exit_code == 0, answer.output
