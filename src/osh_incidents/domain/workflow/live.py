"""What every track but registration asks of a case: that the file is open."""

from osh_incidents.domain.cases import CaseFacts, ClaimFacts
from osh_incidents.domain.labels import Text
from osh_incidents.domain.tracks import State
from osh_incidents.domain.workflow.model import Guard

_TEXT = Text("Vụ đã bị từ chối hoặc đã đóng.", "The case is rejected or closed.")


def is_open(registration: State) -> bool:
    """Whether a file whose registration stands so may still be worked on."""
    return registration not in {State.REJECTED, State.CLOSED}


LIVE: Guard[CaseFacts] = Guard("file_not_open", _TEXT, lambda case: is_open(case.registration))
CLAIM_LIVE: Guard[ClaimFacts] = Guard("claim_file_not_open", _TEXT, lambda claim: claim.file_open)
