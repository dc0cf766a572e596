"""How an investigation turns: into other hands, before a court, or once more from the start."""

from datetime import timedelta

from osh_incidents.demo import happenings, inquiries
from osh_incidents.demo.correcting import approved
from osh_incidents.demo.inquiries import BASE, CENTRAL, FATAL, PROVINCIAL, SEVERAL, SEVERE, Pace
from osh_incidents.demo.outcomes import concluded, handled, settled, worked_off
from osh_incidents.demo.scene import Scene, Story, together, up_to
from osh_incidents.demo.stories import declared
from osh_incidents.demo.taking_in import taken_in
from osh_incidents.demo.telling import told
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.developments import Died
from osh_incidents.domain.investigation_moves import PublishMinutes
from osh_incidents.domain.investigation_turns import (
    HandOver,
    OpenReinvestigation,
    ReceivePetition,
    RefusePetition,
)
from osh_incidents.domain.investigation_vocabulary import (
    Conclusion,
    CriminalOutcome,
    Petition,
    Petitioner,
)
from osh_incidents.domain.tracks import Do, State
from osh_incidents.domain.vocabulary import DeathLink, Severity, SpecialRegime
from osh_incidents.services import developments
from osh_incidents.services.moves import By

_AT_WORK = Conclusion.OCCUPATIONAL_ACCIDENT
_SENT = State.MINUTES_SENT
_OF_A_FIELD = (_SENT, State.HANDED_OVER, State.CONCLUDED, State.PUBLISHED, _SENT, State.PENDING)
_OF_THE_MINISTRY = (
    (Do.START, _SENT),
    (Do.REFER_TO_POLICE, State.WITH_POLICE),
    (Do.REQUEST_ASSESSMENT, State.AWAITING_ASSESSMENT),
    (Do.START, State.PUBLISHED),
    (Do.START, State.CONCLUDED),
    (Do.START, _SENT),
    (Do.START, State.IN_PROGRESS),
    (Do.START, State.TEAM_FORMED),
)
_AGAINST_THE_EMPLOYER = (Petition.GRANTED, Petition.REFUSED, Petition.GRANTED, Petition.RECEIVED)
_AGAINST_THE_PROVINCE = (
    (Petition.GRANTED, _SENT),
    (Petition.REFUSED, _SENT),
    (Petition.GRANTED, State.PENDING),
)
_OUTCOMES = (
    CriminalOutcome.OTHER_ACCUSED,
    CriminalOutcome.SUSPENDED,
    None,
    CriminalOutcome.VICTIM_ACCUSED,
    CriminalOutcome.NO_CULPRIT,
)


def dies_later(scene: Scene) -> Story:
    """Tell of one who dies weeks after the employer's minutes; the province begins anew."""
    yield from declared(scene, happenings.accident(scene, Severity.SEVERE))
    yield from taken_in(scene)
    yield from inquiries.straight(scene, BASE, _AT_WORK, SEVERE)
    yield from inquiries.sent(scene)
    yield from handled(scene)
    yield scene.later(3, 25)
    _die(scene, scene.employer)
    yield from _taken_over(scene, scene.employer, FATAL)


def second_found(scene: Scene) -> Story:
    """Tell of another who was severely hurt, found when the employer's team is at work."""
    yield from declared(scene, happenings.accident(scene, Severity.SEVERE))
    yield from taken_in(scene)
    yield from inquiries.begun(scene, BASE)
    yield scene.later(0, 1)
    found, by = happenings.victim(scene, Severity.SEVERE), By(scene.employer, scene.now)
    developments.add_victim(scene.uow, by, scene.case_id, found, "Bệnh viện Ví Dụ báo thêm.")
    yield from _taken_over(scene, scene.employer, SEVERAL)


def dies_after_record(scene: Scene) -> Story:
    """Tell of a worker without contract who dies after the commune drew its record."""
    yield from declared(scene, happenings.accident(scene, Severity.SEVERE))
    yield from taken_in(scene)
    yield from inquiries.recorded(scene)
    yield scene.later(3, 30)
    assert scene.commune is not None
    _die(scene, scene.commune)
    yield from _taken_over(scene, scene.commune, FATAL)


def on_rails(scene: Scene) -> Story:
    """Tell of a death on the railway, which has a law and a body of its own; some are not."""
    end = scene.turn(_OF_A_FIELD)
    happening = happenings.accident(scene, Severity.FATAL, regime=SpecialRegime.RAIL)
    yield from declared(scene, happening)
    yield from taken_in(scene)
    if end is State.HANDED_OVER:
        yield from up_to(scene, _by_its_body(scene), State.CONCLUDED)
        changes = {"/accident/special_regime": None}
        yield from approved(scene, changes, "Đường sắt nội bộ, không theo luật chuyên ngành.")
        yield from _taken_over(scene, scene.offices.inspector, FATAL)
        return
    yield from up_to(scene, _by_its_body(scene), end)
    if end is _SENT:
        yield from concluded(scene)


