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


class Entitlement(Labelled):
    """How a victim stands towards compensation or allowance."""

    AWAITING = "awaiting", "chờ", "awaiting"
    ENTITLED = "entitled", "được hưởng", "entitled"
    NOT_ENTITLED = "not_entitled", "không được hưởng", "not entitled"


_ENTITLED_STATES = frozenset(
    {State.ENTITLED, State.DECIDED, State.PART_PAID, State.PAID, State.DISPUTED}
)


_NO_CASE = frozenset({State.REJECTED, State.VOIDED})


def standing(case: CaseFacts) -> Standing:
    """Return whether *case* counts: concluded, recorded or confirmed; still open; or left out.

    A declaration that belongs to another case is left out: that case counts.
    """
    if case.is_led or case.registration in _NO_CASE or case.disease is State.NOT_CONFIRMED:
        return Standing.EXCLUDED
    if case.result is not None:
        occupational = case.result is Conclusion.OCCUPATIONAL_ACCIDENT
        return Standing.CONFIRMED if occupational else Standing.EXCLUDED
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
