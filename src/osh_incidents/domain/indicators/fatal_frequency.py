"""Mục tiêu 1: the frequency of fatal accidents."""

from osh_incidents.domain.indicators.model import Companion, Count, Indicator, Ratio
from osh_incidents.domain.indicators.rules import rules
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.programme import TARGET_1

_COUNTS = (
    Count.FATAL_ACCIDENTS,
    Count.FATAL_PROVISIONAL,
    Count.DEATHS,
    Count.ACCIDENTS,
    Count.VICTIMS,
    Count.SEVERELY_HURT,
    Count.DEATHS_WITHIN_YEAR,
    Count.DEATHS_UNDATED,
)

FATAL_ACCIDENT_FREQUENCY = Indicator(
    name="fatal-accident-frequency",
    version="1",
    valid_from=TARGET_1.versions[0].since,
    valid_until=None,
    title=Text(
        "Mục tiêu 1: Tần suất tai nạn lao động chết người",
        "Target 1: frequency of fatal occupational accidents",
    ),
    definition=Text(
        "Số vụ tai nạn lao động có người chết trên 1.000 người lao động trong kỳ. Tính các vụ "
        "đã khai báo hoặc tiếp nhận, đã kết luận là tai nạn lao động hoặc chưa có kết luận "
        "(phần chưa kết luận nêu riêng). Không tính vụ bị từ chối, vụ kết luận không phải tai "
        "nạn lao động và vụ chỉ hưởng trợ cấp theo khoản 2 Điều 39. Mẫu số là số lao động cùng "
        "kỳ, địa bàn, ngành, quan hệ lao động. Tổ chức Lao động Quốc tế gọi đại lượng này là tỷ "
        "lệ mới mắc.",
        "Accidents in which somebody died per 1,000 workers of the period. Counted: cases "
        "declared or registered, concluded to be an occupational accident or without a "
        "conclusion yet (the latter shown apart). Left out: rejected cases, cases concluded not "
        "occupational, and cases entitled only to the allowance of article 39(2). The "
        "denominator is the workforce of the same period, area, line of business and relation. "
        "The ILO calls this an incidence rate.",
    ),
    numerator=Text("số vụ tai nạn lao động chết người", "fatal occupational accidents"),
    denominator=Text(
        "số lao động của đúng kỳ và ô ấy; không cộng gộp, không nội suy",
        "workers of exactly that period and cell; never added up, never interpolated",
    ),
    unit=Text("vụ trên 1.000 người lao động", "accidents per 1,000 workers"),
    date_basis=Text(
        "ngày xảy ra tai nạn hoặc ngày chẩn đoán bệnh; có thể chọn ngày khai báo, ngày tiếp nhận",
        "the day of the accident or diagnosis; that of declaration or registration may be chosen",
    ),
    source=TARGET_1.versions[0].source,
    target="target-1-fatal-frequency",
    headline=Ratio(
        "fatal_accidents_per_1000",
        Text("vụ chết người trên 1.000 lao động", "fatal accidents per 1,000 workers"),
        Count.FATAL_ACCIDENTS,
        None,
        per=1_000,
    ),
    others=(
        Ratio(
            "fatal_accidents_per_100000",
            Text("vụ chết người trên 100.000 lao động", "fatal accidents per 100,000 workers"),
            Count.FATAL_ACCIDENTS,
            None,
            per=100_000,
        ),
        Ratio(
            "deaths_per_1000",
            Text("người chết trên 1.000 lao động", "deaths per 1,000 workers"),
            Count.DEATHS,
            None,
            per=1_000,
        ),
        Ratio(
            "deaths_per_100000",
            Text("người chết trên 100.000 lao động", "deaths per 100,000 workers"),
            Count.DEATHS,
            None,
            per=100_000,
            companion=Companion.ILO,
        ),
        Ratio(
            "injuries_per_100000",
            Text("người bị nạn trên 100.000 lao động", "persons injured per 100,000 workers"),
            Count.VICTIMS,
            None,
            per=100_000,
            companion=Companion.ILO,
        ),
        Ratio(
            "deaths_within_365_days_per_100000",
            Text(
                "người chết trong 365 ngày trên 100.000 lao động",
                "deaths within 365 days per 100,000 workers",
            ),
            Count.DEATHS_WITHIN_YEAR,
            None,
            per=100_000,
            companion=Companion.EUROSTAT_LIKE,
        ),
    ),
    counts=_COUNTS,
    rules=rules(*_COUNTS),
)
