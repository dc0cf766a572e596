"""What every track but registration asks of a case: that the file is open."""

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.labels import Text
from osh_incidents.domain.tracks import State
from osh_incidents.domain.workflow.model import Guard

LIVE: Guard[CaseFacts] = Guard(
    "file_not_open",
    Text("Vụ đã bị từ chối hoặc đã đóng.", "The case is rejected or closed."),
    lambda case: case.registration not in {State.REJECTED, State.CLOSED},
)
