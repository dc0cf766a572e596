"""The principal rules across fields of a declaration, and what follows from it."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from incidents.models import Area

IN_FORCE = date(2016, 7, 1)
_DAYS = {"light": 4, "severe": 7, "fatal": 20}


def faults(sent):
    """Return everything that contradicts the calendar, the code lists or another field."""
    accident, day = sent["accident"], local_day(sent["accident"]["occurred_at"])
    found = [
        *_times(accident, day),
        *_workplace(sent["workplace"]),
        *_special(sent),
        *_codes(sent),
        *_victims(sent["victims"], accident["occurred_at"], day),
    ]
    area = area_on(accident["area_code"], day)
    if area is None:
        found.append({"accident.area_code": "unknown_area"})
    sent["area"] = area
    return found


def local_day(moment):
    """Return the day of *moment* in Vietnam."""
    return timezone.localtime(moment).date()


def area_on(code, day):
    """Return the unit that bore *code* on *day*."""
    in_being = Q(until__isnull=True) | Q(until__gt=day)
    return Area.objects.filter(in_being, code=code, since__lte=day).first()


def dead(victim):
    """Whether this person died of the accident, as far as is told."""
    if link := victim.get("death_link"):
        return link != "not_from_accident"
    return victim.get("died_at") is not None or victim.get("condition") == "fatal"


def severity(victim):
    """Return how badly this person was hurt."""
    if dead(victim):
        return "fatal"
    severe = settings.CODES["injuries"]
    return "severe" if any(code in severe for code in victim["injury_codes"]) else "light"


def classified(victims):
    """Return the severity of a case, who investigates it, and within how many days."""
    found = [severity(victim) for victim in victims] or ["light"]
    worst = next(one for one in ("fatal", "severe", "light") if one in found)
    if all(victim["relation"] == "no_contract" for victim in victims):
        return worst, "commune_record", _DAYS["light"]
    provincial = worst == "fatal" or found.count("severe") > 1
    return worst, "provincial" if provincial else "base", _DAYS[worst]


def due(started, days):
    """Return the end of the local day that is *days* after *started*."""
    last = local_day(started) + timedelta(days=days)
    return datetime.combine(last, time.max, timezone.get_current_timezone()).astimezone(UTC)


def _times(accident, day):
    now, occurred, known = timezone.now(), accident["occurred_at"], accident.get("known_at")
    for field in ("occurred_at", "known_at"):
        if (moment := accident.get(field)) and moment > now:
            yield {f"accident.{field}": "in_future"}
    if known and known < occurred:
        yield {"accident.known_at": "before_accident"}
    if day < IN_FORCE:
        yield {"accident.occurred_at": "before_law"}


def _workplace(unit):
    total, female = unit.get("workers_total"), unit.get("workers_female")
    if total is not None and female is not None and female > total:
        yield {"workplace.workers_female": "more_than_total"}
    if unit["vsic_code"][:2] not in settings.CODES["sections"]:
        yield {"workplace.vsic_code": "unknown_code"}


def _special(sent):
    accident = sent["accident"]
    incident, unclear = accident.get("technical_incident"), accident.get("casualties_unclear")
    if unclear and not incident:
        yield {"accident.casualties_unclear": "no_technical_incident"}
    if not sent["victims"] and not (incident and unclear):
        yield {"victims": "victims_required"}
    if accident.get("ship") and accident.get("special_regime") != "maritime":
        yield {"accident.ship": "not_maritime"}


def _codes(sent):
    cause = sent["accident"].get("preliminary_cause")
    if cause and cause not in settings.CODES["causes"]:
        yield {"accident.preliminary_cause": "unknown_code"}
    for number, victim in enumerate(sent["victims"]):
        for code in victim["injury_codes"]:
            if code not in settings.CODES["injuries"]:
                yield {f"victims.{number}.injury_codes": "unknown_code"}


def _victims(victims, occurred, day):
    now, seen = timezone.now(), set()
    for number, victim in enumerate(victims):
        at = f"victims.{number}"
        died = victim.get("died_at")
        if died and died > now:
            yield {f"{at}.died_at": "in_future"}
        if died and died < occurred:
            yield {f"{at}.died_at": "before_accident"}
        yield from _birth(victim, at, day)
        link = victim.get("death_link")
        told = died or victim.get("condition") == "fatal"
        if link and link != "not_from_accident" and not told:
            yield {f"{at}.death_link": "death_untold"}
        if victim["relation"] == "former":
            yield {f"{at}.relation": "of_a_disease_only"}
        citizen = victim.get("citizen_id")
        if citizen in seen:
            yield {f"{at}.citizen_id": "duplicate_victim"}
        seen.update({citizen} if citizen else ())


def _birth(victim, at, day):
    born, year = victim.get("birth_date"), victim.get("birth_year")
    if born and born >= day:
        yield {f"{at}.birth_date": "after_event"}
    if year is not None and year > day.year:
        yield {f"{at}.birth_year": "after_event"}
    if year is not None and born and year != born.year:
        yield {f"{at}.birth_year": "birth_year_differs"}
