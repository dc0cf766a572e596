"""Taking in a declaration: checked, kept as sent, and made a case in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from osh_incidents.adapters import declaration_json
from osh_incidents.adapters.secrets import new_tracking_number
from osh_incidents.domain import declaration_rules, developments
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.cases import CaseFacts, VictimFacts
from osh_incidents.domain.classification import Classification, classify
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import FieldFault, InvalidFields, NoRuleInForce
from osh_incidents.domain.labels import Text
from osh_incidents.domain.territory import concrete
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.vocabulary import CaseKind, Origin
from osh_incidents.persistence.base import AuthorityBase
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow
from osh_incidents.persistence.tallying import Changes
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import (
    case_files,
    classifying,
    declarant_rules,
    duplicates,
    entitlements,
    facts,
    log,
    receipts,
    reference,
)
from osh_incidents.services.moves import By
from osh_incidents.services.receipts import Receipt
from osh_incidents.services.rules import law_of

_KIND = Text(
    "Bản bổ sung phải cùng loại với khai báo.", "It must be of the kind that was declared."
)


def faults(uow: UnitOfWork, actor: Actor, known: Known, now: datetime) -> Sequence[FieldFault]:
    """Return everything across the fields that keeps a declaration from being taken in."""
    return [
        *declaration_rules.faults(known, now, law_of(uow)),
        *declarant_rules.faults(uow, actor, known, now),
    ]


def declare(uow: UnitOfWork, actor: Actor, declaration: Declaration, now: datetime) -> CaseRow:
    """Keep *declaration* as sent and open its case; *now* is the moment of receipt.

    Raises:
        InvalidFields: with every fault found.
        NoRuleInForce: as `declare_all`.
    """
    (found,) = declare_all(uow, [Sent(By(actor, now), declaration)])
    if not isinstance(found, CaseRow):
        raise found
    return found


@dataclass(frozen=True, slots=True)
class Sent:
    """A declaration, who sent it, and when it came."""

    by: By
    declaration: Declaration


def declare_all(
    uow: UnitOfWork, sent: Sequence[Sent]
) -> list[CaseRow | InvalidFields | NoRuleInForce]:
    """Take in what was *sent* as if each had come after the one before it was stored.

    Returns for each its case, or why it is refused: with every fault found, or because a day is
    asked for which no rule is known. One that is refused leaves nothing behind.
    """
    if len(sent) > 1:
        uow.expect_many()
    uow.areas.learn({code for one in sent for code in case_files.areas_of(one.declaration)})
    found = [_opened(uow, one) for one in sent]
    opened = [one for one in found if isinstance(one, _Opened)]
    if opened:
        _keep_all(uow, opened)
        duplicates.search_new(uow, [(one.case, one.sent.by) for one in opened])
    return [one.case if isinstance(one, _Opened) else one for one in found]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A new case, of which nothing is stored yet, with what opened it."""

    case: CaseRow
    sent: Sent


def _opened(uow: UnitOfWork, sent: Sent) -> _Opened | InvalidFields | NoRuleInForce:
    actor, now, declaration = sent.by.actor, sent.by.now, sent.declaration
    try:
        _refuse_faulty(uow, actor, declaration, now)
        case = case_files.open_case(uow, declaration, now)
        case_files.set_victims(uow, case, declaration, now)
        found = classifying.derive(uow, case, now, now)
        odd = receipts.odd(uow, declaration, found, now)
        receipts.keep(uow, actor, case, declaration, Receipt(now, new_tracking_number()), odd)
    except (InvalidFields, NoRuleInForce) as refusal:
        return refusal
    return _Opened(case, sent)


def _keep_all(uow: UnitOfWork, opened: Sequence[_Opened]) -> None:
    case_files.at_workplaces(
        uow, [(one.case, one.sent.declaration, one.sent.by.now) for one in opened]
    )
    cases, told_of, tally = list[AuthorityBase](), list[AuthorityBase](), Changes()
    for one in opened:
        actor, now = one.sent.by.actor, one.sent.by.now
        facts_known, told = facts.begin(uow, one.case, now, tally)
        entry = replace(_entry(one.case.declarations[0], "declare"), facts=told)
        cases += case_files.rows(one.case)
        told_of += [*facts_known, *log.begin(actor, one.case, entry, now)]
    uow.insert([*cases, *told_of], at_hand=cases)
    uow.tallies.change(tally)


