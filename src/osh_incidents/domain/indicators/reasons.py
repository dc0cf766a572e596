"""Why something is not counted: each reason has one condition in `persistence.counts`."""

from osh_incidents.domain.labels import Labelled


class WhyNot(Labelled):
    """A reason for which a count leaves a victim or a case out."""

    NO_DATE = "no_date", "chưa có ngày để tính kỳ", "has no day yet that places it in a period"

    LINKED = "linked", "là khai báo lại của một vụ khác", "is another case declared again"
    VOIDED = "voided", "vụ đã hủy", "is voided"
    REJECTED = "rejected", "khai báo bị từ chối", "was rejected"
    DISEASE_NOT_CONFIRMED = (
        "disease_not_confirmed",
        "kết luận không phải bệnh nghề nghiệp",
        "was not confirmed as an occupational disease",
    )
    NOT_OCCUPATIONAL = (
        "not_occupational",
        "kết luận không phải tai nạn lao động",
        "was concluded not to be an occupational accident",
    )
    ALLOWANCE_CASE = (
        "allowance_case",
        "chỉ hưởng trợ cấp theo khoản 2 Điều 39",
        "is entitled only to the allowance of article 39(2)",
    )

    NOT_AN_ACCIDENT = "not_an_accident", "là bệnh nghề nghiệp", "is a disease"
    NO_CONCLUSION = "no_conclusion", "chưa có kết luận", "has no conclusion yet"
    HAS_CONCLUSION = "has_conclusion", "đã có kết luận", "has a conclusion"
    CASE_NOT_FATAL = "case_not_fatal", "vụ không có người chết", "nobody died in the case"
    NOT_DEAD = "not_dead", "người bị nạn không chết", "the victim did not die"
    NOT_SEVERE = "not_severe", "không phải thương nặng", "the victim was not severely hurt"
    COMMUTING = "commuting", "trên đường đi làm, về nhà", "happened on the way to or from work"
    DEATH_DATED = "death_dated", "đã rõ ngày chết", "the day of death is known"
    DEATH_UNDATED = "death_undated", "chưa rõ ngày chết", "the day of death is not known"
    DIED_LATER = (
        "died_later",
        "chết sau hơn 365 ngày",
        "died more than 365 days after the accident",
    )

    AWAITING = (
        "awaiting",
        "đang điều trị, chờ giám định",
        "is in treatment or awaits assessment",
    )
    NOT_ENTITLED = "not_entitled", "không được hưởng", "is not entitled"
    ENTITLED = "entitled", "được hưởng", "is entitled"
    NO_PAYMENT_DATE = (
        "no_payment_date",
        "chưa có ngày đến hạn chi trả",
        "has no day yet by which to be paid",
    )
    NOT_YET_DUE = "not_yet_due", "chưa đến hạn chi trả", "payment is not due yet"
    PAYMENT_DUE = "payment_due", "đã đến hạn chi trả", "payment is due"
    NOT_PAID = "not_paid", "chưa nhận đủ", "is not paid in full"
    NOT_LATE = "not_late", "không nhận chậm", "was not paid late"
    NOT_UNDERPAID = (
        "not_underpaid",
        "không có quyết định dưới mức tối thiểu",
        "nothing below the minimum was decided",
    )
    NOT_COMPENSATION = "not_compensation", "không phải bồi thường", "is not owed compensation"
    NOT_ALLOWANCE = "not_allowance", "không phải trợ cấp", "is not owed an allowance"
    NOT_BY_CONFLICT = (
        "not_by_personal_conflict",
        "lý do không phải mâu thuẫn cá nhân",
        "the reason is no personal conflict",
    )
    NOT_BY_SELF_HARM = (
        "not_by_self_harm",
        "lý do không phải tự hủy hoại sức khỏe",
        "the reason is no self-harm",
    )
    NOT_BY_DRUGS = "not_by_drugs", "lý do không phải ma túy", "the reason is not drugs"
    NOT_BY_ART_40 = "not_by_art_40", "lý do không theo Điều 40", "the reason is not of article 40"
    NOT_BY_THRESHOLD = (
        "not_by_threshold",
        "lý do không phải mức suy giảm",
        "the reason is not the loss of capacity",
    )
    NOT_BY_NOT_OCCUPATIONAL = (
        "not_by_not_occupational",
        "lý do không phải «không do lao động»",
        "the reason is not that it was not occupational",
    )
    NOT_BY_NO_DUTY = (
        "not_by_no_employer_duty",
        "lý do không phải quan hệ lao động",
        "the reason is not the work relation",
    )
    NAMED_REASON = (
        "named_reason",
        "theo Điều 40 hoặc mức suy giảm",
        "the reason is of article 40 or the loss of capacity",
    )

    NOT_DECLARED = (
        "not_declared",
        "người có nghĩa vụ chưa khai báo",
        "who owes the declaration sent none",
    )
    DECLARED_LATE = "declared_late", "khai báo chậm", "was declared late"
    NOT_INVESTIGATED = (
        "not_investigated",
        "chưa công bố biên bản điều tra",
        "no minutes are published",
    )
    INVESTIGATED_LATE = (
        "investigated_late",
        "điều tra quá hạn, hoặc không rõ hạn",
        "was investigated late, or by no known time",
    )
    NOT_HANDLED = "not_handled", "chưa xử lý", "is not handled"
    ALL_DONE = "all_done", "đã đủ ba bước", "all three steps are done"
    STEP_OVERDUE = "step_overdue", "có bước quá hạn", "a step is overdue"
    NOTHING_OVERDUE = "nothing_overdue", "không có bước quá hạn", "no step is overdue"
    STILL_WITHIN_TIME = "still_within_time", "còn trong thời hạn", "is still within its time"
