"""Types of single fields: each refuses what the database or a reader could not bear."""

import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Annotated, Any

import phonenumbers
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from osh_incidents.domain.days import ICT

_RFC_3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,6})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_HERE = _EPOCH.astimezone(ICT)
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST_YEAR = 2200
_MOST_MARKS = 4
_TAX_CODE_LENGTHS = (10, 12, 13)


def _clean(text: str) -> str:
    """Return *text* in NFC; refuse characters that hide, reorder or break what is read."""
    composed = unicodedata.normalize("NFC", text)
    marks = 0
    for letter in composed:
        category = unicodedata.category(letter)
        marks = marks + 1 if category == "Mn" else 0
        hidden = category in {"Cc", "Cs", "Co", "Cn", "Cf"} and letter != "\n"
        if hidden or marks > _MOST_MARKS:
            raise PydanticCustomError("characters", "unprintable characters")
    return composed.strip()


def _moment(value: Any) -> Any:
    if isinstance(value, str) and _RFC_3339.fullmatch(value):
        return value
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    raise PydanticCustomError("moment", "RFC 3339 with an offset")


def _in_range(value: datetime) -> datetime:
    try:
        moment = value.astimezone(UTC)
    except OverflowError as error:
        raise PydanticCustomError("moment", "out of range") from error
    if not (moment >= _EARLIEST and moment.year < _LATEST_YEAR):
        raise PydanticCustomError("moment", "out of range")
    return value


def _civil(value: Any) -> Any:
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise PydanticCustomError("civil_date", "YYYY-MM-DD")


def _date_in_range(value: date) -> date:
    if not (_EARLIEST.date() <= value and value.year < _LATEST_YEAR):
        raise PydanticCustomError("civil_date", "out of range")
    return value


def _tax_code(value: str) -> str:
    """Accept 10 or 13 digits of an enterprise or 12 of a person, with or without hyphens."""
    digits = value.replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in _TAX_CODE_LENGTHS):
        raise PydanticCustomError("tax_code", "not a tax code")
    return digits


def _phone(value: str) -> str:
    try:
        number = phonenumbers.parse(value, "VN")
    except phonenumbers.NumberParseException as error:
        raise PydanticCustomError("phone", "not a phone number") from error
    if not phonenumbers.is_valid_number(number):
        raise PydanticCustomError("phone", "not a phone number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _local(value: datetime) -> datetime:
    # As `value.astimezone(ICT)`, which takes four times as long: a list has some two hundred.
    return _EPOCH_HERE + (value - _EPOCH)


def _text(longest: int) -> Any:
    return StringConstraints(strict=True, min_length=1, max_length=longest)


def _code(pattern: str) -> Any:
    return StringConstraints(strict=True, pattern=pattern, max_length=40)


Short = Annotated[str, _text(60), AfterValidator(_clean), Field(min_length=1, max_length=60)]
Name = Annotated[str, _text(200), AfterValidator(_clean), Field(min_length=1, max_length=200)]
Line = Annotated[str, _text(300), AfterValidator(_clean), Field(min_length=1, max_length=300)]
Reason = Annotated[str, _text(2_000), AfterValidator(_clean), Field(min_length=1, max_length=2_000)]
Paragraph = Annotated[
    str, _text(8_000), AfterValidator(_clean), Field(min_length=1, max_length=8_000)
]
MomentOut = Annotated[
    datetime,
    PlainSerializer(_local, return_type=datetime, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment of our own records, for lists: each of their rows has several."""
Moment = Annotated[
    MomentOut,
    BeforeValidator(_moment, json_schema_input_type=datetime),
    AfterValidator(_in_range),
]
Day = Annotated[
    date, BeforeValidator(_civil, json_schema_input_type=date), AfterValidator(_date_in_range)
]
Month = Annotated[str, _code(r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]
AreaCode = Annotated[str, _code(r"^[0-9]{5}$")]
VsicCode = Annotated[str, _code(r"^[0-9]{2,5}$")]
OccupationCode = Annotated[str, _code(r"^[0-9]{1,5}$")]
InjuryCode = Annotated[str, _code(r"^[0-9]{3,4}$")]
CauseCode = Annotated[str, _code(r"^[0-9]{1,2}$")]
Icd10 = Annotated[str, _code(r"^[A-Z][0-9]{2}(\.[0-9]{1,2})?$")]
CitizenId = Annotated[str, _code(r"^[0-9]{12}$")]
TaxCode = Annotated[str, _text(20), AfterValidator(_tax_code)]
Phone = Annotated[str, _text(30), AfterValidator(_phone)]
Flag = Annotated[bool, Field(strict=True)]
Dong = Annotated[int, Field(strict=True, gt=0, le=1_000_000_000_000_000)]
Percent = Annotated[int, Field(strict=True, ge=0, le=100)]
Workers = Annotated[int, Field(strict=True, ge=0, le=2_000_000_000)]
