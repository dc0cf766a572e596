"""Registration of a case: taken in, completed or refused, and closed at the end."""

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import decree_39, law_84
from osh_incidents.domain.tracks import Do, Track
from osh_incidents.domain.tracks import State as In
from osh_incidents.domain.workflow.model import Guard, Transition, Workflow

_FINISHED = frozenset(
    {In.MINUTES_SENT, In.RECORDED, In.CONFIRMED, In.NOT_CONFIRMED},
)
_SETTLED = frozenset({In.PAID, In.NOT_ENTITLED})

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

_TAKE_IN = law_84("Điều 34 khoản 2")
_CLOSE = decree_39("Điều 16")
_MAY = Permission.CASES_REGISTER
_DECLARE = Permission.DECLARATIONS_CREATE

# fmt: off
REGISTRATION: Workflow[CaseFacts] = Workflow(Track.REGISTRATION, In.DECLARED, (
    Transition(In.DECLARED,   Do.REGISTER, In.REGISTERED, _MAY,     _TAKE_IN),
    Transition(In.DECLARED,   Do.RETURN,   In.RETURNED,   _MAY,     _TAKE_IN),
    Transition(In.DECLARED,   Do.REJECT,   In.REJECTED,   _MAY,     _TAKE_IN),
    Transition(In.RETURNED,   Do.COMPLETE, In.DECLARED,   _DECLARE, _TAKE_IN),
    Transition(In.REGISTERED, Do.CLOSE,    In.CLOSED,     _MAY,     _CLOSE, guards=(INVESTIGATION_FINISHED, HANDLING_DONE, CLAIMS_SETTLED)),
))
# fmt: on
