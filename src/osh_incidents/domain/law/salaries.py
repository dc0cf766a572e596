"""The base salary (mức lương cơ sở), from which the fund's benefits are counted."""

from datetime import date

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import CHECKED
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version


def _since(day: date, dong: int, decree: str, mark: Mark = Mark.RECALLED) -> Version[int]:
    cited = Citation(f"Nghị định {decree}/NĐ-CP", "quy định mức lương cơ sở", mark)
    return Version(day, dong, cited, CHECKED)


BASE_SALARY: Provision[int] = Provision(
    "base-salary",
    Text("Mức lương cơ sở (đồng/tháng)", "Base salary (đồng a month)"),
    versions=(
        _since(date(2013, 7, 1), 1_150_000, "66/2013"),
        _since(date(2016, 5, 1), 1_210_000, "47/2016"),
        _since(date(2017, 7, 1), 1_300_000, "47/2017"),
        _since(date(2018, 7, 1), 1_390_000, "72/2018"),
        _since(date(2019, 7, 1), 1_490_000, "38/2019"),
        _since(date(2023, 7, 1), 1_800_000, "24/2023"),
        _since(date(2024, 7, 1), 2_340_000, "73/2024"),
        _since(date(2026, 7, 1), 2_530_000, "161/2026", Mark.SECOND_HAND),
    ),
    shape=int,
)
