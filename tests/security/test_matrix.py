"""Every login on every operation on every record: what each cell must answer.

Permission follows from the published scope and the grants, reach from `matrix_policy`, which is
written down by hand. Where the role does not hold the permission the record makes no difference
before the door, so those cells are tried on one record and on none only.
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import event

from osh_incidents.domain.authority import GRANTS, Permission, Role
from osh_incidents.persistence.engine import Database, open_database
from tests.conftest import Engine
from tests.support import matrix_policy as policy
from tests.support import matrix_records, world
from tests.support.deriving import openapi
from tests.support.matrix_records import Ids, Records
from tests.support.service import Service

PUBLIC = {
    "issue_token",
    "get_jwks",
    "get_authorization_server",
    "explain_problem",
    "get_health",
    "get_readiness",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as it is published."""

    name: str
    method: str
    path: str
    needs: frozenset[Permission]
    parameters: frozenset[str]

    def is_for(self, login: str) -> bool:
        return self.needs <= GRANTS[role_of(login)].permissions


def operations() -> Iterator[Operation]:
    paths: Any = openapi()["paths"]
    for path, methods in paths.items():
        for method, told in methods.items():
            scopes = [one for entry in told.get("security", []) for one in entry["oauth2"]]
            asked = {one["name"] for one in told.get("parameters", []) if one["in"] == "query"}
            named = {*re.findall(r"{(\w+)}", path), *(asked & {"case_id"})}
            if told["operationId"] == "decide_on_duplicate":
                named.add("other_id")
            yield Operation(
                told["operationId"],
                method.upper(),
                path,
                frozenset(map(Permission, scopes)),
                frozenset(named),
            )


def role_of(login: str) -> Role:
    return Role(policy.ROLE_OF.get(login, login))


LEAST_CELLS = 120
ALL = list(operations())
GUARDED = [one for one in ALL if one.name not in PUBLIC]


@dataclass
class Matrix:
    """The records, and how many statements the databases were sent."""

    records: Records
    statements: int = 0
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        service = self.records.service
        self.headers = {login: service.headers(login) for login in policy.CASES}
        for engine in {service.database.writer, service.database.reader}:
            event.listen(engine, "before_cursor_execute", self._count)

    def _count(self, *_: Any) -> None:
        self.statements += 1

    def ask(self, login: str, operation: Operation, ids: Ids) -> tuple[Response, int]:
        """Return the answer to *operation* on the record of *ids*, and by how many statements."""
        call, known = policy.CALLS[operation.name], {**matrix_records.absent(), **ids}
        query = dict(call.query)
        if "{case_id}" not in operation.path and "case_id" in operation.parameters:
            query["case_id"] = known["case_id"]
        body = call.body
        if operation.name == "decide_on_duplicate":
            body = {**body, "case_id": known["other_id"]}
        before = self.statements
        answer = self.records.service.client.request(
            operation.method,
            operation.path.format_map(policy.NAMED | known),
            params=query,
            json=body,
            headers=self.headers[login],
        )
        return answer, self.statements - before


@dataclass(frozen=True, slots=True)
class Tried:
    """A cell, and what was answered."""

    operation: str
    login: str
    name: str
    expected: str
    answer: Response
    statements: int

    def __str__(self) -> str:
        return f"{self.operation} of {self.name} by {self.login}: {self.answer.status_code}"


def said(answer: Response) -> dict[str, Any]:
    """Return all that an answer says, but for the address asked and the name of the request."""
    body = answer.json()
    assert body.pop("instance") == answer.request.url.path
    heads = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    return {"status": answer.status_code, "body": body, "heads": heads}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def matrix(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Matrix]:
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    database = cloned(engine, tmp_path_factory)
    records = matrix_records.build(Service(database, engine.logins))
    with records.service.client:
        yield Matrix(records)
    database.dispose()
    if engine.server is not None:
        engine.server.drop_database("matrix")


@pytest.fixture(scope="module")
def tried(matrix: Matrix) -> list[Tried]:
    """Every cell, tried once; on the second engine half of those that ask it for reach.

    What the door decides is the same on both, and operations on cases share one look-up.
    """
    found, whole = [], matrix.records.service.database.is_sqlite
    for number, operation in enumerate(GUARDED):
        every = operation.name == "get_case"
        for login in policy.CASES if every else Role:
            for name, ids, expected in cells(matrix, login, operation, number):
                if not (whole or every or (name != "any" and number % 2)):
                    continue
                if operation.name == "take_back_decision_on_duplicate" and expected == "answered":
                    service = matrix.records.service
                    matrix_records.keep_apart(service, login, ids["case_id"], ids["other_id"])
                answer, statements = matrix.ask(login, operation, ids)
                if operation.name == "end_webhook" and expected == "answered":
                    matrix_records.begin_again(matrix.records.service, login, ids)
                found.append(Tried(operation.name, login, name, expected, answer, statements))
    return found


