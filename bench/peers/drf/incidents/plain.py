"""Keeping a declaration as such services usually do: case, victims, declaration, clock."""

from django.conf import settings

from incidents import names, rules
from incidents.models import Case, Clock, Declaration, Victim


def keep(sent, body, user, now):
    """Store what was *sent* and return its case."""
    case = open_case(sent, now)
    case.save(force_insert=True)
    victims = Victim.objects.bulk_create(
        Victim(citizen_id=citizen, **told)
        for told, citizen in ((told, told.pop("citizen_id")) for told in persons(sent, case))
    )
    keep_clock(case, len(victims), now)
    Declaration.objects.create(
        case=case,
        tracking_no=names.tracking_number(),
        user=user,
        declarant_role=sent["declarant"]["role"],
        received_at=now,
        body=body,
    )
    return case


def open_case(sent, now):
    """Return the case of what was *sent*, with what follows from it; nothing is stored yet."""
    unit, accident = dict(sent["workplace"]), sent["accident"]
    unit.pop("area_code")
    severity, level, days = rules.classified(sent["victims"])
    told = (unit["employer_name"], unit["tax_code"], sent["area"].name, accident.get("place") or "")
    case = Case(
        declared_at=now,
        severity=severity,
        level=level,
        occurred_on=rules.local_day(accident["occurred_at"]),
        area_name=sent["area"].name,
        sector=settings.CODES["sections"][unit["vsic_code"][:2]],
        search_folded=names.fold(" ".join(told)),
        **unit,
        **accident,
    )
    case.due_at = rules.due(now, days)
    return case


def persons(sent, case):
    """Yield the columns of each victim."""
    for ordinal, victim in enumerate(sent["victims"], start=1):
        yield {
            **victim,
            "case": case,
            "ordinal": ordinal,
            "name_folded": names.fold(victim["full_name"]),
            "citizen_id": victim.get("citizen_id"),
            "dead": rules.dead(victim),
            "severity": rules.severity(victim),
        }


def keep_clock(case, victims_total, now):
    """Start the clock of the investigation; the case knows what its answer shows."""
    clock = Clock.objects.create(
        case=case,
        duty="investigation",
        status="running",
        holder="employer",
        rule="investigate-within",
        rule_source="Điều 35 khoản 6, Luật An toàn, vệ sinh lao động 84/2015/QH13",
        started_at=now,
        due_at=case.due_at,
    )
    case.victims_total = victims_total
    # What was just stored need not be read again for the answer.
    case._prefetched_objects_cache = {"clocks": [clock]}
