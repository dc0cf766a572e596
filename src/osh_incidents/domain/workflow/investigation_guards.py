"""What the tables of an investigation ask of a case."""

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.investigation_vocabulary import (
    Conclusion,
    ExtensionState,
    Fault,
    Petition,
    Petitioner,
    TeamSeat,
)
from osh_incidents.domain.labels import Text
from osh_incidents.domain.levels import belongs_elsewhere
from osh_incidents.domain.tracks import State as In
from osh_incidents.domain.workflow.model import Guard

CaseGuard = Guard[CaseFacts]

REGISTERED: CaseGuard = Guard(
    "case_not_registered",
    Text("Vụ chưa được tiếp nhận.", "The case is not registered."),
    lambda case: case.registration in {In.REGISTERED, In.REOPENED},
)
OWN_UNIT: CaseGuard = Guard(
    "not_your_unit",
    Text(
        "Cơ sở nơi xảy ra tai nạn lập đoàn điều tra, không phải đơn vị khác.",
        "The unit where the accident happened investigates, not another employer.",
    ),
    lambda case: (
        case.acting is None or case.acting.tax_code is None or case.acting.tax_code == case.tax_code
    ),
)


def _is_elsewhere(case: CaseFacts) -> bool:
    return (
        case.level is not None
        and case.round_level is not None
        and belongs_elsewhere(case.round_level, case.level)
    )


LAWFUL_LEVEL: CaseGuard = Guard(
    "belongs_to_another_level",
    Text(
        "Vụ đã thuộc thẩm quyền cấp khác: phải chuyển hồ sơ trước.",
        "The case now belongs to another level: the file must be handed over first.",
    ),
    lambda case: not _is_elsewhere(case),
)
BELONGS_ELSEWHERE: CaseGuard = Guard(
    "belongs_here",
    Text(
        "Vụ vẫn thuộc thẩm quyền của đoàn này.",
        "The case still belongs to this team.",
    ),
    _is_elsewhere,
)
HAS_HEAD: CaseGuard = Guard(
    "team_without_head",
    Text("Đoàn điều tra phải có đúng một trưởng đoàn.", "The team needs exactly one head."),
    lambda case: case.team_has_head,
)
CONCLUSION_COMPLETE: CaseGuard = Guard(
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


MAY_BE_EXTENDED: CaseGuard = Guard(
    "no_extension_for_light",
    Text("Tai nạn nhẹ không được gia hạn.", "A light accident has no extension."),
    lambda case: case.extension_most > 0,
)
NOT_YET_EXTENDED: CaseGuard = Guard(
    "extension_used",
    Text(
        "Chỉ được gia hạn một lần, và đề nghị trước chưa bị từ chối.",
        "There is one extension, and the last request for it was not refused.",
    ),
    lambda case: case.extension in {None, ExtensionState.REFUSED},
)
WITHIN_THE_LIMIT: CaseGuard = Guard(
    "extension_too_long",
    Text(
        "Gia hạn không được quá thời hạn điều tra của vụ.",
        "The extension may not exceed the limit of this class of accident.",
    ),
    lambda case: case.extension_days is not None and case.extension_days <= case.extension_most,
)
EXTENSION_REQUESTED: CaseGuard = Guard(
    "no_extension_requested",
    Text("Không có đề nghị gia hạn nào đang chờ.", "No extension is requested."),
    lambda case: case.extension is ExtensionState.REQUESTED,
)
BY_ANOTHER: CaseGuard = Guard(
    "own_request",
    Text("Người đề nghị không được tự duyệt.", "Who requested it cannot decide on it."),
    lambda case: case.acting is None or case.acting_id != case.extension_requested_by,
)


def _seated(*seats: TeamSeat) -> CaseGuard:
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
CENTRAL_SEATS = _seated(TeamSeat.LABOUR_MINISTRY, TeamSeat.HEALTH_MINISTRY, TeamSeat.CONFEDERATION)

COMMUTING_IS_NO_ACCIDENT_AT_WORK: CaseGuard = Guard(
    "commuting_is_allowance",
    Text(
        "Tai nạn trên đường đi làm chỉ được kết luận hưởng trợ cấp theo khoản 2 Điều 39, hoặc "
        "không phải tai nạn lao động.",
        "An accident while commuting is concluded as one with allowance under article 39(2), or as "
        "not occupational.",
    ),
    lambda case: not case.commuting or case.conclusion is not Conclusion.OCCUPATIONAL_ACCIDENT,
)
COMMUTING_PROVEN: CaseGuard = Guard(
    "commuting_evidence_missing",
    Text(
        "Tai nạn trên đường đi làm cần biên bản hoặc xác nhận theo khoản 5 Điều 35.",
        "An accident while commuting needs one of the proofs of article 35(5).",
    ),
    lambda case: (
        not case.commuting
        or case.conclusion is not Conclusion.ALLOWANCE_CASE
        or case.commuting_evidence is not None
    ),
)
NOT_WHOLLY_BY_LAW: CaseGuard = Guard(
    "fault_settled_by_criminal_case",
    Text(
        "Theo kết quả vụ án hình sự, phải chi trả như không hoàn toàn do lỗi của người lao động.",
        "After this end of the criminal case the fault counts as not wholly the worker's.",
    ),
    lambda case: (
        case.criminal_outcome is None
        or not case.criminal_outcome.clears_victim
        or case.fault is not Fault.WORKER_WHOLLY
    ),
)
OF_A_CONCLUSION = (
    CONCLUSION_COMPLETE,
    COMMUTING_IS_NO_ACCIDENT_AT_WORK,
    COMMUTING_PROVEN,
    NOT_WHOLLY_BY_LAW,
)

PROSECUTED: CaseGuard = Guard(
    "no_criminal_case",
    Text("Không có vụ án hình sự nào đang mở.", "No criminal case is open."),
    lambda case: case.criminal_case_open,
)
NOT_PROSECUTED: CaseGuard = Guard(
    "criminal_case_open",
    Text("Vụ án hình sự đã khởi tố và chưa kết thúc.", "A criminal case is open."),
    lambda case: not case.criminal_case_open,
)
PETITION_OPEN: CaseGuard = Guard(
    "no_petition",
    Text("Không có đơn nào chờ giải quyết.", "No petition waits for an answer."),
    lambda case: case.petition is Petition.RECEIVED,
)
NO_PETITION_OPEN: CaseGuard = Guard(
    "petition_waiting",
    Text("Đơn trước chưa được giải quyết.", "The petition before is not answered."),
    lambda case: case.petition is not Petition.RECEIVED,
)
IN_THE_WINDOW: CaseGuard = Guard(
    "window_over",
    Text(
        "Đã quá thời hiệu khiếu nại kết quả điều tra.",
        "The time to complain of the result is over.",
    ),
    # The law sets the window for complaints; it sets none for the insurance agency.
    lambda case: (
        case.petitioner is Petitioner.INSURANCE
        or case.petitioned_on is None
        or case.complain_until is None
        or case.petitioned_on <= case.complain_until
    ),
)