def complete(
    uow: UnitOfWork, actor: Actor, case: CaseRow, declaration: Declaration, now: datetime
) -> None:
    """Take *declaration* as the next version of the one that was returned to be completed.

    Raises:
        InvalidFields: with every fault found; also where it leaves out a death or a victim that
            somebody reported since.
    """
    _refuse_faulty(uow, actor, declaration, now)
    if declaration.kind is not case.kind:
        raise InvalidFields(errors=[FieldFault("/declaration/kind", "kind_differs", _KIND)])
    if any(row.origin is Origin.DEVELOPED for row in case.declarations):
        lost = developments.lost(current(uow, case), declaration)
        if found := [replace(fault, pointer=f"/declaration{fault.pointer}") for fault in lost]:
            raise InvalidFields(errors=found)
    renew(uow, By(actor, now), case, declaration, Origin.COMPLETED)


def renew(
    uow: UnitOfWork,
    by: By,
    case: CaseRow,
    declaration: Declaration,
    origin: Origin,
    reason: str | None = None,
) -> DeclarationRow:
    """Make *declaration*, which has no faults, the facts of *case*, and let everything follow.

    Every change of facts takes this road: the newest version is what is known, the older ones
    stay as they were sent. Whoever calls it logs what was done and keeps the facts of figures.
    """
    received_at = case.declared_at
    case_files.refill(uow, case, declaration)
    case_files.at_workplaces(uow, [(case, declaration, by.now)])
    case_files.set_victims(uow, case, declaration, by.now)
    found = classifying.derive(uow, case, received_at, by.now)
    previous = newest(case)
    receipt = Receipt(by.now, previous.tracking_no, previous.version + 1, origin, reason)
    # Whether the accident was declared late was settled by the first version.
    row = receipts.keep(
        uow,
        by.actor,
        case,
        declaration,
        receipt,
        receipts.odd(uow, declaration, found, received_at),
    )
    uow.flush()
    duplicates.search(uow, by, case)
    entitlements.follow_facts(uow, by, case)
    return row


def preview(
    uow: UnitOfWork, actor: Actor, declaration: Declaration, now: datetime
) -> tuple[Classification | None, list[FieldFault]]:
    """Return what *declaration* would be derived to and its warnings, and store nothing.

    Raises:
        InvalidFields: with every fault found.
    """
    _refuse_faulty(uow, actor, declaration, now)
    found = _classified(uow, declaration)
    return found, receipts.odd(uow, declaration, found, now)


def newest(case: CaseRow) -> DeclarationRow:
    """Return the version of the declaration of *case* that tells the facts known now."""
    # Not by the moment of receipt: two versions may have the same.
    return max(case.declarations, key=lambda row: row.version)


def versions(case: CaseRow) -> list[DeclarationRow]:
    """Return every version of the declarations of *case* and of those linked to it, in order."""
    return [
        row
        for one in (case, *case.led)
        for row in sorted(one.declarations, key=lambda row: row.version)
    ]


def current(uow: UnitOfWork, case: CaseRow) -> Declaration:
    """Return the facts of *case* as they are known now."""
    return declaration_json.from_json(content(uow, newest(case)))


def content(uow: UnitOfWork, row: DeclarationRow) -> dict[str, Any]:
    """Return the declaration of *row* as it was sent; nothing of it if it was erased."""
    if not row.body_sealed:
        return {}
    return declaration_json.loads(uow.sealer.unseal(row.body_sealed, f"declaration.body:{row.id}"))


def _refuse_faulty(uow: UnitOfWork, actor: Actor, declaration: Declaration, now: datetime) -> None:
    if found := faults(uow, actor, Known.of(declaration_json.parts(declaration)), now):
        raise InvalidFields(errors=found)


def _classified(uow: UnitOfWork, declaration: Declaration) -> Classification | None:
    if declaration.kind is CaseKind.DISEASE:
        return None
    victims = tuple(
        VictimFacts(victim.relation, victim.dead, victim.injury_codes, victim.employer_tax_code)
        for victim in declaration.victims
    )
    day = case_files.event_day(declaration)
    accident = declaration.accident
    known = CaseFacts(
        declaration.kind,
        day,
        victims,
        special_regime=accident.special_regime if accident else None,
        ship=accident.ship if accident else None,
        law=law_of(uow),
    )
    found = classify(known)
    code = (accident or declaration.workplace).area_code
    told = concrete(found.recipients.value, reference.place(uow, code, day))
    return replace(found, recipients=replace(found.recipients, value=told))


def _entry(row: DeclarationRow, action: str) -> log.Entry:
    return log.Entry(
        Track.REGISTRATION,
        action,
        data={"declaration": str(row.id), "version": row.version},
    )
