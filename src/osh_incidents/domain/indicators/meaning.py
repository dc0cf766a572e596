"""What a verdict and its evidence mean, in sentences for people."""

from osh_incidents.domain.indicators.readings import CONFIDENCE, Evidence, Gap
from osh_incidents.domain.indicators.verdict import Verdict
from osh_incidents.domain.labels import Text


def not_computable(gap: Gap) -> Text:
    """Return for people that nothing can be said, and why."""
    return Text(f"Không đánh giá được: {gap.label.vi}.", f"This cannot be judged: {gap.label.en}.")


def of_a_fall(verdict: Verdict, found: Evidence, base_year: int, judged_year: int) -> Text:
    """Return for people what the verdict on a fall from *base_year* to *judged_year* is worth."""
    return _OF_A_FALL[verdict, found].within(base=base_year, judged=judged_year, percent=_PERCENT)


def of_a_share(verdict: Verdict, found: Evidence) -> Text:
    """Return for people what the verdict on a share of those due is worth."""
    return _OF_A_SHARE[verdict, found].within(percent=_PERCENT)


def of_all(verdict: Verdict) -> Text:
    """Return for people what a verdict is worth where the target asks for every single case."""
    return _OF_ALL[verdict].within(percent=_PERCENT)


OF_YEAR_TO_DATE = Text(
    "Chỉ so số vụ trong cùng những ngày của mỗi năm; không có tần suất vì không có số lao động "
    "tính đến một ngày. Vụ khai báo muộn còn có thể làm tăng số của năm nay.",
    "Only accidents of the same days of each year are compared; there is no rate, since workers "
    "are not known up to a day. Late declarations may still raise this year's number.",
)

_PERCENT = int(CONFIDENCE * 100)

_OF_A_FALL = {
    (Verdict.MET, Evidence.ESTABLISHED): Text(
        "Năm {judged} đạt mục tiêu, và số liệu đủ để khẳng định: toàn bộ khoảng tin cậy "
        "{percent} % của tỷ số so với năm {base} không vượt mức mục tiêu, nên mức giảm khó là do "
        "ngẫu nhiên.",
        "{judged} meets the target, and the counts are enough to say so: the whole {percent} % "
        "interval of the ratio to {base} lies at or below the target, so chance alone hardly "
        "explains the fall.",
    ),
    (Verdict.MET, Evidence.INCONCLUSIVE): Text(
        "Theo con số, năm {judged} đạt mục tiêu, nhưng số vụ quá ít để khẳng định: khoảng tin cậy "
        "{percent} % của tỷ số so với năm {base} có cả giá trị không đạt, nên kết quả có thể do "
        "ngẫu nhiên.",
        "On its letter {judged} meets the target, but the accidents are too few to be sure: the "
        "{percent} % interval of the ratio to {base} also holds values that miss it, so the "
        "result may be chance.",
    ),
    (Verdict.NOT_MET, Evidence.ESTABLISHED): Text(
        "Năm {judged} không đạt mục tiêu, và số liệu đủ để khẳng định: toàn bộ khoảng tin cậy "
        "{percent} % của tỷ số so với năm {base} nằm trên mức mục tiêu.",
        "{judged} misses the target, and the counts are enough to say so: the whole {percent} % "
        "interval of the ratio to {base} lies above the target.",
    ),
    (Verdict.NOT_MET, Evidence.INCONCLUSIVE): Text(
        "Theo con số, năm {judged} không đạt mục tiêu, nhưng số vụ quá ít để khẳng định: khoảng "
        "tin cậy {percent} % của tỷ số so với năm {base} có cả giá trị đạt, nên kết quả có thể do "
        "ngẫu nhiên.",
        "On its letter {judged} misses the target, but the accidents are too few to be sure: the "
        "{percent} % interval of the ratio to {base} also holds values that meet it, so the result "
        "may be chance.",
    ),
}
_OF_A_SHARE = {
    (Verdict.MET, Evidence.ESTABLISHED): Text(
        "Đạt mục tiêu, và số người đủ để khẳng định: toàn bộ khoảng tin cậy {percent} % của tỷ lệ "
        "nằm trên mức mục tiêu.",
        "The target is met, and the people are enough to say so: the whole {percent} % interval of "
        "the share lies above the target.",
    ),
    (Verdict.MET, Evidence.INCONCLUSIVE): Text(
        "Theo con số thì đạt, nhưng số người quá ít để khẳng định: khoảng tin cậy {percent} % của "
        "tỷ lệ có cả giá trị không đạt.",
        "On its letter the target is met, but the people are too few to be sure: the {percent} % "
        "interval of the share also holds values that miss it.",
    ),
    (Verdict.NOT_MET, Evidence.ESTABLISHED): Text(
        "Không đạt mục tiêu, và số người đủ để khẳng định: toàn bộ khoảng tin cậy {percent} % của "
        "tỷ lệ không vượt mức mục tiêu.",
        "The target is missed, and the people are enough to say so: the whole {percent} % interval "
        "of the share does not exceed the target.",
    ),
    (Verdict.NOT_MET, Evidence.INCONCLUSIVE): Text(
        "Theo con số thì không đạt, nhưng số người quá ít để khẳng định: khoảng tin cậy "
        "{percent} % của tỷ lệ có cả giá trị đạt.",
        "On its letter the target is missed, but the people are too few to be sure: the "
        "{percent} % interval of the share also holds values that meet it.",
    ),
}
_OF_ALL = {
    Verdict.MET: Text(
        "Đạt: mọi vụ đến hạn đều đủ ba bước. Mục tiêu tính trên từng vụ, không suy từ mẫu; khoảng "
        "tin cậy {percent} % cho biết chừng ấy vụ nói được đến đâu về tỷ lệ lâu dài.",
        "Met: every case due has all three steps. The target is about each single case and not "
        "inferred from a sample; the {percent} % interval tells how far so many cases speak for "
        "the share in the long run.",
    ),
    Verdict.NOT_MET: Text(
        "Không đạt: có vụ đến hạn còn thiếu bước, và chỉ một vụ là đủ. Mục tiêu tính trên từng vụ, "
        "không suy từ mẫu; khoảng tin cậy {percent} % cho biết chừng ấy vụ nói được đến đâu về tỷ "
        "lệ lâu dài.",
        "Not met: a case due lacks a step, and one is enough. The target is about each single case "
        "and not inferred from a sample; the {percent} % interval tells how far so many cases "
        "speak for the share in the long run.",
    ),
}
