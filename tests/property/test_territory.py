"""On every day since 1/7/2016 each unit has one police, one department and one old province."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from osh_incidents.domain.law.instruments import IN_FORCE, TWO_TIERS
from osh_incidents.domain.territory import Boundary, competence
from tests.unit.units import places, predecessors

days = st.dates(IN_FORCE, date(2060, 12, 31))
every_unit = st.sampled_from(sorted(places()))


@given(days, every_unit)
def test_each_unit_of_a_day_has_its_competent_bodies(day: date, key: tuple[str, bool]) -> None:
    code, today = key
    day = max(day, TWO_TIERS) if today else min(day, TWO_TIERS - timedelta(days=1))

    found = competence(places()[key], day, predecessors(code) if today else ())

    assert found.police.body == ("commune_police" if today else "district_police")
    unit = found.place.name if today else found.place.district
    assert unit is not None
    assert found.police.name.vi.casefold() == f"công an {unit}".casefold()
    assert found.labour_department.name.vi.startswith("Sở ")
    assert len(found.boundaries) == 2
    assert found.boundaries[1] is Boundary.CURRENT
    for body in (found.police, found.labour_department):
        assert body.because.since <= day
