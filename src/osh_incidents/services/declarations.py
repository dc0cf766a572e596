"""Taking in a declaration: checked, kept as sent, and made a case in one transaction."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from osh_incidents.adapters.secrets import new_tracking_number
from osh_incidents.adapters.tax_codes import has_right_check_digit
from osh_incidents.domain import declaration_rules, declaration_warnings
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.cases import CaseFacts, VictimFacts
from osh_incidents.domain.classification import Classification, classify
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.domain.territory import concrete
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import (
    case_files,
    classifying,
    declarant_rules,
    facts,
    log,
    reference,
)
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
    row = _keep(uow, actor, case, declaration, found, _Receipt(now, new_tracking_number()))
    uow.add(case)
    uow.flush()
    log.begin(uow, actor, case, _entry(row, "declare"), now)
    facts.begin(uow, case, now)
    uow.flush()
    return case


def complete(
    uow: UnitOfWork, actor: Actor, case: CaseRow, declaration: Declaration, now: datetime
) -> None:
    """Take *declaration* as the next version of the one that was returned to be completed.

    Raises:
        InvalidFields: with every fault found.
    """
    _refuse_faulty(uow, actor, declaration, now)
    if declaration.kind is not case.kind:
        raise InvalidFields(errors=[FieldFault("/declaration/kind", "kind_differs", _KIND)])
    previous = case.declarations[-1]
    case_files.refill(uow, case, declaration)
    case_files.set_victims(uow, case, declaration, now)
    found = classifying.derive(uow, case, previous.received_at, now)
    receipt = _Receipt(now, previous.tracking_no, previous.version + 1)
    _keep(uow, actor, case, declaration, found, receipt)


def preview(
    uow: UnitOfWork, actor: Actor, declaration: Declaration, now: datetime
) -> tuple[Classification | None, list[FieldFault]]:
    """Return what *declaration* would be derived to and its warnings, and store nothing.

    Raises:
        InvalidFields: with every fault found.
    """
    _refuse_faulty(uow, actor, declaration, now)
    found = _classified(uow, declaration)
    return found, _warnings(uow, declaration, found, now)


def content(uow: UnitOfWork, row: DeclarationRow) -> dict[str, Any]:
    """Return the declaration of *row* as it was sent."""
    opened: dict[str, Any] = json.loads(
        uow.sealer.unseal(row.body_sealed, f"declaration.body:{row.id}")
    )
    return opened


def _refuse_faulty(uow: UnitOfWork, actor: Actor, declaration: Declaration, now: datetime) -> None:
    if found := faults(uow, actor, Known.of(asdict(declaration)), now):
        raise InvalidFields(errors=found)


@dataclass(frozen=True, slots=True)
class _Receipt:
    at: datetime
    tracking_no: str
    version: int = 1


def _keep(
    uow: UnitOfWork,
    actor: Actor,
    case: CaseRow,
    declaration: Declaration,
    found: Classification | None,
    receipt: _Receipt,
) -> DeclarationRow:
    odd = _warnings(uow, declaration, found, receipt.at)
    row = DeclarationRow(
        id=new_id(),
        case_id=case.id,
        tracking_no=receipt.tracking_no,
        version=receipt.version,
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
    body = json.dumps(asdict(declaration), default=_json, ensure_ascii=False).encode()
    row.body_sealed = uow.sealer.seal(body, f"declaration.body:{row.id}")
    case.declarations.append(row)
    return row


def _warnings(
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
        VictimFacts(victim.relation, victim.dead, victim.injury_codes)
        for victim in declaration.victims
    )
    day = case_files.event_day(declaration)
    found = classify(CaseFacts(declaration.kind, day, victims, law=law_of(uow)))
    code = (declaration.accident or declaration.workplace).area_code
    told = concrete(found.recipients.value, reference.place(uow, code, day))
    return replace(found, recipients=replace(found.recipients, value=told))


def _entry(row: DeclarationRow, action: str) -> log.Entry:
    return log.Entry(
        Track.REGISTRATION,
        action,
        data={"declaration": str(row.id), "version": row.version},
    )


def _json(value: object) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    raise TypeError(type(value))
