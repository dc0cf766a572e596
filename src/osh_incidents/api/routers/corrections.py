"""Changing the facts of a case: corrections, and news of its victims."""

from typing import Annotated
from uuid import UUID

from fastapi import Request, Response

from osh_incidents.api import problems, views
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import corrections as published
from osh_incidents.api.schemas.cases import CaseOut
from osh_incidents.api.schemas.victims import VictimOut, victim
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    ChangedMeanwhile,
    GuardsUnmet,
    InvalidFields,
    NoRuleInForce,
    NotFound,
)
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.requests import CorrectionRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import corrections, declarations, developments, reads
from osh_incidents.services.moves import By

router = Router(prefix="/api/v1/cases/{case_id}", tags=["corrections"])

Reader = Annotated[Actor, holding(Permission.CASES_READ)]
Corrector = Annotated[Actor, holding(Permission.CASES_CORRECT)]
Approver = Annotated[Actor, holding(Permission.CASES_APPROVE)]
Reporter = Annotated[Actor, holding(Permission.CASES_REPORT)]

_READING = problems.responses(*problems.COMMON, NotFound, InvalidFields)
_CHANGING = problems.responses(
    *problems.COMMON, NotFound, GuardsUnmet, ChangedMeanwhile, InvalidFields, NoRuleInForce
)
_CORRECTING = {
    202: {
        "model": published.CorrectionOut,
        "description": "The case is taken in already: another person must approve",
    },
    **_CHANGING,
}


@router.patch(
    "",
    operation_id="correct_case",
    dependencies=[CHANGE],
    summary="Đính chính vụ / Correct a case",
    response_model=CaseOut,
    responses=_CORRECTING,
)
def correct_case(
    case_id: UUID, body: published.CaseChangesIn, actor: Corrector, uow: Uow, now: Now
) -> CaseOut | Response:
    """Correct a case at once before it is taken in; after that, ask another person to approve."""
    by = By(actor, now)
    changed = corrections.correct(uow, by, case_id, None, body.changes(), body.reason)
    return _corrected(uow, by, *changed)


@router.patch(
    "/victims/{victim_id}",
    operation_id="correct_victim",
    dependencies=[CHANGE],
    summary="Đính chính người bị nạn / Correct a victim",
    response_model=CaseOut,
    responses=_CORRECTING,
)
def correct_victim(
    case_id: UUID,
    victim_id: UUID,
    body: published.VictimChangesIn,
    actor: Corrector,
    uow: Uow,
    now: Now,
) -> CaseOut | Response:
    """Correct a victim likewise; that a death is not from the accident is such a correction."""
    published.refuse_masked(body.model_fields_set, actor)
    by = By(actor, now)
    changed = corrections.correct(uow, by, case_id, victim_id, body.changes(), body.reason)
    return _corrected(uow, by, *changed)


@router.get(
    "/corrections",
    operation_id="list_corrections",
    summary="Các đề nghị đính chính / What was asked to be corrected",
    responses=_READING,
)
def list_corrections(case_id: UUID, actor: Reader, uow: Uow) -> published.CorrectionsOut:
    """Return every correction that was asked for, with who decided and why."""
    case = views.known(uow, actor, case_id)
    return published.CorrectionsOut(
        items=[_correction(uow, actor, row) for row in uow.corrections.of(case.id)]
    )


@router.post(
    "/corrections/{correction_id}/actions",
    operation_id="decide_correction",
    dependencies=[CHANGE],
    summary="Duyệt đính chính / Decide on a correction",
    responses=problems.responses(
        *problems.COMMON,
        NotFound,
        ActionNotAllowed,
        GuardsUnmet,
        ChangedMeanwhile,
        InvalidFields,
        NoRuleInForce,
    ),
)
def decide_correction(
    case_id: UUID,
    correction_id: UUID,
    body: published.CorrectionDecisionIn,
    actor: Approver,
    uow: Uow,
    now: Now,
) -> published.CorrectionOut:
    """Approve or refuse, as another person than the one who asked."""
    decision = corrections.Decision(body.action == "approve", body.reason)
    row = corrections.decide(uow, By(actor, now), case_id, correction_id, decision)
    return _correction(uow, actor, row)


@router.post(
    "/victims",
    status_code=201,
    operation_id="add_victim",
    dependencies=[CHANGE],
    summary="Báo thêm người bị nạn / Report a further victim",
    responses=_CHANGING,
)
def add_victim(
    case_id: UUID,
    body: published.NewVictimIn,
    request: Request,
    response: Response,
    actor: Reporter,
    uow: Uow,
    now: Now,
) -> VictimOut:
    """Take in a victim nobody told of before; the level of the case may rise."""
    published.refuse_masked(body.model_fields_set, actor)
    _, row = developments.add_victim(uow, By(actor, now), case_id, body.part(), body.reason)
    response.headers["Location"] = request.url.path
    return victim(row, actor, uow.sealer)


@router.post(
    "/victims/{victim_id}/developments",
    operation_id="report_development",
    dependencies=[CHANGE],
    summary="Báo diễn biến của người bị nạn / Report what became of a victim",
    responses=_CHANGING,
)
def report_development(
    case_id: UUID,
    victim_id: UUID,
    body: published.DevelopmentIn,
    actor: Reporter,
    uow: Uow,
    now: Now,
) -> CaseOut:
    """Take in a death or further injuries, at whatever later time; it holds at once."""
    published.refuse_masked(body.model_fields_set, actor)
    by = By(actor, now)
    case = developments.report(uow, by, case_id, victim_id, body.news(), body.reason)
    return views.case(uow, actor, case, now)


@router.get(
    "/declarations",
    operation_id="list_case_declarations",
    summary="Các lần khai báo của vụ / The versions of its declarations",
    responses=_READING,
)
def list_case_declarations(
    case_id: UUID, actor: Reader, uow: Uow
) -> published.DeclarationVersionsOut:
    """Return how the facts of a case came about: every version, those of linked cases too."""
    rows = declarations.versions(views.known(uow, actor, case_id))
    return published.DeclarationVersionsOut(
        items=[published.DeclarationVersionOut.model_validate(row) for row in rows]
    )


def _corrected(
    uow: UnitOfWork, by: By, case: CaseRow, asked: CorrectionRow | None
) -> CaseOut | Response:
    if asked is None:
        return views.case(uow, by.actor, case, by.now)
    shown = _correction(uow, by.actor, asked)
    return Response(shown.model_dump_json(), 202, media_type="application/json")


def _correction(uow: UnitOfWork, actor: Actor, row: CorrectionRow) -> published.CorrectionOut:
    reads.show(uow, actor, row.case_id)
    return published.correction(row, corrections.changes_of(uow, row), actor)
