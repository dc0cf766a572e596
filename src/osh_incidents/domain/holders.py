"""Who has to act before a clock is over."""

from osh_incidents.domain.deadlines import ClockDuty
from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.vocabulary import Level


class Holder(Labelled):
    """The body that owes what a clock measures, or may act within it."""

    EMPLOYER = "employer", "người sử dụng lao động", "employer"
    COMMUNE = "commune", "UBND cấp xã", "commune People's Committee"
    DEPARTMENT = "labour_department", "cơ quan lao động cấp tỉnh", "labour department"
    MINISTRY = "labour_ministry", "bộ quản lý về lao động", "labour ministry"
    FIELD = "special_body", "cơ quan theo luật chuyên ngành", "body under the law of the field"
    PARTIES = "parties", "người bị nạn, người sử dụng lao động", "victims and employer"


_BY_LEVEL = {
    Level.BASE: Holder.EMPLOYER,
    Level.COMMUNE_RECORD: Holder.COMMUNE,
    Level.PROVINCIAL: Holder.DEPARTMENT,
    Level.CENTRAL: Holder.MINISTRY,
    Level.SPECIAL: Holder.FIELD,
}
_BY_DUTY = {
    ClockDuty.SCENE: Holder.DEPARTMENT,
    ClockDuty.PETITION: Holder.DEPARTMENT,
    ClockDuty.PAYMENT: Holder.EMPLOYER,
    ClockDuty.COMPLAINT: Holder.PARTIES,
}


def holder_of(duty: ClockDuty, level: Level | None) -> Holder:
    """Return who owes *duty* while the body of *level* is at work (Law 84/2015 art. 35, 38)."""
    if duty in _BY_DUTY or level is None:
        return _BY_DUTY.get(duty, Holder.DEPARTMENT)
    return _BY_LEVEL[level]
