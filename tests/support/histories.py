"""What was done to some cases, kept plainly beside the service, and counted by hand."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from osh_incidents.domain.days import ICT

PAID_WITHIN, INVESTIGATED_WITHIN, HANDLED_WITHIN = 5, 30, 30
"""Days: Law 84/2015 art. 38(7) and 35(6)(c), and the service standard after publication."""


@dataclass
class Person:
    """A victim as the declarations and the news tell of them."""

    number: int
    sex: str
    relation: str
    severity: str
    died_on: date | None = None
    paid_at: datetime | None = None


@dataclass
class File:
    """A case as people have worked on it so far."""

    id: str
    occurred_on: date
    received_at: datetime
    area: str
    boundary: str
    sector: str
    declared_by: set[str]
    commuting: bool
    people: list[Person]
    known_at: datetime
    first_received_at: datetime
    registered_at: datetime | None = None
    rejected: bool = False
    voided: bool = False
    led_by: str | None = None
    due_at: datetime | None = None
    published_at: datetime | None = None
    occupational: bool | None = None
    handled_at: datetime | None = None

    @property
    def fatal(self) -> bool:
        return any(one.severity == "fatal" for one in self.people)

    @property
    def counts_at_all(self) -> bool:
        gone = self.rejected or self.voided or self.led_by is not None
        return not gone and self.occupational is not False

    @property
    def declared(self) -> bool:
        outside = all(one.relation == "no_contract" for one in self.people)
        return ("commune" if outside else "employer") in self.declared_by


@dataclass
class History:
    """Every moment at which something was done, with all files as they were then."""

    files: list[File] = field(default_factory=list)
    moments: list[tuple[datetime, list[File]]] = field(default_factory=list)

    def remember(self, at: datetime) -> None:
        self.moments.append((at, deepcopy(self.files)))

    def at(self, moment: datetime) -> list[File]:
        known = [files for at, files in self.moments if at <= moment]
        return known[-1] if known else []


@dataclass(frozen=True)
class Asked:
    """The parameters of a question, each None where everything is asked about."""

    year: int
    moment: datetime
    basis: str = "occurred"
    sex: str | None = None
    relation: str | None = None
    severity: str | None = None
    sector: str | None = None
    boundary: str | None = None

    def query(self) -> dict[str, str]:
        names = ("basis", "sex", "relation", "severity", "sector", "boundary")
        found = {name: getattr(self, name) for name in names}
        period = {"from": str(self.year), "to": str(self.year)}
        return {**period, **{name: value for name, value in found.items() if value is not None}}


def end_of_day_after(moment: datetime, days: int) -> datetime:
    day = moment.astimezone(ICT).date() + timedelta(days=days + 1)
    return datetime.combine(day, time(), ICT) - timedelta(microseconds=1)


def asked_about(files: list[File], asked: Asked) -> list[tuple[File, Person]]:
    return [
        (one, person)
        for one in files
        if _day(one, asked.basis) is not None
        and _day(one, asked.basis).year == asked.year  # type: ignore[union-attr]
        and asked.sector in {None, one.sector}
        and asked.boundary in {None, one.boundary}
        for person in one.people
        if asked.sex in {None, person.sex}
        and asked.relation in {None, person.relation}
        and asked.severity in {None, person.severity}
    ]


def _day(one: File, basis: str) -> date | None:
    if basis == "occurred":
        return one.occurred_on
    at = one.received_at if basis == "declared" else one.registered_at
    return at.astimezone(ICT).date() if at else None


def counted(history: History, asked: Asked) -> dict[str, set[str]]:
    """Return for each count the cases or, by their numbers, the people that it counts."""
    pairs = [
        (one, who) for one, who in asked_about(history.at(asked.moment), asked) if one.counts_at_all
    ]
    found: dict[str, set[str]] = {}

    def cases(name: str, *some: tuple[File, Person]) -> None:
        found[name] = {one.id for one, _ in some}

    def people(name: str, *some: tuple[File, Person]) -> None:
        found[name] = {f"{one.id} {who.number}" for one, who in some}

    fatal = [(one, who) for one, who in pairs if one.fatal]
    dead = [(one, who) for one, who in pairs if who.severity == "fatal"]
    cases("accidents", *pairs)
    people("victims", *pairs)
    cases("fatal_accidents", *fatal)
    cases("fatal_accidents_provisional", *(p for p in fatal if p[0].occupational is None))
    people("deaths", *dead)
    people("severely_hurt", *(p for p in pairs if p[1].severity == "severe"))
    working = [(one, who) for one, who in dead if not one.commuting]
    people("deaths_undated", *(p for p in working if p[1].died_on is None))
    people(
        "deaths_within_365_days",
        *(
            (one, who)
            for one, who in working
            if who.died_on and (who.died_on - one.occurred_on).days <= 365
        ),
    )
    _count_steps(found, fatal, asked.moment)
    _count_money([p for p in pairs if p[0].occupational], asked.moment, people)
    return found


def _count_steps(
    found: dict[str, set[str]], fatal: list[tuple[File, Person]], now: datetime
) -> None:
    files = {one.id: one for one, _ in fatal}.values()
    found["fatal_cases"] = {one.id for one in files}
    found["declared"] = {one.id for one in files if one.declared}
    found["declared_in_time"] = {
        one.id
        for one in files
        if one.declared and one.first_received_at <= one.known_at + timedelta(hours=24)
    }
    found["investigated"] = {one.id for one in files if one.published_at}
    found["investigated_in_time"] = {
        one.id
        for one in files
        if one.published_at and one.due_at and one.published_at <= one.due_at
    }
    found["handled"] = {one.id for one in files if one.handled_at}
    found["complete"] = found["declared"] & found["investigated"] & found["handled"]
    found["failing"] = {one.id for one in files if _fails(one, now)}
    found["due"] = found["complete"] | found["failing"]
    found["within_time"] = found["fatal_cases"] - found["due"]


def _fails(one: File, now: datetime) -> bool:
    if not one.declared:
        return True
    if one.published_at is None:
        return one.due_at is not None and one.due_at < now
    late = end_of_day_after(one.published_at, HANDLED_WITHIN) < now
    return one.handled_at is None and late


def _count_money(
    pairs: list[tuple[File, Person]], now: datetime, people: Callable[..., None]
) -> None:
    def due(one: File) -> datetime:
        assert one.published_at is not None
        return end_of_day_after(one.published_at, PAID_WITHIN)

    owed = [p for p in pairs if p[1].severity == "fatal" and p[1].relation == "contract"]
    paid = [p for p in owed if p[1].paid_at]
    ripe = [p for p in owed if due(p[0]) < now]
    people("confirmed_victims", *pairs)
    people("entitled", *owed)
    people("entitled_compensation", *owed)
    people("entitled_allowance")
    people("matured", *ripe)
    people("not_yet_due", *(p for p in owed if p not in ripe))
    people("paid", *paid)
    people("paid_compensation", *paid)
    people("paid_allowance")
    people("paid_matured", *(p for p in paid if p in ripe))
    people("paid_late", *(p for p in paid if p[1].paid_at and p[1].paid_at > due(p[0])))
    people("awaiting", *(p for p in pairs if p not in owed and p[1].relation == "contract"))
    denied = [p for p in pairs if p[1].relation == "no_contract"]
    people("not_entitled_other", *denied)
    people("not_entitled_no_employer_duty", *denied)
    for none in ("art_40", "below_threshold", "personal_conflict", "self_harm", "drugs"):
        people(f"not_entitled_{none}")
    people("not_entitled_not_occupational")
    people("underpaid")
