"""Whether this account may declare this: its own unit, its own area, a known place."""

from collections.abc import Collection, Iterator
from datetime import datetime

from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.days import local_day
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Text
from osh_incidents.domain.vocabulary import Declarant
from osh_incidents.persistence.unit_of_work import UnitOfWork

_UNKNOWN_AREA = "unknown_area"
_DECLARES_AS = {Role.EMPLOYER: Declarant.EMPLOYER, Role.COMMUNE: Declarant.COMMUNE}


def faults(uow: UnitOfWork, actor: Actor, known: Known, now: datetime) -> Iterator[FieldFault]:
    """Yield what keeps *actor* from declaring this."""
    yield from _role(actor, known)
    yield from _employer(actor, known)
    yield from _place(uow, actor, known, now)


def faults_of_changes(
    uow: UnitOfWork, actor: Actor, known: Known, now: datetime, changed: Collection[str]
) -> Iterator[FieldFault]:
    """Yield what keeps *actor* from having *changed* the fields at these pointers.

    Who changes a declaration need not be who may send it; but another day of the event may leave
    even an unchanged place without a unit of that code.
    """
    for fault in faults(uow, actor, known, now):
        if fault.pointer in changed or fault.code == _UNKNOWN_AREA:
            yield fault


def _role(actor: Actor, known: Known) -> Iterator[FieldFault]:
    declared_as, must_be = known.text("/declarant/role"), _DECLARES_AS.get(actor.role)
    if declared_as and must_be and declared_as != must_be:
        yield FieldFault(
            "/declarant/role",
            "not_your_role",
            Text(
                "Tài khoản này chỉ khai báo với tư cách «{vi}».",
                "This account declares as “{en}” only.",
            ).within(vi=must_be.label.vi, en=must_be.label.en),
        )


def _employer(actor: Actor, known: Known) -> Iterator[FieldFault]:
    tax_code = known.text("/workplace/tax_code")
    if actor.role is Role.EMPLOYER and tax_code and tax_code != actor.tax_code:
        yield FieldFault(
            "/workplace/tax_code",
            "not_your_unit",
            Text(
                "Tài khoản này chỉ khai báo cho mã số thuế của mình.",
                "This account declares for its own tax code only.",
            ),
        )


def _place(uow: UnitOfWork, actor: Actor, known: Known, now: datetime) -> Iterator[FieldFault]:
    accident = known.text("/accident/area_code")
    pointer = "/accident/area_code" if accident else "/workplace/area_code"
    disease = known.day("/disease/diagnosed_on")
    code = accident or (known.text(pointer) if disease else None)
    if code is None:
        return
    area = uow.areas.on(code, known.event_day or local_day(now))
    if area is None:
        yield FieldFault(
            pointer,
            _UNKNOWN_AREA,
            Text(
                "Không có đơn vị hành chính mang mã này vào ngày xảy ra.",
                "No unit bore this code on the day of the event.",
            ),
        )
    elif actor.role is Role.COMMUNE and uow.areas.today(area) not in actor.area_codes:
        yield FieldFault(
            pointer,
            "outside_your_area",
            Text("Ngoài địa bàn của đơn vị.", "Outside your area."),
        )
