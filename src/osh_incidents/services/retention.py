"""Making cases anonymous that were kept as long as the law wants; the figures stay.

The facts of figures, the log and the releases name nobody and are left as they are, so every
figure stays and every hash still fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import FieldFault, GuardsUnmet, NotFound, NotPermitted
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.dossier import Outcome
from osh_incidents.domain.retention import Born, Kept, kept
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.vocabulary import Severity
from osh_incidents.persistence.repositories.erasures import SETTLED
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.requests import ErasureRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import log
from osh_incidents.services.moves import By
from osh_incidents.services.rules import law_of

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Due:
    """A case that need not name people any more, by its number or, if it never had one, its id."""

    name: str
    kept_until: date


def due(uow: UnitOfWork, on: date) -> Iterator[Due]:
    """Yield the cases that had to be kept until before *on*."""
    after: UUID | None = None
    law = law_of(uow)
    while cases := uow.erasures.settled(after, _BATCH):
        for case in cases:
            until = kept_of(case, law).until
            if until < on:
                yield Due(case.number or str(case.id), until)
        after = cases[-1].id


def kept_of(case: CaseRow, law: Law) -> Kept:
    """Return until when *case* has to be kept."""
    outcome = Outcome.FATAL if case.severity is Severity.FATAL else Outcome.OTHER
    published = [one.published_at for one in case.rounds if one.published_at is not None]
    settled = max(
        [*published, *(at for at in (case.closed_at, case.voided_at) if at)], default=None
    )
    people = [Born(one.sex, one.birth_date, one.birth_year) for one in case.victims]
    since = local_day(settled or case.declared_at)
    return kept(outcome, since, case.occurred_on, people, law)


def anonymise(uow: UnitOfWork, by: By, number: str) -> bool:
    """Propose that a case is made anonymous, or do it as the second person; return if it is done.

    Raises:
        NotFound: no case has this number.
        NotPermitted: the account may neither register nor, as the second, approve.
        GuardsUnmet: it must be kept longer, is anonymous already, or one person does both.
    """
    case = uow.erasures.named(number)
    if case is None:
        raise NotFound
    until = kept_of(case, law_of(uow)).until
    _refuse(case, until, by)
    asked = uow.erasures.proposed(case.id)
    needed = Permission.CASES_REGISTER if asked is None else Permission.CASES_APPROVE
    if not by.actor.may(needed):
        raise NotPermitted(members={"needs": [needed.value]})
    if asked is None:
        proposal = ErasureRow(
            case_id=case.id,
            kept_until=until,
            proposed_by=by.actor.account_id,
            proposed_at=by.now,
        )
        uow.add(proposal)
        _log(uow, by, case, "propose_anonymising", until)
        return False
    if asked.proposed_by == by.actor.account_id:
        raise GuardsUnmet(errors=[FieldFault("", "own_proposal", _OWN)])
    asked.approved_by, asked.approved_at = by.actor.account_id, by.now
    for one in [*case.led, case]:
        uow.erasures.erase(one)
        one.anonymised_at = by.now
        _log(uow, by, one, "anonymise", until)
    return True


def _refuse(case: CaseRow, until: date, by: By) -> None:
    if case.anonymised_at is not None:
        raise GuardsUnmet(errors=[FieldFault("", "anonymised", _DONE)])
    if case.registration not in SETTLED or case.led_by_id is not None or until >= local_day(by.now):
        raise GuardsUnmet(errors=[FieldFault("", "kept_longer", _LONGER.within(until=until))])


def _log(uow: UnitOfWork, by: By, case: CaseRow, action: str, until: date) -> None:
    entry = log.Entry(Track.REGISTRATION, action, data={"kept_until": until.isoformat()})
    log.write(uow, by.actor, case, entry, by.now)


_OWN = Text("Người đề nghị không được tự duyệt.", "Who proposed it cannot approve it.")
_DONE = Text("Vụ đã ẩn danh.", "The case is anonymous already.")
_LONGER = Text(
    "Hồ sơ đang giải quyết, thuộc vụ khác, hoặc phải lưu đến hết ngày {until}.",
    "The file is open, belongs to another case, or must be kept until {until}.",
)
