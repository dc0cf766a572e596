"""Accidents of which the police tell, whether or not anybody declares them."""

from osh_incidents.demo import happenings, inquiries
from osh_incidents.demo.happenings import Happening
from osh_incidents.demo.scene import Scene, Story
from osh_incidents.demo.stories import by_province
from osh_incidents.demo.taking_in import declare, taken_in
from osh_incidents.domain.investigation_vocabulary import Conclusion
from osh_incidents.domain.signals import (
    Confirm,
    Match,
    PersonSeen,
    Refuse,
    Signal,
    SignalMove,
    SignalSource,
    SignalState,
)
from osh_incidents.domain.vocabulary import Declarant, Severity
from osh_incidents.persistence.tables.signals import SignalRow
from osh_incidents.services import signals

_ENDS = (
    SignalState.CONFIRMED,
    SignalState.MATCHED,
    SignalState.REFUSED,
    SignalState.CONFIRMED,
    SignalState.MATCHED,
    SignalState.MATCHED,
    SignalState.NEW,
)


def heard_of(scene: Scene) -> Story:
    """Tell of a death of which the police hear first: declared, not declared, or none of ours."""
    happening = happenings.accident(scene, Severity.FATAL)
    yield scene.soon(30, 200)
    row = _send(scene, happening)
    match scene.turn(_ENDS):
        case SignalState.MATCHED:
            yield scene.soon(30, 600)
            told = happenings.declared(scene, happening, Declarant.EMPLOYER)
            declare(scene, told, scene.employer)
            yield scene.soon(20, 900)
            _decide(scene, row, Match(scene.case_id, "Cùng nạn nhân, cùng giờ."))
        case SignalState.CONFIRMED:
            yield scene.later(2, 6)
            told = happenings.declared(scene, happening, Declarant.AUTHORITY)
            _decide(scene, row, Confirm(told, "Doanh nghiệp không khai báo."))
            assert row.case_id is not None
            scene.opened = scene.uow.cases.get(row.case_id, scene.offices.inspector)
            scene.declaration, scene.sender = told, scene.offices.inspector
        case SignalState.REFUSED:
            yield scene.later(1, 5)
            _decide(scene, row, Refuse("Tai nạn sinh hoạt, không liên quan đến công việc."))
            return
        case _:
            return
    yield from taken_in(scene)
    yield from by_province(scene, Conclusion.OCCUPATIONAL_ACCIDENT, inquiries.FATAL)


def _send(scene: Scene, happening: Happening) -> SignalRow:
    part = happening.part
    seen = tuple(
        PersonSeen(one.full_name, one.sex, condition=one.condition) for one in happening.victims
    )
    signal = Signal(
        SignalSource.POLICE,
        part.occurred_at,
        part.area_code,
        part.description,
        f"{scene.rng.randint(1, 300)}/TB-CAP",
        part.place,
        scene.enterprise.name,
        victims=seen,
    )
    return signals.receive(scene.uow, scene.offices.police, signal, scene.now)


def _decide(scene: Scene, row: SignalRow, move: SignalMove) -> None:
    signals.act(scene.uow, scene.offices.inspector, row.id, move, now=scene.now)
