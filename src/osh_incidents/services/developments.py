"""News of victims: it holds at once, and everything follows from it.

It is taken in at any later time: a closed file is opened again by it.
"""

from dataclasses import asdict, replace
from uuid import UUID

from osh_incidents.domain import corrections
from osh_incidents.domain.declaration import Declaration, VictimPart
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.developments import Died, News
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.domain.vocabulary import CaseKind, Origin
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import changes, declarations, reopening
from osh_incidents.services.moves import By
from osh_incidents.services.snapshots import present

_ONE_PERSON = Text("Vụ bệnh nghề nghiệp chỉ có một người.", "A case of a disease is of one person.")
_NOTHING_NEW = Text("Điều này đã được ghi.", "The case says so already.")


def report(
    uow: UnitOfWork, by: By, case_id: UUID, victim_id: UUID, news: News, reason: str
) -> CaseRow:
    """Take in *news* of a victim; *reason* tells whom it comes from.

    A graver accident may ask for another body: the table of the investigation then demands that
    the file is handed over.

    Raises:
        NotFound: no such case in reach, or no such victim in it.
        GuardsUnmet: the file is rejected or voided, or belongs to another case.
        InvalidFields: every fault, by the pointers of the news.
    """
    case = changes.claim_for_news(uow, by, case_id)
    index = changes.index_of(case, victim_id)
    before = declarations.current(uow, case)
    victim = before.victims[index]
    people = list(before.victims)
    people[index] = news.of(victim)
    after, below = replace(before, victims=tuple(people)), f"/victims/{index}"
    found = [*news.faults(victim)]
    changed = _changed(before, after, below)
    if not changed and not found:
        found = [FieldFault("", "nothing_changes", _NOTHING_NEW)]
    found += corrections.as_sent(changes.faults(uow, by, before, after, changed), below)
    if found:
        raise InvalidFields(errors=found)
    reopening.reopen_by_news(uow, by, case)
    row = declarations.renew(uow, by, case, after, Origin.DEVELOPED, reason)
    action = "victim_died" if isinstance(news, Died) else "injury_found"
    named = " ".join(changed)
    changes.done(uow, by, case, action, row, victim=str(victim_id), fields=named)
    return case


def add_victim(
    uow: UnitOfWork, by: By, case_id: UUID, part: VictimPart, reason: str
) -> tuple[CaseRow, VictimRow]:
    """Take in a victim nobody told of before; *reason* tells whom the news comes from.

    Raises:
        NotFound: no such case in reach.
        GuardsUnmet: the file is rejected or voided, or belongs to another case.
        InvalidFields: every fault, by the pointers of the victim; or it is a disease.
    """
    case = changes.claim_for_news(uow, by, case_id)
    if case.kind is CaseKind.DISEASE:
        raise InvalidFields(errors=[FieldFault("", "one_person", _ONE_PERSON)])
    before = declarations.current(uow, case)
    below = f"/victims/{len(before.victims)}"
    after = replace(before, victims=(*before.victims, part))
    if found := changes.faults(uow, by, before, after, {below}):
        raise InvalidFields(errors=corrections.as_sent(found, below))
    reopening.reopen_by_news(uow, by, case)
    row = declarations.renew(uow, by, case, after, Origin.DEVELOPED, reason)
    victim = present(case)[-1]
    changes.done(uow, by, case, "victim_added", row, victim=str(victim.id))
    return case, victim


def _changed(before: Declaration, after: Declaration, below: str) -> list[str]:
    """Return the pointers of the fields *below* that pointer whose values differ."""
    old, new = Known.of(asdict(before)).values, Known.of(asdict(after)).values
    return [
        pointer
        for pointer in new
        if pointer.startswith(f"{below}/")
        and pointer.count("/") == below.count("/") + 1
        and old.get(pointer) != new[pointer]
    ]
