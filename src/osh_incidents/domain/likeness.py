"""What two declarations tell alike and what they tell differently, before it is weighed."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import product

from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.names import fold
from osh_incidents.domain.vocabulary import CaseKind, Sex

CANDIDATE_WINDOW = timedelta(days=3)
"""How far apart two accidents may lie and still be compared; diseases are compared at any time."""

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_LEAST_WORDS_WITHIN = 2


class Reason(Labelled):
    """A piece of evidence that two declarations are, or are not, of one event."""

    SAME_CITIZEN = "same_citizen", "cùng số định danh cá nhân", "same citizen id"
    OTHER_CITIZEN = "other_citizen", "khác số định danh cá nhân", "different citizen ids"
    SAME_NAME = "same_name", "cùng họ tên", "same name"
    SAME_NAME_UNACCENTED = (
        "same_name_unaccented",
        "họ tên chỉ khác dấu",
        "names that differ in accents only",
    )
    LIKE_NAME = "like_name", "họ tên gần giống", "names much alike"
    OTHER_NAME = "other_name", "khác họ tên", "different names"
    SAME_BIRTH_DATE = "same_birth_date", "cùng ngày sinh", "same date of birth"
    SAME_BIRTH_YEAR = "same_birth_year", "cùng năm sinh", "same year of birth"
    OTHER_BIRTH = "other_birth", "khác ngày hoặc năm sinh", "different date or year of birth"
    OTHER_SEX = "other_sex", "khác giới tính", "different sex"
    SAME_HOUR = "same_hour", "cách nhau không quá 1 giờ", "at most 1 hour apart"
    SAME_DAY = (
        "same_day",
        "cùng ngày hoặc cách nhau không quá 24 giờ",
        "on one day or at most 24 hours apart",
    )
    NEXT_DAYS = "next_days", "cách nhau không quá 3 ngày", "at most 3 days apart"
    OTHER_TIME = "other_time", "cách nhau quá 3 ngày", "more than 3 days apart"
    SAME_AREA = "same_area", "cùng xã, phường, đặc khu", "same commune"
    OTHER_AREA = "other_area", "khác xã, phường, đặc khu", "different communes"
    SAME_EMPLOYER = "same_employer", "cùng người sử dụng lao động", "same employer"
    OTHER_EMPLOYER = "other_employer", "khác người sử dụng lao động", "different employers"
    SAME_DISEASE = "same_disease", "cùng bệnh nghề nghiệp", "same disease"
    OTHER_DISEASE = "other_disease", "khác bệnh nghề nghiệp", "different diseases"


@dataclass(frozen=True)
class Person:
    """A victim as far as one declarant knows; None is unknown.

    *citizen_index* is the keyed blind index, equal for equal citizen ids; *birth_year* counts only
    where *birth_date* is unknown.
    """

    name: str | None = None
    citizen_index: bytes | None = None
    birth_date: date | None = None
    birth_year: int | None = None
    sex: Sex | None = None

    @cached_property
    def words(self) -> Sequence[str]:
        """The words of the name without accents: kept, since one is compared with many."""
        return fold(self._spelt).split()

    @property
    def spelling(self) -> str | None:
        """The name as it is compared with its accents; None if it has no letters to compare."""
        return self._spelt if self.words else None

    @property
    def _spelt(self) -> str:
        return unicodedata.normalize("NFC", " ".join((self.name or "").lower().split()))


@dataclass(frozen=True, slots=True)
class Event:
    """An accident or disease as far as one declarant knows; None is unknown.

    *occurred_at* is aware; *occurred_on* is its day in Việt Nam, or the day alone. *area_code* is
    of a commune of today, however old the event; *list_no* is the number of a listed disease.
    """

    kind: CaseKind
    occurred_at: datetime | None
    occurred_on: date
    area_code: str
    tax_code: str | None = None
    list_no: int | None = None
    people: tuple[Person, ...] = ()


def closest_people(one: Event, other: Event, points: Mapping[Reason, int]) -> tuple[Reason, ...]:
    """Return the evidence on the two people most alike by *points*; none if a side names nobody."""

    # Equal sums are told apart by the codes, lest the order of the people show.
    def closeness(reasons: tuple[Reason, ...]) -> tuple[int, tuple[Reason, ...]]:
        return sum(points[reason] for reason in reasons), reasons

    pairs = (_compare_people(*pair) for pair in product(one.people, other.people))
    return max(pairs, key=closeness, default=())


def circumstances(one: Event, other: Event) -> tuple[Reason, ...]:
    """Return the evidence on time, place, employer and disease of two events of one kind."""
    accidents = one.kind is CaseKind.ACCIDENT
    reasons = [_compare_times(one, other)] if accidents else []
    reasons += _compare(one.area_code, other.area_code, Reason.SAME_AREA, Reason.OTHER_AREA)
    reasons += _compare(one.tax_code, other.tax_code, Reason.SAME_EMPLOYER, Reason.OTHER_EMPLOYER)
    if not accidents:
        reasons += _compare(one.list_no, other.list_no, Reason.SAME_DISEASE, Reason.OTHER_DISEASE)
    return tuple(reasons)


def _compare(
    one: object | None, other: object | None, same: Reason, different: Reason
) -> tuple[Reason, ...]:
    if one is None or other is None:
        return ()
    return (same if one == other else different,)


def _compare_people(one: Person, other: Person) -> tuple[Reason, ...]:
    citizens = (one.citizen_index, other.citizen_index)
    sexes = one.sex and other.sex and one.sex is not other.sex
    return (
        *_compare(*citizens, Reason.SAME_CITIZEN, Reason.OTHER_CITIZEN),
        *_compare_names(one, other),
        *_compare_births(one, other),
        *((Reason.OTHER_SEX,) if sexes else ()),
    )


def _compare_births(one: Person, other: Person) -> tuple[Reason, ...]:
    if one.birth_date and other.birth_date:
        return _compare(
            one.birth_date, other.birth_date, Reason.SAME_BIRTH_DATE, Reason.OTHER_BIRTH
        )
    years = (_birth_year(one), _birth_year(other))
    return _compare(*years, Reason.SAME_BIRTH_YEAR, Reason.OTHER_BIRTH)


def _birth_year(person: Person) -> int | None:
    return person.birth_date.year if person.birth_date else person.birth_year


def _compare_times(one: Event, other: Event) -> Reason:
    if one.occurred_at and other.occurred_at:
        apart = abs(one.occurred_at - other.occurred_at)
        if apart <= _HOUR:
            return Reason.SAME_HOUR
        same_day = apart <= _DAY
    else:
        apart = abs(one.occurred_on - other.occurred_on)
        same_day = not apart
    if same_day:
        return Reason.SAME_DAY
    return Reason.NEXT_DAYS if apart <= CANDIDATE_WINDOW else Reason.OTHER_TIME


def _compare_names(one: Person, other: Person) -> tuple[Reason, ...]:
    words, others = one.words, other.words
    if not (words and others):
        return ()
    if words == others:
        alike = one.spelling == other.spelling
        return (Reason.SAME_NAME if alike else Reason.SAME_NAME_UNACCENTED,)
    if _one_within(words, others) or _one_letter_apart(words, others):
        return (Reason.LIKE_NAME,)
    return (Reason.OTHER_NAME,)


def _one_within(words: Sequence[str], others: Sequence[str]) -> bool:
    # A middle name is left out, or the family name is put last.
    fewer, more = sorted((words, others), key=len)
    if len(fewer) < _LEAST_WORDS_WITHIN or not set(fewer) <= set(more):
        return False
    return Counter(fewer) <= Counter(more)


def _one_letter_apart(words: Sequence[str], others: Sequence[str]) -> bool:
    if len(words) != len(others):
        return False
    differing = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _is_slip(*differing[0])


def _is_slip(word: str, other: str) -> bool:
    # One letter put for another, left out or added; a wrong figure is another thing altogether.
    if not (word.isalpha() and other.isalpha()):
        return False
    shorter, longer = sorted((word, other), key=len)
    at = next((i for i, letter in enumerate(shorter) if letter != longer[i]), len(shorter))
    return longer[at + 1 :] in {shorter[at:], shorter[at + 1 :]}
