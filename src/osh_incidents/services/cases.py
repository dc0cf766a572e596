"""Reading cases: the whole of one, with what follows from it and what may be done."""

from dataclasses import dataclass
from uuid import UUID

from osh_incidents.domain.classification import Classification, classify
from osh_incidents.domain.tracks import Do, Track
from osh_incidents.domain.vocabulary import CaseKind, Declarant
from osh_incidents.domain.workflow.disease import DISEASE
from osh_incidents.domain.workflow.handling import HANDLING
from osh_incidents.domain.workflow.investigation import INVESTIGATIONS
from osh_incidents.domain.workflow.registration import REGISTRATION
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import claims, rounds
from osh_incidents.services.moves import By, known_facts
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import case_facts, present


@dataclass(frozen=True, slots=True)
class AvailableAction:
    """An action that the actor may take now; *claim_id* for one on a claim."""

    track: Track
    action: Do
    claim_id: UUID | None = None


def classification(uow: UnitOfWork, case: CaseRow) -> Classification | None:
    """Return what the law derives from the facts of *case*, with the rules; None for a disease."""
    if case.kind is CaseKind.DISEASE:
        return None
    return classify(case_facts(case, uow.sealer, law_of(uow)))


def available_actions(uow: UnitOfWork, case: CaseRow, by: By) -> list[AvailableAction]:
    """Return everything that the actor may do with *case* now."""
    if case.anonymised_at is not None:
        return []
    known, actor = known_facts(uow, by, case), by.actor
    found = [(Track.REGISTRATION, REGISTRATION.available(case.registration, known, actor))]
    level = rounds.level(case)
    if level is not None and case.investigation is not None:
        table = INVESTIGATIONS[level]
        found.append((Track.INVESTIGATION, table.available(case.investigation, known, actor)))
    if case.disease is not None:
        found.append((Track.DISEASE, DISEASE.available(case.disease, known, actor)))
    found.append((Track.HANDLING, HANDLING.available(case.handling, known, actor)))
    actions = [AvailableAction(track, action) for track, moves in found for action in moves]
    for claim in case.claims:
        actions += [
            AvailableAction(Track.COMPENSATION, action, claim.id)
            for action in claims.available(case, claim, by, law_of(uow))
        ]
    return actions


def is_found_undeclared(case: CaseRow) -> bool:
    """Whether the department found *case* and nobody has declared it since."""
    declared = [case, *case.led]
    return all(
        declaration.declarant_role is Declarant.AUTHORITY
        for one in declared
        for declaration in one.declarations
    )


def victims(case: CaseRow) -> list[VictimRow]:
    """Return the victims that the newest declaration of *case* names."""
    return present(case)
