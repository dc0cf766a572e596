"""Keeping the denominators of the figures, with where each number comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from osh_incidents.domain.vocabulary import Relation
from osh_incidents.persistence.tables.figures import WorkforceRow
from osh_incidents.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Workers:
    """How many worked in *period*; an empty area, sector or relation means all of it."""

    period: str
    workers: int
    source: str
    area_code: str | None = None
    sector: str | None = None
    relation: Relation | None = None


def put(uow: UnitOfWork, numbers: Sequence[Workers], now: datetime) -> list[WorkforceRow]:
    """Keep *numbers* as what is known from *now* on; what they replace stays known until now."""
    uow.workforce.hold()
    uow.change(uow.workforce.state())
    kept = []
    for number in numbers:
        before = uow.workforce.current(
            number.period, number.area_code, number.sector, number.relation
        )
        if before is not None:
            before.known_until = now
        row = WorkforceRow(
            period=number.period,
            area_code=number.area_code,
            sector=number.sector,
            relation=number.relation,
            workers=number.workers,
            source=number.source,
            known_from=now,
        )
        uow.add(row)
        uow.flush()
        kept.append(row)
    uow.tallies.touch()
    uow.one = uow.workforce.state()
    return kept
