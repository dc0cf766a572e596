"""Every list is read along an index, in its order; a unit, and what may be the same, by one.

Revision ID: 0024_pages
Revises: 0023_return_victims
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0024_pages", "0023_return_victims"

# Name, table and columns; those of PARTIAL hold the rows that have a value in the first column.
WHOLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_case_area_code_now_occurred_on", "case", ("area_code_now", "occurred_on")),
    ("ix_case_registration_declared_at_id", "case", ("registration", "declared_at", "id")),
    ("ix_case_handling_declared_at_id", "case", ("handling", "declared_at", "id")),
    ("ix_clock_case_id_status_due_at", "clock", ("case_id", "status", "due_at")),
    ("ix_clock_due_at_id", "clock", ("due_at", "id")),
    ("ix_clock_status_due_at_id", "clock", ("status", "due_at", "id")),
    ("ix_clock_holder_status_due_at_id", "clock", ("holder", "status", "due_at", "id")),
    ("ix_recipient_delivery_id", "recipient", ("delivery", "id")),
    ("ix_signal_received_at_id", "signal", ("received_at", "id")),
)
PARTIAL: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_case_investigation_declared_at_id", "case", ("investigation", "declared_at", "id")),
    ("ix_case_disease_declared_at_id", "case", ("disease", "declared_at", "id")),
    ("ix_case_led_by_id", "case", ("led_by_id",)),
    ("ix_victim_employer_tax_code", "victim", ("employer_tax_code", "case_id")),
)
# What those above do as well, or better for the few rows that are asked for.
USELESS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_case_led_by_id", "case", ("led_by_id",)),
    ("ix_clock_case_id", "clock", ("case_id",)),
    ("ix_clock_status_due_at", "clock", ("status", "due_at")),
    ("ix_clock_holder_status_due_at", "clock", ("holder", "status", "due_at")),
    ("ix_recipient_delivery_next_attempt_at", "recipient", ("delivery", "next_attempt_at")),
)


def upgrade() -> None:
    """Create the indexes in the order of the lists, and drop those that they replace."""
    for name, table, _ in USELESS:
        op.drop_index(name, table, schema="authority")
    for name, table, columns in WHOLE:
        op.create_index(name, table, list(columns), schema="authority")
    for name, table, columns in PARTIAL:
        has_it = sa.text(f"{columns[0]} IS NOT NULL")
        op.create_index(
            name,
            table,
            list(columns),
            schema="authority",
            postgresql_where=has_it,
            sqlite_where=has_it,
        )


def downgrade() -> None:
    """Create those that were replaced again, and drop the others."""
    for name, table, _ in (*WHOLE, *PARTIAL):
        op.drop_index(name, table, schema="authority")
    for name, table, columns in USELESS:
        op.create_index(name, table, list(columns), schema="authority")
