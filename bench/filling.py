"""Databases of any size: a city of whole stories and many declarations, and copies of all that.

    python -m bench.filling sqlite:///folder/common.db --size 1000000

What is copied is real: the stories of the example city, from the declaration to the closed file,
and some thousands of cases more that were only declared. A copy has ids, numbers, people and
employers of its own and lies some weeks earlier. What is sealed is bound to its row and left out,
and the hashes are those of the model, so that `verify` would refuse them.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Column, Date, DateTime, Table, Uuid, func, select, text

from bench.sending import NOW, SEALER, bodies
from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.demo.seeding import Plan, seed
from osh_incidents.domain.authority import Role
from osh_incidents.domain.days import local_day
from osh_incidents.persistence.base import AuthorityBase, new_id
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import accounts, declarations
from osh_incidents.services.accounts import NewOrganisation
from osh_incidents.services.declarations import Sent
from osh_incidents.services.moves import By

AUTHORITY = "hp"
STORIES = 0.3
"""Of the example city: as many cases again as it has would take most of the time."""
DECLARED = 2_000
"""How many cases that were only declared stand beside the stories of the city."""

_BATCH = 100
_TOWNS = 16
"""As many copies have employers of their own; the next ones have theirs again."""
_WEEKS = 260
"""Over how many weeks before now the copies begin."""
_NOT_COPIED = {"answer", "case_counter", "daily_root", "feed_head", "outbox", "tally", "workforce"}
_PEOPLE = {"account_id", "organisation_id", "petitioner"}

_PARSED: TypeAdapter[Any] = TypeAdapter(DeclarationIn)


def fill_to(database: Database, size: int) -> UUID:
    """Fill the new *database* to at least *size* victims; return the account of an inspector."""
    seed(database, SEALER, Plan(NOW, size=STORIES), lambda _: None)
    with transaction(database, AUTHORITY, SEALER) as uow:
        organisation = accounts.add_organisation(uow, NewOrganisation(AUTHORITY, "Sở"), NOW)
        account, _ = accounts.add_account(uow, organisation, Role.INSPECTOR, "bench", NOW)
    _declare(database, account.id)
    with transaction(database, AUTHORITY, SEALER) as uow:
        _read_by(uow, account.id)
        while uow.feed.sequence():
            pass
        first = uow.session.scalars(select(func.count()).select_from(VictimRow)).one()
    copies = -(-size // first) - 1
    if copies > 0:
        _copy(database, copies)
    with transaction(database, AUTHORITY, SEALER, snapshot=True) as uow:
        uow.session.execute(text("SET statement_timeout = 0")) if not database.is_sqlite else None
        uow.tallies.renew()
    return account.id


def _declare(database: Database, account_id: UUID) -> None:
    with transaction(database, AUTHORITY, SEALER) as uow:
        areas = [area.code for area in uow.areas.current()]
    made = bodies(areas, Random(DECLARED))  # noqa: S311 - to be varied, not secret
    found = [_PARSED.validate_python(body).declaration() for body in islice(made, DECLARED)]
    found.sort(key=lambda one: one.accident.known_at)
    for begin in range(0, DECLARED, _BATCH):
        batch = found[begin : begin + _BATCH]
        now = batch[-1].accident.known_at
        with transaction(database, AUTHORITY, SEALER) as uow:
            actor = uow.accounts.actor(account_id, local_day(now))
            assert actor is not None
            by = By(actor, now)
            declarations.declare_all(uow, [Sent(by, one) for one in batch])


def _read_by(uow: UnitOfWork, account_id: UUID) -> None:
    """Note that the declarant of every case, who is *account_id* in most, read it as well."""
    account = uow.accounts.actor(account_id, local_day(NOW))
    assert account is not None
    uow.reads.keep(
        [
            {
                "id": new_id(),
                "at": declared_at,
                "case_id": case_id,
                "signal_id": None,
                "account_id": account_id,
                "organisation_id": account.organisation_id,
                "role": account.role,
                "operation": "list_victims",
                "classes": ["personal"],
                "purpose": None,
            }
            for case_id, declared_at in uow.session.execute(select(CaseRow.id, CaseRow.declared_at))
        ]
    )


def _copy(database: Database, copies: int) -> None:
    """Add *copies* of everything that is there."""
    tables = [one for one in AuthorityBase.metadata.sorted_tables if one.name not in _NOT_COPIED]
    with closing(database.writer.raw_connection()) as connection:
        for statement in _prepared(database):
            connection.cursor().execute(statement)
        if database.is_sqlite:
            driver: Any = connection.driver_connection
            driver.create_function("other_person", 2, _other_person)
        for table in tables:
            for statement in _copied(table, copies, database):
                connection.cursor().execute(statement)
            connection.commit()
        _end_of_feed(connection)
    database.dispose()
    _analyse(database)


def _prepared(database: Database) -> Iterator[str]:
    if database.is_sqlite:
        # What is copied refers to what is copied with it.
        yield "PRAGMA foreign_keys = OFF"
        yield "PRAGMA cache_size = -1000000"
    else:
        yield "SET statement_timeout = 0"
        yield "SET session_replication_role = replica"


def _copied(table: Table, copies: int, database: Database) -> Iterator[str]:
    name = f'{AUTHORITY}."{table.name}"'
    of_town = table.name == "workplace"
    count = min(copies, _TOWNS - 1) if of_town else copies
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_value(column, database) for column in table.columns)
    least = "WITH RECURSIVE copy(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copy"
    numbers = f"{least} WHERE k < {count})"
    yield f"CREATE TEMPORARY TABLE model AS SELECT * FROM {name}"  # noqa: S608
    yield f"INSERT INTO {name} ({columns}) {numbers} SELECT {values} FROM copy CROSS JOIN model"  # noqa: S608
    yield "DROP TABLE model"


def _value(column: Column[Any], database: Database) -> str:
    """Return the expression for *column* in copy *k* of the model."""
    own = f'model."{column.name}"'
    town = column.name == "workplace_id" or column.table.name == "workplace"
    number = f"k % {_TOWNS}" if town else "k"
    match column.name:
        case "position" if column.table.name == "change":
            found = f"{own} + k * (SELECT MAX(position) FROM model)"  # noqa: S608 - of our own names
        case "number" if column.table.name == "case":
            found = f"{own} || '-' || k"
        case "tracking_no":
            found = f"SUBSTR({own}, 1, 24) || {_padded('k', 7, database)}"
        case "tax_code" | "employer_tax_code":
            found = f"{_padded(f'10 + k % {_TOWNS}', 2, database)} || SUBSTR({own}, 3)"
        case "citizen_id_index":
            found = _person(own, database)
        case sealed if sealed.endswith("_sealed"):
            # It is bound to its row, and would not open in another.
            found = "NULL" if column.nullable else f"SUBSTR({own}, 1, 0)"
        case _ if _is_copied_id(column):
            found = _other_id(own, number, database)
        case _:
            found = _earlier(own, column, database)
    return found


def _is_copied_id(column: Column[Any]) -> bool:
    by_whom = column.name in _PEOPLE or column.name.endswith("_by")
    return isinstance(column.type, Uuid) and not by_whom


def _other_id(own: str, number: str, database: Database) -> str:
    """Return an id of which the first eight digits, which tell the time, number the copy."""
    if database.is_sqlite:
        other = f"PRINTF('%08x', {number}) || SUBSTR({own}, 9)"
    else:
        other = f"(LPAD(TO_HEX({number}), 8, '0') || SUBSTR({own}::text, 9))::uuid"
    return f"CASE WHEN {number} = 0 THEN {own} ELSE {other} END"


def _earlier(own: str, column: Column[Any], database: Database) -> str:
    kind = getattr(column.type, "impl_instance", column.type)
    days = f"7 * ((k * 97) % {_WEEKS})"
    if not isinstance(kind, (Date, DateTime)):
        return own
    if database.is_sqlite:
        return f"DATE({own}, '-' || ({days}) || ' days') || SUBSTR({own}, 11)"
    if isinstance(kind, Date):
        return f"{own} - {days}"
    return f"{own} - MAKE_INTERVAL(days => {days})"


def _padded(number: str, width: int, database: Database) -> str:
    if database.is_sqlite:
        return f"PRINTF('%0{width}d', {number})"
    return f"LPAD(({number})::text, {width}, '0')"


def _person(own: str, database: Database) -> str:
    if database.is_sqlite:
        return f"other_person({own}, k)"
    return f"INT4SEND(k) || SUBSTR({own}, 5)"


def _other_person(index: bytes | None, copy: int) -> bytes | None:
    return None if index is None else copy.to_bytes(4) + index[4:]


def _end_of_feed(connection: Any) -> None:
    connection.cursor().execute(
        f"UPDATE {AUTHORITY}.feed_head SET position = (SELECT MAX(position) FROM {AUTHORITY}.change)"  # noqa: E501,S608
    )
    connection.commit()


def _analyse(database: Database) -> None:
    if not database.is_sqlite:
        with database.writer.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.execute(text("SET statement_timeout = 0"))
            alone.execute(text("VACUUM ANALYZE"))
    database.dispose()


def main() -> None:
    """Fill a new database, and tell how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--size", type=int, default=10_000)
    chosen = parser.parse_args()
    begun = time.perf_counter()
    database = open_database(chosen.url, (AUTHORITY,))
    fill_to(database, chosen.size)
    database.dispose()
    print(f"{chosen.size:,} victims in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
