"""`osh-incidents demo` as a user meets it."""

import json
import socket
import stat
import subprocess
from itertools import chain
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from osh_incidents.demo.directory import Directory
from osh_incidents.domain.authority import GRANTS, Permission, Reach, Role
from osh_incidents.domain.vocabulary import Level
from osh_incidents.domain.workflow.registry import CASE_WORKFLOWS, CLAIM_WORKFLOWS
from osh_incidents.persistence.engine import open_database
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.findings import InvestigationRow
from tests.demo.conftest import COMMAND, Demo, free_port, printed_by, start

WITH_CASES = [
    role
    for role, grant in GRANTS.items()
    if Permission.CASES_READ in grant.permissions and grant.reach is not Reach.FUND
]
"""Claims on the fund are not kept yet, so the insurance agency has nothing to see."""

pytestmark = pytest.mark.xdist_group("demo")


def test_there_is_one_account_of_each_role_for_its_owner_alone(demo: Demo) -> None:
    accounts = json.loads((demo.directory / "accounts.json").read_text(encoding="utf-8"))

    assert [account["role"] for account in accounts] == [role.value for role in Role]
    assert {tuple(account) for account in accounts} == {("role", "client_id", "client_secret")}
    for name in ("accounts.json", "national.json", "token.pem", "field.key"):
        assert stat.S_IMODE((demo.directory / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(("index", "status"), [(0, "201"), (1, "200"), (2, "200"), (3, "200")])
def test_every_printed_request_works_when_pasted(demo: Demo, index: int, status: str) -> None:
    pasted = demo.curls[index] + " -o /dev/null -w '%{http_code}'"

    assert subprocess.check_output(["bash", "-c", pasted], text=True) == status


def test_the_printed_requests_show_something(demo: Demo) -> None:
    declared, listed, computed = (
        json.loads(subprocess.check_output(["bash", "-c", curl])) for curl in demo.curls[:3]
    )

    (odd,) = declared["declaration"]["warnings"]
    assert odd["code"] == "check_digit"
    assert declared["case"]["severity"] == "severe"
    assert len(listed["items"]) == 3
    assert {cell["sector"] for cell in computed["cells"]} >= {"C", "F", "H"}
    assert computed["total"]["headline"]["numerator"] > 50


@pytest.mark.parametrize("role", WITH_CASES)
def test_who_may_see_cases_finds_some(demo: Demo, role: Role) -> None:
    login, service = Directory(demo.directory).login(role), f"http://127.0.0.1:{demo.port}"
    form = {
        "grant_type": "client_credentials",
        "client_id": login.client_id,
        "client_secret": login.client_secret,
    }
    token = httpx.post(f"{service}/oauth/token", data=form).json()["access_token"]
    answer = httpx.get(f"{service}/api/v1/cases", headers={"Authorization": f"Bearer {token}"})

    assert answer.json()["items"]


def test_every_state_of_every_track_occurs(demo: Demo) -> None:
    database = open_database(f"sqlite:///{demo.directory}/db/common.db", ("hp",))
    with database.session("hp", readonly=True) as session:
        cases = session.scalars(select(CaseRow)).all()
        rounds = session.scalars(select(InvestigationRow)).all()
        claims = set(session.scalars(select(ClaimRow.state)))
        begun = {one.case_id for one in rounds}
    database.dispose()

    # A round that was handed over keeps its state, while its case goes on with the next one.
    at_level = {(one.level, one.state) for one in rounds} | {
        (case.level, case.investigation) for case in cases if case.id not in begun
    }
    for name, workflow in CASE_WORKFLOWS.items():
        track, _, level = name.partition("-")
        found = (
            {state for at, state in at_level if at == Level(level.replace("-", "_"))}
            if level
            else {getattr(case, track) for case in cases}
        )
        assert found - {None} == set(workflow.states), name
    assert claims == set(chain(*(workflow.states for workflow in CLAIM_WORKFLOWS.values())))


def test_a_directory_that_is_complete_is_used_again(demo: Demo) -> None:
    port, before = free_port(), (demo.directory / "accounts.json").read_bytes()
    with start(demo.directory, port) as process:
        try:
            assert str(port) in printed_by(process, port)
        finally:
            process.terminate()

    assert (demo.directory / "accounts.json").read_bytes() == before


def test_a_port_that_is_taken_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        directory = tmp_path / "demo"
        with start(directory, port) as process:
            printed, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert f"Port {port} is taken" in printed
    assert not directory.exists()


def test_a_directory_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with start(tmp_path, free_port()) as process:
        printed, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "holds something else" in printed
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_a_half_made_directory_is_made_anew(tmp_path: Path) -> None:
    half = Directory(tmp_path / "demo")
    half.begin()
    (half.path / "db").mkdir()

    assert not half.is_foreign
    assert not half.is_complete
    half.begin()
    assert not (half.path / "db").exists()


def test_the_command_explains_itself() -> None:
    told = subprocess.check_output([*COMMAND, "--help"], text=True)

    assert "--port" in told
    assert "--directory" in told
