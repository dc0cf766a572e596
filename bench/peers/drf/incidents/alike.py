"""Keeping a declaration with all that the service keeps besides: sealed, logged, counted."""

import hashlib
import json
from datetime import timedelta

from django.db.models import Q

from incidents import names, plain, rules, sealing
from incidents.models import (
    Action,
    Case,
    ChainHead,
    Declaration,
    DuplicatePair,
    Fact,
    Outbox,
    Tally,
    Victim,
    Workplace,
)

_GENESIS = "0" * 64
_LIKE = timedelta(days=3)


def keep(sent, body, user, now):
    """Store what was *sent* and return its case."""
    case = plain.open_case(sent, now)
    case.workplace = _unit(case, now)
    case.save(force_insert=True)
    victims = _keep_victims(sent, case)
    plain.keep_clock(case, len(victims), now)
    number = names.tracking_number()
    declaration = Declaration.objects.create(
        case=case,
        tracking_no=number,
        user=user,
        declarant_role=sent["declarant"]["role"],
        received_at=now,
        body_sealed=sealing.seal(canonical(body), f"declaration.body:{number}"),
    )
    facts = _keep_facts(sent, case, victims, now)
    _keep_log(case, declaration, facts, user, now)
    _search_duplicates(case, victims, now)
    return case


def canonical(value):
    """Return *value* as JSON in its one spelling."""
    told = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return told.encode()


def _unit(case, now):
    unit, _ = Workplace.objects.get_or_create(
        tax_code=case.tax_code,
        area_code=case.area_code,
        defaults={
            "name": case.employer_name,
            "name_folded": names.fold(case.employer_name),
            "vsic_code": case.vsic_code,
            "owner_type": case.owner_type,
            "created_at": now,
        },
    )
    return unit


def _keep_victims(sent, case):
    rows = []
    for told in plain.persons(sent, case):
        citizen, place = told.pop("citizen_id"), f"{case.id}:{told['ordinal']}"
        health = {name: told.pop(name, None) for name in ("injury_codes", "treated_at")}
        row = Victim(**told, health_sealed=sealing.seal(canonical(health), f"health:{place}"))
        if citizen:
            row.citizen_id_sealed = sealing.seal(citizen.encode(), f"citizen:{place}")
            row.citizen_id_index = sealing.blind(citizen)
        rows.append(row)
    return Victim.objects.bulk_create(rows)


def _keep_facts(sent, case, victims, now):
    owed = case.occurred_at + timedelta(days=1)
    facts = [
        Fact(
            case_id=case.id,
            victim_id=victim.id,
            known_from=now,
            kind="accident",
            standing="provisional",
            leads=victim.ordinal == 1,
            case_severity=case.severity,
            severity=victim.severity,
            occurred_on=case.occurred_on,
            declared_on=rules.local_day(now),
            commuting=case.commuting,
            area_code=case.area_code,
            sector=case.sector,
            owner_type=case.owner_type,
            relation=victim.relation,
            sex=victim.sex,
            declared_by_duty=sent["declarant"]["role"] == "employer",
            declared_in_time=now <= owed,
            declaration_owed_by="employer",
            declaration_due_at=owed,
            investigation_due_at=case.due_at,
            investigation_owed_by="employer",
            entitlement="awaiting",
            paid_late=False,
            underpaid=False,
        )
        for victim in victims
    ]
    Fact.objects.bulk_create(facts)
    # Appended and added up when it is read: one row of a cell would be waited for by all.
    Tally.objects.create(
        year=case.occurred_on.year,
        half=1 if case.occurred_on.month < 7 else 2,
        area_code=case.area_code,
        sector=case.sector,
        facts=len(facts),
        accidents=1,
        victims=len(facts),
        deaths=sum(victim.dead for victim in victims),
        severely_hurt=sum(victim.severity == "severe" for victim in victims),
    )
    return facts


def _keep_log(case, declaration, facts, user, now):
    told = {
        str(fact.victim_id): {
            "standing": fact.standing,
            "severity": fact.severity,
            "occurred_on": fact.occurred_on.isoformat(),
            "area_code": fact.area_code,
            "sector": fact.sector,
            "declared_in_time": fact.declared_in_time,
            "investigation_due_at": fact.investigation_due_at.isoformat(),
        }
        for fact in facts
    }
    entry = {
        "case": case.id,
        "seq": 1,
        "at": now.isoformat(),
        "user": user.id,
        "track": "registration",
        "action": "declare",
        "data": {"declaration": declaration.id, "version": 1},
        "facts_sha256": hashlib.sha256(canonical(told)).hexdigest(),
    }
    chained = hashlib.sha256(bytes.fromhex(_GENESIS) + canonical(entry)).hexdigest()
    Action.objects.create(
        case=case,
        seq=1,
        at=now,
        user_id=user.id,
        track=entry["track"],
        action=entry["action"],
        data=entry["data"],
        facts=told,
        facts_sha256=entry["facts_sha256"],
        previous_hash=_GENESIS,
        hash=chained,
    )
    # Named as new: a key of another table would be looked for first.
    ChainHead(case=case, seq=1, hash=chained).save(force_insert=True)
    Outbox.objects.create(
        at=now, subject="case", subject_id=case.id, number=1, type="osh.case.registration.declare"
    )


def _search_duplicates(case, victims, now):
    near = (case.occurred_on - _LIKE, case.occurred_on + _LIKE)
    there = Q(area_code=case.area_code) | Q(tax_code=case.tax_code)
    found = set(
        Case.objects.filter(there, occurred_on__range=near)
        .exclude(id=case.id)
        .values_list("id", flat=True)
    )
    named = {victim.name_folded for victim in victims}
    indexes = [victim.citizen_id_index for victim in victims if victim.citizen_id_index]
    same = Victim.objects.filter(Q(name_folded__in=named) | Q(citizen_id_index__in=indexes))
    alike = set(
        same.filter(case__occurred_on__range=near)
        .exclude(case=case)
        .values_list("case_id", flat=True)
    )
    DuplicatePair.objects.bulk_create(
        DuplicatePair(first_id=other, second=case, found_at=now) for other in found & alike
    )
