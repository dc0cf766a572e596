"""What follows the minutes: handling of the case, and the claim of each victim."""

from dataclasses import replace
from datetime import timedelta

from osh_incidents.demo.scene import Scene, Story, together
from osh_incidents.demo.taking_in import closed
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.claim_moves import DecideClaim, Deny, EndTreatment, Pay, RecordAssessment
from osh_incidents.domain.compensation.employer import minimum
from osh_incidents.domain.days import local_day
from osh_incidents.domain.moves import ConfirmRemedies, DecideHandling, Finish, OrderRemedies
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import HandlingKind, NotEntitled, Severity
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.services import claims, handling
from osh_incidents.services.claims import ClaimAddress
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import claim_facts

COUNCIL = "Hội đồng Giám định y khoa Ví Dụ"
_KINDS = {
    True: {HandlingKind.SANCTION: 55, HandlingKind.REMEDIES: 30, HandlingKind.REFERRAL: 15},
    False: {HandlingKind.SANCTION: 8, HandlingKind.REMEDIES: 32, HandlingKind.NO_ACTION: 60},
}
_ART_40 = {NotEntitled.PERSONAL_CONFLICT: 2, NotEntitled.SELF_HARM: 1, NotEntitled.DRUGS: 2}
_FINE_STEP = 5_000_000
_FALLBACK_WAGE = 9_000_000


def concluded(scene: Scene) -> Story:
    """Handle the case and settle every claim, and close it at the end."""
    yield from worked_off(scene)
    yield from closed(scene)


def worked_off(scene: Scene) -> Story:
    """Handle the case and settle every claim, side by side."""
    owed = [settled(scene, claim) for claim in scene.case.claims]
    yield from together(handled(scene), *owed)


def handled(scene: Scene) -> Story:
    """Decide on the case, mostly in time, and see it through."""
    fatal = scene.case.severity == Severity.FATAL
    yield scene.later(35, 70) if scene.chance(6) else scene.later(3, 26)
    kind = scene.weighted(_KINDS[fatal])
    _handle(scene, _decision(scene, kind))
    if kind is HandlingKind.REMEDIES or (kind is HandlingKind.SANCTION and scene.chance(30)):
        yield scene.later(0, 3)
        due = local_day(scene.now) + timedelta(days=30)
        _handle(scene, OrderRemedies("Lắp che chắn, huấn luyện lại, báo cáo kết quả.", due))
        if not scene.chance(6):
            yield scene.later(10, 45)
            _handle(scene, ConfirmRemedies())
        return
    if not scene.chance(2):
        yield scene.later(1, 12)
        _handle(scene, Finish())


def settled(scene: Scene, claim: ClaimRow) -> Story:
    """Treat, assess, decide and pay; some are not entitled, and some are not paid."""
    if claim.state is State.AWAITING_TREATMENT:
        yield from _assessed(scene, claim)
    if claim.state is not State.ENTITLED or scene.chance(3):
        return
    yield scene.later(6, 60) if scene.chance(15) else scene.later(0, 2)
    if scene.chance(2):
        reason = scene.weighted(_ART_40)
        act_on(scene, scene.offices.inspector, claim, Deny(reason, "Theo kết luận điều tra."))
        return
    amount = _decide(scene, claim)
    if scene.chance(4):
        return
    yield from _paid(scene, claim, amount)


def _assessed(scene: Scene, claim: ClaimRow) -> Story:
    light = scene.case.severity == Severity.LIGHT
    yield scene.later(7, 30) if light else scene.later(20, 120)
    if not scene.chance(10):
        act_on(scene, payer(scene, claim), claim, EndTreatment())
        yield scene.later(7, 40)
    loss = scene.rng.randint(0, 9) if light else scene.rng.randint(6, 62)
    move = RecordAssessment(loss, local_day(scene.now), COUNCIL)
    act_on(scene, scene.offices.health, claim, move)


def _decide(scene: Scene, claim: ClaimRow) -> int:
    """Decide the minimum, sometimes more, and sometimes less than the law asks."""
    wage = None if claim.monthly_wage_vnd else _FALLBACK_WAGE
    per_cent = scene.weighted({100: 80, 110: 14, 70: 6})
    amount = -(-_least(scene, claim) * per_cent // 100)
    number = f"{scene.rng.randint(1, 400)}/QĐ-BT"
    act_on(
        scene, payer(scene, claim), claim, DecideClaim(amount, number, local_day(scene.now), wage)
    )
    return amount


def _paid(scene: Scene, claim: ClaimRow, amount: int) -> Story:
    yield scene.later(8, 60) if scene.chance(8) else scene.later(0, 2)
    first = amount // 2 if scene.chance(9) else amount
    _pay(scene, claim, first)
    if claim.state is State.PAID or scene.chance(50):
        return
    yield scene.later(20, 120)
    pay_rest(scene, claim)


def pay_rest(scene: Scene, claim: ClaimRow) -> None:
    """Pay what is still owed by law and by decision, if anything is."""
    owed = max(claim.decided_vnd or 0, _least(scene, claim)) - claim.paid_vnd
    if owed > 0:
        _pay(scene, claim, owed)


def _pay(scene: Scene, claim: ClaimRow, amount: int) -> None:
    reference = f"UNC-{scene.rng.randint(1000, 9999)}"
    act_on(scene, payer(scene, claim), claim, Pay(amount, local_day(scene.now), reference))


def _least(scene: Scene, claim: ClaimRow) -> int:
    known = claim_facts(scene.case, claim, law_of(scene.uow))
    wage = known.monthly_wage_vnd or _FALLBACK_WAGE
    least = minimum(replace(known, monthly_wage_vnd=wage), known.occurred_on)
    assert least is not None
    return least.amount_vnd


def payer(scene: Scene, claim: ClaimRow) -> Actor:
    """Return who acts for the victim's own employer, which for a leased worker is the firm."""
    tax_codes = [one.employer_tax_code for one in scene.case.victims if one.id == claim.victim_id]
    return scene.offices.employers[tax_codes[0] or scene.enterprise.tax_code]


def act_on(scene: Scene, actor: Actor, claim: ClaimRow, move: claims.AnyClaimMove) -> None:
    """Take *move* on *claim* now."""
    at = ClaimAddress(claim.case_id, claim.victim_id, claim.id)
    claims.act(scene.uow, actor, at, move, now=scene.now)


def _decision(scene: Scene, kind: HandlingKind) -> DecideHandling:
    if kind is HandlingKind.NO_ACTION:
        return DecideHandling(kind, reason="Không phát hiện vi phạm của người sử dụng lao động.")
    fine = scene.rng.randint(2, 16) * _FINE_STEP if kind is HandlingKind.SANCTION else None
    number = f"{scene.rng.randint(1, 300)}/QĐ-XPHC"
    return DecideHandling(kind, number, local_day(scene.now), fine)


def _handle(scene: Scene, move: handling.HandlingMove) -> None:
    actor = scene.offices.supervisor if scene.chance(25) else scene.offices.inspector
    handling.act(scene.uow, actor, scene.case_id, move, now=scene.now)
