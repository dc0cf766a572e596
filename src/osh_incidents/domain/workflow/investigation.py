"""Investigation of an accident: one table for each level that may carry it out."""

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import decree_39, decree_129, law_84
from osh_incidents.domain.tracks import Do, Track
from osh_incidents.domain.tracks import State as In
from osh_incidents.domain.vocabulary import Conclusion, ExtensionState, Level, TeamSeat
from osh_incidents.domain.workflow.live import LIVE
from osh_incidents.domain.workflow.model import Guard, Transition, Workflow

REGISTERED: Guard[CaseFacts] = Guard(
    "case_not_registered",
    Text("Vụ chưa được tiếp nhận.", "The case is not registered."),
    lambda case: case.registration is In.REGISTERED,
)
HAS_HEAD: Guard[CaseFacts] = Guard(
    "team_without_head",
    Text("Đoàn điều tra phải có đúng một trưởng đoàn.", "The team needs exactly one head."),
    lambda case: case.team_has_head,
)
CONCLUSION_COMPLETE: Guard[CaseFacts] = Guard(
    "conclusion_incomplete",
    Text(
        "Tai nạn lao động phải kết luận nguyên nhân chính và lỗi.",
        "An occupational accident needs its main cause and the fault.",
    ),
    lambda case: (
        case.conclusion is not Conclusion.OCCUPATIONAL_ACCIDENT
        or (case.main_cause is not None and case.fault is not None)
    ),
)


MAY_BE_EXTENDED: Guard[CaseFacts] = Guard(
    "no_extension_for_light",
    Text("Tai nạn nhẹ không được gia hạn.", "A light accident has no extension."),
    lambda case: case.extension_most > 0,
)
NOT_YET_EXTENDED: Guard[CaseFacts] = Guard(
    "extension_used",
    Text(
        "Chỉ được gia hạn một lần, và đề nghị trước chưa bị từ chối.",
        "There is one extension, and the last request for it was not refused.",
    ),
    lambda case: case.extension in {None, ExtensionState.REFUSED},
)
WITHIN_THE_LIMIT: Guard[CaseFacts] = Guard(
    "extension_too_long",
    Text(
        "Gia hạn không được quá thời hạn điều tra của vụ.",
        "The extension may not exceed the limit of this class of accident.",
    ),
    lambda case: case.extension_days is not None and case.extension_days <= case.extension_most,
)
EXTENSION_REQUESTED: Guard[CaseFacts] = Guard(
    "no_extension_requested",
    Text("Không có đề nghị gia hạn nào đang chờ.", "No extension is requested."),
    lambda case: case.extension is ExtensionState.REQUESTED,
)
BY_ANOTHER: Guard[CaseFacts] = Guard(
    "own_request",
    Text("Người đề nghị không được tự duyệt.", "Who requested it cannot decide on it."),
    lambda case: case.acting is None or case.acting != case.extension_requested_by,
)


def _seated(*seats: TeamSeat) -> Guard[CaseFacts]:
    return Guard(
        "team_incomplete",
        Text(
            "Đoàn điều tra thiếu thành phần: " + "; ".join(seat.label.vi for seat in seats) + ".",
            "The team must seat: " + "; ".join(seat.label.en for seat in seats) + ".",
        ),
        lambda case: case.team_seats.issuperset(seats),
    )


BASE_SEATS = _seated(TeamSeat.EMPLOYER, TeamSeat.BASE_UNION, TeamSeat.SAFETY_OFFICER)
PROVINCIAL_SEATS = _seated(
    TeamSeat.LABOUR_DEPARTMENT, TeamSeat.HEALTH_DEPARTMENT, TeamSeat.UNION_FEDERATION
)

_TEAM = decree_39("Điều 11")
_BASE = decree_39("Điều 13")
_PROVINCE = decree_39("Điều 14")
_TIME = law_84("Điều 35 khoản 6")
_POLICE = law_84("Điều 35 khoản 7")
_SEND = law_84("Điều 35 khoản 8, 9")
_OWN = Permission.INVESTIGATIONS_BASE
_RUN = Permission.INVESTIGATIONS_PROVINCIAL
_SIGN = Permission.INVESTIGATIONS_APPROVE

