"""Which unit a place lies in on a day, who is competent there, and what became of each unit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.declaration import RECIPIENTS, Body, Duty
from osh_incidents.domain.law.instruments import IN_FORCE
from osh_incidents.domain.law.investigation import COMPETENT_BODY
from osh_incidents.domain.law.model import Because
from osh_incidents.domain.vocabulary import Level


class Boundary(Labelled):
    """The territories for which figures are compared across the merger of 1/7/2025."""

    OLD_HAI_PHONG = "old_hai_phong", "Hải Phòng trước 1/7/2025", "Hải Phòng before 1/7/2025"
    OLD_HAI_DUONG = "old_hai_duong", "Hải Dương trước 1/7/2025", "Hải Dương before 1/7/2025"
    CURRENT = "current", "Hải Phòng từ 1/7/2025", "Hải Phòng since 1/7/2025"


_OLD = {
    "Thành phố Hải Phòng": Boundary.OLD_HAI_PHONG,
    "Tỉnh Hải Dương": Boundary.OLD_HAI_DUONG,
}

_KINDS = {
    "Thành phố": "City",
    "Tỉnh": "Province",
    "Quận": "Urban District",
    "Huyện": "District",
    "Thị xã": "Town",
    "Thị trấn": "Township",
    "Phường": "Ward",
    "Xã": "Commune",
    "Đặc khu": "Special Zone",
}

_COMMUNE_POLICE, _DISTRICT_POLICE = "commune_police", "district_police"


@dataclass(frozen=True, slots=True)
class Place:
    """A commune-level unit as it was from *since* until before *until*."""

    code: str
    name: str
    district: str | None
    province: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit before or after a change: all of it went over (*whole*), or a part.

    *is_default* marks the one successor that answers for the whole; *certain* that the source
    tells this very unit, and not another one of the same name.
    """

    place: Place
    whole: bool
    is_default: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Competent:
    """A body by the name it bears for a place on a day, and the rule that makes it competent."""

    body: str
    name: Text
    because: Because


@dataclass(frozen=True, slots=True)
class Competence:
    """A place on a day, the boundaries it belongs to, and who is competent there."""

    place: Place
    boundaries: tuple[Boundary, ...]
    police: Competent
    labour_department: Competent


def require_known(day: date) -> None:
    """Refuse a day before the first for which units are known.

    Raises:
        NoRuleInForce: *day* is before 1/7/2016.
    """
    if day < IN_FORCE:
        raise NoRuleInForce(
            Text(
                "Chưa có dữ liệu đơn vị hành chính cho ngày {day}.",
                "The units of {day} are not known.",
            ).within(day=day.isoformat()),
            members={"rule": "areas", "first_day": IN_FORCE.isoformat()},
        )


def competence(
    place: Place, day: date, predecessors: Iterable[Relative] = (), law: Law = SHIPPED
) -> Competence:
    """Return who is competent for *place* on *day*; *predecessors* tell its old province.

    Raises:
        NoRuleInForce: *day* is before the first that is known.
    """
    require_known(day)
    came_from = {one.place.province for one in predecessors if one.is_default}
    return Competence(
        place,
        boundaries(place, came_from),
        _police(place, day, law),
        _department(place, day, law),
    )


def boundaries(place: Place, came_from: Collection[str]) -> tuple[Boundary, ...]:
    """Return the boundaries that *place* belongs to.

    A unit of before the merger lies in its province; one of today in the old province of the
    units that it answers for (*came_from*), if that is one and the same for all of them.
    """
    provinces = set(came_from) or {place.province}
    old = {_OLD[province] for province in provinces if province in _OLD}
    if not old:
        return ()
    if len(provinces) > 1:
        return (Boundary.CURRENT,)
    return (*old, Boundary.CURRENT)


def named(body: Body, place: Place | None) -> Text:
    """Return the name of *body* for *place*: of the very police, where its unit is known."""
    unit = None
    if place is not None and body.code == _COMMUNE_POLICE:
        unit = place.name
    elif place is not None and body.code == _DISTRICT_POLICE:
        unit = place.district
    return _of(Text("Công an", "Police"), unit) if unit else body.name


def concrete(bodies: Iterable[Body], place: Place | None) -> tuple[Body, ...]:
    """Return *bodies* under the names that they bear for *place*."""
    return tuple(Body(body.code, named(body, place)) for body in bodies)


def _police(place: Place, day: date, law: Law) -> Competent:
    """Return the police that receives declarations of deaths (Law 84/2015 art. 34(1)(b))."""
    told = law.on(RECIPIENTS, day).value[Duty.EMPLOYER_DEATH]
    (body,) = (one for one in told if one.code in (_COMMUNE_POLICE, _DISTRICT_POLICE))
    return Competent(body.code, named(body, place), law.because(RECIPIENTS, day))


def _department(place: Place, day: date, law: Law) -> Competent:
    office = law.on(COMPETENT_BODY, day).value[Level.PROVINCIAL]
    name = _of(office.name, place.province)
    return Competent(office.code, name, law.because(COMPETENT_BODY, day))


def _of(office: Text, unit: str) -> Text:
    return Text(f"{office.vi} {unit[:1].lower()}{unit[1:]}", f"{office.en} of {_english(unit)}")


def _english(unit: str) -> str:
    for kind, word in _KINDS.items():
        if unit.startswith(f"{kind} "):
            return f"{unit.removeprefix(kind).strip()} {word}"
    return unit
