"""How an example accident is investigated: by a team, or recorded by the commune."""

from collections.abc import Mapping
from dataclasses import dataclass

from osh_incidents.demo import names
from osh_incidents.demo.scene import Scene, Story
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.investigation_moves import (
    Conclude,
    FormTeam,
    Member,
    PublishMinutes,
    Record,
    SendMinutes,
    Start,
)
from osh_incidents.domain.investigation_turns import (
    ApproveExtension,
    CloseCriminalCase,
    OpenCriminalCase,
    PoliceReturned,
    ReceiveAssessment,
    ReferToPolice,
    RequestAssessment,
    RequestExtension,
)
from osh_incidents.domain.investigation_vocabulary import (
    CommutingEvidence,
    Conclusion,
    CriminalOutcome,
    ExpertAssessment,
    Fault,
    TeamSeat,
)
from osh_incidents.domain.tracks import Do
from osh_incidents.domain.vocabulary import Level
from osh_incidents.services import investigations

_CAUSES = {"1": 20, "2": 10, "3": 8, "4": 16, "5": 14, "6": 5, "7": 16, "8": 6, "9": 5}
_FOR_EVER = (3_000, 4_000)
"""Days after which nobody looks at the example any more."""
_POLICE = "Cơ quan Cảnh sát điều tra"
_PROOFS = {
    CommutingEvidence.TRAFFIC_MINUTES: 6,
    CommutingEvidence.POLICE_CONFIRMATION: 3,
    CommutingEvidence.SCENE_MINUTES: 1,
}
_FAULTS = {Fault.NOT_WORKER_WHOLLY: 84, Fault.WORKER_WHOLLY: 16}


@dataclass(frozen=True, slots=True)
class Pace:
    """How many days the work takes, in time and late, and how often it is late in per cent."""

    usual: tuple[int, int]
    late: tuple[int, int]
    late_share: int


@dataclass(frozen=True, slots=True)
class Team:
    """Who sits in a team, its head first, and how often its work takes a detour."""

    seats: tuple[TeamSeat, ...]
    detours: Mapping[Do, int]


BASE = Team(
    (TeamSeat.EMPLOYER, TeamSeat.BASE_UNION, TeamSeat.SAFETY_OFFICER),
    {Do.START: 94, Do.REQUEST_ASSESSMENT: 3, Do.REFER_TO_POLICE: 3},
)
PROVINCIAL = Team(
    (TeamSeat.LABOUR_DEPARTMENT, TeamSeat.HEALTH_DEPARTMENT, TeamSeat.UNION_FEDERATION),
    {
        Do.START: 78,
        Do.REQUEST_ASSESSMENT: 9,
        Do.REFER_TO_POLICE: 7,
        Do.REQUEST_EXTENSION: 6,
    },
)
CENTRAL = Team(
    (TeamSeat.LABOUR_MINISTRY, TeamSeat.HEALTH_MINISTRY, TeamSeat.CONFEDERATION),
    {Do.START: 1},
)

FATAL = Pace((12, 24), (32, 75), late_share=9)
SEVERAL = Pace((6, 15), (20, 45), late_share=12)
SEVERE = Pace((2, 4), (8, 20), late_share=12)
LIGHT = Pace((1, 1), (5, 12), late_share=10)


def provincial(scene: Scene, conclusion: Conclusion, pace: Pace) -> Story:
    """Let the team of the province investigate up to the minutes published."""
    yield from _by_team(scene, PROVINCIAL, conclusion, pace)


def base(scene: Scene, conclusion: Conclusion, pace: Pace) -> Story:
    """Let the employer's team investigate up to the minutes published."""
    yield from _by_team(scene, BASE, conclusion, pace)


def recorded(scene: Scene) -> Story:
    """Let the commune draw its record."""
    yield scene.later(8, 25) if scene.chance(12) else scene.later(1, 3)
    number = f"{scene.rng.randint(1, 90)}/BB-GN"
    assert scene.commune is not None
    act(scene, scene.commune, Record(number, "Ghi nhận theo lời kể của người cùng làm."))


def straight(scene: Scene, team: Team, conclusion: Conclusion, pace: Pace) -> Story:
    """Let *team* investigate without a detour up to the minutes published."""
    yield from begun(scene, team)
    yield from finished(scene, team, conclusion, pace)


def begun(scene: Scene, team: Team) -> Story:
    """Form *team* and let it begin."""
    yield scene.later(0, 1)
    number = f"{scene.rng.randint(1, 400)}/QĐ-ĐTTNLĐ"
    members = tuple(_member(scene, seat, head=seat is team.seats[0]) for seat in team.seats)
    act(scene, leader(scene, team), FormTeam(number, local_day(scene.now), members))
    yield scene.later(0, 1)
    act(scene, leader(scene, team), Start())


