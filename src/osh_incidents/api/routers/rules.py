"""The law as this service applies it, and how it is amended without a release."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from osh_incidents.api import problems
from osh_incidents.api.dependencies import Now, Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import rules as published
from osh_incidents.api.schemas.types import Day
from osh_incidents.api.versions import CHANGE
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    ChangedMeanwhile,
    InvalidFields,
    NoRuleInForce,
    NotFound,
)
from osh_incidents.domain.law.model import Citation
from osh_incidents.domain.law.registry import PROVISIONS
from osh_incidents.services import rules

router = Router(prefix="/api/v1/rules", tags=["rules"])

Reader = Annotated[Actor, holding(Permission.RULES_READ)]
Amender = Annotated[Actor, holding(Permission.RULES_AMEND)]
Key = Annotated[str, Path(max_length=60, pattern=r"^[a-z0-9-]+$")]


@router.get(
    "",
    operation_id="list_rules",
    summary="Các quy định / Every rule",
    responses=problems.responses(*problems.COMMON),
)
def list_rules(actor: Reader, uow: Uow) -> published.RulesOut:
    """Return every rule with all its versions, sources and marks of certainty."""
    law = rules.law_of(uow)
    return published.RulesOut(items=[published.rule(one, law) for one in PROVISIONS.values()])


@router.get(
    "/{key}",
    operation_id="get_rule",
    summary="Một quy định / One rule",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields, NoRuleInForce),
)
def get_rule(
    key: Key,
    actor: Reader,
    uow: Uow,
    on: Annotated[Day | None, Query(description="only the version in force that day")] = None,
) -> published.RuleOut:
    """Return a rule through time, or as it was in force on a day."""
    return published.rule(rules.provision(key), rules.law_of(uow), on)


@router.get(
    "/{key}/amendments",
    operation_id="list_amendments",
    summary="Các đề xuất sửa đổi / What was proposed for a rule",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields),
)
def list_amendments(key: Key, actor: Amender, uow: Uow) -> published.AmendmentsOut:
    """Return everything that was ever proposed for a rule, with who decided and why."""
    rows = uow.amendments.of(rules.provision(key).key)
    return published.AmendmentsOut(
        items=[published.AmendmentOut.model_validate(row) for row in rows]
    )


@router.post(
    "/{key}/amendments",
    status_code=201,
    operation_id="propose_amendment",
    summary="Đề xuất sửa đổi / Propose a version",
    responses=problems.responses(*problems.COMMON, NotFound, InvalidFields, ChangedMeanwhile),
)
def propose_amendment(
    key: Key, body: published.AmendmentIn, actor: Amender, uow: Uow, now: Now
) -> published.AmendmentOut:
    """Propose a version: with a new first day it amends, with a known one it corrects."""
    source = Citation(body.source.instrument, body.source.article, body.source.mark)
    new = rules.NewVersion(body.since, body.value, source, body.verified_on, body.reason)
    return published.AmendmentOut.model_validate(rules.propose(uow, actor, key, new, now))


@router.post(
    "/{key}/amendments/{amendment_id}/actions",
    operation_id="decide_amendment",
    dependencies=[CHANGE],
    summary="Duyệt đề xuất / Decide on a proposed version",
    responses=problems.responses(
        *problems.COMMON, NotFound, ActionNotAllowed, ChangedMeanwhile, InvalidFields
    ),
)
def decide_amendment(
    key: Key,
    amendment_id: UUID,
    body: published.AmendmentDecisionIn,
    actor: Amender,
    uow: Uow,
    now: Now,
) -> published.AmendmentOut:
    """Approve or refuse, as another administrator than the one who proposed it."""
    decision = rules.Decision(body.action == "approve", body.reason)
    row = rules.decide(uow, actor, (key, amendment_id), decision, now)
    return published.AmendmentOut.model_validate(row)
