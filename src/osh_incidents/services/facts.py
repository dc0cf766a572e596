"""Keeping the facts of figures: a new version of what is known, in the same transaction.

What changed is handed to the log: its entries alone give every version again.
"""

from collections.abc import Iterator
from datetime import datetime

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus, due_at
from osh_incidents.domain.holders import Holder, holder_of
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.declaration import DECLARE_WITHIN
from osh_incidents.domain.law.programme import HANDLE_WITHIN
from osh_incidents.domain.standing import entitlement, exclusion, standing
from osh_incidents.domain.territory import Boundary
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, Declarant, Relation, Scheme
from osh_incidents.persistence.fact_values import ChangedFacts, Json, to_json, values_of
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow, VictimRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.clocks import ClockRow
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.tallying import Changes
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, reference, rounds
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import case_facts, claim_facts, present


def begin(
    uow: UnitOfWork, case: CaseRow, now: datetime, tally: Changes
) -> tuple[list[FactRow], ChangedFacts]:
    """Return what is known of each victim of a new *case*, and the same as the log keeps it."""
    facts = list(of_records(uow, case, law_of(uow), now))
    for fact in facts:
        tally.put(fact)
    return facts, {str(fact.victim_id): to_json(fact) for fact in facts}


def refresh(uow: UnitOfWork, case: CaseRow, now: datetime) -> ChangedFacts | None:
    """Close what was known of each victim of *case* and no longer holds; keep what holds now.

    What became known at this very moment is replaced: a version that held for no time would never
    be counted. Return what changed; whoever calls it writes that into an entry of the case.
    """
    uow.flush()
    before, tally = uow.facts.current(case.id), Changes()
    changed = dict[str, dict[str, Json] | None]()
    for fact in of_records(uow, case, law_of(uow), now):
        earlier = before.pop(fact.victim_id, None)
        if earlier is not None:
            if values_of(earlier) == values_of(fact):
                continue
            tally.take(earlier)
        tally.put(fact)
        changed[str(fact.victim_id)] = to_json(fact)
        _follow(uow, earlier, fact)
    for withdrawn in before.values():
        tally.take(withdrawn)
        changed[str(withdrawn.victim_id)] = None
        if withdrawn.known_from >= now:
            uow.facts.forget(withdrawn)
        else:
            withdrawn.known_until = now
    uow.tallies.change(tally)
    return changed or None


def _follow(uow: UnitOfWork, earlier: FactRow | None, fact: FactRow) -> None:
    """Keep *fact* in place of *earlier*, or after it."""
    if earlier is not None and earlier.known_from >= fact.known_from:
        for name, value in values_of(fact).items():
            setattr(earlier, name, value)
        return
    if earlier is not None:
        earlier.known_until = fact.known_from
    uow.add(fact)


def of_records(uow: UnitOfWork, case: CaseRow, law: Law, now: datetime) -> Iterator[FactRow]:
    """Yield what the records of *case* give of each victim by *law*; *now* only dates it."""
    facts, boundary = case_facts(case, uow.sealer, law), _boundary(uow, case)
    for victim in present(case):
        yield _fact(facts, case, victim, now, boundary)


