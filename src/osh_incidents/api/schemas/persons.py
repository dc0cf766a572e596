"""What is held on a person, as it is published."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.types import CitizenId
from osh_incidents.domain.held import FIELDS, RECORDS
from osh_incidents.services.persons import HeldInCase, Record, in_words


class PersonIn(In):
    """Of whom; in the body, since nothing personal stands in an address."""

    citizen_id: CitizenId


class HeldFieldOut(Out):
    """A field with its name in both languages; the words of its value if that is a code."""

    name: str
    name_vi: str
    name_en: str
    value: object
    value_vi: str | None
    value_en: str | None


class HeldRecordOut(Out):
    """One record: a victim, a claim, a declaration, a reading."""

    kind: str
    kind_vi: str
    kind_en: str
    fields: list[HeldFieldOut]


class HeldInCaseOut(Out):
    """What one case holds on the person."""

    case_id: UUID
    case_number: str | None
    records: list[HeldRecordOut]


class PersonExportOut(Out):
    """Everything held on one person by this authority."""

    items: list[HeldInCaseOut] = Field(description="one for each case; empty if nothing is held")


def person(found: Sequence[HeldInCase]) -> PersonExportOut:
    """Return what was *found* in words."""
    return PersonExportOut(
        items=[
            HeldInCaseOut(
                case_id=one.case_id,
                case_number=one.number,
                records=[_record(record) for record in one.records],
            )
            for one in found
        ]
    )


def _record(record: Record) -> HeldRecordOut:
    fields, of = [], RECORDS[record.kind]
    for name, kept in record.values.items():
        label, (value, vi, en) = FIELDS[record.kind][name], in_words(kept)
        fields.append(
            HeldFieldOut(
                name=name,
                name_vi=label.vi,
                name_en=label.en,
                value=value,
                value_vi=vi,
                value_en=en,
            )
        )
    return HeldRecordOut(kind=record.kind, kind_vi=of.vi, kind_en=of.en, fields=fields)
