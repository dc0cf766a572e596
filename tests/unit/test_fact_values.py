"""Facts written as JSON and read again are the same facts."""

import json
from datetime import date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Date, Integer

from osh_incidents.domain.days import ICT
from osh_incidents.persistence.base import Code, Moment
from osh_incidents.persistence.fact_values import from_json, to_json, values_of
from osh_incidents.persistence.tables.figures import FactRow

NAMES = list(values_of(FactRow()))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(ICT))  # noqa: DTZ001


def some(name: str) -> st.SearchStrategy[Any]:
    column = FactRow.__table__.columns[name]
    chosen = of_type(column.type)
    return st.none() | chosen if column.nullable else chosen


def of_type(kind: object) -> st.SearchStrategy[Any]:
    match kind:
        case Boolean():
            return st.booleans()
        case Code():
            codes: Any = kind.vocabulary
            return st.sampled_from(list(codes))
        case Moment():
            return MOMENTS
        case Date():
            return st.dates(date(2000, 1, 1), date(2100, 1, 1))
        case Integer():
            return st.integers(-5, 5)
        case _:
            return st.text(max_size=3)


@given(st.fixed_dictionaries({name: some(name) for name in NAMES}))
def test_what_is_written_is_read_again(values: dict[str, Any]) -> None:
    written = json.loads(json.dumps(to_json(FactRow(**values))))

    assert from_json(written) == values
    assert None not in written.values()


def test_a_death_on_the_day_itself_is_not_left_out() -> None:
    assert to_json(FactRow(days_to_death=0, commuting=False)) == {"days_to_death": 0}
