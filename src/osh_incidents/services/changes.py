"""What every later change of the facts of a case has in common, whoever asks for it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from uuid import UUID

from osh_incidents.domain import corrections, declaration_rules
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import FieldFault, GuardsUnmet, NotFound
from osh_incidents.domain.tracks import State, Track
from osh_incidents.domain.workflow.live import LIVE, is_open
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import declarant_rules, log, moves
from osh_incidents.services.moves import By
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import present


def claim_for_news(uow: UnitOfWork, by: By, case_id: UUID) -> CaseRow:
    """Return the case for news of a victim, which is taken in also when the file is closed.

    Raises:
        NotFound: there is none that the actor may see.
        GuardsUnmet: it is rejected or voided, or belongs to another case.
    """
    case = moves.fetch(uow, by.actor, case_id)
    if case.registration is not State.CLOSED:
        refuse_not_open(case)
    return case


def claim_open(uow: UnitOfWork, by: By, case_id: UUID) -> CaseRow:
    """Return the case for a change of its facts.

    Raises:
        NotFound: there is none that the actor may see.
        GuardsUnmet: it is rejected, closed or voided, or belongs to another case.
    """
    case = moves.fetch(uow, by.actor, case_id)
    refuse_not_open(case)
    return case


def refuse_not_open(case: CaseRow) -> None:
    """Refuse to change a file that nobody works on.

    Raises:
        GuardsUnmet: it is rejected, closed or voided, or belongs to another case.
    """
    if not is_open(case.registration) or case.led_by_id is not None:
        raise GuardsUnmet(
            errors=[FieldFault("", LIVE.code, LIVE.text)],
            members={"state": case.registration.value},
        )


def index_of(case: CaseRow, victim_id: UUID) -> int:
    """Return the place of a victim in the content of the declaration, from 0.

    Raises:
        NotFound: the case has no such victim, or it was withdrawn.
    """
    for index, victim in enumerate(present(case)):
        if victim.id == victim_id:
            return index
    raise NotFound


def faults(
    uow: UnitOfWork, by: By, before: Declaration, after: Declaration, pointers: Collection[str]
) -> Sequence[FieldFault]:
    """Return what is wrong with *after* by what was changed at *pointers*."""
    known, law = Known.of(asdict(after)), law_of(uow)
    told = declaration_rules.faults(Known.of(asdict(before)), by.now, law)
    found = [
        *declaration_rules.faults(known, by.now, law),
        *declarant_rules.faults_of_changes(uow, by.actor, known, by.now, pointers),
    ]
    return corrections.brought_about(told, found, pointers)


def done(
    uow: UnitOfWork,
    by: By,
    case: CaseRow,
    action: str,
    row: DeclarationRow,
    **data: str,
) -> None:
    """Log that *action* made *row* the facts of *case*, and keep the facts of figures.

    Neither values nor the reason go into the log, which outlives them; the version has both.
    """
    known: dict[str, str | int | bool | None] = {**data}
    known |= {"declaration": str(row.id), "version": row.version}
    entry = log.Entry(Track.REGISTRATION, action, data=known)
    moves.done(uow, by.actor, case, entry, by.now)
