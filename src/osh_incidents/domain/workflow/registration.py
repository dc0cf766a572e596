"""Registration of a case: taken in, completed or refused; closed, and opened again or voided."""

from osh_incidents.domain.authority import Permission, Role
from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.investigation_vocabulary import Petition
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import decree_39, law_84
from osh_incidents.domain.law.model import Citation, Mark
from osh_incidents.domain.requests import CaseRequest
from osh_incidents.domain.tracks import Do, Track
from osh_incidents.domain.tracks import State as In
from osh_incidents.domain.vocabulary import Rejection
from osh_incidents.domain.workflow.live import LEADING
from osh_incidents.domain.workflow.model import Guard, Transition, Workflow

_FINISHED = frozenset(
    {In.MINUTES_SENT, In.RECORDED, In.CONFIRMED, In.NOT_CONFIRMED},
)
_DEPARTMENT = frozenset({Role.INSPECTOR, Role.SUPERVISOR})
_SETTLED = frozenset({In.PAID, In.NOT_ENTITLED})

NO_OPEN_DUPLICATE: Guard[CaseFacts] = Guard(
    "possible_duplicate",
    Text(
        "Còn khai báo có thể trùng chưa được quyết định.",
        "Somebody must first decide on a possible duplicate.",
    ),
    lambda case: case.open_duplicates == 0,
)
INSIDE_JURISDICTION: Guard[CaseFacts] = Guard(
    "transfer_instead",
    Text(
        "Ngoài thẩm quyền thì chuyển đến nơi có thẩm quyền.",
        "What lies outside the jurisdiction is transferred, not rejected.",
    ),
    lambda case: case.rejection is not Rejection.OUTSIDE_JURISDICTION,
)
INVESTIGATION_FINISHED: Guard[CaseFacts] = Guard(
    "investigation_unfinished",
    Text(
        "Chưa kết thúc điều tra hoặc xác định bệnh nghề nghiệp.",
        "The investigation or the assessment of the disease is not finished.",
    ),
    lambda case: (case.investigation or case.disease) in _FINISHED,
)
HANDLING_DONE: Guard[CaseFacts] = Guard(
    "handling_unfinished",
    Text("Chưa xử lý xong.", "The handling is not finished."),
    lambda case: case.handling is In.DONE,
)
CLAIMS_SETTLED: Guard[CaseFacts] = Guard(
    "claims_unsettled",
    Text(
        "Còn người bị nạn chưa được chi trả đủ hoặc chưa có lý do không được hưởng.",
        "A victim is neither paid in full nor found not entitled.",
    ),
    lambda case: all(claim.state in _SETTLED for claim in case.claims),
)
PETITION_ANSWERED: Guard[CaseFacts] = Guard(
    "petition_unanswered",
    Text("Còn đơn khiếu nại chưa giải quyết.", "A petition waits for an answer."),
    lambda case: case.petition is not Petition.RECEIVED,
)
NOTHING_REQUESTED: Guard[CaseFacts] = Guard(
    "request_open",
    Text("Đang có một đề nghị chờ duyệt.", "A request is waiting for a decision."),
    lambda case: case.request is None,
)
BY_ANOTHER: Guard[CaseFacts] = Guard(
    "own_case_request",
    Text("Người đề nghị không được tự duyệt.", "Who requested it cannot decide on it."),
    lambda case: case.acting is None or case.acting_id != case.requested_by,
)

BY_THE_DECLARANT: Guard[CaseFacts] = Guard(
    "not_the_declarant",
    Text(
        "Chỉ nơi khai báo hoặc Sở được bổ sung.",
        "Only its declarant and the department complete it.",
    ),
    lambda case: (
        case.acting is None
        or case.acting.role in _DEPARTMENT
        or case.acting.organisation_id == case.declared_by
    ),
)


def _requested(request: CaseRequest) -> Guard[CaseFacts]:
    return Guard(
        f"no_{request.value}_requested",
        Text(
            f"Không có đề nghị «{request.label.vi}» nào đang chờ.",
            f"Nobody requested to {request.label.en}.",
        ),
        lambda case: case.request is request,
    )


VOID_REQUESTED = _requested(CaseRequest.VOID)
REOPEN_REQUESTED = _requested(CaseRequest.REOPEN)

_TAKE_IN = law_84("Điều 34 khoản 2")
_CLOSE = decree_39("Điều 16")
_TWO_PEOPLE = Citation("Quy tắc nghiệp vụ", "hai người: một đề nghị, một duyệt", Mark.STANDARD)
_MAY = Permission.CASES_REGISTER
_DECLARE = Permission.DECLARATIONS_CREATE
_APPROVE = Permission.CASES_APPROVE
_OVER = (INVESTIGATION_FINISHED, PETITION_ANSWERED, HANDLING_DONE, CLAIMS_SETTLED)

# fmt: off
REGISTRATION: Workflow[CaseFacts] = Workflow(Track.REGISTRATION, In.DECLARED, (
    Transition(In.DECLARED,   Do.REGISTER,       In.REGISTERED, _MAY,     _TAKE_IN, guards=(NO_OPEN_DUPLICATE, LEADING)),
    Transition(In.DECLARED,   Do.RETURN,         In.RETURNED,   _MAY,     _TAKE_IN),
    Transition(In.DECLARED,   Do.REJECT,         In.REJECTED,   _MAY,     _TAKE_IN, asks=(INSIDE_JURISDICTION,)),
    Transition(In.DECLARED,   Do.TRANSFER,       In.REJECTED,   _MAY,     _TAKE_IN),
    Transition(In.RETURNED,   Do.COMPLETE,       In.DECLARED,   _DECLARE, _TAKE_IN, guards=(BY_THE_DECLARANT,)),
    Transition(In.REGISTERED, Do.CLOSE,          In.CLOSED,     _MAY,     _CLOSE, guards=_OVER),
    Transition(In.CLOSED,     Do.REQUEST_REOPEN, In.CLOSED,     _MAY,     _TWO_PEOPLE, guards=(NOTHING_REQUESTED,)),
    Transition(In.CLOSED,     Do.REOPEN,         In.REOPENED,   _APPROVE, _TWO_PEOPLE, guards=(REOPEN_REQUESTED, BY_ANOTHER)),
    Transition(In.CLOSED,     Do.REFUSE_REOPEN,  In.CLOSED,     _APPROVE, _TWO_PEOPLE, guards=(REOPEN_REQUESTED, BY_ANOTHER)),
    # A death is taken in at any later time (Decree 39/2016 art. 9), and the file with it.
    Transition(In.CLOSED,     Do.REOPEN_BY_NEWS, In.REOPENED,   Permission.CASES_REPORT, decree_39("Điều 9"), automatic=True),
    Transition(In.REOPENED,   Do.CLOSE,          In.CLOSED,     _MAY,     _CLOSE, guards=_OVER),
    *(row for at in (In.REGISTERED, In.REOPENED) for row in (
        Transition(at, Do.REQUEST_VOID, at,        _MAY,     _TWO_PEOPLE, guards=(NOTHING_REQUESTED,)),
        Transition(at, Do.APPROVE_VOID, In.VOIDED, _APPROVE, _TWO_PEOPLE, guards=(VOID_REQUESTED, BY_ANOTHER)),
        Transition(at, Do.REFUSE_VOID,  at,        _APPROVE, _TWO_PEOPLE, guards=(VOID_REQUESTED, BY_ANOTHER)),
    )),
))
# fmt: on
