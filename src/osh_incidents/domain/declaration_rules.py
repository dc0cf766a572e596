"""What must agree across the fields of a declaration, and what is odd about it.

The rules read values by their JSON pointer and pass over those that are missing or malformed, so
they can run beside the checks of single fields and all faults are told at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.causes import CAUSES
from osh_incidents.domain.law.diseases import INSURED_DISEASES
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.law.instruments import IN_FORCE
from osh_incidents.domain.sectors import section_of
from osh_incidents.domain.vocabulary import (
    CaseKind,
    DeathLink,
    Relation,
    Severity,
    SpecialRegime,
)

_JSON_NAMES = {"since": "from", "until": "to"}
"""Fields of an exposure whose published name is a Python keyword."""

_FUTURE = Text("Thời điểm ở tương lai.", "This lies in the future.")
_BEFORE_ACCIDENT = Text("Trước khi xảy ra tai nạn.", "This lies before the accident.")
_BEFORE_LAW = Text(
    "Trước ngày Luật An toàn, vệ sinh lao động có hiệu lực (01/7/2016).",
    "Before the law on occupational safety and health came into force (2016-07-01).",
)
_BORN_AFTER = Text("Sinh sau ngày xảy ra.", "Born after the day of the event.")
_UNKNOWN_CODE = Text("Mã không có trong danh mục.", "The code is not in the list.")


@dataclass(frozen=True, slots=True)
class Known:
    """The values of a declaration that could be read, by JSON pointer."""

    values: Mapping[str, object]

    @classmethod
    def of(cls, document: Mapping[str, object]) -> "Known":
        """Read the nested *document*."""
        return cls(dict(_flatten("", document)))

    def moment(self, pointer: str) -> datetime | None:
        """Return the moment at *pointer*, if there is one."""
        value = self.values.get(pointer)
        return value if isinstance(value, datetime) else None

    def day(self, pointer: str) -> date | None:
        """Return the civil date at *pointer*, if there is one."""
        value = self.values.get(pointer)
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def text(self, pointer: str) -> str | None:
        """Return the text at *pointer*, if there is one."""
        value = self.values.get(pointer)
        return value if isinstance(value, str) else None

    def number(self, pointer: str) -> int | None:
        """Return the whole number at *pointer*, if there is one."""
        value = self.values.get(pointer)
        return value if type(value) is int else None

    def holds(self, pointer: str) -> bool:
        """Whether the flag at *pointer* is set."""
        return self.values.get(pointer) is True

    def items(self, pointer: str) -> Iterator[str]:
        """Yield the pointer of each item of the list at *pointer*."""
        listed = self.values.get(pointer)
        if isinstance(listed, (list, tuple)):
            yield from (f"{pointer}/{index}" for index in range(len(listed)))

    @property
    def event_day(self) -> date | None:
        """Return the local day of the accident or of the diagnosis."""
        occurred = self.moment("/accident/occurred_at")
        return local_day(occurred) if occurred else self.day("/disease/diagnosed_on")


def faults(known: Known, now: datetime, law: Law = SHIPPED) -> Iterator[FieldFault]:
    """Yield everything that contradicts the law's calendar, the code lists or another field."""
    yield from _times(known, now)
    yield from _workplace(known)
    yield from _special(known)
    yield from _codes(known, known.event_day or local_day(now), law)
    yield from _victims(known, now)
    yield from _exposures(known)


def _times(known: Known, now: datetime) -> Iterator[FieldFault]:
    occurred = known.moment("/accident/occurred_at")
    for pointer in ("/accident/occurred_at", "/accident/known_at"):
        if (moment := known.moment(pointer)) and moment > now:
            yield FieldFault(pointer, "in_future", _FUTURE)
    told = known.moment("/accident/known_at")
    if occurred and told and told < occurred:
        yield FieldFault("/accident/known_at", "before_accident", _BEFORE_ACCIDENT)
    diagnosed = known.day("/disease/diagnosed_on")
    if diagnosed and diagnosed > local_day(now):
        yield FieldFault("/disease/diagnosed_on", "in_future", _FUTURE)
    if (day := known.event_day) and day < IN_FORCE:
        pointer = "/accident/occurred_at" if occurred else "/disease/diagnosed_on"
        yield FieldFault(pointer, "before_law", _BEFORE_LAW)


def _workplace(known: Known) -> Iterator[FieldFault]:
    total, female = (
        known.number("/workplace/workers_total"),
        known.number("/workplace/workers_female"),
    )
    if total is not None and female is not None and female > total:
        yield FieldFault(
            "/workplace/workers_female",
            "more_than_total",
            Text("Số nữ lớn hơn tổng số lao động.", "More women than workers in all."),
        )
    vsic = known.text("/workplace/vsic_code")
    if vsic and section_of(vsic) is None:
        yield FieldFault("/workplace/vsic_code", "unknown_code", _UNKNOWN_CODE)


