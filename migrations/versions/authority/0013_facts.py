"""What a fact needs to tell why it is not counted, who owes what, and where it lay.

Revision ID: 0013_facts
Revises: 0012_releases
"""

import sqlalchemy as sa
from alembic import op
from migrations.columns import add_columns, drop_columns, real_name

revision, down_revision = "0013_facts", "0012_releases"

CODES = {
    "exclusion": (
        "linked",
        "voided",
        "rejected",
        "not_confirmed",
        "not_occupational",
        "allowance_case",
    ),
    "boundary": ("old_hai_phong", "old_hai_duong", "current"),
    "declaration_owed_by": ("employer", "commune", "authority"),
    "investigation_owed_by": (
        "employer",
        "commune",
        "labour_department",
        "labour_ministry",
        "special_body",
        "parties",
    ),
    "scheme": (
        "employer_compensation",
        "employer_allowance",
        "fund_lump_sum",
        "fund_monthly",
        "fund_death",
        "voluntary",
    ),
}

# A version that held for no time was never counted.
EMPTY = """DELETE FROM "{schema}".fact WHERE known_until = known_from"""

# What earlier versions knew is told from the case as it stands: nothing else was kept.
FILL = """
UPDATE "{schema}".fact SET
exclusion = CASE WHEN standing <> 'excluded' THEN NULL ELSE (SELECT CASE
 WHEN c.led_by_id IS NOT NULL THEN 'linked'
 WHEN c.registration IN ('voided', 'rejected') THEN c.registration
 WHEN c.disease = 'not_confirmed' THEN 'not_confirmed'
 WHEN EXISTS (SELECT 1 FROM "{schema}".investigation AS i WHERE i.case_id = c.id
  AND i.conclusion = 'allowance_case' AND i.superseded_at IS NULL) THEN 'allowance_case'
 ELSE 'not_occupational' END FROM "{schema}"."case" AS c WHERE c.id = fact.case_id) END,
commuting = coalesce(
 (SELECT c.commuting FROM "{schema}"."case" AS c WHERE c.id = fact.case_id), {false}),
days_to_death = (SELECT {days} FROM "{schema}".victim AS v
 WHERE v.id = fact.victim_id AND v.dead AND v.died_at IS NOT NULL),
declaration_owed_by = CASE WHEN EXISTS (SELECT 1 FROM "{schema}".victim AS v
 WHERE v.case_id = fact.case_id AND v.withdrawn_at IS NULL AND v.relation <> 'no_contract')
 THEN 'employer' ELSE 'commune' END,
investigation_owed_by = (SELECT CASE c.level WHEN 'base' THEN 'employer'
 WHEN 'commune_record' THEN 'commune' WHEN 'provincial' THEN 'labour_department'
 WHEN 'central' THEN 'labour_ministry' WHEN 'special' THEN 'special_body' END
 FROM "{schema}"."case" AS c WHERE c.id = fact.case_id AND c.kind = 'accident'),
paid_late = coalesce(paid_in_full_at > payment_due_at, {false}),
scheme = (SELECT l.scheme FROM "{schema}".claim AS l WHERE l.victim_id = fact.victim_id
 ORDER BY CASE l.state WHEN 'not_entitled' THEN 1 ELSE 0 END, l.id LIMIT 1),
boundary = (SELECT CASE min(coalesce(earlier.province, area.province))
 WHEN 'Thành phố Hải Phòng' THEN 'old_hai_phong' WHEN 'Tỉnh Hải Dương' THEN 'old_hai_duong' END
 FROM "{schema}"."case" AS c
 JOIN "{common}".area AS area ON area.code = c.area_code AND area.since <= c.occurred_on
  AND (area.until IS NULL OR area.until > c.occurred_on)
 LEFT JOIN "{common}".area_successor AS link ON link.successor_code = area.code
  AND link.on_day = area.since AND link.is_default
 LEFT JOIN "{common}".area AS earlier ON earlier.code = link.code AND earlier.until = link.on_day
 WHERE c.id = fact.case_id
 HAVING count(DISTINCT coalesce(earlier.province, area.province)) = 1)
"""

SQLITE_DAYS = "julianday(date(v.died_at, '+7 hours')) - julianday(fact.occurred_on)"
POSTGRES_DAYS = "(v.died_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - fact.occurred_on"


def upgrade() -> None:
    """Add the columns, and fill them as far as the cases tell."""
    add_columns(
        "authority",
        "fact",
        *(_code(name) for name in CODES),
        sa.Column("days_to_death", sa.Integer()),
        sa.Column("declaration_due_at", sa.DateTime(timezone=True)),
        sa.Column("commuting", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("paid_late", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    names = {
        "schema": real_name("authority"),
        "common": real_name("common"),
        "false": "0" if sqlite else "false",
        "days": SQLITE_DAYS if sqlite else POSTGRES_DAYS,
    }
    op.get_bind().exec_driver_sql(EMPTY.format(**names))
    op.get_bind().exec_driver_sql(FILL.format(**names))


def downgrade() -> None:
    """Drop the columns."""
    added = ("paid_late", "commuting", "declaration_due_at", "days_to_death")
    drop_columns("authority", "fact", *added, *CODES)


def _code(name: str) -> sa.Column[object]:
    codes = ", ".join(f"'{code}'" for code in CODES[name])
    check = sa.CheckConstraint(f"{name} IN ({codes})", name=op.f(f"ck_fact_{name}"))
    return sa.Column(name, sa.String(40), check)
