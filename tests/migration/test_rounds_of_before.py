"""An investigation and a decision of before become the first round and the first decision."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from osh_incidents import migrating
from osh_incidents.persistence.base import AUTHORITY
from osh_incidents.persistence.engine import Database

SCHEMA = "hp"
BEFORE = "0005_figures"
AFTER = "0016_audit"
"""Later ones seal what is compared here."""

CASE = "01890000000070008000000000000001"
OTHER_CASE = "01890000000070008000000000000002"
NEW_ID = "01890000000070008000000000000003"
DECLARED_AT = "2026-03-04 04:00:00.000000"

ROWS: list[tuple[str, Mapping[str, object]]] = [
    (
        "workplace",
        {
            "id": CASE,
            "tax_code": "0200123457",
            "area_code": "11311",
            "name": "Cơ khí Ví Dụ",
            "name_folded": "co khi vi du",
            "vsic_code": "25110",
            "owner_type": "private",
            "created_at": DECLARED_AT,
        },
    ),
    *(
        (
            "case",
            {
                "id": case,
                "kind": "accident",
                "version": 1,
                "declared_at": DECLARED_AT,
                "registration": "registered",
                "investigation": investigation,
                "level": level,
                "handling": "decided",
                "occurred_on": "2026-03-03",
                "area_code": "11311",
                "area_name": "Hồng Bàng",
                "area_code_now": "11311",
                "workplace_id": CASE,
                "tax_code": "0200123457",
                "employer_name": "Cơ khí Ví Dụ",
                "search_folded": "co khi vi du",
                "vsic_code": "25110",
                "sector": "C",
                "owner_type": "private",
            },
        )
        for case, level, investigation in (
            (CASE, "provincial", "minutes_sent"),
            (OTHER_CASE, None, "with_police"),
        )
    ),
    (
        "investigation",
        {
            "case_id": CASE,
            "decision_no": "12/QĐ",
            "decided_on": "2026-03-05",
            "started_at": "2026-03-05 01:00:00.000000",
            "extension": "approved",
            "extension_days": 10,
            "extension_reason": "Chờ giám định",
            "extension_requested_by": OTHER_CASE,
            "assessment": "technical",
            "police_agency": "Công an phường",
            "conclusion": "occupational_accident",
            "fault": "not_worker_wholly",
            "main_cause": "111",
            "findings": "Thiếu rào chắn",
            "minutes_no": "7/BB",
            "published_at": "2026-03-20 03:30:00.250000",
            "sent_to": '["labour_department", "insurance"]',
        },
    ),
    ("investigation", {"case_id": OTHER_CASE, "police_agency": "Công an phường"}),
    (
        "team_member",
        {
            "id": OTHER_CASE,
            "case_id": CASE,
            "seat": "labour_department",
            "full_name": "Nguyễn Văn Ví Dụ",
            "position": "Trưởng phòng",
            "organisation_id": CASE,
            "is_head": True,
        },
    ),
    (
        "handling",
        {
            "case_id": CASE,
            "kind": "sanction",
            "decision_no": "3/QĐ-XP",
            "decided_on": "2026-04-01",
            "fine_vnd": 30_000_000_000,
            "reason": "Không huấn luyện",
            "remedies_due_on": "2026-05-01",
            "decided_at": "2026-04-01 02:00:00.000000",
        },
    ),
]

TABLES = ("investigation", "team_member", "handling")


@pytest.fixture
def held(database: Database) -> dict[str, list[dict[str, Any]]]:
    """What the tables of before hold, in a schema that never saw a later version."""
    go(database, command.downgrade, "base")
    go(database, command.upgrade, BEFORE)
    for table, row in ROWS:
        insert(database, table, row)
    return {table: select(database, table) for table in TABLES}


def test_what_was_held_is_the_first_round_and_the_first_decision(
    database: Database, held: dict[str, list[dict[str, Any]]]
) -> None:
    cases = {row["id"]: row for row in select(database, "case")}

    go(database, command.upgrade, AFTER)

    for table, rows in held.items():
        now = select(database, table)
        assert [{name: new[name] for name in old} for old, new in zip(rows, now, strict=True)] == (
            rows
        )
    rounds = select(database, "investigation")
    assert [(row["level"], row["state"]) for row in rounds] == [
        ("provincial", "minutes_sent"),
        ("base", "with_police"),
    ]
    for row in rounds:
        assert (row["id"], row["ordinal"], row["opened_by"]) == (row["case_id"], 1, "news")
        assert row["opened_at"] == cases[row["case_id"]]["declared_at"]
        assert (row["superseded_at"], row["due_at"]) == (None, None)
    (member,) = select(database, "team_member")
    assert member["investigation_id"] == rounds[0]["id"]
    (decision,) = select(database, "handling")
    assert (decision["id"], decision["ordinal"]) == (decision["case_id"], 1)


def test_going_down_gives_back_what_was_held(
    database: Database, held: dict[str, list[dict[str, Any]]]
) -> None:
    go(database, command.upgrade, AFTER)
    go(database, command.downgrade, BEFORE)

    assert {table: select(database, table) for table in TABLES} == held


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "investigation",
            {
                "level": "provincial",
                "state": "pending",
                "opened_by": "reinvestigation",
                "opened_at": DECLARED_AT,
            },
        ),
        ("handling", {"kind": "no_action", "decided_at": DECLARED_AT}),
    ],
)
def test_going_down_is_refused_rather_than_losing_an_earlier_round_or_decision(
    database: Database, table: str, row: dict[str, object]
) -> None:
    go(database, command.upgrade, AFTER)
    insert(database, table, {"id": NEW_ID, "case_id": CASE, "ordinal": 2, **row})
    before = select(database, table)

    with pytest.raises(CommandError, match=table):
        go(database, command.downgrade, BEFORE)

    assert select(database, table) == before


@pytest.mark.usefixtures("held")
def test_going_down_fails_on_a_code_of_now_and_leaves_the_codes_of_now(database: Database) -> None:
    go(database, command.upgrade, AFTER)
    run(database, f"UPDATE {SCHEMA}.\"case\" SET level = 'central' WHERE id = '{CASE}'")

    with pytest.raises(IntegrityError, match="ck_case_level"):
        go(database, command.downgrade, BEFORE)

    run(database, f"UPDATE {SCHEMA}.\"case\" SET level = 'special' WHERE id = '{CASE}'")
    run(database, f"UPDATE {SCHEMA}.\"case\" SET level = 'base' WHERE id = '{CASE}'")
    go(database, command.downgrade, BEFORE)
    with pytest.raises(IntegrityError, match="ck_case_level"):
        run(database, f"UPDATE {SCHEMA}.\"case\" SET level = 'central' WHERE id = '{CASE}'")


def go(database: Database, step: Callable[[Config, str], None], revision: str) -> None:
    """Take the schema of one authority to *revision*; the common one stays as it is."""
    with migrating.connection(database, AUTHORITY, SCHEMA) as opened:
        config = Config(str(migrating.ROOT / "alembic.ini"), ini_section=AUTHORITY)
        config.attributes.update(connection=opened, schema=SCHEMA)
        step(config, revision)


def insert(database: Database, table: str, row: Mapping[str, object]) -> None:
    places = ", ".join(f":{name}" for name in row)
    run(database, f'INSERT INTO {SCHEMA}."{table}" ({", ".join(row)}) VALUES ({places})', row)


def run(database: Database, sql: str, values: Mapping[str, object] | None = None) -> None:
    with database.writer.begin() as connection:
        connection.execute(text(sql), dict(values or {}))


def select(database: Database, table: str) -> list[dict[str, Any]]:
    key = "id" if table in ("case", "team_member") else "case_id"
    with database.writer.connect() as connection:
        rows = connection.execute(text(f'SELECT * FROM {SCHEMA}."{table}" ORDER BY {key}'))
        return [dict(row) for row in rows.mappings()]
