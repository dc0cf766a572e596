"""Corrections of what a declaration told, which two people make once it is taken in."""

from uuid import UUID

from osh_incidents.demo import happenings, inquiries
from osh_incidents.demo.outcomes import concluded
from osh_incidents.demo.scene import Scene, Story, together
from osh_incidents.demo.stories import declared
from osh_incidents.demo.taking_in import taken_in
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.corrections import Changes
from osh_incidents.domain.investigation_vocabulary import Conclusion
from osh_incidents.domain.requests import RequestState
from osh_incidents.domain.vocabulary import Severity
from osh_incidents.persistence.tables.requests import CorrectionRow
from osh_incidents.services import corrections
from osh_incidents.services.corrections import Decision
from osh_incidents.services.moves import By

_ANSWERS = (RequestState.APPROVED, RequestState.REFUSED, RequestState.REQUESTED)
_ALLOWANCES = 1_200_000
"""What the employer had left out of the wage, in đồng a month."""


def wage_corrected(scene: Scene) -> Story:
    """Tell of an employer who asks to correct a wage: approved, refused, or still to be decided."""
    yield from declared(scene, happenings.accident(scene, Severity.SEVERE))
    yield from taken_in(scene)
    yield scene.later(1, 5)
    (victim,) = scene.case.victims
    changes = {"/monthly_wage_vnd": (victim.monthly_wage_vnd or 0) + _ALLOWANCES}
    asked = _ask(scene, scene.employer, victim.id, changes, "Tính thiếu phụ cấp.")
    answer = scene.turn(_ANSWERS)
    if answer is not RequestState.REQUESTED:
        yield scene.later(0, 4)
        no = None if answer is RequestState.APPROVED else "Chưa có bảng lương kèm theo."
        _decide(scene, asked, Decision(no is None, no))
    yield from inquiries.base(scene, Conclusion.OCCUPATIONAL_ACCIDENT, inquiries.SEVERE)
    yield from together(inquiries.sent(scene), concluded(scene))


def approved(scene: Scene, changes: Changes, reason: str) -> Story:
    """Let the inspector ask for *changes* of the case, and the supervisor approve them."""
    yield scene.later(1, 10)
    asked = _ask(scene, scene.offices.inspector, None, changes, reason)
    yield scene.later(0, 3)
    _decide(scene, asked, Decision(approve=True))


def _ask(
    scene: Scene, actor: Actor, victim_id: UUID | None, changes: Changes, reason: str
) -> CorrectionRow:
    by = By(actor, scene.now)
    _, asked = corrections.correct(scene.uow, by, scene.case_id, victim_id, changes, reason)
    assert asked is not None, "the case is taken in, so it is no more than asked for"
    return asked


def _decide(scene: Scene, asked: CorrectionRow, decision: Decision) -> None:
    by = By(scene.offices.supervisor, scene.now)
    corrections.decide(scene.uow, by, scene.case_id, asked.id, decision)
