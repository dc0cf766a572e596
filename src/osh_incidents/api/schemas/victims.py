"""Victims and declarations as they are published, masked by what the caller may see."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.domain.sealing import Sealer
from osh_incidents.domain.vocabulary import DeathLink, Relation, Severity, Sex
from osh_incidents.persistence.tables.cases import VictimRow
from osh_incidents.services.snapshots import health

FIELD_CLASSES: Mapping[str, FieldClass] = {
    "full_name": FieldClass.PERSONAL,
    "birth_date": FieldClass.PERSONAL,
    "birth_year": FieldClass.PERSONAL,
    "forensic_reference": FieldClass.HEALTH,
    "citizen_id": FieldClass.PERSONAL,
    "monthly_wage_vnd": FieldClass.PERSONAL,
    "injury_codes": FieldClass.HEALTH,
    "treated_at": FieldClass.HEALTH,
}
"""The sensitive fields of a victim; every other one is operational."""


class VictimOut(Out):
    """A victim; a field that the caller may not see is null and named in `masked_fields`."""

    id: UUID
    full_name: str | None
    sex: Sex
    birth_date: date | None
    birth_year: int | None
    citizen_id: str | None
    occupation_code: str | None
    relation: Relation
    employer_tax_code: str | None
    declared_condition: Severity | None
    severity: Severity | None
    dead: bool
    died_at: Moment | None
    death_link: DeathLink | None
    forensic_reference: str | None
    injury_codes: list[str] | None
    treated_at: str | None
    monthly_wage_vnd: int | None
    insured: bool | None
    insured_since: str | None
    masked_fields: list[str]


class VictimsOut(Out):
    """The victims of a case."""

    items: list[VictimOut]


def masked(actor: Actor) -> list[str]:
    """Return the fields of a victim that *actor* may not see."""
    sees = actor.grant.sees
    return [name for name, kind in FIELD_CLASSES.items() if kind not in sees]


def victim(row: VictimRow, actor: Actor, sealer: Sealer) -> VictimOut:
    """Return *row* as *actor* may see it; what is masked is not even decrypted."""
    hidden = masked(actor)
    shown: dict[str, Any] = {
        "full_name": row.full_name or None,
        "birth_date": row.birth_date,
        "birth_year": row.birth_year,
        "forensic_reference": row.forensic_reference,
        "citizen_id": None,
        "monthly_wage_vnd": row.monthly_wage_vnd,
        "injury_codes": None,
        "treated_at": None,
    }
    if "citizen_id" not in hidden and row.citizen_id_sealed is not None:
        opened = sealer.unseal(row.citizen_id_sealed, f"victim.citizen_id:{row.id}")
        shown["citizen_id"] = opened.decode()
    if "injury_codes" not in hidden:
        shown |= health(row, sealer)
    return VictimOut(
        id=row.id,
        sex=row.sex,
        occupation_code=row.occupation_code,
        relation=row.relation,
        employer_tax_code=row.employer_tax_code,
        declared_condition=row.declared_condition,
        severity=row.severity,
        dead=row.dead,
        died_at=row.died_at,
        death_link=row.death_link,
        insured=row.insured,
        insured_since=row.insured_since,
        masked_fields=hidden,
        **{name: None if name in hidden else value for name, value in shown.items()},
    )
