"""Whether this account may send this signal: its own source, a known place, a time gone by."""

from collections.abc import Iterator
from datetime import date, datetime

from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.days import local_day
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import IN_FORCE
from osh_incidents.domain.signals import SOURCES, SignalSource
from osh_incidents.persistence.unit_of_work import UnitOfWork

_FUTURE = Text("Thời điểm ở tương lai.", "This lies in the future.")
_BEFORE_LAW = Text(
    "Trước ngày Luật An toàn, vệ sinh lao động có hiệu lực (01/7/2016).",
    "Before the law on occupational safety and health came into force (2016-07-01).",
)
_UNKNOWN_AREA = Text(
    "Không có đơn vị hành chính mang mã này vào ngày xảy ra.",
    "No unit bore this code on the day of the event.",
)
_NOT_YOUR_SOURCE = Text(
    "Tài khoản này không gửi tin báo của nguồn này.",
    "This account does not send signals of this source.",
)
_NOT_YOUR_UNIT = Text(
    "Tài khoản này chỉ gửi tin về mã số thuế của mình.",
    "This account sends signals about its own tax code only.",
)
_BORN_AFTER = Text("Sinh sau ngày xảy ra.", "Born after the day of the event.")
_LISTED = Text("Người này đã có trong danh sách.", "This person is listed already.")


def faults(uow: UnitOfWork, actor: Actor, known: Known, now: datetime) -> Iterator[FieldFault]:
    """Yield everything across the fields that keeps a signal from being taken in."""
    source = known.text("/source")
    if source and SignalSource(source) not in SOURCES.get(actor.role, ()):
        yield FieldFault("/source", "not_your_source", _NOT_YOUR_SOURCE)
    yield from _unit(actor, known)
    told, occurred = known.day("/occurred_on"), known.moment("/occurred_at")
    when = "/occurred_on" if told else "/occurred_at"
    day = told or local_day(occurred or now)
    if day > local_day(now) or (occurred and occurred > now):
        yield FieldFault(when, "in_future", _FUTURE)
    if day < IN_FORCE:
        yield FieldFault(when, "before_law", _BEFORE_LAW)
    elif (code := known.text("/area_code")) and uow.areas.on(code, day) is None:
        yield FieldFault("/area_code", "unknown_area", _UNKNOWN_AREA)
    yield from _people(known, day)


def _unit(actor: Actor, known: Known) -> Iterator[FieldFault]:
    # Also where none is named: whoever may speak of its own unit alone must name it.
    if actor.role is Role.EMPLOYER and known.text("/tax_code") != actor.tax_code:
        yield FieldFault("/tax_code", "not_your_unit", _NOT_YOUR_UNIT)


def _people(known: Known, day: date) -> Iterator[FieldFault]:
    seen = set[str]()
    for victim in known.items("/victims"):
        born = known.day(f"{victim}/birth_date")
        if born and born >= day:
            yield FieldFault(f"{victim}/birth_date", "after_event", _BORN_AFTER)
        year = known.number(f"{victim}/birth_year")
        if year and year > day.year:
            yield FieldFault(f"{victim}/birth_year", "after_event", _BORN_AFTER)
        citizen = known.text(f"{victim}/citizen_id")
        if citizen in seen:
            yield FieldFault(f"{victim}/citizen_id", "duplicate_victim", _LISTED)
        seen.update({citizen} if citizen else ())
