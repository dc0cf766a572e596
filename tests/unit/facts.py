"""Builders of what the rules decide on: plain values, with what a test wants changed."""

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from osh_incidents.domain.authority import GRANTS, Actor, Permission, Role
from osh_incidents.domain.cases import CaseFacts, ClaimFacts, VictimFacts
from osh_incidents.domain.classification import Derived
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, Relation, Scheme

T = TypeVar("T")

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
FIRST_DAY_OF_TWO_TIERS = date(2025, 7, 1)
TODAY = date(2026, 3, 4)


def known(derived: Derived[T] | None) -> T:
    """Return what was derived, where it must be known."""
    assert derived is not None
    return derived.value


def light(relation: Relation = Relation.CONTRACT) -> VictimFacts:
    return VictimFacts(relation, dead=False, injury_codes=())


def severe(relation: Relation = Relation.CONTRACT, code: str = "033") -> VictimFacts:
    return VictimFacts(relation, dead=False, injury_codes=(code,))


def dead(relation: Relation = Relation.CONTRACT) -> VictimFacts:
    return VictimFacts(relation, dead=True, injury_codes=())


def accident(*victims: VictimFacts, on: date = TODAY, **changed: Any) -> CaseFacts:
    case = CaseFacts(CaseKind.ACCIDENT, on, victims or (light(),), investigation=State.PENDING)
    return replace(case, **changed)


def disease(**changed: Any) -> CaseFacts:
    case = CaseFacts(CaseKind.DISEASE, TODAY, (light(),), disease=State.REPORTED)
    return replace(case, **changed)


def claim(**changed: Any) -> ClaimFacts:
    plain = ClaimFacts(
        State.AWAITING_TREATMENT, Scheme.EMPLOYER_COMPENSATION, occurred_on=TODAY, dead=False
    )
    return replace(plain, **changed)


def actor(role: Role) -> Actor:
    return Actor(UUID(int=1), UUID(int=2), role, "hp")


def holder(permission: Permission) -> Actor:
    return actor(next(role for role, grant in GRANTS.items() if permission in grant.permissions))


def stranger(permission: Permission) -> Actor:
    return actor(
        next(role for role, grant in GRANTS.items() if permission not in grant.permissions)
    )
