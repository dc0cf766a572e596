"""Why a figure differs between two moments."""

from typing import Annotated

from fastapi import Path, Query

from osh_incidents.api import problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routers.questions import Asked
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import diffs as published
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import FieldFault, InvalidFields, NoRuleInForce, NotFound
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.labels import Text
from osh_incidents.services import diffs
from osh_incidents.services.indicators import Question

router = Router(prefix="/api/v1/indicators", tags=["indicators"])

_FUTURE = Text("Thời điểm ở tương lai.", "This lies in the future.")
_ORDER = Text("Thời điểm sau đứng trước thời điểm đầu.", "The second moment lies before the first.")


@router.get(
    "/{name}/diff",
    operation_id="compare_indicator",
    summary="Vì sao con số thay đổi / Why a figure differs",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields, NoRuleInForce),
)
def compare_indicator(
    name: Annotated[str, Path(max_length=60, examples=list(INDICATORS))],
    asked: Asked,
    # A difference of one is a case: whoever may not see the cases may not see it either.
    actor: Annotated[Actor, holding(Permission.INDICATORS_CASES)],
    uow: Uow,
    now: Now,
    from_known_at: Moment,
    to_known_at: Annotated[Moment | None, Query(description="default: now")] = None,
) -> published.DiffOut:
    """Return the headline at both moments, with exactly one cause for each change.

    Of the other parameters, `by` and `as_known_at` are not asked about.
    """
    if name not in INDICATORS:
        raise NotFound
    until = to_known_at or now
    if until > now:
        raise InvalidFields(errors=[FieldFault("/to_known_at", "in_future", _FUTURE)])
    if until < from_known_at:
        raise InvalidFields(errors=[FieldFault("/to_known_at", "before_start", _ORDER)])
    question_then = Question(asked.spans, until, (), asked.basis, asked.where)
    found = diffs.compare(uow, name, question_then, from_known_at)
    return published.diff(found, question_then, from_known_at)
