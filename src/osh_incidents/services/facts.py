"""Keeping the facts of figures: a new version of what is known, in the same transaction."""

from datetime import datetime

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus, due_at
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.declaration import DECLARE_WITHIN
from osh_incidents.domain.law.programme import HANDLE_WITHIN
from osh_incidents.domain.standing import entitlement, standing
from osh_incidents.domain.vocabulary import CaseKind, Declarant, Relation
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow, VictimRow
from osh_incidents.persistence.tables.clocks import ClockRow
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, rounds
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import case_facts, claim_facts, present

_OWN = frozenset({"id", "known_from", "known_until"})
_COMPARED = [column.key for column in FactRow.__table__.columns if column.key not in _OWN]


def begin(uow: UnitOfWork, case: CaseRow, now: datetime) -> None:
    """Keep what is known of each victim of a new *case*."""
    known = case_facts(case, uow.sealer, law_of(uow))
    uow.add(*(_fact(known, case, victim, now) for victim in present(case)))


def refresh(uow: UnitOfWork, case: CaseRow, now: datetime) -> None:
    """Close what was known of each victim of *case* and no longer holds; keep what holds now."""
    uow.flush()
    before = uow.facts.current(case.id)
    known = case_facts(case, uow.sealer, law_of(uow))
    for victim in present(case):
        fact = _fact(known, case, victim, now)
        earlier = before.pop(victim.id, None)
        if earlier is not None and _same(earlier, fact):
            continue
        if earlier is not None:
            earlier.known_until = now
        uow.add(fact)
    for withdrawn in before.values():
        withdrawn.known_until = now
    uow.flush()


def _same(one: FactRow, other: FactRow) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _COMPARED)


def _fact(known: CaseFacts, case: CaseRow, victim: VictimRow, now: datetime) -> FactRow:
    """Return the fact of *victim*; *known* is the whole case, opened once for all victims."""
    law = known.law
    mine = [claim for claim in case.claims if claim.victim_id == victim.id]
    stands, reason = entitlement(victim.relation, [claim_facts(case, claim, law) for claim in mine])
    paid = [claim.paid_in_full_at for claim in mine if claim.paid_in_full_at is not None]
    due = [clock.due_at for claim in mine for clock in clocks.of_claim(case, claim)]
    published = known.published_at
    handled = case.outcome.decided_at if case.outcome and not known.decided_before_result else None
    by_duty = _declared_by_duty(case)
    investigation = clocks.of_case(case, ClockDuty.INVESTIGATION)
    return FactRow(
        case_id=case.id,
        victim_id=victim.id,
        known_from=now,
        known_until=None,
        kind=case.kind,
        standing=standing(known),
        case_severity=case.severity,
        severity=victim.severity,
        occurred_on=case.occurred_on,
        declared_on=local_day(case.declared_at),
        registered_on=local_day(case.registered_at) if case.registered_at else None,
        area_code=case.area_code_now,
        sector=case.sector,
        owner_type=case.owner_type,
        zone_code=case.zone_code,
        relation=victim.relation,
        sex=victim.sex,
        declared_by_duty=by_duty,
        declared_in_time=by_duty and _in_time(law, case),
        published_at=published,
        investigation_due_at=_due_at(case, investigation),
        handled_at=handled if published or case.kind is CaseKind.DISEASE else None,
        handling_due_at=_handling_due(law, published) if published else None,
        entitlement=stands,
        not_entitled_reason=reason,
        payment_due_at=max(due, default=None),
        paid_in_full_at=min(paid, default=None),
        underpaid=any(claim.underpaid for claim in mine),
    )


def _declared_by_duty(case: CaseRow) -> bool:
    """Whether the one who owes the declaration sent one (Law 84/2015 art. 34(1)(b), (d)).

    The commune owes it when no victim has an employer; otherwise the employer of the unit does.
    """
    outside = all(victim.relation is Relation.NO_CONTRACT for victim in present(case))
    duty = Declarant.COMMUNE if outside else Declarant.EMPLOYER
    return any(declaration.declarant_role is duty for declaration in _declarations(case))


def _declarations(case: CaseRow) -> list[DeclarationRow]:
    """Return every declaration of *case*, those that were linked to it among them."""
    linked = [declaration for other in case.led for declaration in other.declarations]
    return [*case.declarations, *linked]


def _in_time(law: Law, case: CaseRow) -> bool:
    sent = [
        declaration
        for declaration in _declarations(case)
        if declaration.declarant_role is not Declarant.AUTHORITY
    ]
    # A later version corrects when it was known, and is no later declaration.
    newest = {one.tracking_no: one for one in sorted(sent, key=lambda one: one.version)}
    since = min(
        (declaration.known_at for declaration in newest.values() if declaration.known_at),
        default=case.occurred_at,
    )
    if since is None:
        return True
    received = min(declaration.received_at for declaration in sent)
    return received <= due_at(since, law.on(DECLARE_WITHIN, local_day(since)).value)


def _due_at(case: CaseRow, clock: ClockRow | None) -> datetime | None:
    """Return when the investigation is due, or was when its result was published.

    Nobody is late while the police have the file.
    """
    published = rounds.standing(case)
    if published is not None and published.due_at is not None:
        return published.due_at
    return None if clock is None or clock.status is ClockStatus.PAUSED else clock.due_at


def _handling_due(law: Law, published_at: datetime) -> datetime:
    return due_at(published_at, law.on(HANDLE_WITHIN, local_day(published_at)).value)
