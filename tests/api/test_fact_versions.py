"""Versions of facts: none holds for no time, and another definition is a cause of its own."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from osh_incidents.domain.indicators.model import Count, spans
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import diffs
from osh_incidents.services.indicators import Question
from tests.support import bodies, walks
from tests.support.service import Service
from tests.support.world import SEALER

FREQUENCY = INDICATORS["fatal-accident-frequency"]


def facts(service: Service) -> list[FactRow]:
    with transaction(service.database, "hp", SEALER) as uow:
        return list(uow.session.scalars(select(FactRow).order_by(FactRow.known_from)))


def test_several_changes_at_one_moment_leave_one_version(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    walks.register(service, case_id)
    service.clock.advance(hours=1)
    walks.investigate(service, case_id)

    first, second = facts(service)

    assert first.known_until == second.known_from
    assert (second.known_until, second.standing.value) == (None, "confirmed")


def test_another_definition_is_the_cause_where_the_facts_are_the_same(service: Service) -> None:
    service.declare("employer", bodies.accident(bodies.victim()))
    since = service.clock.moment
    service.clock.advance(days=1)
    turn = date(2026, 3, 5)
    old = replace(FREQUENCY, valid_until=turn)
    counts = replace(FREQUENCY.headline, numerator=Count.ACCIDENTS)
    new = replace(FREQUENCY, version="2", valid_from=turn, headline=counts)
    versions = {(one.name, one.version): one for one in (old, new)}
    asked = Question(spans("2026", "2026"), service.clock.moment)

    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        found = diffs.compare(uow, FREQUENCY.name, asked, since, versions)

    assert (found.numerator.before, found.numerator.after) == (0, 1)
    assert [part.cause.value for part in found.numerator.parts] == ["rule_changed"]
