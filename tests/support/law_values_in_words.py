"""The value of a rule in words of both languages, whatever its type."""

from calendar import month_name
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.model import Citation
from osh_incidents.domain.law.periods import Period
from osh_incidents.domain.law.returns import MonthDay
from tests.support.law_words import ABSENT, NOT_KNOWN, SHARES, YES_NO, part

_GROUPED_FROM = 10_000


def words(value: Any, *, of: str = "") -> Text:
    """Return *value* in words; *of* is the name of the part, which tells money from percent."""
    if value is None:
        return ABSENT.get(of, NOT_KNOWN)
    special = _special(value)
    if special is not None:
        return special
    if isinstance(value, int | Decimal | Fraction):
        return _number(value, of)
    return _record(value) if is_dataclass(value) else _several(value)


def joined(texts: list[Text], by: str = "; ") -> Text:
    """Return *texts* as one, in each language."""
    return Text(by.join(text.vi for text in texts), by.join(text.en for text in texts))


def day_in_words(day: date) -> str:
    """Return *day* as both languages read it without doubt."""
    return f"{day:%d/%m/%Y}"


def is_table_row(value: object) -> bool:
    """Whether *value* has parts that are best read in columns of their own."""
    plain = Text | Period | MonthDay | Citation
    return is_dataclass(value) and not isinstance(value, plain) and _own_name(value) is None


def _special(value: object) -> Text | None:
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, Text | Labelled):
        return value if isinstance(value, Text) else value.label
    return _legal(value)


def _legal(value: object) -> Text | None:
    match value:
        case Period():
            return _period(value)
        case MonthDay():
            return _before(value)
        case Citation(mark=mark):
            return _alike(f"{value} ({mark.label.vi} / {mark.label.en})")
        case date():
            return _alike(day_in_words(value))
        case _:
            return None


def _alike(said: str) -> Text:
    return Text(said, said)


def _number(value: int | Decimal | Fraction, of: str) -> Text:
    if isinstance(value, Fraction) or of in SHARES:
        return _percent(value * 100)
    if of.endswith("_percent") and not of.startswith(("base_salaries", "months", "per_")):
        return _percent(value)
    plain = _decimal(value)
    if of.endswith("_vnd"):
        return Text(f"{plain.vi} đồng", f"{plain.en} đồng")
    return plain


def _percent(value: int | Decimal | Fraction) -> Text:
    plain = _decimal(value)
    return Text(f"{plain.vi}%", f"{plain.en}%")


def _decimal(value: int | Decimal | Fraction) -> Text:
    numerator, denominator = value.as_integer_ratio()
    exact = Decimal(numerator) / denominator
    english = f"{exact:,f}" if abs(exact) >= _GROUPED_FROM else f"{exact:f}"
    if "." in english:
        english = english.rstrip("0").rstrip(".")
    return Text(english.translate(str.maketrans(",.", ".,")), english)


def _period(period: Period) -> Text:
    unit = period.unit.label
    said = Text(f"{period.amount} {unit.vi}", f"{period.amount} {unit.en}")
    if not period.extension:
        return said
    return Text(
        f"{said.vi} (gia hạn một lần, không quá {period.extension} {unit.vi})",
        f"{said.en} (one extension of at most {period.extension} {unit.en})",
    )


def _before(day: MonthDay) -> Text:
    last = day.eve(2001)
    return Text(
        f"trước {day.day:02}/{day.month:02} (muộn nhất {last.day:02}/{last.month:02})",
        f"before {day.day} {month_name[day.month]} "
        f"({last.day} {month_name[last.month]} at the latest)",
    )


def _several(value: Any) -> Text:
    if isinstance(value, Mapping):
        return joined([_pair(words(key), words(one)) for key, one in value.items()])
    if isinstance(value, tuple | list | frozenset):
        return joined([_item(one) for one in value])
    return _alike(str(value))


def _pair(name: Text, value: Text) -> Text:
    return Text(f"{name.vi}: {value.vi}", f"{name.en}: {value.en}")


def _item(value: object) -> Text:
    if isinstance(value, tuple):
        return joined([words(one) for one in value], by=": ")
    return words(value)


def _record(value: Any) -> Text:
    name = _own_name(value)
    if name is not None:
        return name
    return joined(
        [
            _pair(part(field.name), words(getattr(value, field.name), of=field.name))
            for field in fields(value)
        ]
    )


def _own_name(value: object) -> Text | None:
    """Return how a body, a form or a member of a team is called; None for any other record."""
    for name in ("name", "who"):
        found = getattr(value, name, None)
        if isinstance(found, Text):
            return found
    return None
