"""What somebody with every right in the database might do to the records, in plain SQL."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import delete, or_, select, text
from sqlalchemy.orm import Session

from osh_incidents.domain.verification import Difference, Wrong
from osh_incidents.persistence.base import AuthorityBase
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.log import GENESIS, chained
from tests.support.world import SEALER

FIRST, SECOND = "HP-2026-000001", "HP-2026-000002"
Verifier = Callable[[UnitOfWork], Iterable[Difference]]
Tampering = Callable[[Session], None]
Found = set[tuple[str, int | None, Wrong]]

_CASE = """(SELECT id FROM hp."case" WHERE number = '{number}')"""
_TRIGGERS = "SELECT name FROM hp.sqlite_master WHERE type = 'trigger'"


@contextmanager
def almighty(database: Database) -> Iterator[Session]:
    """Open a session that no trigger and no key holds back; what it does is undone at the end."""
    with database.session("hp") as session:
        if database.is_sqlite:
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            for (name,) in session.execute(text(_TRIGGERS)).all():
                session.execute(text(f'DROP TRIGGER hp."{name}"'))
        else:
            session.execute(text("SET LOCAL session_replication_role = replica"))
        yield session
        session.rollback()


def sql(statement: str, number: str = FIRST) -> Tampering:
    """Return what runs *statement* with the id of a case for `{case}`."""
    ready = text(statement.format(case=_CASE.format(number=number)))

    def run(session: Session) -> None:
        session.execute(ready)

    return run


def both(*steps: Tampering) -> Tampering:
    """Return what takes *steps* one after the other."""

    def run(session: Session) -> None:
        for step in steps:
            step(session)

    return run


def insert_at_the_end(session: Session) -> None:
    """Add an entry that follows from the last one, with the right hash."""
    last = log_of(session)[-1]
    copy = {column.key: getattr(last, column.key) for column in ActionRow.__table__.columns}
    del copy["id"]
    added = ActionRow(**copy | {"seq": last.seq + 1, "previous_hash": last.hash})
    added.hash = chained(added)
    session.add(added)
    session.flush()


def rechain(session: Session) -> None:
    """Change the first entry and make every hash after it right again, and the head too."""
    before = GENESIS
    rows = log_of(session)
    rows[0].reason = "khác"
    for row in rows:
        row.previous_hash = before
        row.hash = before = chained(row)
    session.flush()
    sql(f"UPDATE hp.chain_head SET hash = '{before}' WHERE case_id = {{case}}")(session)


def remove_whole(session: Session, number: str | None = FIRST) -> None:
    """Take away the case of *number* with everything that belongs to it."""
    run = session.execute
    wanted = session.scalars(select(CaseRow.id).where(CaseRow.number == number)).one()
    for table in reversed(AuthorityBase.metadata.sorted_tables):
        if table.name == "payment":
            claims = select(ClaimRow.id).where(ClaimRow.case_id == wanted)
            run(delete(table).where(table.c.claim_id.in_(claims)))
        elif table.name == "duplicate_pair":
            run(delete(table).where(or_(table.c.first_id == wanted, table.c.second_id == wanted)))
        elif "case_id" in table.c:
            run(delete(table).where(table.c.case_id == wanted))
    run(delete(CaseRow).where(CaseRow.id == wanted))


def cut_off(session: Session) -> None:
    """Remove the registration, the last entry, and what is kept of it as the head and the state."""
    rows = log_of(session)
    sql(f"DELETE FROM hp.action WHERE case_id = {{case}} AND seq = {len(rows)}")(session)
    before = rows[-2]
    sql(
        f"UPDATE hp.chain_head SET seq = {before.seq}, hash = '{before.hash}' "
        "WHERE case_id = {case}"
    )(session)
    sql("UPDATE hp.\"case\" SET registration = 'declared' WHERE id = {case}")(session)


def log_of(session: Session) -> list[ActionRow]:
    """Return the log of the first case."""
    from_case = text(f"case_id = {_CASE.format(number=FIRST)}")
    return list(session.query(ActionRow).where(from_case).order_by(ActionRow.seq))


def swapped() -> Tampering:
    """Return what lets two entries change places."""
    return both(
        sql("UPDATE hp.action SET seq = 99 WHERE case_id = {case} AND seq = 3"),
        sql("UPDATE hp.action SET seq = 3 WHERE case_id = {case} AND seq = 4"),
        sql("UPDATE hp.action SET seq = 4 WHERE case_id = {case} AND seq = 99"),
    )


TAMPERINGS: dict[str, tuple[Tampering, Found]] = {
    "change": (
        sql("UPDATE hp.action SET reason = 'x' WHERE case_id = {case} AND seq = 3"),
        {(FIRST, 3, Wrong.CHANGED)},
    ),
    "change a moment": (
        sql("UPDATE hp.action SET at = '2026-03-01 00:00:00' WHERE case_id = {case} AND seq = 2"),
        {(FIRST, 2, Wrong.CHANGED)},
    ),
    "change the hash of the last": (
        sql(f"UPDATE hp.action SET hash = '{'1' * 64}' WHERE case_id = {{case}} AND seq = 9"),
        {(FIRST, 9, Wrong.CHANGED), (FIRST, 9, Wrong.HEAD_DIFFERS)},
    ),
    "remove the first": (
        sql("DELETE FROM hp.action WHERE case_id = {case} AND seq = 1"),
        {(FIRST, 1, Wrong.MISSING)},
    ),
    "remove from the middle": (
        sql("DELETE FROM hp.action WHERE case_id = {case} AND seq IN (3, 4)"),
        {(FIRST, 3, Wrong.MISSING)},
    ),
    "remove the tail": (
        sql("DELETE FROM hp.action WHERE case_id = {case} AND seq > 5"),
        {(FIRST, 6, Wrong.END_MISSING)},
    ),
    "remove the log of a case": (
        both(
            sql("DELETE FROM hp.action WHERE case_id = {case}"),
            sql("DELETE FROM hp.chain_head WHERE case_id = {case}"),
        ),
        {(FIRST, None, Wrong.NO_HISTORY)},
    ),
    "remove a whole case": (remove_whole, {(FIRST, None, Wrong.NUMBER_MISSING)}),
    "remove the head": (
        sql("DELETE FROM hp.chain_head WHERE case_id = {case}"),
        {(FIRST, None, Wrong.NO_HEAD)},
    ),
    "reorder": (
        swapped(),
        {
            (FIRST, 3, Wrong.CHANGED),
            (FIRST, 3, Wrong.UNCHAINED),
            (FIRST, 4, Wrong.CHANGED),
            (FIRST, 4, Wrong.UNCHAINED),
            (FIRST, 5, Wrong.UNCHAINED),
        },
    ),
    "insert": (insert_at_the_end, {(FIRST, 10, Wrong.BEYOND)}),
    "move to another case": (
        sql(
            "UPDATE hp.action SET seq = 3, case_id = "
            "(SELECT id FROM hp.\"case\" WHERE number = 'HP-2026-000002') "
            "WHERE case_id = {case} AND seq = 9"
        ),
        {
            (FIRST, 9, Wrong.END_MISSING),
            (SECOND, 3, Wrong.UNCHAINED),
            (SECOND, 3, Wrong.CHANGED),
            (SECOND, 3, Wrong.BEYOND),
        },
    ),
    "change a state": (
        sql("UPDATE hp.\"case\" SET handling = 'done' WHERE id = {case}"),
        {(FIRST, None, Wrong.STATE_DIFFERS)},
    ),
    "truncate": (
        both(sql("DELETE FROM hp.action"), sql("DELETE FROM hp.chain_head")),
        {(FIRST, None, Wrong.NO_HISTORY), (SECOND, None, Wrong.NO_HISTORY)},
    ),
}
"""Each with what a check has to find, and nothing else."""

UNSEEN_FROM_INSIDE: dict[str, Tampering] = {"re-chain": rechain, "cut off with its head": cut_off}
"""What leaves everything in the database right: only a root that was signed before tells it."""


def outcome(database: Database, do: Tampering, verify: Verifier) -> Found:
    """Return what *verify* finds after *do*, and leave the database as it was."""
    with almighty(database) as session:
        do(session)
        found = verify(UnitOfWork(session, SEALER))
        return {(one.of, one.seq, one.wrong) for one in found}


def missed(database: Database, verify: Verifier) -> set[str]:
    """Return the tamperings that *verify* does not name exactly."""
    return {
        name
        for name, (do, expected) in TAMPERINGS.items()
        if outcome(database, do, verify) != expected
    }