def _special(known: Known) -> Iterator[FieldFault]:
    incident = known.holds("/accident/technical_incident")
    unclear = known.holds("/accident/casualties_unclear")
    if unclear and not incident:
        yield FieldFault(
            "/accident/casualties_unclear",
            "no_technical_incident",
            Text(
                "Chỉ sự cố kỹ thuật mới có thể chưa rõ thương vong.",
                "Only after a technical incident casualties may be unclear.",
            ),
        )
    if (
        _is_accident(known)
        and known.values.get("/victims") in ((), [])
        and not (incident and unclear)
    ):
        yield FieldFault(
            "/victims",
            "victims_required",
            Text(
                "Phải có người bị nạn, trừ sự cố kỹ thuật chưa rõ thương vong.",
                "Victims are required, except of a technical incident with unclear casualties.",
            ),
        )
    regime = known.text("/accident/special_regime")
    if known.text("/accident/ship") is not None and regime != SpecialRegime.MARITIME:
        yield FieldFault(
            "/accident/ship",
            "not_maritime",
            Text("Chỉ dùng cho tai nạn hàng hải.", "Of a maritime accident only."),
        )


def _is_accident(known: Known) -> bool:
    return known.text("/kind") == CaseKind.ACCIDENT


def _codes(known: Known, day: date, law: Law) -> Iterator[FieldFault]:
    if day < IN_FORCE:
        return
    cause = known.text("/accident/preliminary_cause")
    if cause is not None and cause not in law.on(CAUSES, day).value:
        yield FieldFault("/accident/preliminary_cause", "unknown_code", _UNKNOWN_CODE)
    number = known.number("/disease/list_no")
    if number is not None and number not in law.on(INSURED_DISEASES, day).value:
        yield FieldFault(
            "/disease/list_no",
            "not_in_list",
            Text(
                "Không có trong danh mục bệnh được bảo hiểm vào ngày chẩn đoán.",
                "Not in the list of insured diseases on the day of diagnosis.",
            ),
        )
    severe = law.on(SEVERE_INJURIES, day).value
    for victim in known.items("/victims"):
        for pointer in known.items(f"{victim}/injury_codes"):
            code = known.text(pointer)
            if code is not None and code not in severe:
                yield FieldFault(pointer, "unknown_code", _UNKNOWN_CODE)


def _victims(known: Known, now: datetime) -> Iterator[FieldFault]:
    occurred, seen = known.moment("/accident/occurred_at"), set[str]()
    for victim in known.items("/victims"):
        died = known.moment(f"{victim}/died_at")
        if died and died > now:
            yield FieldFault(f"{victim}/died_at", "in_future", _FUTURE)
        if died and occurred and died < occurred:
            yield FieldFault(f"{victim}/died_at", "before_accident", _BEFORE_ACCIDENT)
        yield from _birth(known, victim)
        yield from _death(known, victim)
        if _is_accident(known) and known.text(f"{victim}/relation") == Relation.FORMER:
            yield FieldFault(
                f"{victim}/relation",
                "of_a_disease_only",
                Text(
                    "Chỉ bệnh nghề nghiệp mới có người đã thôi việc.",
                    "A former worker is a victim of a disease only.",
                ),
            )
        citizen = known.text(f"{victim}/citizen_id")
        if citizen in seen:
            yield FieldFault(
                f"{victim}/citizen_id",
                "duplicate_victim",
                Text("Người này đã có trong danh sách.", "This person is listed already."),
            )
        seen.update({citizen} if citizen else ())


def _birth(known: Known, victim: str) -> Iterator[FieldFault]:
    born, day = known.day(f"{victim}/birth_date"), known.event_day
    year = known.number(f"{victim}/birth_year")
    if born and day and born >= day:
        yield FieldFault(f"{victim}/birth_date", "after_event", _BORN_AFTER)
    if year is not None and day and year > day.year:
        yield FieldFault(f"{victim}/birth_year", "after_event", _BORN_AFTER)
    if year is not None and born and year != born.year:
        yield FieldFault(
            f"{victim}/birth_year",
            "birth_year_differs",
            Text("Năm sinh khác ngày sinh.", "The year is not that of the day of birth."),
        )


def _death(known: Known, victim: str) -> Iterator[FieldFault]:
    link = known.text(f"{victim}/death_link")
    told = (
        known.moment(f"{victim}/died_at") is not None
        or known.text(f"{victim}/condition") == Severity.FATAL
    )
    if link is not None and link != DeathLink.NOT_FROM_ACCIDENT and not told:
        yield FieldFault(
            f"{victim}/death_link",
            "death_untold",
            Text(
                "Chưa khai người này đã chết: ghi thời điểm chết hoặc tình trạng chết người.",
                "Nothing else tells of a death: give its time, or the condition as fatal.",
            ),
        )


def _exposures(known: Known) -> Iterator[FieldFault]:
    for pointer in known.items("/disease/exposures"):
        since, until = known.text(f"{pointer}/from"), known.text(f"{pointer}/to")
        if since and until and until < since:
            yield FieldFault(
                f"{pointer}/to",
                "before_start",
                Text("Kết thúc trước khi bắt đầu.", "The end lies before the start."),
            )


def _flatten(prefix: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flatten(f"{prefix}/{_JSON_NAMES.get(key, key)}", inner)
    elif isinstance(value, (list, tuple)):
        yield prefix, value
        for index, inner in enumerate(value):
            yield from _flatten(f"{prefix}/{index}", inner)
    else:
        yield prefix, value
