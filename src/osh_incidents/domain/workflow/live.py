"""What every track but registration asks of a case: that the file is open."""

from osh_incidents.domain.cases import CaseFacts, ClaimFacts
from osh_incidents.domain.labels import Text
from osh_incidents.domain.tracks import State
from osh_incidents.domain.workflow.model import Guard

_TEXT = Text("Vụ đã bị từ chối, đã đóng hoặc đã hủy.", "The case is rejected, closed or voided.")


def is_open(registration: State) -> bool:
    """Whether a file whose registration stands so may still be worked on."""
    return registration not in {State.REJECTED, State.CLOSED, State.VOIDED}


LIVE: Guard[CaseFacts] = Guard("file_not_open", _TEXT, lambda case: is_open(case.registration))
LEADING: Guard[CaseFacts] = Guard(
    "led_by_another",
    Text(
        "Khai báo này thuộc một vụ khác; làm việc trên vụ đó.",
        "This declaration belongs to another case; work on that one.",
    ),
    lambda case: not case.is_led,
)
CLAIM_LIVE: Guard[ClaimFacts] = Guard("claim_file_not_open", _TEXT, lambda claim: claim.file_open)
