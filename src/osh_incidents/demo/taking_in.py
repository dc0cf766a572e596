"""How a case comes in and is closed: declared, sent back, refused or registered."""

from dataclasses import replace

from osh_incidents.demo.scene import Scene, Story
from osh_incidents.demo.telling import told, told_of_transfer
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.duplicates import PairState
from osh_incidents.domain.registration_moves import (
    Close,
    Complete,
    Register,
    Reject,
    Return,
    Transfer,
)
from osh_incidents.domain.tracks import Do, State
from osh_incidents.domain.vocabulary import Rejection
from osh_incidents.services import cases, declarations, duplicates, links, registration
from osh_incidents.services.links import Decision, PairVerdict
from osh_incidents.services.moves import By

_REJECTIONS = {
    Rejection.DUPLICATE: "Đã khai báo ở vụ khác.",
    Rejection.NOT_AN_ACCIDENT_AT_WORK: "Xảy ra khi không làm việc.",
    Rejection.OUTSIDE_JURISDICTION: "Xảy ra ở tỉnh khác.",
}


def declare(scene: Scene, declaration: Declaration, actor: Actor) -> None:
    """Send *declaration* now."""
    scene.declaration, scene.sender = declaration, actor
    scene.opened = declarations.declare(scene.uow, actor, declaration, scene.now)


def registered(scene: Scene) -> Story:
    """Take the case in, some only after they were sent back, and refuse a few."""
    inspector = scene.offices.inspector
    yield scene.later(0, 2)
    if scene.chance(3):
        reason = scene.weighted(dict.fromkeys(_REJECTIONS, 1))
        if reason is Rejection.OUTSIDE_JURISDICTION:
            act(scene, inspector, Transfer("Sở Nội vụ tỉnh Ví Dụ", _REJECTIONS[reason]))
            yield scene.soon(5, 120)
            told_of_transfer(scene)
        else:
            act(scene, inspector, Reject(reason, _REJECTIONS[reason]))
        return
    if scene.chance(7):
        act(scene, inspector, Return("Thiếu số lao động và diễn biến vụ tai nạn."))
        if scene.chance(15):
            return
        yield scene.later(1, 6)
        _complete(scene)
        yield scene.later(0, 2)
    yield from _accepted(scene)


def taken_in(scene: Scene) -> Story:
    """Take the case in as it was declared."""
    yield scene.later(0, 2)
    yield from _accepted(scene)


def _accepted(scene: Scene) -> Story:
    _set_apart(scene)
    act(scene, scene.offices.inspector, Register())
    yield from told(scene)


def _set_apart(scene: Scene) -> None:
    """Decide that other cases which look like this one by chance are others."""
    by = By(scene.offices.inspector, scene.now)
    for pair in scene.uow.duplicates.pairs(scene.case_id):
        if pair.state is PairState.OPEN:
            other = duplicates.other_of(pair, scene.case)
            decision = Decision(
                PairVerdict.NOT_DUPLICATE, other, "Hai vụ, hai người bị nạn khác nhau."
            )
            links.decide(scene.uow, by, scene.case_id, decision)


def is_open(scene: Scene) -> bool:
    """Whether the case was taken in and goes on."""
    return scene.case.registration is State.REGISTERED


def closed(scene: Scene) -> Story:
    """Close the case if nothing is lacking."""
    yield scene.later(1, 15)
    closer = scene.offices.supervisor if scene.chance(30) else scene.offices.inspector
    available = cases.available_actions(scene.uow, scene.case, By(closer, scene.now))
    if any(found.action is Do.CLOSE for found in available):
        act(scene, closer, Close())


def act(scene: Scene, actor: Actor, move: registration.RegistrationMove) -> None:
    """Take *move* on the registration now."""
    registration.act(scene.uow, actor, scene.case_id, move, now=scene.now)


def _complete(scene: Scene) -> None:
    assert scene.declaration is not None
    assert scene.sender is not None
    unit = replace(scene.declaration.workplace, address="Số 1A đường Ví Dụ")
    act(scene, scene.sender, Complete(replace(scene.declaration, workplace=unit)))