def beyond_province(scene: Scene) -> Story:
    """Tell of an accident beyond the means of the province, which the ministry investigates."""
    yield from declared(scene, happenings.accident(scene, Severity.FATAL))
    yield from taken_in(scene)
    yield from inquiries.begun(scene, PROVINCIAL)
    yield scene.later(1, 3)
    inquiries.act(scene, scene.offices.supervisor, HandOver("Vượt quá khả năng của tỉnh."))
    way, end = scene.turn(_OF_THE_MINISTRY)
    yield from up_to(scene, _by_ministry(scene, way), end)
    if end is _SENT:
        yield from concluded(scene)


def contested_with_employer(scene: Scene) -> Story:
    """Tell of a victim who contests the employer's minutes; the province may begin anew."""
    yield from declared(scene, happenings.accident(scene, Severity.SEVERE))
    yield from taken_in(scene)
    yield from inquiries.straight(scene, BASE, _AT_WORK, SEVERE)
    yield from inquiries.sent(scene)
    answer = scene.turn(_AGAINST_THE_EMPLOYER)
    yield from _petition(scene, Petitioner.VICTIM, answer)
    if answer is Petition.GRANTED:
        yield from inquiries.provincial(scene, _AT_WORK, SEVERE)
        yield from inquiries.sent(scene)
    if answer is Petition.RECEIVED:
        # Who still owes an answer does not close the file.
        yield from worked_off(scene)
    else:
        yield from concluded(scene)


def contested_with_province(scene: Scene) -> Story:
    """Tell of relatives who contest the minutes of the province; the ministry may begin anew."""
    yield from declared(scene, happenings.accident(scene, Severity.FATAL))
    yield from taken_in(scene)
    yield from inquiries.straight(scene, PROVINCIAL, _AT_WORK, FATAL)
    yield from inquiries.sent(scene)
    answer, end = scene.turn(_AGAINST_THE_PROVINCE)
    yield from _petition(scene, Petitioner.VICTIM, answer)
    if answer is Petition.GRANTED:
        yield from up_to(scene, _by_ministry(scene, Do.START), end)
    if end is _SENT:
        yield from concluded(scene)


def prosecuted(scene: Scene) -> Story:
    """Tell of a death for which somebody is prosecuted; the claims need not wait for minutes."""
    yield from declared(scene, happenings.accident(scene, Severity.FATAL))
    yield from taken_in(scene)
    yield from inquiries.begun(scene, PROVINCIAL)
    yield from inquiries.prosecuted(scene, PROVINCIAL, scene.turn(_OUTCOMES))
    if scene.case.investigation is State.WITH_POLICE:
        return
    owed = [settled(scene, claim) for claim in scene.case.claims]
    minutes = inquiries.finished(scene, PROVINCIAL, _AT_WORK, FATAL)
    yield from together(minutes, *owed)
    yield from together(inquiries.sent(scene), concluded(scene))


def _die(scene: Scene, reporter: Actor) -> None:
    (victim,) = scene.case.victims
    died_at = scene.now - timedelta(hours=scene.rng.randint(3, 30))
    reference = f"{scene.rng.randint(1, 90)}/GĐPY"
    news = Died(DeathLink.TREATMENT, died_at, reference)
    by = By(reporter, scene.now)
    developments.report(scene.uow, by, scene.case_id, victim.id, news, "Bệnh viện Ví Dụ báo.")


def _taken_over(scene: Scene, giver: Actor, pace: Pace) -> Story:
    """Let *giver* hand the file to the province, which sees it through to the closed file."""
    yield scene.later(0, 2)
    inquiries.act(scene, giver, HandOver("Vụ thuộc thẩm quyền của tỉnh."))
    yield from told(scene)
    yield from inquiries.provincial(scene, _AT_WORK, pace)
    yield from together(inquiries.sent(scene), concluded(scene))


def _by_its_body(scene: Scene) -> Story:
    """Take in what the body under the law of the field concluded and published."""
    yield scene.later(25, 80)
    inquiries.act(scene, scene.offices.inspector, inquiries.concluding(scene, _AT_WORK))
    yield scene.later(2, 8)
    published = PublishMinutes(f"{scene.rng.randint(1, 90)}/BB-ĐS")
    inquiries.act(scene, scene.offices.inspector, published)
    yield from inquiries.sent(scene)


def _by_ministry(scene: Scene, way: Do) -> Story:
    yield from inquiries.begun(scene, CENTRAL)
    yield from inquiries.detour(scene, CENTRAL, way)
    yield from inquiries.finished(scene, CENTRAL, _AT_WORK, FATAL)
    yield from inquiries.sent(scene)


def _petition(scene: Scene, petitioner: Petitioner, answer: Petition) -> Story:
    """Take in a petition, and give it its *answer* unless it is to wait for one."""
    yield scene.later(5, 40)
    asked = ReceivePetition(petitioner, local_day(scene.now), "Không đồng ý về nguyên nhân, lỗi.")
    inquiries.act(scene, scene.offices.inspector, asked)
    if answer is Petition.RECEIVED:
        return
    yield scene.later(3, 12)
    if answer is Petition.GRANTED:
        again = OpenReinvestigation(f"{scene.rng.randint(1, 90)}/QĐ-ĐTL")
        inquiries.act(scene, scene.offices.supervisor, again)
    else:
        no = RefusePetition("Không có tình tiết mới.")
        inquiries.act(scene, scene.offices.inspector, no)
