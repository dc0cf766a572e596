"""The tally of what is counted now, one leading victim for each case, and indexes of open facts.

Revision ID: 0015_tally
Revises: 0014_logged_facts
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import add_columns, drop_columns, real_name

revision, down_revision = "0015_tally", "0014_logged_facts"

DUE = ("payment_due_at", "investigation_due_at", "handling_due_at")
INDEXES = {
    **{
        f"ix_fact_{due}": ([due, "occurred_on"], f"known_until IS NULL AND {due} IS NOT NULL")
        for due in DUE
    },
    "ix_fact_open": (["occurred_on"], "known_until IS NULL AND standing = 'provisional'"),
}

COUNTED = "exclusion IS NULL"
ACCIDENT = f"{COUNTED} AND kind = 'accident'"
FATAL = f"{ACCIDENT} AND case_severity = 'fatal'"
DEATH = f"{ACCIDENT} AND severity = 'fatal'"
CONFIRMED = f"{COUNTED} AND standing <> 'provisional'"
ENTITLED = f"{CONFIRMED} AND entitlement = 'entitled'"
PAID = f"{ENTITLED} AND paid_in_full_at IS NOT NULL"
DENIED = f"{CONFIRMED} AND entitlement = 'not_entitled'"
COMPLETE = "declared_by_duty AND published_at IS NOT NULL AND handled_at IS NOT NULL"
OVERDUE = """(NOT declared_by_duty OR (published_at IS NULL AND investigation_due_at IS NOT NULL)
 OR (published_at IS NOT NULL AND handled_at IS NULL AND handling_due_at IS NOT NULL))"""

CASES = {
    "accidents": ACCIDENT,
    "fatal_accidents": FATAL,
    "fatal_accidents_provisional": f"{FATAL} AND standing = 'provisional'",
    "fatal_cases": FATAL,
    "declared": f"{FATAL} AND declared_by_duty",
    "declared_in_time": f"{FATAL} AND declared_by_duty AND declared_in_time",
    "investigated": f"{FATAL} AND published_at IS NOT NULL",
    "investigated_in_time": f"{FATAL} AND published_at <= investigation_due_at",
    "handled": f"{FATAL} AND handled_at IS NOT NULL",
    "complete": f"{FATAL} AND {COMPLETE}",
    "within_time": f"{FATAL} AND NOT ({COMPLETE}) AND NOT {OVERDUE}",
    "due": f"{FATAL} AND (({COMPLETE}) OR {OVERDUE})",
    "failing": f"{FATAL} AND {OVERDUE}",
}
PEOPLE = {
    "victims": ACCIDENT,
    "deaths": DEATH,
    "severely_hurt": f"{ACCIDENT} AND severity = 'severe'",
    "deaths_within_365_days": f"{DEATH} AND NOT commuting AND days_to_death <= 365",
    "deaths_undated": f"{DEATH} AND NOT commuting AND days_to_death IS NULL",
    "confirmed_victims": CONFIRMED,
    "entitled": ENTITLED,
    "matured": f"{ENTITLED} AND payment_due_at IS NOT NULL",
    "paid_matured": f"{PAID} AND payment_due_at IS NOT NULL",
    "paid": PAID,
    "not_yet_due": "1 = 0",
    "awaiting": f"{CONFIRMED} AND coalesce(entitlement, 'awaiting') = 'awaiting'",
    "paid_late": f"{PAID} AND paid_late",
    "entitled_compensation": f"{ENTITLED} AND scheme = 'employer_compensation'",
    "entitled_allowance": f"{ENTITLED} AND scheme = 'employer_allowance'",
    "paid_compensation": f"{PAID} AND scheme = 'employer_compensation'",
    "paid_allowance": f"{PAID} AND scheme = 'employer_allowance'",
    "underpaid": f"{ENTITLED} AND underpaid",
    "not_entitled_art_40": f"{DENIED} AND not_entitled_reason IN"
    " ('personal_conflict', 'self_harm', 'drugs')",
    "not_entitled_below_threshold": f"{DENIED} AND not_entitled_reason = 'below_threshold'",
    "not_entitled_other": f"{DENIED} AND coalesce(not_entitled_reason, '') NOT IN"
    " ('personal_conflict', 'self_harm', 'drugs', 'below_threshold')",
    "not_entitled_personal_conflict": f"{DENIED} AND not_entitled_reason = 'personal_conflict'",
    "not_entitled_self_harm": f"{DENIED} AND not_entitled_reason = 'self_harm'",
    "not_entitled_drugs": f"{DENIED} AND not_entitled_reason = 'drugs'",
    "not_entitled_not_occupational": f"{DENIED} AND not_entitled_reason = 'not_occupational'",
    "not_entitled_no_employer_duty": f"{DENIED} AND not_entitled_reason = 'no_employer_duty'",
}
COUNTS = {**{name: f"{holds} AND leads" for name, holds in CASES.items()}, **PEOPLE}

# Only what is known now is tallied; of earlier versions nobody asks which victim led.
LEAD = """
UPDATE "{schema}".fact SET leads = {true} WHERE known_until IS NULL AND NOT EXISTS (
 SELECT 1 FROM "{schema}".fact AS other WHERE other.case_id = fact.case_id
 AND other.known_until IS NULL AND other.victim_id < fact.victim_id)
"""

FILL = """
INSERT INTO "{schema}".tally (generation, year, half, area_code, sector, facts, {names})
SELECT 1, {year}, CASE WHEN {month} < 7 THEN 1 ELSE 2 END, area_code, sector, count(*), {sums}
FROM "{schema}".fact WHERE known_until IS NULL GROUP BY 2, 3, 4, 5
"""

SQLITE = {
    "true": "1",
    "year": "CAST(strftime('%Y', occurred_on) AS INTEGER)",
    "month": "CAST(strftime('%m', occurred_on) AS INTEGER)",
}
POSTGRES = {
    "true": "true",
    "year": "CAST(extract(year FROM occurred_on) AS INTEGER)",
    "month": "extract(month FROM occurred_on)",
}


def upgrade() -> None:
    """Name the leading victims, make the tally, and add up what is known now."""
    add_columns(
        "authority",
        "fact",
        sa.Column("leads", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "tally",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.Identity(),
            primary_key=True,
        ),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("half", sa.SmallInteger(), nullable=False),
        sa.Column("area_code", sa.String(10), nullable=False),
        sa.Column("sector", sa.String(1), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        schema="authority",
    )
    op.create_index("ix_tally_generation", "tally", ["generation"], schema="authority")
    op.create_index("ix_tally_year_half", "tally", ["year", "half"], schema="authority")
    for name, (columns, condition) in INDEXES.items():
        where = sa.text(condition)
        op.create_index(
            name,
            "fact",
            columns,
            schema="authority",
            postgresql_where=where,
            sqlite_where=where,
        )
    words = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES
    names = {
        "schema": real_name("authority"),
        "names": ", ".join(COUNTS),
        "sums": ", ".join(f"sum(CASE WHEN {holds} THEN 1 ELSE 0 END)" for holds in COUNTS.values()),
        **words,
    }
    op.get_bind().exec_driver_sql(LEAD.format(**names))
    op.get_bind().exec_driver_sql(FILL.format(**names))


def downgrade() -> None:
    """Drop all of it."""
    for name in INDEXES:
        op.drop_index(name, "fact", schema="authority")
    op.drop_table("tally", schema="authority")
    drop_columns("authority", "fact", "leads")
