"""Compensation of one victim under one scheme."""

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.cases import ClaimFacts
from osh_incidents.domain.compensation.employer import minimum
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.compensation import EMPLOYER_RATES
from osh_incidents.domain.law.instruments import law_84
from osh_incidents.domain.law.model import Citation, Mark
from osh_incidents.domain.reassessment import may_assess_again
from osh_incidents.domain.tracks import Do, Track
from osh_incidents.domain.tracks import State as In
from osh_incidents.domain.vocabulary import NotEntitled
from osh_incidents.domain.workflow.live import CLAIM_LIVE
from osh_incidents.domain.workflow.model import Guard, Transition, Workflow


def minimum_vnd(claim: ClaimFacts) -> int | None:
    """Return the least amount of *claim* by the rates of the day it is owed since, in đồng."""
    found = minimum(claim, claim.occurred_on)
    return found.amount_vnd if found else None


def is_settled(claim: ClaimFacts) -> bool:
    """Whether what was paid reaches both the statutory minimum and the employer's decision."""
    least = minimum_vnd(claim)
    return least is not None and claim.paid_vnd >= max(least, claim.decided_vnd or 0)


def is_underpaid(claim: ClaimFacts) -> bool:
    """Whether the amount decided stays below the statutory minimum."""
    least = minimum_vnd(claim)
    return least is not None and claim.decided_vnd is not None and claim.decided_vnd < least


def reaches_threshold(claim: ClaimFacts) -> bool:
    """Whether the loss of working capacity is high enough to be paid for."""
    rates = claim.law.on(EMPLOYER_RATES, claim.occurred_on).value
    return claim.loss_percent is not None and claim.loss_percent >= rates.threshold_percent


DEAD: Guard[ClaimFacts] = Guard(
    "victim_alive",
    Text(
        "Người còn sống phải có kết quả giám định.",
        "A living victim needs an assessment first.",
    ),
    lambda claim: claim.dead,
)
ALIVE: Guard[ClaimFacts] = Guard(
    "victim_dead",
    Text(
        "Người đã chết được hưởng mà không cần giám định.",
        "For a death no assessment is needed: confirm the entitlement.",
    ),
    lambda claim: not claim.dead,
)
WAGE_KNOWN: Guard[ClaimFacts] = Guard(
    "minimum_unknown",
    Text(
        "Chưa có tiền lương bình quân để tính mức tối thiểu.",
        "The monthly wage from which the minimum follows is not known.",
    ),
    lambda claim: minimum_vnd(claim) is not None,
)
ENOUGH: Guard[ClaimFacts] = Guard(
    "loss_at_threshold",
    Text("Từ mức tối thiểu trở lên", "At or above the threshold"),
    reaches_threshold,
)
TOO_LITTLE: Guard[ClaimFacts] = Guard(
    "loss_below_threshold",
    Text("Dưới mức tối thiểu", "Below the threshold"),
    lambda claim: not reaches_threshold(claim),
)
IN_FULL: Guard[ClaimFacts] = Guard(
    "paid_in_full",
    Text("Đã chi đủ mức tối thiểu và mức quyết định", "At or above minimum and decision"),
    is_settled,
)
IN_PART: Guard[ClaimFacts] = Guard(
    "paid_in_part",
    Text("Chưa chi đủ", "Below minimum or decision"),
    lambda claim: not is_settled(claim),
)

DENIED_FOR_LOSS: Guard[ClaimFacts] = Guard(
    "denied_for_another_reason",
    Text(
        "Không được hưởng vì lý do khác, không phải do tỷ lệ suy giảm.",
        "It was denied for another reason than the loss of working capacity.",
    ),
    lambda claim: claim.not_entitled_reason is NotEntitled.BELOW_THRESHOLD,
)
DENIED_BY_RESULT: Guard[ClaimFacts] = Guard(
    "not_denied_by_result",
    Text(
        "Không phải bị từ chối vì kết luận không phải tai nạn lao động.",
        "It was not denied because the accident was concluded not to be occupational.",
    ),
    lambda claim: claim.not_entitled_reason is NotEntitled.NOT_OCCUPATIONAL,
)
REASSESSMENT_DUE: Guard[ClaimFacts] = Guard(
    "claim_reassessed_too_early",
    Text(
        "Chưa đủ thời gian kể từ lần giám định trước.",
        "Too little time has passed since the last assessment.",
    ),
    lambda claim: may_assess_again(claim.law, claim.assessed_on, claim.today),
)
NOTHING_PAID: Guard[ClaimFacts] = Guard(
    "nothing_paid",
    Text("Chưa chi khoản nào", "Nothing was paid yet"),
    lambda claim: not is_settled(claim) and claim.paid_vnd == 0,
)
SOMETHING_PAID: Guard[ClaimFacts] = Guard(
    "something_paid",
    Text("Đã chi, chưa đủ", "Something was paid, not all"),
    lambda claim: not is_settled(claim) and claim.paid_vnd > 0,
)
OWN_WORKER: Guard[ClaimFacts] = Guard(
    "not_your_worker",
    Text(
        "Người sử dụng lao động của người bị nạn chi trả, không phải đơn vị khác.",
        "The victim's own employer decides and pays, not another one.",
    ),
    lambda claim: (
        claim.acting is None
        or claim.acting.tax_code is None
        or claim.acting.tax_code == claim.payer_tax_code
    ),
)

_OWED = law_84("Điều 38 khoản 4, 5")
_PAYMENT = law_84("Điều 38 khoản 7")
_EXCLUDED = law_84("Điều 40 khoản 1")
_AGAIN = law_84("Điều 47 khoản 3")
_DISPUTES = Citation("Bộ luật Lao động 45/2019/QH14", "Điều 179, 188", Mark.RECALLED)
_ASSESS = Permission.CLAIMS_ASSESS
_PAY = Permission.CLAIMS_PAY

