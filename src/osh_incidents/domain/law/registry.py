"""Every provision, for tests and for the published catalogue."""

from osh_incidents.domain.law.causes import CAUSES
from osh_incidents.domain.law.compensation import EMPLOYER_PAYS_WITHIN, EMPLOYER_RATES
from osh_incidents.domain.law.declaration import DECLARE_WITHIN, FORMS, RECIPIENTS
from osh_incidents.domain.law.diseases import INSURED_DISEASES
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.law.investigation import (
    COMPETENT_BODY,
    INVESTIGATE_WITHIN,
    INVESTIGATION_LEVEL,
    NO_CONTRACT_LEVEL,
)
from osh_incidents.domain.law.model import Provision
from osh_incidents.domain.law.programme import HANDLE_WITHIN, TARGET_1, TARGET_7, TARGET_8
from osh_incidents.domain.law.time_rules import ROLL_OVER

_ALL: tuple[Provision[object], ...] = (
    SEVERE_INJURIES,
    RECIPIENTS,
    FORMS,
    DECLARE_WITHIN,
    INVESTIGATION_LEVEL,
    NO_CONTRACT_LEVEL,
    COMPETENT_BODY,
    INVESTIGATE_WITHIN,
    EMPLOYER_RATES,
    EMPLOYER_PAYS_WITHIN,
    INSURED_DISEASES,
    CAUSES,
    TARGET_1,
    TARGET_7,
    TARGET_8,
    HANDLE_WITHIN,
    ROLL_OVER,
)

PROVISIONS = {provision.key: provision for provision in _ALL}
