"""What may happen to a case, from the accident or the diagnosis to the closed file."""

from osh_incidents.demo import happenings, inquiries, names
from osh_incidents.demo.happenings import Happening
from osh_incidents.demo.inquiries import Pace
from osh_incidents.demo.outcomes import COUNCIL, concluded
from osh_incidents.demo.scene import Scene, Story, together
from osh_incidents.demo.taking_in import declare, is_open, registered
from osh_incidents.domain.days import local_day
from osh_incidents.domain.declaration import (
    DeclarantPart,
    Declaration,
    DiseasePart,
    Exposure,
)
from osh_incidents.domain.investigation_vocabulary import Conclusion
from osh_incidents.domain.moves import Assess, Confirm, Diagnose, Refuse
from osh_incidents.domain.vocabulary import CaseKind, Declarant, Severity
from osh_incidents.services import diseases

_FATAL, _SEVERE, _LIGHT = Severity.FATAL, Severity.SEVERE, Severity.LIGHT
_CONCLUSIONS = {
    Conclusion.OCCUPATIONAL_ACCIDENT: 90,
    Conclusion.ALLOWANCE_CASE: 6,
    Conclusion.NOT_OCCUPATIONAL: 4,
}
_WHO_DIES = {(_FATAL,): 86, (_FATAL, _SEVERE): 7, (_FATAL, _LIGHT): 4, (_FATAL, _FATAL): 3}
_CLINIC = "Phòng khám bệnh nghề nghiệp Ví Dụ"
_DISEASES = {
    (1, "J62.8", "silica"): 5,
    (18, "H83.3", "noise"): 6,
    (6, "J42", "dust"): 2,
    (9, "T52.1", "benzene"): 1,
    (21, "T75.2", "vibration"): 1,
    (7, "J45.0", "flour dust"): 1,
}


def fatal(scene: Scene) -> Story:
    """Tell of a worker with a contract who is killed; the province investigates."""
    conclusion = scene.weighted(_CONCLUSIONS)
    commuting = _on_the_way(scene, conclusion)
    conditions = scene.weighted(_WHO_DIES)
    happening = happenings.accident(scene, *conditions, commuting=commuting)
    yield from declared(scene, happening)
    yield from _unless_refused(scene, by_province(scene, conclusion, inquiries.FATAL))


def several_severe(scene: Scene) -> Story:
    """Tell of two or more who are severely hurt; the province investigates."""
    conditions = [_SEVERE] * scene.rng.randint(2, 4)
    yield from declared(scene, happenings.accident(scene, *conditions))
    yield from _unless_refused(
        scene, by_province(scene, Conclusion.OCCUPATIONAL_ACCIDENT, inquiries.SEVERAL)
    )


def severe(scene: Scene) -> Story:
    """Tell of one who is severely hurt; the employer investigates."""
    yield from _hurt(scene, _SEVERE, inquiries.SEVERE)


def light(scene: Scene) -> Story:
    """Tell of one who is lightly hurt; the employer investigates."""
    yield from _hurt(scene, _LIGHT, inquiries.LIGHT)


def informal_fatal(scene: Scene) -> Story:
    """Tell of a worker without contract who is killed; the commune declares."""
    yield from declared(scene, happenings.accident(scene, _FATAL))
    yield from _unless_refused(
        scene, by_province(scene, Conclusion.OCCUPATIONAL_ACCIDENT, inquiries.FATAL)
    )


def informal_severe(scene: Scene) -> Story:
    """Tell of a worker without contract who is hurt; the commune draws its record."""
    condition = _SEVERE if scene.chance(85) else _LIGHT
    yield from declared(scene, happenings.accident(scene, condition))
    yield from registered(scene)
    if is_open(scene):
        yield from inquiries.recorded(scene)
        yield from concluded(scene)


def disease(scene: Scene) -> Story:
    """Tell of an occupational disease: diagnosed, assessed, confirmed or not."""
    declaration = _disease(scene)
    yield scene.later(1, 20)
    declare(scene, declaration, scene.employer)
    yield from registered(scene)
    if not is_open(scene):
        return
    yield scene.later(1, 20)
    _act(scene, Diagnose(_CLINIC))
    if scene.chance(8):
        yield scene.later(10, 40)
        _act(scene, Refuse("Không đủ thời gian tiếp xúc tối thiểu."))
    else:
        yield from _assessed(scene)
    yield from concluded(scene)


def _assessed(scene: Scene) -> Story:
    yield scene.later(15, 60)
    loss = scene.rng.randint(0, 4) if scene.chance(12) else scene.rng.randint(6, 51)
    _act(scene, Assess(loss, local_day(scene.now), COUNCIL))
    yield scene.later(0, 2)
    _act(scene, Confirm() if scene.chance(94) else Refuse("Nguyên nhân ngoài nghề nghiệp."))


def _unless_refused(scene: Scene, rest: Story) -> Story:
    yield from registered(scene)
    if is_open(scene):
        yield from rest


def _on_the_way(scene: Scene, conclusion: Conclusion) -> bool:
    """Whether it happened on the way to work, which is never an accident at work itself."""
    if conclusion is Conclusion.NOT_OCCUPATIONAL:
        return scene.chance(40)
    return conclusion is Conclusion.ALLOWANCE_CASE


def declared(scene: Scene, happening: Happening) -> Story:
    """Declare *happening*, mostly at once; now and then the employer leaves it to the commune."""
    commune = scene.commune if scene.informal or scene.chance(12) else None
    role = Declarant.COMMUNE if commune else Declarant.EMPLOYER
    declaration = happenings.declared(scene, happening, role)
    yield scene.later(2, 12) if scene.chance(10) else scene.soon(55, 1_200)
    declare(scene, declaration, commune or scene.employer)


def by_province(scene: Scene, conclusion: Conclusion, pace: Pace) -> Story:
    """Let the province see the case through to the closed file."""
    yield from inquiries.provincial(scene, conclusion, pace)
    yield from together(inquiries.sent(scene), concluded(scene))


def by_employer(scene: Scene, conclusion: Conclusion, pace: Pace) -> Story:
    """Let the employer see the case through to the closed file."""
    yield from inquiries.base(scene, conclusion, pace)
    yield from together(inquiries.sent(scene), concluded(scene))


def _hurt(scene: Scene, condition: Severity, pace: Pace) -> Story:
    conclusion = scene.weighted(_CONCLUSIONS)
    commuting = _on_the_way(scene, conclusion)
    yield from declared(scene, happenings.accident(scene, condition, commuting=commuting))
    yield from _unless_refused(scene, by_employer(scene, conclusion, pace))


def _disease(scene: Scene) -> Declaration:
    number, icd10, agent = scene.weighted(_DISEASES)
    day = local_day(scene.now)
    since = f"{day.year - scene.rng.randint(6, 20)}-{scene.rng.randint(1, 12):02}"
    exposure = Exposure(agent, since, employer_tax_code=scene.enterprise.tax_code)
    return Declaration(
        CaseKind.DISEASE,
        DeclarantPart(Declarant.EMPLOYER, names.full_name(scene.rng), "Người phụ trách y tế"),
        happenings.workplace(scene),
        (happenings.victim(scene, None),),
        disease=DiseasePart(number, day, icd10, _CLINIC, (exposure,)),
    )


def _act(scene: Scene, move: diseases.DiseaseMove) -> None:
    diseases.act(scene.uow, scene.offices.health, scene.case_id, move, now=scene.now)