# fmt: off
COMPENSATION: Workflow[ClaimFacts] = Workflow(Track.COMPENSATION, In.AWAITING_TREATMENT, (
    Transition(In.AWAITING_TREATMENT,  Do.END_TREATMENT,     In.AWAITING_ASSESSMENT, _PAY,    _OWED, guards=(ALIVE, OWN_WORKER)),
    Transition(In.AWAITING_TREATMENT,  Do.RECORD_ASSESSMENT, In.ENTITLED,            _ASSESS, _OWED, guards=(ALIVE,), when=ENOUGH),
    Transition(In.AWAITING_TREATMENT,  Do.RECORD_ASSESSMENT, In.NOT_ENTITLED,        _ASSESS, _OWED, guards=(ALIVE,), when=TOO_LITTLE),
    Transition(In.AWAITING_TREATMENT,  Do.ENTITLE,           In.ENTITLED,            _ASSESS, _OWED, guards=(DEAD,)),
    Transition(In.AWAITING_TREATMENT,  Do.DENY,              In.NOT_ENTITLED,        _ASSESS, _EXCLUDED),
    Transition(In.AWAITING_ASSESSMENT, Do.RECORD_ASSESSMENT, In.ENTITLED,            _ASSESS, _OWED, guards=(ALIVE,), when=ENOUGH),
    Transition(In.AWAITING_ASSESSMENT, Do.RECORD_ASSESSMENT, In.NOT_ENTITLED,        _ASSESS, _OWED, guards=(ALIVE,), when=TOO_LITTLE),
    Transition(In.AWAITING_ASSESSMENT, Do.DENY,              In.NOT_ENTITLED,        _ASSESS, _EXCLUDED),
    Transition(In.ENTITLED,            Do.DENY,              In.NOT_ENTITLED,        _ASSESS, _EXCLUDED),
    Transition(In.ENTITLED,            Do.DECIDE,            In.DECIDED,             _PAY,    _OWED, guards=(OWN_WORKER,), asks=(WAGE_KNOWN,)),
    *(Transition(at, Do.DENY, In.NOT_ENTITLED, _ASSESS, _EXCLUDED) for at in (In.DECIDED, In.PART_PAID, In.DISPUTED)),
    Transition(In.DECIDED,             Do.PAY,               In.PAID,                _PAY,    _PAYMENT, guards=(OWN_WORKER,), when=IN_FULL),
    Transition(In.DECIDED,             Do.PAY,               In.PART_PAID,           _PAY,    _PAYMENT, guards=(OWN_WORKER,), when=IN_PART),
    Transition(In.PART_PAID,           Do.PAY,               In.PAID,                _PAY,    _PAYMENT, guards=(OWN_WORKER,), when=IN_FULL),
    Transition(In.PART_PAID,           Do.PAY,               In.PART_PAID,           _PAY,    _PAYMENT, guards=(OWN_WORKER,), when=IN_PART),
    # A death, or a loss found greater at a later assessment, is owed what the first did not give.
    Transition(In.NOT_ENTITLED,        Do.ENTITLE,           In.ENTITLED,            _ASSESS, _OWED, guards=(DEAD, DENIED_FOR_LOSS)),
    Transition(In.NOT_ENTITLED,        Do.REASSESS,          In.ENTITLED,            _ASSESS, _AGAIN, guards=(ALIVE, DENIED_FOR_LOSS, REASSESSMENT_DUE), when=ENOUGH),
    Transition(In.NOT_ENTITLED,        Do.REASSESS,          In.NOT_ENTITLED,        _ASSESS, _AGAIN, guards=(ALIVE, DENIED_FOR_LOSS, REASSESSMENT_DUE), when=TOO_LITTLE),
    *(row for at in (In.PART_PAID, In.PAID) for row in (
        Transition(at, Do.REASSESS, In.PAID,      _ASSESS, _AGAIN, guards=(ALIVE, REASSESSMENT_DUE), when=IN_FULL),
        Transition(at, Do.REASSESS, In.PART_PAID, _ASSESS, _AGAIN, guards=(ALIVE, REASSESSMENT_DUE), when=IN_PART),
    )),
    Transition(In.NOT_ENTITLED,        Do.RECALCULATE,       In.AWAITING_TREATMENT,  _ASSESS, _OWED, guards=(DENIED_BY_RESULT,)),
    # Facts on which the minimum rests were corrected: what was decided or paid is weighed anew.
    Transition(In.DECIDED,             Do.RECALCULATE,       In.DECIDED,             _ASSESS, _OWED),
    *(row for at in (In.PART_PAID, In.PAID) for row in (
        Transition(at, Do.RECALCULATE, In.PAID,      _ASSESS, _OWED, when=IN_FULL),
        Transition(at, Do.RECALCULATE, In.PART_PAID, _ASSESS, _OWED, when=IN_PART),
    )),
    *(Transition(at, Do.DISPUTE, In.DISPUTED, _ASSESS, _DISPUTES) for at in (In.DECIDED, In.PART_PAID, In.PAID)),
    Transition(In.DISPUTED,            Do.SETTLE_DISPUTE,    In.PAID,                _ASSESS, _DISPUTES, when=IN_FULL),
    Transition(In.DISPUTED,            Do.SETTLE_DISPUTE,    In.PART_PAID,           _ASSESS, _DISPUTES, when=SOMETHING_PAID),
    Transition(In.DISPUTED,            Do.SETTLE_DISPUTE,    In.DECIDED,             _ASSESS, _DISPUTES, when=NOTHING_PAID),
), always=(CLAIM_LIVE,))
# fmt: on
