"""Mục tiêu 8: fatal accidents declared, investigated and handled by law."""

from osh_incidents.domain.indicators.model import Count, Indicator, Ratio
from osh_incidents.domain.indicators.rules import rules
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.programme import TARGET_8

_COUNTS = (
    Count.COMPLETE,
    Count.DUE,
    Count.FATAL_CASES,
    Count.DECLARED,
    Count.DECLARED_IN_TIME,
    Count.INVESTIGATED,
    Count.INVESTIGATED_IN_TIME,
    Count.HANDLED,
    Count.WITHIN_TIME,
    Count.FAILING,
)

FATAL_CASE_INVESTIGATION = Indicator(
    name="fatal-case-investigation",
    version="1",
    valid_from=TARGET_8.versions[0].since,
    valid_until=None,
    title=Text(
        "Mục tiêu 8: Vụ TNLĐ chết người được khai báo, điều tra, xử lý",
        "Target 8: fatal accidents declared, investigated and handled",
    ),
    definition=Text(
        "Trong số vụ tai nạn lao động chết người đã hoàn thành hoặc đã quá thời hạn: tỷ lệ vừa "
        "được khai báo, vừa được điều tra (đã công bố biên bản), vừa được xử lý (có quyết định "
        "xử lý hoặc lý do không xử lý). Vụ còn trong thời hạn điều tra, xử lý nêu riêng. Luật "
        "không ấn định thời hạn xử lý; mốc dùng ở đây là tiêu chuẩn phục vụ.",
        "Among fatal accidents that are complete or past their time: the share declared, and "
        "investigated (minutes published), and handled (a decision, or a reason to take no "
        "action). Cases still within the time to investigate or handle are shown apart. The law "
        "sets no time to handle a case; the one used here is a service standard.",
    ),
    numerator=Text("vụ đã khai báo, điều tra và xử lý", "cases declared, investigated and handled"),
    denominator=Text(
        "vụ chết người đã đủ ba bước hoặc có bước quá hạn",
        "fatal cases that are complete or have a step overdue",
    ),
    unit=Text("vụ trên vụ", "cases of cases"),
    date_basis=Text(
        "ngày xảy ra tai nạn hoặc ngày chẩn đoán bệnh; có thể chọn ngày khai báo, ngày tiếp nhận",
        "the day of the accident or diagnosis; that of declaration or registration may be chosen",
    ),
    source=TARGET_8.versions[0].source,
    target="target-8-fatal-case-investigation",
    headline=Ratio(
        "complete_of_due",
        Text("đủ ba bước trên số vụ đến hạn", "all three steps of the cases due"),
        Count.COMPLETE,
        Count.DUE,
    ),
    others=tuple(
        Ratio(f"{count.value}_of_all", count.label, count, Count.FATAL_CASES)
        for count in (
            Count.DECLARED,
            Count.DECLARED_IN_TIME,
            Count.INVESTIGATED,
            Count.INVESTIGATED_IN_TIME,
            Count.HANDLED,
            Count.COMPLETE,
        )
    ),
    counts=_COUNTS,
    rules=rules(*_COUNTS),
)
