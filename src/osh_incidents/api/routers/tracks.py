"""Taking actions on the tracks of a case; the tables in the descriptions are those enforced."""

from typing import Annotated
from uuid import UUID

from osh_incidents.api import problems, views
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.faults import field_faults
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas.cases import CaseOut
from osh_incidents.api.schemas.investigation_moves import InvestigationActionIn
from osh_incidents.api.schemas.moves import DiseaseActionIn, HandlingActionIn
from osh_incidents.api.schemas.registration_moves import CompleteIn, RegistrationActionIn
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    ChangedMeanwhile,
    FieldFault,
    GuardsUnmet,
    InvalidFields,
    NotFound,
)
from osh_incidents.domain.workflow import render
from osh_incidents.domain.workflow.disease import DISEASE
from osh_incidents.domain.workflow.handling import HANDLING
from osh_incidents.domain.workflow.investigation import INVESTIGATIONS
from osh_incidents.domain.workflow.registration import REGISTRATION
from osh_incidents.services import declarations, diseases, handling, investigations, registration

router = Router(prefix="/api/v1/cases/{case_id}", tags=["actions"])

# The permission of the move itself stands in the table; this one only opens the door.
Reader = Annotated[Actor, holding(Permission.CASES_READ)]

REFUSALS = problems.responses(
    *problems.COMMON, NotFound, ActionNotAllowed, GuardsUnmet, ChangedMeanwhile, InvalidFields
)


@router.post(
    "/registration/actions",
    operation_id="act_on_registration",
    dependencies=[CHANGE],
    summary="Tiếp nhận vụ / Take an action on the registration",
    description=render.table(REGISTRATION),
    responses=REFUSALS,
)
def act_on_registration(
    case_id: UUID, body: RegistrationActionIn, actor: Reader, uow: Uow, now: Now
) -> CaseOut:
    """Take an action on the registration."""
    if isinstance(body, CompleteIn) and (found := body.declaration.faults):
        known = Known.of(dict(body.declaration))
        faults = [*field_faults(found), *declarations.faults(uow, actor, known, now)]
        raise InvalidFields(errors=[_inside(fault) for fault in faults])
    case = registration.act(uow, actor, case_id, body.move(), now=now)
    return views.case(uow, actor, case, now)


@router.post(
    "/investigation/actions",
    operation_id="act_on_investigation",
    dependencies=[CHANGE],
    summary="Điều tra tai nạn / Take an action on the investigation",
    description="\n\n".join(
        f"**{level.label.vi} / {level.label.en}**\n\n{render.table(table)}"
        for level, table in INVESTIGATIONS.items()
    ),
    responses=REFUSALS,
)
def act_on_investigation(
    case_id: UUID, body: InvestigationActionIn, actor: Reader, uow: Uow, now: Now
) -> CaseOut:
    """Take an action on the investigation."""
    case = investigations.act(uow, actor, case_id, body.move(), now=now)
    return views.case(uow, actor, case, now)


@router.post(
    "/disease/actions",
    operation_id="act_on_disease",
    dependencies=[CHANGE],
    summary="Xác định bệnh / Take an action on the disease",
    description=render.table(DISEASE),
    responses=REFUSALS,
)
def act_on_disease(
    case_id: UUID, body: DiseaseActionIn, actor: Reader, uow: Uow, now: Now
) -> CaseOut:
    """Take an action on the disease."""
    case = diseases.act(uow, actor, case_id, body.move(), now=now)
    return views.case(uow, actor, case, now)


@router.post(
    "/handling/actions",
    operation_id="act_on_handling",
    dependencies=[CHANGE],
    summary="Xử lý vụ / Take an action on the handling",
    description=render.table(HANDLING),
    responses=REFUSALS,
)
def act_on_handling(
    case_id: UUID, body: HandlingActionIn, actor: Reader, uow: Uow, now: Now
) -> CaseOut:
    """Take an action on the handling."""
    case = handling.act(uow, actor, case_id, body.move(), now=now)
    return views.case(uow, actor, case, now)


def _inside(fault: FieldFault) -> FieldFault:
    return FieldFault(f"/declaration{fault.pointer}", fault.code, fault.detail)
