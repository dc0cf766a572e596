"""Why a count differs between two moments: a closed list, and the order of attribution."""

from dataclasses import dataclass

from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.domain.labels import Labelled


class Cause(Labelled):
    """Why something came to be counted, or no longer is; where two fit, the first is told."""

    RULE_CHANGED = "rule_changed", "định nghĩa thay đổi", "the definition changed"
    WORKFORCE_CHANGED = (
        "workforce_changed",
        "số lao động thay đổi",
        "the number of workers changed",
    )
    LATE_DECLARED = "late_declared", "biết đến sau", "became known later"
    WITHDRAWN = "withdrawn", "không còn trong khai báo", "no longer named by the declaration"
    MATURED = "matured", "đến hạn theo thời gian", "became due by the passing of time"
    LINKED = "linked", "gộp vào vụ khác", "linked to another case"
    UNLINKED = "unlinked", "hủy liên kết", "the link was taken back"
    VOIDED = "voided", "hủy vụ", "voided"
    REJECTED = "rejected", "từ chối khai báo", "rejected"
    RESTORED = "restored", "khôi phục", "no longer rejected or voided"
    CORRECTED = "corrected", "đính chính", "corrected"
    RECLASSIFIED = "reclassified", "phân loại lại mức độ", "severity classified anew"
    REGISTERED = "registered", "tiếp nhận", "registered"
    REOPENED = "reopened", "điều tra lại", "investigated again"
    CONCLUDED = "concluded", "có kết luận", "concluded"
    DECLARED = "declared", "người có nghĩa vụ khai báo", "declared by who owes it"
    INVESTIGATED = "investigated", "công bố biên bản", "minutes published"
    HANDLED = "handled", "xử lý", "handled"
    ASSESSED = "assessed", "xác định quyền hưởng", "entitlement decided"
    PAID = "paid", "chi trả đủ", "paid in full"
    RECALCULATED = "recalculated", "tính lại mức hưởng", "what is owed was computed anew"
    DEADLINE_CHANGED = "deadline_changed", "thời hạn thay đổi", "its time limit changed"


@dataclass(frozen=True, slots=True)
class Progress:
    """What two versions of a fact show to have been gained or lost between them."""

    declared: int = 0
    investigated: int = 0
    handled: int = 0
    duty_moved: bool = False
    published_again: bool = False


# By the reason: the cause when it kept something out before, and when it does so now.
_BY_REASON: dict[WhyNot, tuple[Cause, Cause]] = {
    WhyNot.LINKED: (Cause.UNLINKED, Cause.LINKED),
    WhyNot.VOIDED: (Cause.RESTORED, Cause.VOIDED),
    WhyNot.REJECTED: (Cause.RESTORED, Cause.REJECTED),
    WhyNot.DISEASE_NOT_CONFIRMED: (Cause.REOPENED, Cause.CONCLUDED),
    WhyNot.NOT_OCCUPATIONAL: (Cause.REOPENED, Cause.CONCLUDED),
    WhyNot.ALLOWANCE_CASE: (Cause.REOPENED, Cause.CONCLUDED),
    WhyNot.NOT_AN_ACCIDENT: (Cause.CORRECTED, Cause.CORRECTED),
    WhyNot.NO_CONCLUSION: (Cause.CONCLUDED, Cause.REOPENED),
    WhyNot.HAS_CONCLUSION: (Cause.REOPENED, Cause.CONCLUDED),
    WhyNot.COMMUTING: (Cause.CORRECTED, Cause.CORRECTED),
    WhyNot.NOT_PAID: (Cause.PAID, Cause.RECALCULATED),
    WhyNot.NOT_LATE: (Cause.PAID, Cause.RECALCULATED),
    WhyNot.NOT_UNDERPAID: (Cause.RECALCULATED, Cause.RECALCULATED),
    WhyNot.DECLARED_LATE: (Cause.CORRECTED, Cause.CORRECTED),
    WhyNot.NOT_INVESTIGATED: (Cause.INVESTIGATED, Cause.REOPENED),
    WhyNot.INVESTIGATED_LATE: (Cause.DEADLINE_CHANGED, Cause.DEADLINE_CHANGED),
    WhyNot.NOT_HANDLED: (Cause.HANDLED, Cause.REOPENED),
}
_BY_REASON |= {
    reason: (cause, cause)
    for cause, alike in {
        Cause.RECLASSIFIED: (
            WhyNot.CASE_NOT_FATAL,
            WhyNot.NOT_DEAD,
            WhyNot.NOT_SEVERE,
            WhyNot.DEATH_DATED,
            WhyNot.DEATH_UNDATED,
            WhyNot.DIED_LATER,
        ),
        Cause.ASSESSED: (
            WhyNot.AWAITING,
            WhyNot.NOT_ENTITLED,
            WhyNot.ENTITLED,
            WhyNot.NOT_COMPENSATION,
            WhyNot.NOT_ALLOWANCE,
            WhyNot.NOT_BY_CONFLICT,
            WhyNot.NOT_BY_SELF_HARM,
            WhyNot.NOT_BY_DRUGS,
            WhyNot.NOT_BY_ART_40,
            WhyNot.NOT_BY_THRESHOLD,
            WhyNot.NOT_BY_NOT_OCCUPATIONAL,
            WhyNot.NOT_BY_NO_DUTY,
            WhyNot.NAMED_REASON,
        ),
        Cause.DEADLINE_CHANGED: (WhyNot.NO_PAYMENT_DATE, WhyNot.NOT_YET_DUE, WhyNot.PAYMENT_DUE),
    }.items()
    for reason in alike
}
_OF_STEPS = frozenset(
    {
        WhyNot.NOT_DECLARED,
        WhyNot.ALL_DONE,
        WhyNot.STEP_OVERDUE,
        WhyNot.NOTHING_OVERDUE,
        WhyNot.STILL_WITHIN_TIME,
    }
)


def cause_of(reason: WhyNot, progress: Progress, *, lifted: bool) -> Cause:
    """Return why *reason* no longer applies (*lifted*), or applies now, by what was done since."""
    if reason in _OF_STEPS:
        return _of_steps(progress)
    return _BY_REASON[reason][0 if lifted else 1]


def _of_steps(progress: Progress) -> Cause:
    """Return which step made the difference: what was lost before the last that was gained."""
    if progress.duty_moved:
        return Cause.CORRECTED
    if progress.declared < 0:
        return Cause.UNLINKED
    if progress.investigated < 0 or progress.handled < 0 or progress.published_again:
        return Cause.REOPENED
    if progress.handled > 0:
        return Cause.HANDLED
    if progress.investigated > 0:
        return Cause.INVESTIGATED
    return Cause.DECLARED if progress.declared > 0 else Cause.DEADLINE_CHANGED
