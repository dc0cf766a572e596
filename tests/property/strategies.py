"""Values from which the rules must draw the right conclusion, whatever they are."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from osh_incidents.domain.authority import Role
from osh_incidents.domain.cases import CaseFacts, ClaimFacts, VictimFacts
from osh_incidents.domain.investigation_vocabulary import Conclusion, Fault, TeamSeat
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, HandlingKind, NotEntitled, Relation, Scheme
from tests.unit.facts import TODAY, actor

IN_FORCE = date(2016, 7, 1)
DONG = 10**15

days = st.dates(IN_FORCE, date(2100, 12, 31))
wages = st.integers(1, DONG)
losses = st.integers(0, 100)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(2016, 7, 1), datetime(2100, 12, 31), timezones=offsets)  # noqa: DTZ001
states = st.sampled_from(State)
actors = st.sampled_from(Role).map(actor)

codes = st.sampled_from([*SEVERE_INJURIES.on(TODAY).value, "110", "999", "01", ""])
victims = st.builds(
    VictimFacts,
    relation=st.sampled_from(Relation),
    dead=st.booleans(),
    injury_codes=st.lists(codes, max_size=3).map(tuple),
)
claims = st.builds(
    ClaimFacts,
    state=states,
    scheme=st.sampled_from(Scheme),
    occurred_on=days,
    dead=st.booleans(),
    loss_percent=st.none() | losses,
    monthly_wage_vnd=st.none() | wages,
    entitled_on=st.none() | days,
    not_entitled_reason=st.none() | st.sampled_from(NotEntitled),
    decided_vnd=st.none() | wages,
    paid_vnd=st.integers(0, 30 * DONG),
)
cases = st.builds(
    CaseFacts,
    kind=st.sampled_from(CaseKind),
    occurred_on=days,
    victims=st.lists(victims, min_size=1, max_size=4).map(tuple),
    registration=states,
    investigation=st.none() | states,
    disease=st.none() | states,
    handling=states,
    claims=st.lists(claims, max_size=2).map(tuple),
    team_seats=st.frozensets(st.sampled_from(TeamSeat)),
    team_has_head=st.booleans(),
    conclusion=st.none() | st.sampled_from(Conclusion),
    fault=st.none() | st.sampled_from(Fault),
    main_cause=st.none() | st.sampled_from([str(number) for number in range(1, 10)]),
    loss_percent=st.none() | losses,
    handling_kind=st.none() | st.sampled_from(HandlingKind),
    handling_reason=st.none() | st.text(max_size=3),
)

FIELDS = [
    "accident",
    "disease",
    "victims",
    "workplace",
    "occurred_at",
    "known_at",
    "diagnosed_on",
    "died_at",
    "birth_date",
    "citizen_id",
    "injury_codes",
    "exposures",
    "from",
    "to",
    "since",
    "until",
    "list_no",
    "vsic_code",
    "preliminary_cause",
    "workers_total",
    "workers_female",
]


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)


leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=13)
    | moments
    | st.dates(date(1900, 1, 1), date(2199, 12, 31))
)
documents = st.dictionaries(
    st.sampled_from(FIELDS), st.recursive(leaves, _nested, max_leaves=12), max_size=6
)
