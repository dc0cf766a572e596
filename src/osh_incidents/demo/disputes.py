"""Claims of which victims or relatives say that they are too low."""

from osh_incidents.demo import happenings, inquiries
from osh_incidents.demo.outcomes import act_on, pay_rest, worked_off
from osh_incidents.demo.scene import Scene, Story, together
from osh_incidents.demo.stories import declared
from osh_incidents.demo.taking_in import closed, taken_in
from osh_incidents.domain.claim_moves import Dispute, SettleDispute
from osh_incidents.domain.investigation_vocabulary import Conclusion
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import Severity
from osh_incidents.persistence.tables.claims import ClaimRow

_DECIDED = frozenset({State.DECIDED, State.PART_PAID, State.PAID})
_ENDS = (120, None, 100)
"""Per cent of what was decided that a court or an agreement gives, None if there is no end yet."""


def disputed(scene: Scene) -> Story:
    """Tell of relatives who contest the amount; some disputes are settled, some are not."""
    yield from declared(scene, happenings.accident(scene, Severity.FATAL))
    yield from taken_in(scene)
    at_work = Conclusion.OCCUPATIONAL_ACCIDENT
    yield from inquiries.straight(scene, inquiries.PROVINCIAL, at_work, inquiries.FATAL)
    yield from together(inquiries.sent(scene), worked_off(scene))
    for claim in scene.case.claims:
        if claim.state in _DECIDED:
            yield from _contested(scene, claim, scene.turn(_ENDS))
    yield from closed(scene)


def _contested(scene: Scene, claim: ClaimRow, per_cent: int | None) -> Story:
    yield scene.later(10, 60)
    inspector = scene.offices.inspector
    act_on(scene, inspector, claim, Dispute("Tiền lương làm căn cứ tính thiếu phụ cấp."))
    if per_cent is None:
        return
    yield scene.later(40, 150)
    amount = -(-(claim.decided_vnd or 0) * per_cent // 100)
    reference = f"Bản án {scene.rng.randint(1, 40)}/{scene.now.year}/LĐ-ST"
    act_on(scene, inspector, claim, SettleDispute(reference, amount))
    yield scene.later(1, 15)
    pay_rest(scene, claim)
