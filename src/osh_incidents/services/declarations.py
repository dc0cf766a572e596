"""Taking in a declaration: checked, kept as sent, and made a case in one transaction."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from osh_incidents.adapters import declaration_json
from osh_incidents.adapters.secrets import new_tracking_number
from osh_incidents.adapters.tax_codes import has_right_check_digit
from osh_incidents.domain import declaration_rules, declaration_warnings, developments
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.cases import CaseFacts, VictimFacts
from osh_incidents.domain.classification import Classification, classify
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.domain.territory import concrete
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.vocabulary import CaseKind, Origin
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import (
    case_files,
    classifying,
    declarant_rules,
    duplicates,
    entitlements,
    facts,
    log,
    reference,
)
from osh_incidents.services.moves import By
from osh_incidents.services.rules import law_of

_KIND = Text(
    "Bản bổ sung phải cùng loại với khai báo.", "It must be of the kind that was declared."
)
_CHECK_DIGIT = Text(
    "Mã số thuế có chữ số kiểm tra không đúng.", "The check digit of the tax code is wrong."
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
    """
    _refuse_faulty(uow, actor, declaration, now)
    case = case_files.open_case(uow, declaration, now)
    case_files.set_victims(uow, case, declaration, now)
    found = classifying.derive(uow, case, now, now)
    odd = _odd(uow, declaration, found, now)
    row = _keep(uow, actor, case, declaration, _Receipt(now, new_tracking_number()), odd)
    uow.add(case)
    uow.flush()
    known = facts.begin(uow, case, now)
    log.begin(uow, actor, case, replace(_entry(row, "declare"), facts=known), now)
    uow.flush()
    duplicates.search(uow, By(actor, now), case)
    return case


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
    case_files.refill(uow, case, declaration, by.now)
    case_files.set_victims(uow, case, declaration, by.now)
    found = classifying.derive(uow, case, received_at, by.now)
    previous = newest(case)
    receipt = _Receipt(by.now, previous.tracking_no, previous.version + 1, origin, reason)
    # Whether the accident was declared late was settled by the first version.
    row = _keep(
        uow, by.actor, case, declaration, receipt, _odd(uow, declaration, found, received_at)
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
    return found, _odd(uow, declaration, found, now)


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
    if found := faults(uow, actor, Known.of(asdict(declaration)), now):
        raise InvalidFields(errors=found)


@dataclass(frozen=True, slots=True)
class _Receipt:
    at: datetime
    tracking_no: str
    version: int = 1
    origin: Origin = Origin.DECLARED
    reason: str | None = None


def _keep(
    uow: UnitOfWork,
    actor: Actor,
    case: CaseRow,
    declaration: Declaration,
    receipt: _Receipt,
    odd: Sequence[FieldFault],
) -> DeclarationRow:
    row = DeclarationRow(
        id=new_id(),
        case_id=case.id,
        tracking_no=receipt.tracking_no,
        version=receipt.version,
        origin=receipt.origin,
        reason=receipt.reason,
        kind=declaration.kind,
        account_id=actor.account_id,
        organisation_id=actor.organisation_id,
        declarant_role=declaration.declarant.role,
        received_at=receipt.at,
        known_at=declaration.accident.known_at if declaration.accident else None,
        warnings=[
            {
                "pointer": fault.pointer,
                "code": fault.code,
                "vi": fault.detail.vi,
                "en": fault.detail.en,
            }
            for fault in odd
        ],
    )
    body = declaration_json.dumps(declaration)
    row.body_sealed = uow.sealer.seal(body, f"declaration.body:{row.id}")
    case.declarations.append(row)
    return row


def _odd(
    uow: UnitOfWork, declaration: Declaration, found: Classification | None, now: datetime
) -> list[FieldFault]:
    odd = list(declaration_warnings.warnings(declaration, found, now, law_of(uow)))
    if not has_right_check_digit(declaration.workplace.tax_code):
        odd.append(FieldFault("/workplace/tax_code", "check_digit", _CHECK_DIGIT))
    return odd


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
