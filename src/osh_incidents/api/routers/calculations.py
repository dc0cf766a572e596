"""Calculating what a victim is owed, for whoever asks; nothing is stored."""

from typing import Annotated

from fastapi import Request

from osh_incidents.api import problems
from osh_incidents.api.dependencies import Uow
from osh_incidents.api.faults import field_faults
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import calculations as published
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import FieldFault, InvalidFields, NoRuleInForce
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import calculations

router = Router(prefix="/api/v1/calculations", tags=["compensation"])


@router.post(
    "",
    operation_id="calculate",
    summary="Tính mức bồi thường, trợ cấp / Calculate a benefit",
    responses=problems.responses(*problems.COMMON, InvalidFields, NoRuleInForce),
)
def calculate(
    body: published.CalculationIn,
    request: Request,
    actor: Annotated[Actor, holding(Permission.RULES_READ)],
    uow: Uow,
) -> published.BenefitOut:
    """Return the statutory amount by the law of the day, with every step and its source."""
    asked = published.asked(body)
    if body.faults or asked is None:
        raise InvalidFields(errors=_every_fault(uow, body))
    return published.benefit(asked, calculations.calculate(uow, asked), request)


def _every_fault(uow: UnitOfWork, body: published.CalculationIn) -> list[FieldFault]:
    """Return the faults of single fields, and those across fields that do not repeat them."""
    single = field_faults(body.faults)
    asked = published.asked(body)
    if asked is None:
        return single
    told = {fault.pointer for fault in single}
    across = calculations.faults(uow, asked)
    return [*single, *(fault for fault in across if fault.pointer not in told)]
