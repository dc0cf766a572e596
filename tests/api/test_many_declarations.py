"""Many declarations at once are stored as if each had been sent after the one before it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from sqlalchemy import Table, event, select

from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.errors import InvalidFields, NoRuleInForce
from osh_incidents.persistence.base import AuthorityBase
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import declarations, log
from osh_incidents.services.declarations import Sent
from osh_incidents.services.moves import By
from tests.support import bodies
from tests.support.bodies import Body
from tests.support.service import Service
from tests.support.statements import counted
from tests.support.world import AREA, BEGINNING, OTHER_AREA, OTHER_TAX_CODE, SEALER, TAX_CODE

ONE_BY_ONE, AT_ONCE = "hp", "vn"
"""Two authorities of one database: what is in the one must come to be in the other."""

PARSED: TypeAdapter[Any] = TypeAdapter(DeclarationIn)
UNKNOWN_AREA = "99999"
OLD_AREA_DAY = "2024-05-06"
AN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SEALED = re.compile(r"(.*)_sealed")
MADE_ANEW = {"id", "tracking_no", "hash", "previous_hash", "facts_sha256"}
"""Columns whose values differ although they mean the same."""

people = st.lists(
    st.sampled_from(
        [
            bodies.victim(),
            bodies.victim(citizen_id="031190000000", birth_date="1990-05-02"),
            bodies.victim(full_name="Tran Thi Binh", condition="severe", injury_codes=["033"]),
            bodies.victim(full_name="Lê Văn Giang", sex="male", employer_tax_code=OTHER_TAX_CODE),
            bodies.dead(full_name="Phạm Thị Hà", forensic_reference="Số 7"),
        ]
    ),
    min_size=1,
    max_size=2,
)


@st.composite
def accidents(draw: st.DrawFn) -> Body:
    tax_code = draw(st.sampled_from([TAX_CODE, OTHER_TAX_CODE]))
    area = draw(st.sampled_from([AREA, OTHER_AREA, OTHER_AREA, UNKNOWN_AREA]))
    day = draw(st.sampled_from(["2026-03-03", "2026-03-04", "2026-02-26", "2026-05-01"]))
    at = f"{day}T09:{draw(st.sampled_from(['00', '30']))}:00+07:00"
    body = bodies.accident(*draw(people), area_code=area, occurred_at=at, known_at=None)
    body["workplace"] = body["workplace"] | {"tax_code": tax_code, "area_code": OTHER_AREA}
    return body


@st.composite
def diseases(draw: st.DrawFn) -> Body:
    body = bodies.disease(list_no=draw(st.sampled_from([1, 2])))
    body["victims"] = [bodies.victim(**draw(st.sampled_from([{}, bodies.another(1)])))]
    return body


def parsed(body: Body) -> Declaration:
    found: Declaration = PARSED.validate_python(body).declaration()
    return found


def take_in(service: Service, authority: str, batch: list[Body], now: datetime) -> list[str]:
    """Declare *batch* in one transaction; return of each what became of it."""
    with transaction(service.database, authority, SEALER) as uow:
        actor = uow.accounts.actor(service.world["inspector"].account_id, now.date())
        assert actor is not None
        by = By(actor, now)
        found = declarations.declare_all(uow, [Sent(by, parsed(body)) for body in batch])
        return [_told(one) for one in found]


def _told(found: CaseRow | InvalidFields | NoRuleInForce) -> str:
    if isinstance(found, CaseRow):
        return "taken in"
    return ", ".join(f"{fault.pointer} {fault.code}" for fault in found.errors)


def stored(database: Database, authority: str) -> list[str]:
    """Return everything stored for *authority*, with ids numbered as they come."""
    with transaction(database, authority, SEALER, readonly=True) as uow:
        written = [
            f"{table.name} {row}"
            for table in AuthorityBase.metadata.sorted_tables
            for row in _rows(uow, table)
        ]
    numbers: dict[str, int] = {}
    return [
        AN_ID.sub(lambda one: f"#{numbers.setdefault(one[0], len(numbers))}", line)
        for line in written
    ]


ORDER = {
    "action": ("case_id", "seq"),
    "chain_head": ("case_id", "seq"),
    "outbox": ("subject_id", "number"),
}
"""What is in order within a case alone."""


def _rows(uow: UnitOfWork, table: Table) -> Iterator[dict[str, Any]]:
    ordered = [table.c[name] for name in ORDER.get(table.name, ("id",)) if name in table.c]
    rows = [row._asdict() for row in uow.session.execute(select(table).order_by(*ordered))]
    if table.name == "tally":
        yield _added_up(rows)
        return
    for row in rows:
        yield {name: _opened(uow, table, row, name) for name in row if name not in MADE_ANEW} | {
            "id": str(row.get("id"))
        }


def _added_up(rows: list[dict[str, Any]]) -> dict[str, Any]:
    cells: dict[str, dict[str, int]] = {}
    for row in rows:
        key = f"{row['year']} {row['half']} {row['area_code']} {row['sector']}"
        cell = cells.setdefault(key, {})
        for name, value in row.items():
            if isinstance(value, int) and name not in {"id", "generation", "year", "half"}:
                cell[name] = cell.get(name, 0) + value
    return dict(sorted(cells.items()))


def _opened(uow: UnitOfWork, table: Table, row: dict[str, Any], name: str) -> Any:
    value, sealed = row[name], SEALED.fullmatch(name)
    if sealed is None or value is None:
        return str(value)
    key = row.get("id", row.get("case_id"))
    return uow.sealer.unseal(value, f"{table.name}.{sealed[1]}:{key}").decode()


@pytest.mark.usefixtures("engine")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batch=st.lists(st.one_of(accidents(), accidents(), diseases()), min_size=1, max_size=6))
def test_a_batch_stores_what_its_declarations_would_store_one_by_one(
    service: Service, batch: list[Body]
) -> None:
    now = BEGINNING

    one_by_one = [told for one in batch for told in take_in(service, ONE_BY_ONE, [one], now)]
    at_once = take_in(service, AT_ONCE, batch, now)

    assert at_once == one_by_one
    assert stored(service.database, AT_ONCE) == stored(service.database, ONE_BY_ONE)


def test_two_of_one_batch_are_asked_about_as_two_that_came_in_turn(service: Service) -> None:
    take_in(service, ONE_BY_ONE, [bodies.accident(), bodies.accident()], BEGINNING)

    with transaction(service.database, ONE_BY_ONE, SEALER, readonly=True) as uow:
        first, second = uow.cases.whole(uow.cases.ids(None, 5))
        pair = uow.duplicates.between(first.id, second.id)
    assert pair is not None
    assert (pair.first_id, pair.second_id) == (first.id, second.id)


def test_the_log_of_every_case_of_a_batch_is_an_unbroken_chain(service: Service) -> None:
    take_in(
        service, ONE_BY_ONE, [bodies.accident(), bodies.accident(), bodies.disease()], BEGINNING
    )

    with transaction(service.database, ONE_BY_ONE, SEALER, readonly=True) as uow:
        logs = uow.log.of_cases(uow.cases.ids(None, 5))
    assert [len(entries) for entries in logs.values()] == [1, 2, 1]
    assert all(log.broken_at(entries) is None for entries in logs.values())


def test_a_bad_declaration_of_a_batch_harms_no_other_and_leaves_nothing(service: Service) -> None:
    bad = bodies.accident(area_code=UNKNOWN_AREA)
    bad["workplace"] = bad["workplace"] | {"tax_code": OTHER_TAX_CODE}

    told = take_in(service, ONE_BY_ONE, [bodies.accident(), bad, bodies.disease()], BEGINNING)

    assert told == ["taken in", "/accident/area_code unknown_area", "taken in"]
    with transaction(service.database, ONE_BY_ONE, SEALER, readonly=True) as uow:
        assert uow.cases.count() == 2
        assert OTHER_TAX_CODE not in str(
            list(_rows(uow, AuthorityBase.metadata.tables["authority.workplace"]))
        )


def _statements(service: Service, batch: list[Body], now: datetime) -> list[str]:
    with counted(service.database) as sent:
        take_in(service, ONE_BY_ONE, batch, now)
    return sent.texts


def _hear(sent: list[str], _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    sent.append(statement)


def unlike(number: int) -> Body:
    """Return an accident that is like no other: other people at another unit on another day."""
    body = bodies.accident(
        bodies.victim(
            full_name=f"Nguyễn Văn {chr(65 + number)}", citizen_id=f"03119000{number:04}"
        ),
        occurred_at=(BEGINNING - timedelta(days=10 * number + 1)).isoformat(),
        known_at=None,
    )
    body["workplace"] = body["workplace"] | {"tax_code": f"02{number:08}"}
    return body


def test_a_batch_sends_no_more_statements_than_one_declaration(service: Service) -> None:
    _statements(service, [unlike(20)], BEGINNING)
    alone = _statements(service, [unlike(0)], BEGINNING)

    together = _statements(service, [unlike(number) for number in range(1, 20)], BEGINNING)
    # PostgreSQL is told that many are coming.
    assert len(together) == len(alone) + (0 if service.database.is_sqlite else 1)


def test_batches_of_other_lengths_ask_in_the_same_words(service: Service) -> None:
    """A driver keeps the texts it sent: each length would be another one, and a long one."""
    _statements(service, [unlike(20)], BEGINNING)
    five = _statements(service, [unlike(number) for number in range(5)], BEGINNING)
    eight = _statements(service, [unlike(number) for number in range(5, 13)], BEGINNING)

    assert _questions(eight) == _questions(five)


def _questions(sent: list[str]) -> list[str]:
    return [statement for statement in sent if statement.startswith("SELECT")]


MOST_STATEMENTS = 18
"""Of one post: who calls, the law, the unit twice, each table once, what may be the same.

The outbox is one of these tables. One of them is the BEGIN of SQLite or the locks of PostgreSQL.
"""


def test_a_post_sends_few_statements_where_the_area_is_known(service: Service) -> None:
    service.declare("inspector", unlike(2))
    sent: list[str] = []
    hear: Any = partial(_hear, sent)
    event.listen(service.database.writer, "before_cursor_execute", hear)

    service.declare("inspector", unlike(1))

    assert len(sent) <= MOST_STATEMENTS
