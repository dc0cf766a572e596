"""How a figure is defined: what it counts, in words, and which ratios it publishes."""

from dataclasses import dataclass
from datetime import date

from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.model import Citation


class Count(Labelled):
    """Everything that is counted; each member has one query in `persistence.counts`."""

    ACCIDENTS = "accidents", "số vụ TNLĐ", "accidents"
    VICTIMS = "victims", "số người bị nạn", "victims of accidents"
    FATAL_ACCIDENTS = "fatal_accidents", "số vụ TNLĐ chết người", "fatal accidents"
    FATAL_PROVISIONAL = (
        "fatal_accidents_provisional",
        "trong đó chưa có kết luận",
        "of which without a conclusion yet",
    )
    DEATHS = "deaths", "số người chết", "deaths"
    SEVERELY_HURT = "severely_hurt", "số người bị thương nặng", "severely hurt"
    DEATHS_WITHIN_YEAR = (
        "deaths_within_365_days",
        "chết trong 365 ngày từ ngày bị nạn, không kể trên đường đi làm",
        "deaths within 365 days of the accident, commuting left out",
    )
    DEATHS_UNDATED = (
        "deaths_undated",
        "chết mà chưa rõ ngày, không kể trên đường đi làm",
        "deaths of an unknown day, commuting left out",
    )

    CONFIRMED_VICTIMS = (
        "confirmed_victims",
        "người bị TNLĐ, BNN đã kết luận",
        "victims of confirmed accidents and diseases",
    )
    ENTITLED = "entitled", "người được hưởng", "entitled"
    MATURED = "matured", "được hưởng và đã đến hạn chi trả", "entitled, payment date passed"
    PAID_MATURED = "paid_matured", "đến hạn và đã nhận đủ", "payment date passed, paid in full"
    PAID = "paid", "đã nhận đủ", "paid in full"
    NOT_YET_DUE = "not_yet_due", "chưa đến hạn chi trả", "payment not yet due"
    AWAITING = "awaiting", "đang điều trị, chờ giám định", "in treatment or awaiting assessment"
    PAID_LATE = "paid_late", "đã nhận đủ, quá hạn", "paid in full, late"
    ENTITLED_COMPENSATION = (
        "entitled_compensation",
        "được hưởng bồi thường",
        "entitled to compensation",
    )
    ENTITLED_ALLOWANCE = "entitled_allowance", "được hưởng trợ cấp", "entitled to an allowance"
    PAID_COMPENSATION = (
        "paid_compensation",
        "đã nhận đủ bồi thường",
        "compensation paid in full",
    )
    PAID_ALLOWANCE = "paid_allowance", "đã nhận đủ trợ cấp", "allowance paid in full"
    UNDERPAID = "underpaid", "quyết định dưới mức tối thiểu", "decided below the minimum"
    NOT_ENTITLED_ART_40 = (
        "not_entitled_art_40",
        "không được hưởng theo Điều 40",
        "not entitled by article 40",
    )
    NOT_ENTITLED_THRESHOLD = (
        "not_entitled_below_threshold",
        "suy giảm dưới mức tối thiểu",
        "loss below the threshold",
    )
    NOT_ENTITLED_OTHER = (
        "not_entitled_other",
        "không được hưởng vì lý do khác",
        "not entitled for another reason",
    )
    DENIED_CONFLICT = (
        "not_entitled_personal_conflict",
        "không được hưởng: mâu thuẫn cá nhân",
        "not entitled: personal conflict",
    )
    DENIED_SELF_HARM = (
        "not_entitled_self_harm",
        "không được hưởng: cố ý tự hủy hoại sức khỏe",
        "not entitled: intentional self-harm",
    )
    DENIED_DRUGS = (
        "not_entitled_drugs",
        "không được hưởng: sử dụng ma túy, chất gây nghiện",
        "not entitled: illegal drugs",
    )
    DENIED_NOT_OCCUPATIONAL = (
        "not_entitled_not_occupational",
        "không được hưởng: không phải do lao động",
        "not entitled: not occupational",
    )
    DENIED_NO_DUTY = (
        "not_entitled_no_employer_duty",
        "không được hưởng: người sử dụng lao động không có nghĩa vụ",
        "not entitled: no employer duty",
    )

    FATAL_CASES = "fatal_cases", "số vụ TNLĐ chết người đã biết", "fatal accidents known"
    DECLARED = "declared", "đã khai báo", "declared"
    DECLARED_IN_TIME = "declared_in_time", "khai báo ngay", "declared at once"
    INVESTIGATED = "investigated", "đã điều tra", "investigated"
    INVESTIGATED_IN_TIME = "investigated_in_time", "điều tra đúng hạn", "investigated in time"
    HANDLED = "handled", "đã xử lý", "handled"
    COMPLETE = "complete", "đã khai báo, điều tra và xử lý", "declared, investigated and handled"
    WITHIN_TIME = "within_time", "còn trong thời hạn", "still within the time limit"
    DUE = "due", "đã đến hạn hoặc đã xong", "complete or past its time"
    FAILING = "failing", "quá hạn mà còn thiếu bước", "past its time with a step missing"