# fmt: off
BASE: Workflow[CaseFacts] = Workflow(Track.INVESTIGATION, In.PENDING, (
    # The law has the employer set up the team at once, so it does not wait for registration.
    Transition(In.PENDING,     Do.FORM_TEAM,       In.TEAM_FORMED,  _OWN, _TEAM, asks=(HAS_HEAD, BASE_SEATS)),
    Transition(In.TEAM_FORMED, Do.START,           In.IN_PROGRESS,  _OWN, _BASE),
    # The employer signs the team's decision, and approves its extension.
    Transition(In.IN_PROGRESS, Do.REQUEST_EXTENSION, In.IN_PROGRESS, _OWN, _TIME, guards=(MAY_BE_EXTENDED, NOT_YET_EXTENDED), asks=(WITHIN_THE_LIMIT,)),
    Transition(In.IN_PROGRESS, Do.APPROVE_EXTENSION, In.IN_PROGRESS, _OWN, _TIME, guards=(EXTENSION_REQUESTED,)),
    Transition(In.IN_PROGRESS, Do.REFUSE_EXTENSION,  In.IN_PROGRESS, _OWN, _TIME, guards=(EXTENSION_REQUESTED,)),
    Transition(In.IN_PROGRESS, Do.REQUEST_ASSESSMENT, In.AWAITING_ASSESSMENT, _OWN, _TIME),
    Transition(In.AWAITING_ASSESSMENT, Do.RECEIVE_ASSESSMENT, In.IN_PROGRESS, _OWN, _TIME),
    Transition(In.IN_PROGRESS, Do.REFER_TO_POLICE, In.WITH_POLICE, _OWN, _POLICE),
    Transition(In.WITH_POLICE, Do.POLICE_RETURNED, In.IN_PROGRESS, _OWN, _POLICE),
    Transition(In.IN_PROGRESS, Do.CONCLUDE,        In.CONCLUDED,    _OWN, _BASE, asks=(CONCLUSION_COMPLETE,)),
    Transition(In.CONCLUDED,   Do.PUBLISH_MINUTES, In.PUBLISHED,    _OWN, _BASE),
    Transition(In.PUBLISHED,   Do.SEND_MINUTES,    In.MINUTES_SENT, _OWN, _SEND),
), always=(LIVE,))

PROVINCIAL: Workflow[CaseFacts] = Workflow(Track.INVESTIGATION, In.PENDING, (
    Transition(In.PENDING,     Do.FORM_TEAM,       In.TEAM_FORMED,  _RUN, _TEAM, guards=(REGISTERED,), asks=(HAS_HEAD, PROVINCIAL_SEATS)),
    Transition(In.TEAM_FORMED, Do.START,           In.IN_PROGRESS,  _RUN, _PROVINCE),
    Transition(In.IN_PROGRESS, Do.REQUEST_EXTENSION, In.IN_PROGRESS, _RUN, _TIME, guards=(MAY_BE_EXTENDED, NOT_YET_EXTENDED), asks=(WITHIN_THE_LIMIT,)),
    Transition(In.IN_PROGRESS, Do.APPROVE_EXTENSION, In.IN_PROGRESS, _SIGN, _TIME, guards=(EXTENSION_REQUESTED, BY_ANOTHER)),
    Transition(In.IN_PROGRESS, Do.REFUSE_EXTENSION,  In.IN_PROGRESS, _SIGN, _TIME, guards=(EXTENSION_REQUESTED, BY_ANOTHER)),
    Transition(In.IN_PROGRESS, Do.REQUEST_ASSESSMENT, In.AWAITING_ASSESSMENT, _RUN, _TIME),
    Transition(In.AWAITING_ASSESSMENT, Do.RECEIVE_ASSESSMENT, In.IN_PROGRESS, _RUN, _TIME),
    Transition(In.IN_PROGRESS, Do.REFER_TO_POLICE, In.WITH_POLICE, _RUN, _POLICE),
    Transition(In.WITH_POLICE, Do.POLICE_RETURNED, In.IN_PROGRESS, _RUN, _POLICE),
    Transition(In.IN_PROGRESS, Do.CONCLUDE,        In.CONCLUDED,    _RUN, _PROVINCE, asks=(CONCLUSION_COMPLETE,)),
    Transition(In.CONCLUDED,   Do.PUBLISH_MINUTES, In.PUBLISHED,    _RUN, _PROVINCE),
    Transition(In.PUBLISHED,   Do.SEND_MINUTES,    In.MINUTES_SENT, _RUN, _SEND),
), always=(LIVE,))

COMMUNE_RECORD: Workflow[CaseFacts] = Workflow(Track.INVESTIGATION, In.PENDING, (
    Transition(In.PENDING, Do.RECORD, In.RECORDED, Permission.INVESTIGATIONS_RECORD, decree_129("Điều 43 khoản 1")),
), always=(LIVE,))
# fmt: on

INVESTIGATIONS: dict[Level, Workflow[CaseFacts]] = {
    Level.BASE: BASE,
    Level.PROVINCIAL: PROVINCIAL,
    Level.COMMUNE_RECORD: COMMUNE_RECORD,
}
