"""What more than one operation publishes: a whole case, the receipt of a declaration."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import Request

from osh_incidents.api.problems import language
from osh_incidents.api.schemas import answers, cases
from osh_incidents.api.schemas.victims import masked
from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.classification import Classification
from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.vocabulary import CaseKind, Declarant
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import cases as case_reading
from osh_incidents.services import declarations, reads
from osh_incidents.services.moves import By

_DECLARANT = ("name", "position", "phone")
_PERSONAL_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("declarant", _DECLARANT),
    ("workplace", ("address",)),
)


def case(uow: UnitOfWork, actor: Actor, row: CaseRow, now: datetime) -> cases.CaseOut:
    """Return *row* with everything that follows from it and what *actor* may do."""
    uow.one = row
    if row.inquiry is not None:
        reads.show(uow, actor, row.id, FieldClass.PERSONAL)
    if row.finding is not None:
        reads.show(uow, actor, row.id, FieldClass.HEALTH)
    available = case_reading.available_actions(uow, row, By(actor, now))
    return cases.whole(row, actor, case_reading.classification(uow, row), available, now)


def known(uow: UnitOfWork, actor: Actor, case_id: UUID) -> CaseRow:
    """Return a case of which the answer shows a part, and is as old as that case.

    Raises:
        NotFound: there is none, or it is out of reach; the answer is the same.
    """
    row = uow.cases.get(case_id, actor)
    uow.one = row
    return row


def receipt(request: Request, row: DeclarationRow) -> answers.DeclarationReceiptOut:
    """Return that the declaration of *row* was received."""
    return answers.DeclarationReceiptOut(
        id=row.id,
        tracking_no=row.tracking_no,
        received_at=row.received_at,
        warnings=_kept_warnings(request, row),
    )


def preview(
    request: Request,
    kind: CaseKind,
    found: Classification | None,
    odd: list[FieldFault],
) -> answers.PreviewOut:
    """Return what a declaration would be derived to."""
    bodies = found.recipients.value if found else ()
    return answers.PreviewOut(
        dry_run=True,
        kind=kind,
        severity=found.severity.value if found and found.severity else None,
        level=found.level.value if found and found.level else None,
        declaration_form=found.form.value.code if found and found.form else None,
        recipients=[
            answers.BodyOut(body=body.code, name_vi=body.name.vi, name_en=body.name.en)
            for body in bodies
        ],
        because=cases.reasons(found),
        warnings=[
            answers.WarningOut(
                pointer=fault.pointer,
                code=fault.code,
                detail=fault.detail.en if language(request) == "en" else fault.detail.vi,
            )
            for fault in odd
        ],
    )


def declaration(
    request: Request, uow: UnitOfWork, actor: Actor, row: DeclarationRow, of: CaseRow
) -> answers.DeclarationOut:
    """Return the declaration of *row* as it was sent, without what *actor* may not see."""
    reads.show(uow, actor, of.id)
    content, hidden = _shown(declarations.content(uow, row), actor)
    return answers.DeclarationOut(
        id=row.id,
        tracking_no=row.tracking_no,
        version=row.version,
        kind=row.kind,
        declarant_role=row.declarant_role,
        received_at=row.received_at,
        case_id=of.id,
        case_number=of.number,
        state=of.registration,
        warnings=_kept_warnings(request, row),
        content=content or None,
        masked_fields=hidden,
    )


def _kept_warnings(request: Request, row: DeclarationRow) -> list[answers.WarningOut]:
    return [
        answers.WarningOut(
            pointer=kept["pointer"], code=kept["code"], detail=kept[language(request)]
        )
        for kept in row.warnings
    ]


def _shown(content: dict[str, Any], actor: Actor) -> tuple[dict[str, Any], list[str]]:
    hidden = [f"/victims/*/{name}" for name in masked(actor)]
    if not content:
        return content, hidden
    for victim in content["victims"]:
        for name in masked(actor):
            victim.pop(name, None)
    if actor.role is Role.EMPLOYER and content["declarant"]["role"] != Declarant.EMPLOYER:
        # Who reported an accident is kept from the employer (Law 84/2015 art. 34(2)).
        told = content["declarant"]
        hidden += [f"/declarant/{name}" for name in _DECLARANT if told.pop(name, None)]
    if FieldClass.PERSONAL not in actor.grant.sees:
        for part, names in _PERSONAL_PARTS:
            hidden += [f"/{part}/{name}" for name in names if content[part].pop(name, None)]
    return content, hidden
