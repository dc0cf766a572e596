"""Victims of periodic returns are imported, and become signals of a source of their own.

Revision ID: 0023_return_victims
Revises: 0022_imports
"""

from migrations.codes import allow

revision, down_revision = "0023_return_victims", "0022_imports"

KINDS = ("declarations", "workforce", "workplaces")
SOURCES = ("police", "hospital", "insurance", "press", "union", "commune", "citizen")

# Table, column, the codes before and those after.
CHANGES = (
    ("import", "kind", KINDS, (*KINDS, "return_victims")),
    ("signal", "source", SOURCES, (*SOURCES, "return")),
)


def upgrade() -> None:
    """Allow the new codes."""
    for table, column, before, after in CHANGES:
        allow(table, column, before, after)


def downgrade() -> None:
    """Allow the old codes only; rows that hold a new one make it fail."""
    for table, column, before, after in CHANGES:
        allow(table, column, after, before)
