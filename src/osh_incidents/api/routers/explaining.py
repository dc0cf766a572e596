"""What an indicator counts, why a case is not counted, and what is missing in it."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Request

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routers.questions import Asked
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import explaining as published
from osh_incidents.api.schemas.types import Day
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import InvalidFields, NoRuleInForce, NotFound
from osh_incidents.domain.indicators.fatal_case_investigation import FATAL_CASE_INVESTIGATION
from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.indicators.registry import INDICATORS, VERSIONS, current
from osh_incidents.services import why
from osh_incidents.services.indicators import slice_of

router = Router(prefix="/api/v1/indicators", tags=["indicators"])

Name = Annotated[str, Path(max_length=60, examples=list(INDICATORS))]


@router.get(
    "/{name}/definition",
    operation_id="get_indicator_definition",
    summary="Định nghĩa chỉ tiêu / The definition of an indicator",
    responses=problems.responses(*problems.COMMON, NotFound, NoRuleInForce),
)
def get_indicator_definition(
    name: Name,
    actor: Annotated[Actor, holding(Permission.INDICATORS_READ)],
    now: Now,
    version: Annotated[str | None, Query(max_length=20)] = None,
    on: Annotated[Day | None, Query(description="default: today")] = None,
) -> published.DefinitionOut:
    """Return a version of the definition: by its number, or the one in force on a day."""
    versions = [number for of, number in VERSIONS if of == name]
    if not versions or (version is not None and version not in versions):
        raise NotFound
    found = VERSIONS[name, version] if version else current(name, on or local_day(now))
    return published.definition(found, versions)


@router.get(
    "/{name}/why-not-counted",
    operation_id="explain_why_not_counted",
    summary="Vì sao vụ không được tính / Why a case is not counted",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields, NoRuleInForce),
)
def explain_why_not_counted(
    name: Name,
    case_id: UUID,
    asked: Asked,
    actor: Annotated[Actor, holding(Permission.INDICATORS_READ, Permission.CASES_READ)],
    uow: Uow,
) -> published.WhyNotOut:
    """Tell for each victim and each count whether it counts, and the first reason why not."""
    if name not in INDICATORS:
        raise NotFound
    case = uow.cases.get(case_id, actor)
    indicator = current(name, local_day(asked.moment))
    return published.why_not(indicator, case, asked, why.explain(uow, indicator, case.id, asked))


@router.get(
    f"/{FATAL_CASE_INVESTIGATION.name}/failing-cases",
    operation_id="list_failing_cases",
    summary="Vụ chết người quá hạn còn thiếu bước / Fatal cases with a step overdue",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_failing_cases(
    request: Request,
    asked: Asked,
    actor: Annotated[Actor, holding(Permission.INDICATORS_CASES)],
    uow: Uow,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> published.FailingCasesOut:
    """List the fatal cases past their time with what is missing, who owes it and since when."""
    within = slice_of(asked, asked.spans, {})
    rows = uow.facts.cases(Count.FAILING, within, actor, after, limit + 1)
    shown = rows[:limit]
    steps = why.of_failing(uow, [case.id for case, _ in shown], asked.moment)
    following = paging.address(request, after=str(shown[-1][0].id)) if len(rows) > limit else None
    return published.FailingCasesOut(
        indicator=FATAL_CASE_INVESTIGATION.name,
        as_known_at=asked.moment,
        items=[published.failing(case, adds, steps[case.id]) for case, adds in shown],
        next=following,
    )
