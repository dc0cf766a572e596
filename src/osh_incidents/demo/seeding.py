"""Filling an empty database with the example city."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random

from osh_incidents import migrating
from osh_incidents.demo import accounts, city, enterprises
from osh_incidents.demo.accounts import CITY, COUNTRY, Login
from osh_incidents.demo.alone import Alone
from osh_incidents.demo.enterprises import Economy, economy
from osh_incidents.demo.places import places
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import reference
from osh_incidents.services.accounts import add_authority

SEED = 2022


@dataclass(frozen=True, slots=True)
class Plan:
    """Until when the city lives, from which *seed*; *size* below one makes fewer cases.

    *mark* stands before the names of the authorities, *prefix* begins the numbers of cases.
    """

    until: datetime
    seed: int = SEED
    size: float = 1.0
    mark: str = ""
    prefix: str = "HP"


@dataclass(frozen=True, slots=True)
class Seeded:
    """The logins that were made."""

    city: list[Login]
    country: list[Login]


def the_economy(seed: int = SEED) -> Economy:
    """Return the enterprises that follow from *seed*."""
    return economy(Random(seed), places())  # noqa: S311 - examples must be the same every time


def seed(
    database: Database, sealer: Sealer, plan: Plan, tell: Callable[[datetime], None]
) -> Seeded:
    """Migrate and fill *database*, the city in one transaction; *tell* hears how far it is."""
    migrating.upgrade(database, sealer=sealer)
    units, areas = the_economy(plan.seed), places()
    with _without_collector(), transaction(database, CITY, sealer) as opened:
        uow = Alone(opened, sealer)
        reference.load_areas(uow)
        vi, en = f"{plan.mark}Thành phố Hải Phòng", f"{plan.mark}City of Hải Phòng"
        add_authority(uow, CITY, vi, en, plan.prefix)
        add_authority(uow, COUNTRY, f"{plan.mark}Cả nước", f"{plan.mark}Whole country", "VN")
        logins, offices = accounts.open_city(uow, units, areas, city.BEGINNING)
        country = accounts.open_country(uow, city.BEGINNING)
        enterprises.enter_workplaces(uow, units.formal, city.BEGINNING)
        made = city.City(units, areas, offices, plan.seed, plan.size)
        city.enter_workforce(uow, made, plan.until)
        for moment in city.live(uow, made, plan.until):
            tell(moment)
    return Seeded(logins, country)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the collector from searching all open cases again and again: a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
