"""Declarations made up for the benches: many units in every commune, one or two victims each."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from osh_incidents import migrating
from osh_incidents.adapters.sealing import ColumnSealer
from osh_incidents.api.schemas.examples import ACCIDENT
from osh_incidents.domain.authority import Role
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import accounts, reference
from osh_incidents.services.accounts import NewOrganisation

Body = dict[str, Any]

SEALER = ColumnSealer({1: bytes(range(32))}, current=1)
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
FIRST_DAY, DAYS = date(2025, 7, 2), 500
"""Since when the communes of today are in being, and how many days are declared of."""

_UNITS = 2_000
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
_GIVEN = ("An", "Bình", "Cường", "Dung", "Giang", "Hà", "Khang", "Lan", "Mạnh", "Nga", "Oanh")


def bodies(areas: list[str], dice: Random) -> Iterator[Body]:
    """Yield declarations of accidents with one or two victims, of many units in every commune."""
    while True:
        body = deepcopy(ACCIDENT)
        unit = dice.randrange(_UNITS)
        at = datetime.combine(
            FIRST_DAY + timedelta(days=dice.randrange(DAYS)), NOW.time(), tzinfo=UTC
        )
        body["workplace"] |= {
            "tax_code": f"02{unit:08}",
            "name": f"Công ty Ví Dụ {unit}",
            "area_code": areas[unit % len(areas)],
        }
        body["accident"] |= {
            "area_code": areas[unit % len(areas)],
            "occurred_at": at.isoformat(),
            "known_at": at.isoformat(),
        }
        person = body["victims"][0]
        body["victims"] = [person | _somebody(dice) for _ in range(dice.choice((1, 1, 1, 2)))]
        yield body


def _somebody(dice: Random) -> Body:
    name = (dice.choice(_FAMILIES), dice.choice(_GIVEN), dice.choice(_GIVEN), dice.choice(_GIVEN))
    return {
        "full_name": " ".join(name),
        "citizen_id": f"0311{dice.randrange(10**8):08}",
        "condition": dice.choice(("light", "light", "severe")),
    }


def fill(database: Database) -> tuple[UUID, list[str]]:
    """Make an authority; return the account of an inspector and the communes."""
    migrating.upgrade(database)
    with transaction(database, None, SEALER) as uow:
        reference.load_areas(uow)
        accounts.add_authority(uow, "hp", "Thành phố", "City", "HP")
        organisation = accounts.add_organisation(uow, NewOrganisation("hp", "Sở"), NOW)
        account, _ = accounts.add_account(uow, organisation, Role.INSPECTOR, "bench", NOW)
        return account.id, [area.code for area in uow.areas.current()]
