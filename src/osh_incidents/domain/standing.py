"""How a case and its victims stand towards the figures, as far as is known."""

from collections.abc import Sequence

from osh_incidents.domain.cases import CaseFacts, ClaimFacts
from osh_incidents.domain.classification import has_employer_duty
from osh_incidents.domain.investigation_vocabulary import Conclusion
from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import NotEntitled, Relation


class Standing(Labelled):
    """Whether a case is an occupational one as far as is known."""

    CONFIRMED = "confirmed", "đã kết luận", "confirmed"
    PROVISIONAL = "provisional", "chưa có kết luận", "without a conclusion yet"
    EXCLUDED = "excluded", "không tính", "left out"


class Exclusion(Labelled):
    """Why a case is left out of every figure."""

    LINKED = "linked", "là khai báo lại của một vụ khác", "another case declared again"
    VOIDED = "voided", "vụ đã hủy", "voided"
    REJECTED = "rejected", "khai báo bị từ chối", "rejected"
    NOT_CONFIRMED = (
        "not_confirmed",
        "kết luận không phải bệnh nghề nghiệp",
        "not confirmed as an occupational disease",
    )
    NOT_OCCUPATIONAL = (
        "not_occupational",
        "kết luận không phải tai nạn lao động",
        "concluded not to be an occupational accident",
    )
    ALLOWANCE_CASE = (
        "allowance_case",
        "chỉ hưởng trợ cấp theo khoản 2 Điều 39",
        "entitled only to the allowance of article 39(2)",
    )


class Entitlement(Labelled):
    """How a victim stands towards compensation or allowance."""

    AWAITING = "awaiting", "chờ", "awaiting"
    ENTITLED = "entitled", "được hưởng", "entitled"
    NOT_ENTITLED = "not_entitled", "không được hưởng", "not entitled"


_ENTITLED_STATES = frozenset(
    {State.ENTITLED, State.DECIDED, State.PART_PAID, State.PAID, State.DISPUTED}
)


_NO_CASE = {State.REJECTED: Exclusion.REJECTED, State.VOIDED: Exclusion.VOIDED}
_RESULT = {
    Conclusion.NOT_OCCUPATIONAL: Exclusion.NOT_OCCUPATIONAL,
    Conclusion.ALLOWANCE_CASE: Exclusion.ALLOWANCE_CASE,
}


def exclusion(case: CaseFacts) -> Exclusion | None:
    """Return why *case* is left out: the first that holds in the order of the vocabulary.

    A declaration that belongs to another case is left out: that case counts.
    """
    if case.is_led:
        return Exclusion.LINKED
    if case.registration in _NO_CASE:
        return _NO_CASE[case.registration]
    if case.disease is State.NOT_CONFIRMED:
        return Exclusion.NOT_CONFIRMED
    return None if case.result is None else _RESULT.get(case.result)


def standing(case: CaseFacts) -> Standing:
    """Return whether *case* counts: concluded, recorded or confirmed; still open; or left out."""
    if exclusion(case) is not None:
        return Standing.EXCLUDED
    if case.result is Conclusion.OCCUPATIONAL_ACCIDENT:
        return Standing.CONFIRMED
    if State.RECORDED is case.investigation or State.CONFIRMED is case.disease:
        return Standing.CONFIRMED
    return Standing.PROVISIONAL


def entitlement(
    relation: Relation, claims: Sequence[ClaimFacts]
) -> tuple[Entitlement, NotEntitled | None]:
    """Return how a victim of *relation* with *claims* stands, and why if not entitled.

    Being entitled under one scheme is enough; a victim without any claim yet is waited for, unless
    nobody owes one.
    """
    if any(claim.state in _ENTITLED_STATES for claim in claims):
        return Entitlement.ENTITLED, None
    if not has_employer_duty(relation):
        return Entitlement.NOT_ENTITLED, NotEntitled.NO_EMPLOYER_DUTY
    if claims and all(claim.state is State.NOT_ENTITLED for claim in claims):
        return Entitlement.NOT_ENTITLED, claims[0].not_entitled_reason
    return Entitlement.AWAITING, None
