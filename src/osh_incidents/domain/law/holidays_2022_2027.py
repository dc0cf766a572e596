"""The holidays, days in lieu and swaps of 2022-2027, for public servants.

What is not settled by a notice seen is marked unsure: Tết and the second day of National Day of
2027, and Vietnam Culture Day.
"""

from datetime import date

from osh_incidents.domain.law.holidays import (
    HUNG_KINGS,
    LABOUR,
    NATIONAL,
    NEW_YEAR,
    REUNIFICATION,
    TET,
    LegalDay,
    culture_day,
    expected,
    in_lieu,
    notice,
    noticed,
    statutory,
    swap,
)
from osh_incidents.domain.law.model import Citation, Mark

_SWAP_2024 = Citation(
    "Công văn 2450/VPCP-KGVX năm 2024", "hoán đổi ngày làm việc", Mark.SECOND_HAND
)
_SWAP_2025 = Citation(
    "Thông báo 6150/TB-BLĐTBXH năm 2024", "hoán đổi ngày làm việc", Mark.SECOND_HAND
)
_SWAP_NEW_YEAR_2026 = notice(2026, "hoán đổi ngày làm việc dịp Tết Dương lịch")
_SWAP_NATIONAL_2026 = notice(2026, "hoán đổi ngày làm việc dịp Quốc khánh")

_2022 = (
    statutory(date(2022, 1, 1), NEW_YEAR),
    in_lieu(date(2022, 1, 3), NEW_YEAR, of=date(2022, 1, 1)),
    noticed(date(2022, 1, 31), TET),
    noticed(date(2022, 2, 1), TET),
    noticed(date(2022, 2, 2), TET),
    noticed(date(2022, 2, 3), TET),
    noticed(date(2022, 2, 4), TET),
    statutory(date(2022, 4, 10), HUNG_KINGS),
    in_lieu(date(2022, 4, 11), HUNG_KINGS, of=date(2022, 4, 10)),
    statutory(date(2022, 4, 30), REUNIFICATION),
    statutory(date(2022, 5, 1), LABOUR),
    in_lieu(date(2022, 5, 2), REUNIFICATION, of=date(2022, 4, 30)),
    in_lieu(date(2022, 5, 3), LABOUR, of=date(2022, 5, 1)),
    noticed(date(2022, 9, 1), NATIONAL),
    statutory(date(2022, 9, 2), NATIONAL),
)

_2023 = (
    statutory(date(2023, 1, 1), NEW_YEAR),
    in_lieu(date(2023, 1, 2), NEW_YEAR, of=date(2023, 1, 1)),
    noticed(date(2023, 1, 20), TET),
    noticed(date(2023, 1, 21), TET),
    noticed(date(2023, 1, 22), TET),
    noticed(date(2023, 1, 23), TET),
    noticed(date(2023, 1, 24), TET),
    in_lieu(date(2023, 1, 25), TET, of=date(2023, 1, 21)),
    in_lieu(date(2023, 1, 26), TET, of=date(2023, 1, 22)),
    statutory(date(2023, 4, 29), HUNG_KINGS),
    statutory(date(2023, 4, 30), REUNIFICATION),
    statutory(date(2023, 5, 1), LABOUR),
    in_lieu(date(2023, 5, 2), HUNG_KINGS, of=date(2023, 4, 29)),
    in_lieu(date(2023, 5, 3), REUNIFICATION, of=date(2023, 4, 30)),
    noticed(date(2023, 9, 1), NATIONAL),
    statutory(date(2023, 9, 2), NATIONAL),
    in_lieu(date(2023, 9, 4), NATIONAL, of=date(2023, 9, 2)),
)

_2024 = (
    statutory(date(2024, 1, 1), NEW_YEAR),
    noticed(date(2024, 2, 8), TET),
    noticed(date(2024, 2, 9), TET),
    noticed(date(2024, 2, 10), TET),
    noticed(date(2024, 2, 11), TET),
    noticed(date(2024, 2, 12), TET),
    in_lieu(date(2024, 2, 13), TET, of=date(2024, 2, 10)),
    in_lieu(date(2024, 2, 14), TET, of=date(2024, 2, 11)),
    statutory(date(2024, 4, 18), HUNG_KINGS),
    *swap(off=date(2024, 4, 29), work=date(2024, 5, 4), source=_SWAP_2024),
    statutory(date(2024, 4, 30), REUNIFICATION),
    statutory(date(2024, 5, 1), LABOUR),
    statutory(date(2024, 9, 2), NATIONAL),
    noticed(date(2024, 9, 3), NATIONAL),
)

_2025 = (
    statutory(date(2025, 1, 1), NEW_YEAR),
    noticed(date(2025, 1, 27), TET),
    noticed(date(2025, 1, 28), TET),
    noticed(date(2025, 1, 29), TET),
    noticed(date(2025, 1, 30), TET),
    noticed(date(2025, 1, 31), TET),
    statutory(date(2025, 4, 7), HUNG_KINGS),
    statutory(date(2025, 4, 30), REUNIFICATION),
    statutory(date(2025, 5, 1), LABOUR),
    *swap(off=date(2025, 5, 2), work=date(2025, 4, 26), source=_SWAP_2025),
    noticed(date(2025, 9, 1), NATIONAL),
    statutory(date(2025, 9, 2), NATIONAL),
)

_2026 = (
    statutory(date(2026, 1, 1), NEW_YEAR),
    *swap(off=date(2026, 1, 2), work=date(2026, 1, 10), source=_SWAP_NEW_YEAR_2026),
    noticed(date(2026, 2, 16), TET),
    noticed(date(2026, 2, 17), TET),
    noticed(date(2026, 2, 18), TET),
    noticed(date(2026, 2, 19), TET),
    noticed(date(2026, 2, 20), TET),
    statutory(date(2026, 4, 26), HUNG_KINGS),
    in_lieu(date(2026, 4, 27), HUNG_KINGS, of=date(2026, 4, 26)),
    statutory(date(2026, 4, 30), REUNIFICATION),
    statutory(date(2026, 5, 1), LABOUR),
    *swap(off=date(2026, 8, 31), work=date(2026, 8, 22), source=_SWAP_NATIONAL_2026),
    noticed(date(2026, 9, 1), NATIONAL),
    statutory(date(2026, 9, 2), NATIONAL),
    culture_day(date(2026, 11, 24)),
)

_2027 = (
    statutory(date(2027, 1, 1), NEW_YEAR),
    expected(date(2027, 2, 4), TET),
    expected(date(2027, 2, 5), TET),
    expected(date(2027, 2, 6), TET),
    expected(date(2027, 2, 7), TET),
    expected(date(2027, 2, 8), TET),
    in_lieu(date(2027, 2, 9), TET, of=date(2027, 2, 6), mark=Mark.UNSURE),
    in_lieu(date(2027, 2, 10), TET, of=date(2027, 2, 7), mark=Mark.UNSURE),
    statutory(date(2027, 4, 16), HUNG_KINGS, Mark.DERIVED),
    statutory(date(2027, 4, 30), REUNIFICATION),
    statutory(date(2027, 5, 1), LABOUR),
    in_lieu(date(2027, 5, 3), LABOUR, of=date(2027, 5, 1)),
    statutory(date(2027, 9, 2), NATIONAL),
    expected(date(2027, 9, 3), NATIONAL),
    culture_day(date(2027, 11, 24)),
)

DAYS_2022_2027: tuple[LegalDay, ...] = (*_2022, *_2023, *_2024, *_2025, *_2026, *_2027)