class Dimension(Labelled):
    """By what a figure may be broken down."""

    AREA = "area", "địa bàn", "area"
    SECTOR = "sector", "ngành", "line of business"
    RELATION = "relation", "quan hệ lao động", "work relation"
    SEX = "sex", "giới tính", "sex"
    SEVERITY = "severity", "mức độ của người bị nạn", "severity of the victim"
    OWNER_TYPE = "owner_type", "loại hình sở hữu", "ownership of the unit"
    ZONE = "zone", "khu kinh tế, khu công nghiệp", "economic or industrial zone"
    # A filter only: a unit merged from both old provinces belongs to neither.
    BOUNDARY = "boundary", "địa giới so sánh", "boundary compared"


NONE = "none"
"""The cell of what lies in no zone, or has no severity."""


class Basis(Labelled):
    """Which date places a case in a period."""

    OCCURRED = "occurred", "ngày xảy ra", "day of accident or diagnosis"
    DECLARED = "declared", "ngày khai báo", "day of the first declaration"
    REGISTERED = "registered", "ngày tiếp nhận", "day of registration"


@dataclass(frozen=True, slots=True)
class Span:
    """A year or a half-year; *label* is `2024`, `2024-H1` or `2024-H2`."""

    label: str
    first: date
    last: date


class Companion(Labelled):
    """Whose definition a ratio follows that stands beside those of the target."""

    ILO = "ilo", "theo Tổ chức Lao động Quốc tế", "after the International Labour Organization"
    EUROSTAT_LIKE = "eurostat_like", "gần với Eurostat (ESAW)", "close to Eurostat (ESAW)"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share of counts; without a *denominator* it is the rate among *per* workers.

    A *companion* is for comparison abroad and no target is judged by it.
    """

    name: str
    text: Text
    numerator: Count
    denominator: Count | None
    per: int = 1
    companion: Companion | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What *count* counts: everything to which no reason of *unless* applies."""

    count: Count
    unless: tuple[WhyNot, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One version of the definition of a figure, in force from *valid_from* until *valid_until*.

    It is never changed: what is counted otherwise is a new version with counts of other names.
    """

    name: str
    version: str
    valid_from: date
    valid_until: date | None
    title: Text
    definition: Text
    numerator: Text
    denominator: Text
    unit: Text
    date_basis: Text
    source: Citation
    target: str
    headline: Ratio
    others: tuple[Ratio, ...]
    counts: tuple[Count, ...]
    rules: tuple[Rule, ...]

    @property
    def ratios(self) -> tuple[Ratio, ...]:
        """Return the headline and the other ratios."""
        return (self.headline, *self.others)


def spans(first: str, last: str) -> tuple[Span, ...]:
    """Return the years, or the halves if either end is a half, from *first* through *last*.

    Raises:
        ValueError: an end is not a period, or the last lies before the first.
    """
    start, end = _span(first), _span(last)
    if end.last < start.first:
        raise ValueError(last)
    halves = "-H" in first or "-H" in last
    years = range(start.first.year, end.last.year + 1)
    labels = [f"{year}-H{half}" for year in years for half in (1, 2)] if halves else map(str, years)
    return tuple(
        span for span in map(_span, labels) if start.first <= span.first and span.last <= end.last
    )


def _span(label: str) -> Span:
    year, hyphen, half = label.partition("-")
    if hyphen and not half:
        raise ValueError(label)
    first, last = date(int(year), 1, 1), date(int(year), 12, 31)
    match half:
        case "":
            return Span(label, first, last)
        case "H1":
            return Span(label, first, date(int(year), 6, 30))
        case "H2":
            return Span(label, date(int(year), 7, 1), last)
        case _:
            raise ValueError(label)
