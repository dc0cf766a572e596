"""Confirmation of an occupational disease; it takes the place of investigation."""

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import law_84
from osh_incidents.domain.reassessment import may_assess_again
from osh_incidents.domain.tracks import Do, Track
from osh_incidents.domain.tracks import State as In
from osh_incidents.domain.workflow.live import LEADING, LIVE
from osh_incidents.domain.workflow.model import Guard, Transition, Workflow

LOSS_KNOWN: Guard[CaseFacts] = Guard(
    "loss_unknown",
    Text("Chưa có tỷ lệ suy giảm khả năng lao động.", "The loss of working capacity is not known."),
    lambda case: case.loss_percent is not None,
)

REASSESSMENT_DUE: Guard[CaseFacts] = Guard(
    "reassessed_too_early",
    Text(
        "Chưa đủ thời gian kể từ lần giám định trước.",
        "Too little time has passed since the last assessment.",
    ),
    lambda case: may_assess_again(case.law, case.assessed_on, case.today),
)

_REPORT = law_84("Điều 37")
_ASSESS = law_84("Điều 47")
_MAY = Permission.DISEASES_ASSESS

# fmt: off
DISEASE: Workflow[CaseFacts] = Workflow(Track.DISEASE, In.REPORTED, (
    Transition(In.REPORTED,  Do.DIAGNOSE, In.DIAGNOSED,     _MAY, _REPORT),
    Transition(In.REPORTED,  Do.REFUSE,   In.NOT_CONFIRMED, _MAY, _REPORT),
    Transition(In.DIAGNOSED, Do.ASSESS,   In.ASSESSED,      _MAY, _ASSESS),
    Transition(In.DIAGNOSED, Do.REFUSE,   In.NOT_CONFIRMED, _MAY, _ASSESS),
    Transition(In.ASSESSED,  Do.CONFIRM,  In.CONFIRMED,     _MAY, _ASSESS, guards=(LOSS_KNOWN,)),
    Transition(In.CONFIRMED, Do.REASSESS, In.CONFIRMED,     _MAY, _ASSESS, guards=(REASSESSMENT_DUE,)),
    Transition(In.ASSESSED,  Do.REFUSE,   In.NOT_CONFIRMED, _MAY, _ASSESS),
), always=(LIVE, LEADING))
# fmt: on
