"""The instruments cited, and the day on which this team last checked them."""

from datetime import date

from osh_incidents.domain.law.model import Citation, Mark

LAW_84 = "Luật An toàn, vệ sinh lao động 84/2015/QH13"
DECREE_39 = "Nghị định 39/2016/NĐ-CP"
DECREE_129 = "Nghị định 129/2025/NĐ-CP"
CIRCULAR_28 = "Thông tư 28/2021/TT-BLĐTBXH"
CIRCULAR_13 = "Thông tư 13/2020/TT-BLĐTBXH"
CIRCULAR_15_2016 = "Thông tư 15/2016/TT-BYT"
CIRCULAR_02_2023 = "Thông tư 02/2023/TT-BYT"
CIRCULAR_60_2025 = "Thông tư 60/2025/TT-BYT"
CIRCULAR_08_2016 = "Thông tư 08/2016/TT-BLĐTBXH"
CIRCULAR_19_2016 = "Thông tư 19/2016/TT-BYT"
CIRCULAR_13_2017 = "Thông tư 13/2017/TT-BLĐTBXH"
DECREE_12_2022 = "Nghị định 12/2022/NĐ-CP"
DECREE_283_2026 = "Nghị định 283/2026/NĐ-CP"
RESOLUTION_190 = "Nghị quyết 190/2025/QH15"
LETTER_4787 = "Công văn 4787 của Bộ Nội vụ (7/2025)"
RESOLUTION_19 = "Nghị quyết 19/NQ-CP ngày 16/02/2022"
RESOLUTION_23_HP = "Nghị quyết 23/NQ-HĐND thành phố Hải Phòng ngày 18/7/2023"

IN_FORCE = date(2016, 7, 1)
"""First day of Law 84/2015 and of Decree 39/2016."""

TWO_TIERS = date(2025, 7, 1)
"""First day of the two-tier local government and of Decree 129/2025."""

DEPARTMENTS_MERGED = date(2025, 3, 1)
"""First day on which the Department and the Ministry of Home Affairs took over labour."""

CHECKED = date(2026, 11, 23)


def law_84(article: str, mark: Mark = Mark.VERIFIED) -> Citation:
    """Cite an article of the law on occupational safety and health."""
    return Citation(LAW_84, article, mark)


def decree_39(article: str, mark: Mark = Mark.VERIFIED) -> Citation:
    """Cite an article of the decree on declaration, investigation and reporting."""
    return Citation(DECREE_39, article, mark)


def decree_129(article: str, mark: Mark = Mark.VERIFIED) -> Citation:
    """Cite an article of the decree on two-tier government in the field of home affairs."""
    return Citation(DECREE_129, article, mark)
