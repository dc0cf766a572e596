"""Builders of declarations: valid ones, with what a test wants changed."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from osh_incidents.domain.days import ICT
from osh_incidents.domain.declaration import (
    AccidentPart,
    DeclarantPart,
    Declaration,
    DiseasePart,
    VictimPart,
    WorkplacePart,
)
from osh_incidents.domain.declaration_rules import Known, faults
from osh_incidents.domain.vocabulary import CaseKind, Declarant, OwnerType, Relation, Sex

OCCURRED = datetime(2026, 3, 4, 9, 30, tzinfo=ICT)
NOW = datetime(2026, 3, 4, 11, 0, tzinfo=ICT)
DIAGNOSED = date(2026, 2, 20)

DECLARANT = DeclarantPart(Declarant.EMPLOYER, "Nguyễn Văn An")
WORKPLACE = WorkplacePart("0200123457", "Cơ khí Ví Dụ", "2592", OwnerType.PRIVATE, "11311")


def victim(**changed: Any) -> VictimPart:
    return replace(VictimPart("Trần Thị Bình", Sex.FEMALE, Relation.CONTRACT), **changed)


def accident(*victims: VictimPart, **changed: Any) -> Declaration:
    happened = replace(AccidentPart(OCCURRED, "11311", "Máy dập ép vào tay."), **changed)
    people = victims or (victim(),)
    return Declaration(CaseKind.ACCIDENT, DECLARANT, WORKPLACE, people, accident=happened)


def disease(*victims: VictimPart, **changed: Any) -> Declaration:
    found = replace(DiseasePart(1, DIAGNOSED), **changed)
    people = victims or (victim(),)
    return Declaration(CaseKind.DISEASE, DECLARANT, WORKPLACE, people, disease=found)


def at_workplace(declaration: Declaration, **changed: Any) -> Declaration:
    return replace(declaration, workplace=replace(WORKPLACE, **changed))


def told(declaration: Declaration, now: datetime = NOW) -> list[tuple[str, str]]:
    """Return pointer and code of every fault of *declaration*."""
    found = faults(Known.of(asdict(declaration)), now)
    return [(fault.pointer, fault.code) for fault in found]
