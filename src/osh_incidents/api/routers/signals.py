"""Signals of accidents from others than the declarants."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.faults import field_faults
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import signals as published
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    ChangedMeanwhile,
    InvalidFields,
    NoRuleInForce,
    NotFound,
)
from osh_incidents.domain.signals import SignalState
from osh_incidents.persistence.tables.signals import SignalRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import declarations, reads, signal_matching, signal_rules, signals

router = Router(prefix="/api/v1/signals", tags=["signals"])

Sender = Annotated[Actor, holding(Permission.SIGNALS_SEND)]
Handler = Annotated[Actor, holding(Permission.SIGNALS_HANDLE)]
Limit = Annotated[int, Query(ge=1, le=200, description="rows of a page")]


@router.post(
    "",
    status_code=201,
    operation_id="send_signal",
    summary="Gửi tin báo tai nạn / Send a signal of an accident",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def send_signal(
    body: published.SignalIn,
    request: Request,
    response: Response,
    actor: Sender,
    uow: Uow,
    now: Now,
) -> published.SignalOut:
    """Take in a signal; it waits until somebody of the department decides on it."""
    if body.faults:
        found = field_faults(body.faults)
        told = {fault.pointer for fault in found}
        across = signal_rules.faults(uow, actor, Known.of(dict(body)), now)
        more = [fault for fault in across if fault.pointer not in told]
        raise InvalidFields(errors=[*found, *more])
    row = signals.receive(uow, actor, body.signal(), now)
    response.headers["Location"] = f"{request.url.path}/{row.id}"
    return _whole(uow, actor, row)


@router.get(
    "",
    operation_id="list_signals",
    summary="Danh sách tin báo / List signals",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_signals(
    request: Request,
    response: Response,
    actor: Sender,
    uow: Uow,
    state: SignalState | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> published.SignalPageOut:
    """Return one page of the signals, last received first: all, or the caller's own."""
    page = uow.signals.page(state, actor, paging.decode(cursor), limit)
    following = paging.following(request, response, page.next)
    items = [published.SignalSummaryOut.model_validate(row) for row in page.rows]
    return published.SignalPageOut(items=items, next=following)


@router.get(
    "/{signal_id}",
    operation_id="get_signal",
    summary="Xem tin báo / Read a signal",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def get_signal(signal_id: UUID, actor: Sender, uow: Uow) -> published.SignalOut:
    """Return a signal; who handles signals also sees of which cases it may tell."""
    return _whole(uow, actor, uow.signals.get(signal_id, actor))


@router.post(
    "/{signal_id}/actions",
    operation_id="act_on_signal",
    dependencies=[CHANGE],
    summary="Xử lý tin báo / Decide on a signal",
    responses=problems.responses(
        *problems.COMMON, NotFound, ActionNotAllowed, ChangedMeanwhile, InvalidFields, NoRuleInForce
    ),
)
def act_on_signal(
    signal_id: UUID, body: published.SignalActionIn, actor: Handler, uow: Uow, now: Now
) -> published.SignalOut:
    """Match it with a case, open a case nobody declared, refuse it, or release it again."""
    if isinstance(body, published.ConfirmSignalIn) and (found := body.declaration.faults):
        known = Known.of(dict(body.declaration))
        faults = [*field_faults(found), *declarations.faults(uow, actor, known, now)]
        raise InvalidFields(errors=signals.declaration_faults(faults, known))
    return _whole(uow, actor, signals.act(uow, actor, signal_id, body.move(), now=now))


def _whole(uow: UnitOfWork, actor: Actor, row: SignalRow) -> published.SignalOut:
    uow.one = row
    handles = actor.may(Permission.SIGNALS_HANDLE)
    matches = signal_matching.proposed_matches(uow, row) if handles else None
    reads.show(uow, actor, row.case_id, signal_id=row.id)
    return published.whole(row, signals.content(uow, row), matches, actor)