def detour(scene: Scene, team: Team, way: Do) -> Story:
    """Let the investigation wait for experts, go to the police, or take longer."""
    actor = leader(scene, team)
    match way:
        case Do.REQUEST_ASSESSMENT:
            agency = "Trung tâm Kiểm định Ví Dụ"
            act(scene, actor, RequestAssessment(ExpertAssessment.TECHNICAL, agency))
            yield scene.later(*(_FOR_EVER if scene.chance(30) else (10, 25)))
            act(scene, actor, ReceiveAssessment(f"{scene.rng.randint(1, 90)}/KLGĐ"))
        case Do.REFER_TO_POLICE:
            act(scene, actor, ReferToPolice(_POLICE, "Dấu hiệu tội phạm"))
            yield scene.later(*(_FOR_EVER if scene.chance(40) else (20, 60)))
            act(scene, actor, PoliceReturned(f"{scene.rng.randint(1, 90)}/QĐ-KKTVA"))
        case Do.REQUEST_EXTENSION:
            act(scene, actor, RequestExtension(scene.rng.randint(10, 20), "Vụ phức tạp"))
            yield scene.later(1, 2)
            act(scene, scene.offices.supervisor, ApproveExtension())
        case _:
            pass


def prosecuted(scene: Scene, team: Team, outcome: CriminalOutcome | None) -> Story:
    """Let a criminal case be opened about the accident; without *outcome* it does not end."""
    actor = leader(scene, team)
    act(scene, actor, ReferToPolice(_POLICE, "Dấu hiệu tội phạm"))
    yield scene.later(5, 20)
    act(scene, actor, OpenCriminalCase(f"{scene.rng.randint(1, 90)}/QĐ-KTVA"))
    if outcome is not None:
        yield scene.later(60, 150)
        act(scene, actor, CloseCriminalCase(outcome, f"{scene.rng.randint(1, 90)}/KLĐT"))


def finished(scene: Scene, team: Team, conclusion: Conclusion, pace: Pace) -> Story:
    """Conclude, and publish the minutes."""
    yield scene.later(*(pace.late if scene.chance(pace.late_share) else pace.usual))
    act(scene, leader(scene, team), concluding(scene, conclusion))
    yield scene.later(0, 1) if pace is LIGHT else scene.later(0, 2)
    act(scene, leader(scene, team), PublishMinutes(f"{scene.rng.randint(1, 400)}/BB-ĐTTNLĐ"))


def _by_team(scene: Scene, team: Team, conclusion: Conclusion, pace: Pace) -> Story:
    yield from begun(scene, team)
    yield from detour(scene, team, scene.weighted(team.detours))
    yield from finished(scene, team, conclusion, pace)


def sent(scene: Scene) -> Story:
    """Send the published minutes."""
    inquiry = scene.case.inquiry
    by_employer = inquiry is not None and inquiry.level is Level.BASE
    actor = scene.employer if by_employer else scene.offices.inspector
    yield scene.later(0, 3)
    act(scene, actor, SendMinutes(("Sở Nội vụ", scene.enterprise.name, "Người bị nạn")))


def concluding(scene: Scene, conclusion: Conclusion) -> Conclude:
    """Return *conclusion* with what the law asks for beside it."""
    if conclusion is Conclusion.OCCUPATIONAL_ACCIDENT:
        told = "Nguyên nhân và lỗi như biên bản khám nghiệm hiện trường."
        return Conclude(conclusion, told, _fault(scene), scene.weighted(_CAUSES))
    proof = scene.weighted(_PROOFS) if conclusion is Conclusion.ALLOWANCE_CASE else None
    told = "Kết luận theo hồ sơ và lời khai."
    return Conclude(conclusion, told, commuting_evidence=proof)


def leader(scene: Scene, team: Team) -> Actor:
    """Return who acts for *team*."""
    return scene.employer if team is BASE else scene.offices.inspector


def act(scene: Scene, actor: Actor, move: investigations.InvestigationMove) -> None:
    """Take *move* on the investigation now."""
    investigations.act(scene.uow, actor, scene.case_id, move, now=scene.now)


def _fault(scene: Scene) -> Fault:
    """Return whose fault it was; some ends of a criminal case leave no choice."""
    inquiry = scene.case.inquiry
    prosecution = inquiry.criminal_outcome if inquiry is not None else None
    if prosecution in {None, CriminalOutcome.VICTIM_ACCUSED}:
        return scene.weighted(_FAULTS)
    return Fault.NOT_WORKER_WHOLLY


def _member(scene: Scene, seat: TeamSeat, *, head: bool) -> Member:
    sits = seat is TeamSeat.UNION_FEDERATION and scene.chance(70)
    organisation = scene.offices.union if sits else None
    return Member(seat, names.full_name(scene.rng), seat.label.vi, organisation, is_head=head)
