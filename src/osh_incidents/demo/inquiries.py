"""How an example accident is investigated: by the employer, the province, or the commune."""

from dataclasses import dataclass

from osh_incidents.demo import names
from osh_incidents.demo.scene import Scene, Story
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.investigation_moves import (
    ApproveExtension,
    PoliceReturned,
    ReceiveAssessment,
    ReferToPolice,
    RequestAssessment,
    RequestExtension,
)
from osh_incidents.domain.moves import (
    Conclude,
    FormTeam,
    Member,
    PublishMinutes,
    Record,
    SendMinutes,
    Start,
)
from osh_incidents.domain.tracks import Do
from osh_incidents.domain.vocabulary import Conclusion, ExpertAssessment, Fault, TeamSeat
from osh_incidents.services import investigations

_PROVINCIAL = (
    TeamSeat.LABOUR_DEPARTMENT,
    TeamSeat.HEALTH_DEPARTMENT,
    TeamSeat.UNION_FEDERATION,
)
_BASE = (TeamSeat.EMPLOYER, TeamSeat.BASE_UNION, TeamSeat.SAFETY_OFFICER)
_CAUSES = {"1": 20, "2": 10, "3": 8, "4": 16, "5": 14, "6": 5, "7": 16, "8": 6, "9": 5}
_DETOURS = {
    Do.START: 78,
    Do.REQUEST_ASSESSMENT: 9,
    Do.REFER_TO_POLICE: 7,
    Do.REQUEST_EXTENSION: 6,
}
_DETOURS_OF_BASE = {Do.START: 94, Do.REQUEST_ASSESSMENT: 3, Do.REFER_TO_POLICE: 3}
_FOR_EVER = (3_000, 4_000)
"""Days after which nobody looks at the example any more."""
_FAULTS = {Fault.NOT_WORKER_WHOLLY: 84, Fault.WORKER_WHOLLY: 16}


@dataclass(frozen=True, slots=True)
class Pace:
    """How many days the work takes, in time and late, and how often it is late in per cent."""

    usual: tuple[int, int]
    late: tuple[int, int]
    late_share: int


FATAL = Pace((12, 24), (32, 75), late_share=9)
SEVERAL = Pace((6, 15), (20, 45), late_share=12)
SEVERE = Pace((2, 4), (8, 20), late_share=12)
LIGHT = Pace((1, 1), (5, 12), late_share=10)


def provincial(scene: Scene, conclusion: Conclusion, pace: Pace) -> Story:
    """Let the team of the province investigate up to the minutes sent."""
    yield from _by_team(scene, scene.offices.inspector, _PROVINCIAL, conclusion, pace)


def base(scene: Scene, conclusion: Conclusion, pace: Pace) -> Story:
    """Let the employer's team investigate up to the minutes sent."""
    yield from _by_team(scene, scene.employer, _BASE, conclusion, pace)


def recorded(scene: Scene) -> Story:
    """Let the commune draw its record."""
    yield scene.later(8, 25) if scene.chance(12) else scene.later(1, 3)
    number = f"{scene.rng.randint(1, 90)}/BB-GN"
    assert scene.commune is not None
    _act(scene, scene.commune, Record(number, "Ghi nhận theo lời kể của người cùng làm."))


def _by_team(
    scene: Scene,
    actor: Actor,
    seats: tuple[TeamSeat, ...],
    conclusion: Conclusion,
    pace: Pace,
) -> Story:
    yield scene.later(0, 1)
    number = f"{scene.rng.randint(1, 400)}/QĐ-ĐTTNLĐ"
    members = tuple(_member(scene, seat, head=seat is seats[0]) for seat in seats)
    _act(scene, actor, FormTeam(number, local_day(scene.now), members))
    yield scene.later(0, 1)
    _act(scene, actor, Start())
    by_province = actor is scene.offices.inspector
    yield from _detour(scene, actor, _DETOURS if by_province else _DETOURS_OF_BASE)
    yield scene.later(*(pace.late if scene.chance(pace.late_share) else pace.usual))
    _act(scene, actor, _conclusion(scene, conclusion))
    yield scene.later(0, 1) if pace is LIGHT else scene.later(0, 2)
    _act(scene, actor, PublishMinutes(f"{scene.rng.randint(1, 400)}/BB-ĐTTNLĐ"))


def _detour(scene: Scene, actor: Actor, detours: dict[Do, int]) -> Story:
    """Let some investigations wait for experts, go to the police, or take longer."""
    match scene.weighted(detours):
        case Do.REQUEST_ASSESSMENT:
            agency = "Trung tâm Kiểm định Ví Dụ"
            _act(scene, actor, RequestAssessment(ExpertAssessment.TECHNICAL, agency))
            yield scene.later(*(_FOR_EVER if scene.chance(30) else (10, 25)))
            _act(scene, actor, ReceiveAssessment(f"{scene.rng.randint(1, 90)}/KLGĐ"))
        case Do.REFER_TO_POLICE:
            _act(scene, actor, ReferToPolice("Cơ quan Cảnh sát điều tra", "Dấu hiệu tội phạm"))
            yield scene.later(*(_FOR_EVER if scene.chance(40) else (20, 60)))
            _act(scene, actor, PoliceReturned(f"{scene.rng.randint(1, 90)}/QĐ-KKTVA"))
        case Do.REQUEST_EXTENSION:
            _act(scene, actor, RequestExtension(scene.rng.randint(10, 20), "Vụ phức tạp"))
            yield scene.later(1, 2)
            _act(scene, scene.offices.supervisor, ApproveExtension())
        case _:
            pass


def sent(scene: Scene) -> Story:
    """Send the published minutes."""
    provincial_level = scene.case.level == "provincial"
    actor = scene.offices.inspector if provincial_level else scene.employer
    yield scene.later(0, 3)
    _act(scene, actor, SendMinutes(("Sở Nội vụ", scene.enterprise.name, "Người bị nạn")))


def _conclusion(scene: Scene, conclusion: Conclusion) -> Conclude:
    if conclusion is not Conclusion.OCCUPATIONAL_ACCIDENT:
        return Conclude(conclusion, "Kết luận theo hồ sơ và lời khai.")
    told = "Nguyên nhân và lỗi như biên bản khám nghiệm hiện trường."
    return Conclude(conclusion, told, scene.weighted(_FAULTS), scene.weighted(_CAUSES))


def _member(scene: Scene, seat: TeamSeat, *, head: bool) -> Member:
    sits = seat is TeamSeat.UNION_FEDERATION and scene.chance(70)
    organisation = scene.offices.union if sits else None
    return Member(seat, names.full_name(scene.rng), seat.label.vi, organisation, is_head=head)


def _act(scene: Scene, actor: Actor, move: investigations.InvestigationMove) -> None:
    investigations.act(scene.uow, actor, scene.case_id, move, now=scene.now)
