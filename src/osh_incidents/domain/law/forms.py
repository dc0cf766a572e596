"""The prescribed forms: the appendices of Decree 39/2016 and those of Decree 129/2025 known."""

from collections.abc import Mapping
from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import (
    CHECKED,
    IN_FORCE,
    TWO_TIERS,
    decree_39,
    decree_129,
)
from osh_incidents.domain.law.model import Mark, Provision, Version


class FormUse(Labelled):
    """Whether a form is still filled in."""

    IN_USE = "in_use", "đang dùng", "in use"
    REPLACED = "replaced", "đã được thay thế", "replaced"
    OBSOLETE = "obsolete", "không còn nơi dùng", "nobody left to use it"


@dataclass(frozen=True, slots=True)
class Appendix:
    """A numbered form, its content and how sure we are of it; *replaced_by* names a later form."""

    content: Text
    use: FormUse
    replaced_by: str | None
    mark: Mark


def _form(vi: str, en: str, mark: Mark = Mark.VERIFIED) -> Appendix:
    return Appendix(Text(vi, en), FormUse.IN_USE, None, mark)


def _replaced(form: Appendix, by: str) -> Appendix:
    return Appendix(form.content, FormUse.REPLACED, by, form.mark)


_III = _form("khai báo tai nạn lao động của người sử dụng lao động", "declaration by the employer")
_IV = _form(
    "báo nhanh tai nạn của người không theo hợp đồng",
    "quick report on a worker without contract",
    Mark.RECALLED,
)
_XVII = _form("báo cáo tổng hợp của UBND cấp huyện", "district summary", Mark.RECALLED)
_OF_2016 = {
    "II": _form("chấn thương để xác định tai nạn nặng", "injuries that make an accident severe"),
    "III": _III,
    "IV": _IV,
    "V": _form("quyết định lập đoàn cấp cơ sở", "decision setting up a base team"),
    "VI": _form("quyết định lập đoàn cấp tỉnh", "decision setting up a provincial team"),
    "VII": _form("quyết định lập đoàn cấp trung ương", "decision setting up a central team"),
    "VIII": _form("biên bản lấy lời khai", "statement minutes"),
    "IX": _form(
        "biên bản điều tra tai nạn nhẹ, nặng một người (phân chia với X: theo hiểu biết chung)",
        "investigation minutes, light or one severely hurt (split with X recalled)",
        Mark.RECALLED,
    ),
    "X": _form(
        "biên bản điều tra vụ nhiều người bị nặng, chết người (phân chia với IX: theo hiểu biết "
        "chung)",
        "investigation minutes, several severely hurt or fatal (split with IX recalled)",
        Mark.RECALLED,
    ),
    "XI": _form("biên bản họp công bố", "minutes of the publication meeting"),
    "XII": _form("báo cáo định kỳ của người sử dụng lao động", "employer's periodic return"),
    "XIII": _form("báo cáo nhanh của cơ quan lao động cấp tỉnh", "department's quick report"),
    "XIV": _form(
        "báo cáo định kỳ của cơ quan lao động cấp tỉnh (phân chia với XV chưa chắc chắn)",
        "department's periodic report (split with XV unsure)",
        Mark.UNSURE,
    ),
    "XV": _form(
        "báo cáo định kỳ của cơ quan lao động cấp tỉnh (phân chia với XIV chưa chắc chắn)",
        "department's periodic report (split with XIV unsure)",
        Mark.UNSURE,
    ),
    "XVI": _form("báo cáo định kỳ của UBND cấp xã", "commune's periodic return"),
    "XVII": _XVII,
    "XVIII": _form("cơ sở y tế báo cáo Sở Y tế", "health facility to Department of Health"),
    "XIX": _form("Sở Y tế báo cáo Bộ Y tế", "Department of Health to Ministry of Health"),
    "XX": _form(
        "Bộ Y tế báo cáo bộ quản lý về lao động", "Ministry of Health to the labour ministry"
    ),
}
_AFTER_2025 = {
    **_OF_2016,
    "III": _replaced(_III, "Mẫu 01, Phụ lục II NĐ 129/2025"),
    "IV": _replaced(_IV, "Mẫu 06, Phụ lục II NĐ 129/2025"),
    "XVII": Appendix(_XVII.content, FormUse.OBSOLETE, None, Mark.RECALLED),
}

APPENDICES: Provision[Mapping[str, Appendix]] = Provision(
    "decree-39-appendices",
    Text("Các phụ lục của Nghị định 39/2016", "Appendices of Decree 39/2016"),
    versions=(
        Version(IN_FORCE, _OF_2016, decree_39("Phụ lục II đến Phụ lục XX", Mark.RECALLED), CHECKED),
        Version(TWO_TIERS, _AFTER_2025, decree_129("Phụ lục II", Mark.RECALLED), CHECKED),
    ),
    shape=Mapping[str, Appendix],
)

NEW_FORMS: Provision[Mapping[str, Appendix]] = Provision(
    "decree-129-forms",
    Text(
        "Các mẫu đã biết của Phụ lục II Nghị định 129/2025",
        "Forms known of appendix II of Decree 129/2025",
    ),
    versions=(
        # Forms 02 to 05 and from 07 were not seen, so they are not listed.
        Version(
            TWO_TIERS,
            {
                "01": _form("khai báo tai nạn lao động", "declaration of an accident"),
                "06": _form(
                    "báo nhanh tai nạn của người không theo hợp đồng",
                    "quick report on a worker without contract",
                ),
            },
            decree_129("Phụ lục II; các mẫu khác chưa đọc được"),
            CHECKED,
        ),
    ),
    shape=Mapping[str, Appendix],
)
