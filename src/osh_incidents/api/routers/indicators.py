"""The three figures, and the cases behind every number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.formats import choosing, writing
from osh_incidents.api.formats.choosing import Format
from osh_incidents.api.formats.withheld import withheld
from osh_incidents.api.permission import holding
from osh_incidents.api.routers.questions import Asked
from osh_incidents.api.routing import Router, at_once
from osh_incidents.api.schemas import indicators as published
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import FieldFault, InvalidFields, NoRuleInForce, NotFound
from osh_incidents.domain.indicators.model import Count, Dimension, Indicator
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.labels import Text
from osh_incidents.domain.observation import ObsStatus
from osh_incidents.services import disclosure, observations, targets
from osh_incidents.services.freshness import depends_on
from osh_incidents.services.indicators import Cell, Figure, compute, slice_of
from osh_incidents.services.moves import By
from osh_incidents.services.targets import Judgement

router = Router(prefix="/api/v1/indicators", tags=["indicators"])

Reader = Annotated[Actor, holding(Permission.INDICATORS_READ)]


def indicator(name: Annotated[str, Path(max_length=60, examples=list(INDICATORS))]) -> Indicator:
    """Return the indicator of that name.

    Raises:
        NotFound: there is none.
    """
    if name not in INDICATORS:
        raise NotFound
    return INDICATORS[name]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An indicator, and the form that the end of the path asks for."""

    indicator: Indicator
    suffix: Format | None


def wanted(name: Annotated[str, Path(max_length=60, examples=list(INDICATORS))]) -> Wanted:
    """Return the indicator of that name, which may end in `.csv`, `.sdmx.csv` or `.zip`.

    Raises:
        NotFound: there is none.
    """
    plain, suffix = choosing.parted(name)
    return Wanted(indicator(plain), suffix)


Named = Annotated[Indicator, Depends(at_once(indicator))]


@router.get(
    "",
    operation_id="list_indicators",
    summary="Các chỉ tiêu / The indicators",
    responses=problems.responses(*problems.COMMON),
)
def list_indicators(actor: Reader) -> published.IndicatorsOut:
    """Return what each indicator counts, in words."""
    items = [
        published.IndicatorOut.model_validate(published.described(one))
        for one in INDICATORS.values()
    ]
    return published.IndicatorsOut(items=items)


@router.get(
    "/{name}",
    operation_id="get_indicator",
    summary="Tính chỉ tiêu / Compute an indicator",
    response_model=published.FigureOut,
    responses={
        **problems.responses(*problems.COMMON, NotFound, InvalidFields, NoRuleInForce),
        **writing.FORMS,
    },
)
def get_indicator(
    request: Request,
    found: Annotated[Wanted, Depends(at_once(wanted))],
    asked: Asked,
    actor: Reader,
    uow: Uow,
    now: Now,
    format_: Annotated[
        Format | None, Query(alias="format", description="default: by the path, else by Accept")
    ] = None,
) -> Response:
    """Return the figure of each period with exact parts, and whether the target is met.

    Who may not see cases is told no number of 1 to 4, and none that would give it away.
    """
    of = found.indicator
    question = disclosure.allowed(actor, asked, now)
    form = choosing.chosen(request, format_, found.suffix)
    exact = actor.may(Permission.INDICATORS_CASES)
    etag = choosing.tag(request, form, exact, *depends_on(uow, question, By(actor, now)))
    if (unchanged := choosing.unchanged(request, etag)) is not None:
        return unchanged
    figure = compute(uow, of, question)
    judged = targets.judge(uow, figure)
    told = withheld(
        _told(request, figure, judged, observations.statuses(uow, figure)),
        disclosure.disclosure(uow, actor, figure, judged),
        judged,
    )
    content = writing.written(form, told, of, question)
    return choosing.answer(form, content, of.name, etag)


@router.get(
    "/{name}/cases",
    operation_id="list_indicator_cases",
    summary="Các vụ đứng sau con số / The cases behind a number",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_indicator_cases(
    request: Request,
    found: Named,
    asked: Asked,
    actor: Annotated[Actor, holding(Permission.INDICATORS_CASES)],
    uow: Uow,
    now: Now,
    count: Annotated[Count | None, Query(description="default: the headline's numerator")] = None,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> published.CountedCasesOut:
    """List exactly the cases that a number counts, from the same conditions that computed it."""
    counted = count or found.headline.numerator
    if counted not in found.counts:
        raise InvalidFields(errors=[FieldFault("/count", "not_in_list", _NOT_OF_IT)])
    within = slice_of(asked, asked.spans, {})
    rows = uow.facts.cases(counted, within, actor, after, limit + 1)
    following = (
        paging.address(request, after=str(rows[limit - 1][0].id)) if len(rows) > limit else None
    )
    return published.CountedCasesOut(
        indicator=found.name,
        count=counted,
        items=[published.counted(case, adds) for case, adds in rows[:limit]],
        next=following,
    )


_NOT_OF_IT = Text("Chỉ tiêu này không đếm mục này.", "This indicator does not count that.")


def _told(
    request: Request, figure: Figure, judged: Judgement, statuses: Mapping[str, ObsStatus]
) -> dict[str, Any]:
    """Return all of the figure, as those who see cases are told it."""

    def told(cell: Cell) -> published.CellOut:
        cases = _cases(request, figure.indicator, cell)
        return published.cell(cell, cases, statuses[cell.period])

    cells = [told(cell) for cell in figure.cells]
    whole = published.figure(figure, judged, told(figure.total), cells)
    return whole.model_dump(mode="json")


def _cases(request: Request, of: Indicator, cell: Cell) -> str:
    first, _, last = cell.period.partition("/")
    key = {dimension.value: cell.key.get(dimension) for dimension in Dimension}
    changed = {name: value for name, value in key.items() if value is not None}
    listed = paging.address(
        request, **{"from": first, "to": last or first, "by": None, "format": None, **changed}
    )
    path, _, query = listed.partition("?")
    return f"{path.rpartition('/')[0]}/{of.name}/cases?{query}"
