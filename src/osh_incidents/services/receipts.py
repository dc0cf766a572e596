"""What is kept of a declaration: the content as sent, who sent it, and what was odd about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from osh_incidents.adapters import declaration_json
from osh_incidents.domain import declaration_warnings
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.classification import Classification
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.vocabulary import Origin
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import tax_codes
from osh_incidents.services.rules import law_of


@dataclass(frozen=True, slots=True)
class Receipt:
    """When a version of a declaration came in, under which number, and why there is another."""

    at: datetime
    tracking_no: str
    version: int = 1
    origin: Origin = Origin.DECLARED
    reason: str | None = None


def keep(
    uow: UnitOfWork,
    actor: Actor,
    case: CaseRow,
    declaration: Declaration,
    receipt: Receipt,
    odd: Sequence[FieldFault],
) -> DeclarationRow:
    """Add *declaration* to *case* as it was sent, with what was *odd* about it."""
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
        warnings=[fault.written() for fault in odd],
    )
    body = declaration_json.dumps(declaration)
    row.body_sealed = uow.sealer.seal(body, f"declaration.body:{row.id}")
    case.declarations.append(row)
    return row


def odd(
    uow: UnitOfWork, declaration: Declaration, found: Classification | None, now: datetime
) -> list[FieldFault]:
    """Return what is odd about *declaration*, which has no faults."""
    return [
        *declaration_warnings.warnings(declaration, found, now, law_of(uow)),
        *tax_codes.warnings(declaration.workplace.tax_code, "/workplace/tax_code"),
    ]
