"""The pages to which the `type` of a problem leads."""

from fastapi import Request

from osh_incidents.api import problems
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas.base import Out
from osh_incidents.domain.errors import NotFound

router = Router(prefix="/api/v1/problems", tags=["problems"])


class ExplanationOut(Out):
    """What a kind of refusal means."""

    code: str
    status: int
    title: str
    meaning: str


@router.get(
    "/{slug}",
    operation_id="explain_problem",
    summary="Giải thích lỗi / Explain a kind of problem",
    responses=problems.responses(NotFound),
)
def explain_problem(slug: str, request: Request) -> ExplanationOut:
    """Return what a kind of refusal means."""
    for kind, status in problems.STATUS.items():
        if kind.slug == slug:
            named = problems.say(kind.title, request)
            return ExplanationOut(
                code=slug, status=status, title=named, meaning=kind.__doc__ or named
            )
    for status, title in problems.OTHER_TITLES.items():
        if problems.slug_of(title) == slug:
            said = problems.say(title, request)
            return ExplanationOut(code=slug, status=status, title=said, meaning=said)
    raise NotFound
