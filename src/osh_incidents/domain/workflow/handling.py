"""Handling of a case: what the authority decides and whether it was carried out."""

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import decree_39
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.tracks import Do, Track
from osh_incidents.domain.tracks import State as In
from osh_incidents.domain.vocabulary import HandlingKind
from osh_incidents.domain.workflow.live import LEADING, LIVE
from osh_incidents.domain.workflow.model import Guard, Transition, Workflow

_KNOWN = frozenset(
    {In.PUBLISHED, In.MINUTES_SENT, In.RECORDED, In.CONFIRMED, In.NOT_CONFIRMED},
)

OUTCOME_KNOWN: Guard[CaseFacts] = Guard(
    "outcome_unknown",
    Text(
        "Chưa công bố kết quả điều tra hoặc xác định bệnh.",
        "The result of the investigation or of the assessment is not published.",
    ),
    lambda case: (case.investigation or case.disease) in _KNOWN,
)
NO_ACTION_REASONED: Guard[CaseFacts] = Guard(
    "reason_missing",
    Text("Không xử lý thì phải nêu lý do.", "Taking no action needs a reason."),
    lambda case: case.handling_kind is not HandlingKind.NO_ACTION or bool(case.handling_reason),
)
NO_REMEDIES_OPEN: Guard[CaseFacts] = Guard(
    "remedies_open",
    Text("Yêu cầu khắc phục chưa được theo dõi.", "The remedies ordered are still to be followed."),
    lambda case: case.handling_kind is not HandlingKind.REMEDIES,
)

NEW_RESULT: Guard[CaseFacts] = Guard(
    "result_unchanged",
    Text(
        "Kết quả làm căn cứ cho quyết định vẫn giữ nguyên.",
        "The result on which it was decided still stands.",
    ),
    lambda case: case.decided_before_result,
)

_SOURCE = decree_39("Điều 13, 14 (kết luận, kiến nghị xử lý)", Mark.RECALLED)
_MAY = Permission.HANDLING_RUN

# fmt: off
HANDLING: Workflow[CaseFacts] = Workflow(Track.HANDLING, In.OPEN, (
    Transition(In.OPEN,         Do.DECIDE,           In.DECIDED,      _MAY, _SOURCE, guards=(OUTCOME_KNOWN,), asks=(NO_ACTION_REASONED,)),
    *(Transition(at, Do.DECIDE, In.DECIDED, _MAY, _SOURCE, guards=(OUTCOME_KNOWN, NEW_RESULT), asks=(NO_ACTION_REASONED,)) for at in (In.DECIDED, In.REMEDIES_DUE, In.DONE)),
    Transition(In.DECIDED,      Do.ORDER_REMEDIES,   In.REMEDIES_DUE, _MAY, _SOURCE),
    Transition(In.DECIDED,      Do.FINISH,           In.DONE,         _MAY, _SOURCE, guards=(NO_REMEDIES_OPEN,)),
    Transition(In.REMEDIES_DUE, Do.CONFIRM_REMEDIES, In.DONE,         _MAY, _SOURCE),
), always=(LIVE, LEADING))
# fmt: on
