"""Codes that were added to the vocabularies.

Revision ID: 0011_codes
Revises: 0010_facts_and_assessments
"""

from migrations.codes import allow

revision, down_revision = "0011_codes", "0010_facts_and_assessments"

RELATIONS = ("contract", "no_contract", "leased", "apprentice")

# Table, column, the codes before and those after.
CHANGES = (
    (
        "case",
        "level",
        ("base", "provincial", "commune_record"),
        ("base", "provincial", "commune_record", "central", "special"),
    ),
    (
        "case",
        "registration",
        ("declared", "registered", "returned", "rejected", "closed"),
        ("declared", "registered", "returned", "rejected", "closed", "reopened", "voided"),
    ),
    (
        "case",
        "investigation",
        (
            "pending",
            "team_formed",
            "in_progress",
            "awaiting_assessment",
            "with_police",
            "concluded",
            "published",
            "minutes_sent",
            "recorded",
        ),
        (
            "pending",
            "team_formed",
            "in_progress",
            "awaiting_assessment",
            "with_police",
            "concluded",
            "published",
            "minutes_sent",
            "reinvestigation",
            "handed_over",
            "recorded",
        ),
    ),
    (
        "declaration",
        "declarant_role",
        ("employer", "commune"),
        ("employer", "commune", "authority"),
    ),
    ("victim", "relation", RELATIONS, (*RELATIONS, "former")),
    ("fact", "relation", RELATIONS, (*RELATIONS, "former")),
    ("workforce", "relation", RELATIONS, (*RELATIONS, "former")),
    (
        "claim",
        "state",
        (
            "awaiting_treatment",
            "awaiting_assessment",
            "entitled",
            "not_entitled",
            "decided",
            "paid",
            "part_paid",
        ),
        (
            "awaiting_treatment",
            "awaiting_assessment",
            "entitled",
            "not_entitled",
            "decided",
            "part_paid",
            "disputed",
            "paid",
        ),
    ),
    (
        "clock",
        "duty",
        ("scene", "investigation", "send_minutes", "complaint", "payment"),
        ("scene", "investigation", "send_minutes", "complaint", "petition", "payment"),
    ),
    (
        "recipient",
        "delivery",
        ("pending", "delivered"),
        ("pending", "failed", "delivered", "acknowledged"),
    ),
)


def upgrade() -> None:
    """Allow the new codes."""
    for table, column, before, after in CHANGES:
        allow(table, column, before, after)


def downgrade() -> None:
    """Allow the old codes only; rows that hold a new one make it fail."""
    for table, column, before, after in CHANGES:
        allow(table, column, after, before)
