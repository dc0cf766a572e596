"""The table of each track."""

from osh_incidents.domain.cases import CaseFacts, ClaimFacts
from osh_incidents.domain.workflow.compensation import COMPENSATION
from osh_incidents.domain.workflow.disease import DISEASE
from osh_incidents.domain.workflow.handling import HANDLING
from osh_incidents.domain.workflow.investigation import (
    BASE,
    CENTRAL,
    COMMUNE_RECORD,
    PROVINCIAL,
    SPECIAL,
)
from osh_incidents.domain.workflow.model import Workflow
from osh_incidents.domain.workflow.registration import REGISTRATION

CASE_WORKFLOWS: dict[str, Workflow[CaseFacts]] = {
    "registration": REGISTRATION,
    "investigation-base": BASE,
    "investigation-provincial": PROVINCIAL,
    "investigation-commune-record": COMMUNE_RECORD,
    "investigation-central": CENTRAL,
    "investigation-special": SPECIAL,
    "disease": DISEASE,
    "handling": HANDLING,
}
CLAIM_WORKFLOWS: dict[str, Workflow[ClaimFacts]] = {"compensation": COMPENSATION}
