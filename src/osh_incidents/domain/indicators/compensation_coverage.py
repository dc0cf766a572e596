"""Mục tiêu 7: victims who get the compensation or allowance the law gives them."""

from osh_incidents.domain.indicators.model import Count, Indicator, Ratio
from osh_incidents.domain.indicators.rules import rules
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.programme import TARGET_7

_COUNTS = (
    Count.PAID_MATURED,
    Count.MATURED,
    Count.PAID,
    Count.ENTITLED,
    Count.CONFIRMED_VICTIMS,
    Count.NOT_YET_DUE,
    Count.AWAITING,
    Count.PAID_LATE,
    Count.UNDERPAID,
    Count.ENTITLED_COMPENSATION,
    Count.ENTITLED_ALLOWANCE,
    Count.PAID_COMPENSATION,
    Count.PAID_ALLOWANCE,
    Count.NOT_ENTITLED_ART_40,
    Count.NOT_ENTITLED_THRESHOLD,
    Count.NOT_ENTITLED_OTHER,
    Count.DENIED_CONFLICT,
    Count.DENIED_SELF_HARM,
    Count.DENIED_DRUGS,
    Count.DENIED_NOT_OCCUPATIONAL,
    Count.DENIED_NO_DUTY,
)

COMPENSATION_COVERAGE = Indicator(
    name="compensation-coverage",
    version="1",
    valid_from=TARGET_7.versions[0].since,
    valid_until=None,
    title=Text(
        "Mục tiêu 7: Người bị TNLĐ, BNN được bồi thường, trợ cấp",
        "Target 7: victims who receive compensation or allowance",
    ),
    definition=Text(
        "Trong số người bị tai nạn lao động, bệnh nghề nghiệp đã kết luận, được hưởng và đã đến "
        "hạn chi trả theo luật: tỷ lệ đã nhận đủ, tức từ mức tối thiểu luật định trở lên. Mỗi "
        "người tính một lần. Trả một phần hoặc dưới mức tối thiểu không tính là đã nhận. Người "
        "chưa đến hạn, đang điều trị, chờ giám định hoặc không được hưởng nêu riêng.",
        "Among victims of confirmed accidents and diseases who are entitled and whose payment "
        "date by law has passed: the share paid in full, that is at or above the statutory "
        "minimum. Each person counts once. A part payment, or one below the minimum, does not "
        "count. Victims not yet due, in treatment, awaiting assessment or not entitled are "
        "shown apart.",
    ),
    numerator=Text(
        "người đến hạn đã nhận đủ, từ mức tối thiểu trở lên",
        "victims due who were paid in full, at or above the minimum",
    ),
    denominator=Text(
        "người được hưởng đã đến hạn chi trả", "entitled victims whose payment date has passed"
    ),
    unit=Text("người trên người", "people of people"),
    date_basis=Text(
        "ngày xảy ra tai nạn hoặc ngày chẩn đoán bệnh; có thể chọn ngày khai báo, ngày tiếp nhận",
        "the day of the accident or diagnosis; that of declaration or registration may be chosen",
    ),
    source=TARGET_7.versions[0].source,
    target="target-7-compensation-coverage",
    headline=Ratio(
        "paid_of_matured",
        Text("đã nhận đủ trên số đến hạn", "paid in full of those due"),
        Count.PAID_MATURED,
        Count.MATURED,
    ),
    others=(
        Ratio(
            "paid_of_entitled",
            Text("đã nhận đủ trên số được hưởng", "paid in full of those entitled"),
            Count.PAID,
            Count.ENTITLED,
        ),
        Ratio(
            "paid_of_victims",
            Text("đã nhận đủ trên tổng số người", "paid in full of all victims"),
            Count.PAID,
            Count.CONFIRMED_VICTIMS,
        ),
    ),
    counts=_COUNTS,
    rules=rules(*_COUNTS),
)
