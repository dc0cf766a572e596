"""Every provision, for tests and for the published catalogue."""

from osh_incidents.domain.law.causes import CAUSES
from osh_incidents.domain.law.compensation import EMPLOYER_PAYS_WITHIN, EMPLOYER_RATES
from osh_incidents.domain.law.declaration import DECLARE_WITHIN, FORMS, RECIPIENTS
from osh_incidents.domain.law.disease_codes import ASSESSED_AT_ONCE, DISEASE_CODES
from osh_incidents.domain.law.disease_recipients import DISEASE_RECIPIENTS
from osh_incidents.domain.law.diseases import INSURED_DISEASES
from osh_incidents.domain.law.dossier import COMMUTE_PROOFS, DOSSIER, RETENTION
from osh_incidents.domain.law.forms import APPENDICES, NEW_FORMS
from osh_incidents.domain.law.fund import (
    EXCLUSIONS,
    FUND_ATTENDANCE,
    FUND_CONTRIBUTION,
    FUND_CONVALESCENCE,
    FUND_DEATH,
    FUND_EMIGRATION,
    FUND_LUMP_SUM,
    FUND_MONTHLY,
    FUND_RETRAINING,
    VOLUNTARY_RATES,
)
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.law.investigation import (
    COMPETENT_BODY,
    INVESTIGATE_WITHIN,
    INVESTIGATION_LEVEL,
    NO_CONTRACT_LEVEL,
    SEVERITY_RULE,
)
from osh_incidents.domain.law.leased import LEASED_WORKERS
from osh_incidents.domain.law.local_government import COMMITTEES, OFFICE_NAMES, POLICE
from osh_incidents.domain.law.minutes import MINUTES_RECIPIENTS, POSTING, PUBLISHED_BY
from osh_incidents.domain.law.model import Provision
from osh_incidents.domain.law.penalties import PENALTIES
from osh_incidents.domain.law.programme import HANDLE_WITHIN, TARGET_1, TARGET_7, TARGET_8
from osh_incidents.domain.law.returns import RETURNS
from osh_incidents.domain.law.salaries import BASE_SALARY
from osh_incidents.domain.law.scene import SCENE_DUTIES
from osh_incidents.domain.law.special_regimes import SEAFARERS, SPECIAL_RECIPIENTS, SPECIAL_REGIMES
from osh_incidents.domain.law.teams import TEAMS
from osh_incidents.domain.law.time_limits import (
    COMPLAIN_WITHIN,
    COMPLAINT_ANSWERED_WITHIN,
    EXPERT_WITHIN,
    FUND_DECIDES_WITHIN,
    FUND_FILE_WITHIN,
    HANDOVER_WITHIN,
    KEEP_FATAL_FOR,
    POLICE_OPINION_WITHIN,
    REASSESS_AFTER,
    REST_DECIDED_WITHIN,
    REST_LIST_WITHIN,
    REST_PAID_WITHIN,
    SCENE_WITHIN,
    SEND_MINUTES_WITHIN,
)
from osh_incidents.domain.law.time_rules import ROLL_OVER
from osh_incidents.domain.law.working_life import RETIREMENT_AGE, WORKING_AGE

_ALL: tuple[Provision[object], ...] = (
    SEVERITY_RULE,
    SEVERE_INJURIES,
    RECIPIENTS,
    DISEASE_RECIPIENTS,
    FORMS,
    DECLARE_WITHIN,
    INVESTIGATION_LEVEL,
    NO_CONTRACT_LEVEL,
    COMPETENT_BODY,
    INVESTIGATE_WITHIN,
    EMPLOYER_RATES,
    EMPLOYER_PAYS_WITHIN,
    EXCLUSIONS,
    BASE_SALARY,
    FUND_LUMP_SUM,
    FUND_MONTHLY,
    FUND_ATTENDANCE,
    FUND_DEATH,
    FUND_EMIGRATION,
    FUND_CONVALESCENCE,
    FUND_RETRAINING,
    FUND_CONTRIBUTION,
    VOLUNTARY_RATES,
    INSURED_DISEASES,
    CAUSES,
    TARGET_1,
    TARGET_7,
    TARGET_8,
    HANDLE_WITHIN,
    ROLL_OVER,
    SCENE_WITHIN,
    EXPERT_WITHIN,
    HANDOVER_WITHIN,
    POLICE_OPINION_WITHIN,
    SEND_MINUTES_WITHIN,
    COMPLAIN_WITHIN,
    COMPLAINT_ANSWERED_WITHIN,
    FUND_FILE_WITHIN,
    FUND_DECIDES_WITHIN,
    REST_LIST_WITHIN,
    REST_DECIDED_WITHIN,
    REST_PAID_WITHIN,
    REASSESS_AFTER,
    KEEP_FATAL_FOR,
    OFFICE_NAMES,
    COMMITTEES,
    POLICE,
    SPECIAL_REGIMES,
    SPECIAL_RECIPIENTS,
    SEAFARERS,
    LEASED_WORKERS,
    SCENE_DUTIES,
    TEAMS,
    COMMUTE_PROOFS,
    DOSSIER,
    RETENTION,
    MINUTES_RECIPIENTS,
    PUBLISHED_BY,
    POSTING,
    APPENDICES,
    NEW_FORMS,
    RETURNS,
    DISEASE_CODES,
    ASSESSED_AT_ONCE,
    PENALTIES,
    RETIREMENT_AGE,
    WORKING_AGE,
)

PROVISIONS = {provision.key: provision for provision in _ALL}
