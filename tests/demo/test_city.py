"""The example city, made small and in process."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from osh_incidents.adapters.sealing import ColumnSealer
from osh_incidents.demo.places import places
from osh_incidents.demo.seeding import Plan, Seeded, seed, the_economy
from osh_incidents.domain.indicators.model import spans
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.law.instruments import TWO_TIERS
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services.fact_rebuilding import Store, verify
from osh_incidents.services.indicators import Question, compute

UNTIL = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
SEALER = ColumnSealer({1: bytes(range(32))}, current=1)

pytestmark = pytest.mark.xdist_group("demo")


@dataclass(frozen=True, slots=True)
class Made:
    """A small city and the moments of its steps."""

    database: Database
    logins: Seeded
    moments: list[datetime]


def make(folder: Path) -> Made:
    database = open_database(f"sqlite:///{folder}/common.db", ("hp", "vn"))
    moments = list[datetime]()
    logins = seed(database, SEALER, Plan(UNTIL, size=0.15), moments.append)
    return Made(database, logins, moments)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    made = make(tmp_path_factory.mktemp("small"))
    yield made
    made.database.dispose()


@pytest.fixture
def uow(small: Made) -> Iterator[UnitOfWork]:
    with transaction(small.database, "hp", SEALER, readonly=True) as opened:
        yield opened


def summary(made: Made) -> dict[str, Any]:
    """Return counts of cases and steps, and all figures."""
    with transaction(made.database, "hp", SEALER, readonly=True) as uow:
        found: dict[str, Any] = {"steps": made.moments}
        for name, indicator in INDICATORS.items():
            figure = compute(uow, indicator, Question(spans("2022", "2026"), UNTIL))
            found[name] = [(cell.period, dict(cell.counts)) for cell in figure.cells]
        numbers = select(CaseRow.number, CaseRow.registration, CaseRow.handling)
        ordered = numbers.order_by(CaseRow.declared_at)
        found["cases"] = [tuple(row) for row in uow.session.execute(ordered)]
        return found


def test_the_same_seed_makes_the_same_city(small: Made, tmp_path: Path) -> None:
    again = make(tmp_path)

    assert summary(again) == summary(small)
    again.database.dispose()


def test_steps_are_taken_in_the_order_of_time_and_never_in_the_future(small: Made) -> None:
    assert small.moments == sorted(small.moments)
    assert small.moments[-1] < UNTIL


def test_case_numbers_grow_with_the_day_of_registration(uow: UnitOfWork) -> None:
    rows = uow.session.scalars(
        select(CaseRow.number).where(CaseRow.number.is_not(None)).order_by(CaseRow.registered_at)
    ).all()

    assert len(rows) > 50
    assert list(rows) == sorted(rows, key=str)


def test_an_accident_bears_the_area_code_of_its_day(uow: UnitOfWork) -> None:
    today = {place.code for place in places()}
    cases = uow.session.scalars(select(CaseRow)).all()

    assert {case.area_code for case in cases if case.occurred_on >= TWO_TIERS} <= today
    assert {case.area_code for case in cases if case.occurred_on < TWO_TIERS} - today
    assert all(case.area_code_now in today for case in cases)


def test_nothing_was_made_past_the_services(uow: UnitOfWork) -> None:
    logged = uow.session.scalar(select(func.count()).where(ActionRow.seq == 1))

    assert logged == uow.session.scalar(select(func.count()).select_from(CaseRow))


def test_the_facts_of_the_city_follow_from_its_log(small: Made) -> None:
    outcomes = list(verify(Store(small.database, SEALER, "hp")))

    assert sum(one.cases for one in outcomes) > 50
    assert not any(one.differences or one.from_before for one in outcomes)


@pytest.mark.parametrize("dimension", ["area_code", "sector", "relation"])
def test_the_parts_of_the_workforce_add_up(uow: UnitOfWork, dimension: str) -> None:
    for year in range(2022, 2027):
        rows = uow.workforce.known_at([str(year)], UNTIL)
        parts = [row.workers for row in rows if getattr(row, dimension) is not None]
        whole = [row for row in rows if not (row.area_code or row.sector or row.relation)]
        assert sum(parts) == whole[0].workers


def test_the_first_enterprise_has_cases(uow: UnitOfWork) -> None:
    first = the_economy().first
    cases = uow.session.scalars(select(CaseRow).where(CaseRow.tax_code == first.tax_code)).all()

    assert cases
    assert all(case.kind is CaseKind.DISEASE or case.area_code_now == "11311" for case in cases)