def _fact(
    known: CaseFacts,
    case: CaseRow,
    victim: VictimRow,
    now: datetime,
    boundary: Boundary | None,
) -> FactRow:
    """Return the fact of *victim*; *known* is the whole case, opened once for all victims."""
    law = known.law
    mine = [claim for claim in case.claims if claim.victim_id == victim.id]
    stands, reason = entitlement(victim.relation, [claim_facts(case, claim, law) for claim in mine])
    paid = [(claim.paid_in_full_at, claim) for claim in mine if claim.paid_in_full_at is not None]
    first_paid = min(paid, key=lambda one: one[0], default=None)
    due = [clock.due_at for claim in mine for clock in clocks.of_claim(case, claim)]
    published = known.published_at
    handled = case.outcome.decided_at if case.outcome and not known.decided_before_result else None
    owed_by = _declaration_owed_by(case)
    by_duty = any(row.declarant_role is owed_by for row in _declarations(case))
    investigation = clocks.of_case(case, ClockDuty.INVESTIGATION)
    return FactRow(
        case_id=case.id,
        victim_id=victim.id,
        known_from=now,
        known_until=None,
        kind=case.kind,
        standing=standing(known),
        exclusion=exclusion(known),
        leads=victim.id == min(one.id for one in present(case)),
        case_severity=case.severity,
        severity=victim.severity,
        occurred_on=case.occurred_on,
        declared_on=local_day(case.declared_at),
        registered_on=local_day(case.registered_at) if case.registered_at else None,
        days_to_death=_days_to_death(case, victim),
        commuting=bool(case.commuting),
        area_code=case.area_code_now,
        boundary=boundary,
        sector=case.sector,
        owner_type=case.owner_type,
        zone_code=case.zone_code,
        relation=victim.relation,
        sex=victim.sex,
        declared_by_duty=by_duty,
        declared_in_time=by_duty and _in_time(law, case),
        declaration_owed_by=owed_by,
        declaration_due_at=_declaration_due(law, case),
        published_at=published,
        investigation_due_at=_due_at(case, investigation),
        investigation_owed_by=_investigation_owed_by(case),
        handled_at=handled if published or case.kind is CaseKind.DISEASE else None,
        handling_due_at=_handling_due(law, published) if published else None,
        entitlement=stands,
        not_entitled_reason=reason,
        payment_due_at=max(due, default=None),
        paid_in_full_at=first_paid[0] if first_paid else None,
        paid_late=first_paid is not None and _is_late(case, *first_paid),
        underpaid=any(claim.underpaid for claim in mine),
        scheme=_scheme(mine),
    )


def _boundary(uow: UnitOfWork, case: CaseRow) -> Boundary | None:
    """Return the old province in which the place of *case*, as it was on that day, lay or lies.

    A unit merged from both old provinces belongs to neither.
    """
    found = reference.boundaries_of(uow, case.area_code, case.occurred_on)
    old = [boundary for boundary in found if boundary is not Boundary.CURRENT]
    return old[0] if len(old) == 1 else None


def _days_to_death(case: CaseRow, victim: VictimRow) -> int | None:
    if not victim.dead or victim.died_at is None:
        return None
    return (local_day(victim.died_at) - case.occurred_on).days


def _is_late(case: CaseRow, paid_at: datetime, claim: ClaimRow) -> bool:
    due = [clock.due_at for clock in clocks.of_claim(case, claim)]
    return bool(due) and paid_at > max(due)


def _scheme(mine: list[ClaimRow]) -> Scheme | None:
    """Return the scheme of the claim that decides: one that is owed before one that is not."""
    owed = [claim for claim in mine if claim.state is not State.NOT_ENTITLED]
    return next((claim.scheme for claim in owed or mine), None)


def _investigation_owed_by(case: CaseRow) -> Holder | None:
    if case.kind is CaseKind.DISEASE or case.level is None:
        return None
    return holder_of(ClockDuty.INVESTIGATION, rounds.level(case))


def _declaration_owed_by(case: CaseRow) -> Declarant:
    """Return who owes the declaration (Law 84/2015 art. 34(1)(b), (d)).

    The commune owes it when no victim has an employer; otherwise the employer of the unit does.
    """
    outside = all(victim.relation is Relation.NO_CONTRACT for victim in present(case))
    return Declarant.COMMUNE if outside else Declarant.EMPLOYER


def _declarations(case: CaseRow) -> list[DeclarationRow]:
    """Return every declaration of *case*, those that were linked to it among them."""
    linked = [declaration for other in case.led for declaration in other.declarations]
    return [*case.declarations, *linked]


def _sent(case: CaseRow) -> list[DeclarationRow]:
    return [
        declaration
        for declaration in _declarations(case)
        if declaration.declarant_role is not Declarant.AUTHORITY
    ]


def _declaration_due(law: Law, case: CaseRow) -> datetime | None:
    """Return by when it had to be declared, None where nobody knows since when it was known."""
    # A later version corrects when it was known, and is no later declaration.
    newest = {one.tracking_no: one for one in sorted(_sent(case), key=lambda one: one.version)}
    since = min(
        (declaration.known_at for declaration in newest.values() if declaration.known_at),
        default=case.occurred_at,
    )
    return None if since is None else due_at(since, law.on(DECLARE_WITHIN, local_day(since)).value)


def _in_time(law: Law, case: CaseRow) -> bool:
    due = _declaration_due(law, case)
    return due is None or min(one.received_at for one in _sent(case)) <= due


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
