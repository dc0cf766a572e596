"""How the bodies that must be told of an example case come to know of it."""

from osh_incidents.demo.scene import Scene, Story
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deliveries import (
    OPEN,
    Acknowledge,
    Channel,
    Delivery,
    NoticeMove,
    RecordDelivery,
    RecordFailure,
)
from osh_incidents.persistence.tables.clocks import RecipientRow
from osh_incidents.services import notices
from osh_incidents.services.notices import NoticeAddress

_POLICE, _RECEIVING = "commune_police", "receiving_authority"


def told(scene: Scene) -> Story:
    """Telephone now to whoever does not know yet, mostly with success; the police here answer."""
    waiting = [row for row in scene.case.recipients if row.delivery in OPEN]
    for place, row in enumerate(waiting):
        if place:
            yield scene.soon(2, 40)
        _telephone(scene, row)
    for row in [row for row in waiting if row.delivery is Delivery.FAILED and scene.chance(60)]:
        yield scene.later(0, 1)
        _telephone(scene, row)
    for row in [row for row in waiting if _answers(scene, row)]:
        yield scene.soon(20, 240)
        _act(scene, scene.offices.police, row, Acknowledge())


def told_of_transfer(scene: Scene) -> None:
    """Telephone to the authority that takes the case over, and to nobody else."""
    for row in scene.case.recipients:
        if row.body == _RECEIVING:
            _telephone(scene, row)


def _telephone(scene: Scene, row: RecipientRow) -> None:
    move: NoticeMove = RecordDelivery(Channel.PHONE)
    if scene.chance(8):
        move = RecordFailure("Không có người nghe máy.")
    _act(scene, scene.offices.inspector, row, move)


def _answers(scene: Scene, row: RecipientRow) -> bool:
    """Whether the police have an account here, and use it."""
    mine = scene.case.area_code_now in scene.offices.police.area_codes
    return row.body == _POLICE and mine and scene.chance(80)


def _act(scene: Scene, actor: Actor, row: RecipientRow, move: NoticeMove) -> None:
    at = NoticeAddress(scene.case_id, row.id)
    notices.act(scene.uow, actor, at, move, now=scene.now)
