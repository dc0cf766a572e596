"""How a figure is defined: what it counts, in words, and which ratios it publishes."""

from dataclasses import dataclass
from datetime import date

from osh_incidents.domain.labels import Labelled, Text


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


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share of counts; without a *denominator* it is the rate among *per* workers."""

    name: str
    text: Text
    numerator: Count
    denominator: Count | None
    per: int = 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure; a change of what it counts is a new version."""

    name: str
    version: str
    title: Text
    definition: Text
    unit: Text
    target: str
    headline: Ratio
    others: tuple[Ratio, ...]
    counts: tuple[Count, ...]

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
