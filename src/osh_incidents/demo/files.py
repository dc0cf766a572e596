"""What becomes of a file after all: opened again when it is closed, or void."""

from osh_incidents.demo import happenings, inquiries, stories
from osh_incidents.demo.outcomes import COUNCIL, concluded, pay_rest, settled
from osh_incidents.demo.scene import Scene, Story, together
from osh_incidents.demo.taking_in import act, closed, taken_in
from osh_incidents.domain.days import local_day
from osh_incidents.domain.investigation_vocabulary import Conclusion
from osh_incidents.domain.moves import Reassess
from osh_incidents.domain.registration_moves import (
    ApproveVoid,
    RefuseReopen,
    RefuseVoid,
    Reopen,
    RequestReopen,
    RequestVoid,
)
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import Severity
from osh_incidents.services import diseases

_AFTER_REOPENING = (State.REOPENED, State.CLOSED, None)
"""Where a file stands at last, None if it is not opened again."""
_TWO_YEARS = (735, 800)
_WORSE = (3, 9)


def reopened(scene: Scene) -> Story:
    """Tell of a closed file that somebody asks to open again; some stay open, some stay closed."""
    yield from stories.light(scene)
    if scene.opened is None or scene.case.registration is not State.CLOSED:
        return
    yield scene.later(20, 120)
    act(scene, scene.offices.inspector, RequestReopen("Người bị nạn cung cấp thêm tài liệu."))
    yield scene.later(0, 4)
    end = scene.turn(_AFTER_REOPENING)
    if end is None:
        act(scene, scene.offices.supervisor, RefuseReopen("Tài liệu đã có trong hồ sơ."))
        return
    act(scene, scene.offices.supervisor, Reopen())
    if end is State.CLOSED:
        yield from closed(scene)


def voided(scene: Scene) -> Story:
    """Tell of a case that should perhaps never have been one."""
    yield from stories.declared(scene, happenings.accident(scene, Severity.LIGHT))
    yield from taken_in(scene)
    yield scene.later(1, 8)
    act(scene, scene.offices.inspector, RequestVoid("Có thể là khai báo thử."))
    yield scene.later(0, 4)
    if scene.turn((True, False)):
        act(scene, scene.offices.supervisor, ApproveVoid())
        return
    act(scene, scene.offices.supervisor, RefuseVoid("Bệnh viện xác nhận có người bị nạn."))
    yield from inquiries.base(scene, Conclusion.OCCUPATIONAL_ACCIDENT, inquiries.LIGHT)
    yield from together(inquiries.sent(scene), concluded(scene))


def reassessed(scene: Scene) -> Story:
    """Tell of a disease that got worse: after two years the council assesses it again."""
    yield from stories.disease(scene)
    if scene.opened is None or scene.case.disease is not State.CONFIRMED:
        return
    yield scene.later(*_TWO_YEARS)
    if scene.case.registration is State.CLOSED:
        act(scene, scene.offices.inspector, RequestReopen("Giám định lại theo Điều 47."))
        yield scene.later(0, 3)
        act(scene, scene.offices.supervisor, Reopen())
    yield scene.later(0, 10)
    _assess_again(scene)
    yield from together(*[settled(scene, claim) for claim in scene.case.claims])
    yield scene.later(0, 4)
    for claim in scene.case.claims:
        if claim.state is State.PART_PAID:
            pay_rest(scene, claim)
    yield from closed(scene)


def _assess_again(scene: Scene) -> None:
    finding = scene.case.finding
    assert finding is not None
    loss = (finding.loss_percent or 0) + scene.rng.randint(*_WORSE)
    move = Reassess(loss, local_day(scene.now), COUNCIL)
    diseases.act(scene.uow, scene.offices.health, scene.case_id, move, now=scene.now)