def cloned(engine: Engine, folders: pytest.TempPathFactory) -> Database:
    if engine.server is None:
        folder = folders.mktemp("matrix")
        shutil.copytree(engine.template, folder / "db")
        return open_database(f"sqlite:///{folder}/db/common.db", world.AUTHORITIES)
    engine.server.create_database("matrix", template=engine.template)
    return open_database(engine.server.url("matrix"), world.AUTHORITIES)


def test_every_operation_has_its_call_in_the_matrix() -> None:
    assert set(policy.CALLS) == {one.name for one in GUARDED}


def test_every_operation_asks_for_a_permission_or_is_public_on_purpose() -> None:
    assert {one.name for one in ALL if not one.needs} == PUBLIC


def test_every_role_is_in_the_matrix() -> None:
    assert {role_of(login) for login in policy.CASES} == set(Role)


def test_every_cell_answers_what_permission_and_reach_say(tried: list[Tried]) -> None:
    wrong = [one for one in tried if kind_of_answer(one.answer) != one.expected]
    assert [(str(one), one.answer.text) for one in wrong] == []


def test_no_kind_of_cell_is_left_out(tried: list[Tried]) -> None:
    counted = Counter(one.expected for one in tried)
    assert min(counted["answered"], counted["not found"]) > LEAST_CELLS, counted


def test_what_is_out_of_reach_is_told_as_what_is_not_there(tried: list[Tried]) -> None:
    differ = [
        str(one) for one, none in out_of_reach(tried) if said(one.answer) != said(none.answer)
    ]
    assert not differ, "\n".join(differ)


def test_what_is_out_of_reach_costs_as_many_statements_as_what_is_not_there(
    tried: list[Tried],
) -> None:
    differ = [
        f"{one}: {one.statements}, not {none.statements}"
        for one, none in out_of_reach(tried)
        if one.statements != none.statements
    ]
    assert not differ, "\n".join(differ)


def out_of_reach(tried: list[Tried]) -> list[tuple[Tried, Tried]]:
    """Return what was out of reach, each with the same on no record."""
    hidden = [one for one in tried if one.expected == "not found"]
    absent = {(one.login, one.operation): one for one in hidden if one.name == "absent"}
    found = [(one, absent[one.login, one.operation]) for one in hidden if one.name != "absent"]
    assert len(found) > LEAST_CELLS
    return found


Cell = tuple[str, Ids, str]


def cells(matrix: Matrix, login: str, operation: Operation, number: int) -> Iterator[Cell]:
    """Yield the records on which *login* tries *operation*, and what each must answer.

    One operation on cases is tried on all of them. On every other each login tries one record in
    reach, one out of reach and none: those of the same and of another authority take turns with
    the *number* of the operation, and so do the records of either.
    """
    kind = policy.kind_of(matrix.records, set(operation.parameters))
    if kind is None or not operation.is_for(login):
        ids = next(iter(kind.records.values())) if kind else {}
        yield "any", ids, "answered" if operation.is_for(login) else "forbidden"
        return
    seen = {name for name in kind.records if login in kind.seen_by[name]}
    able = {
        name
        for name in seen & policy.TRACKS.get(operation.name, seen)
        if operation.parameters - {*policy.NAMED} <= set(kind.records[name])
    }
    near = {name for name in kind.records if name not in seen and is_near(login, name)}
    far = set(kind.records) - seen - near
    every, turn = operation.name == "get_case", number + list(policy.CASES).index(login)
    hidden = near | far if every else ((near or far) if turn % 2 else (far or near))
    for chosen, expected in ((able, "answered"), (hidden, "not found")):
        for name in some(chosen, turn // 2, every=every):
            yield name, kind.records[name], expected
    yield "absent", {}, "not found"


def is_near(login: str, name: str) -> bool:
    """Whether a record is of the authority of *login*."""
    return login.startswith("national") is name.startswith(("foreign", "vn"))


def some(names: set[str], number: int, *, every: bool) -> list[str]:
    ordered = sorted(names)
    return ordered if every or not ordered else [ordered[number % len(ordered)]]


def kind_of_answer(answer: Response) -> str:
    kinds = {401: "unknown caller", 403: "forbidden", 404: "not found", 405: "no such operation"}
    fault = "fault" if answer.status_code >= 500 else "answered"
    return kinds.get(answer.status_code, fault)
