"""The holidays, days in lieu and swaps of 2016-2021, for public servants.

Tết is five days and the weekly days off among them have their days in lieu right after.
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
    in_lieu,
    noticed,
    statutory,
    swap,
)
from osh_incidents.domain.law.model import Citation, Mark

_SWAPS_2019 = Citation(
    "Công văn 6519/VPCP-KGVX năm 2018", "hoán đổi ngày làm việc", Mark.SECOND_HAND
)

_2016 = (
    statutory(date(2016, 1, 1), NEW_YEAR),
    noticed(date(2016, 2, 7), TET),
    noticed(date(2016, 2, 8), TET),
    noticed(date(2016, 2, 9), TET),
    noticed(date(2016, 2, 10), TET),
    noticed(date(2016, 2, 11), TET),
    in_lieu(date(2016, 2, 12), TET, of=date(2016, 2, 7)),
    statutory(date(2016, 4, 16), HUNG_KINGS),
    in_lieu(date(2016, 4, 18), HUNG_KINGS, of=date(2016, 4, 16)),
    statutory(date(2016, 4, 30), REUNIFICATION),
    statutory(date(2016, 5, 1), LABOUR),
    in_lieu(date(2016, 5, 2), REUNIFICATION, of=date(2016, 4, 30)),
    in_lieu(date(2016, 5, 3), LABOUR, of=date(2016, 5, 1)),
    statutory(date(2016, 9, 2), NATIONAL),
)

_2017 = (
    statutory(date(2017, 1, 1), NEW_YEAR),
    in_lieu(date(2017, 1, 2), NEW_YEAR, of=date(2017, 1, 1)),
    noticed(date(2017, 1, 26), TET),
    noticed(date(2017, 1, 27), TET),
    noticed(date(2017, 1, 28), TET),
    noticed(date(2017, 1, 29), TET),
    noticed(date(2017, 1, 30), TET),
    in_lieu(date(2017, 1, 31), TET, of=date(2017, 1, 28)),
    in_lieu(date(2017, 2, 1), TET, of=date(2017, 1, 29)),
    statutory(date(2017, 4, 6), HUNG_KINGS),
    statutory(date(2017, 4, 30), REUNIFICATION),
    statutory(date(2017, 5, 1), LABOUR),
    in_lieu(date(2017, 5, 2), REUNIFICATION, of=date(2017, 4, 30)),
    statutory(date(2017, 9, 2), NATIONAL),
    in_lieu(date(2017, 9, 4), NATIONAL, of=date(2017, 9, 2)),
)

_2018 = (
    statutory(date(2018, 1, 1), NEW_YEAR),
    noticed(date(2018, 2, 14), TET),
    noticed(date(2018, 2, 15), TET),
    noticed(date(2018, 2, 16), TET),
    noticed(date(2018, 2, 17), TET),
    noticed(date(2018, 2, 18), TET),
    in_lieu(date(2018, 2, 19), TET, of=date(2018, 2, 17)),
    in_lieu(date(2018, 2, 20), TET, of=date(2018, 2, 18)),
    statutory(date(2018, 4, 25), HUNG_KINGS),
    statutory(date(2018, 4, 30), REUNIFICATION),
    statutory(date(2018, 5, 1), LABOUR),
    statutory(date(2018, 9, 2), NATIONAL),
    in_lieu(date(2018, 9, 3), NATIONAL, of=date(2018, 9, 2)),
    *swap(off=date(2018, 12, 31), work=date(2019, 1, 5), source=_SWAPS_2019),
)

_2019 = (
    statutory(date(2019, 1, 1), NEW_YEAR),
    noticed(date(2019, 2, 4), TET),
    noticed(date(2019, 2, 5), TET),
    noticed(date(2019, 2, 6), TET),
    noticed(date(2019, 2, 7), TET),
    noticed(date(2019, 2, 8), TET),
    statutory(date(2019, 4, 14), HUNG_KINGS),
    in_lieu(date(2019, 4, 15), HUNG_KINGS, of=date(2019, 4, 14)),
    *swap(off=date(2019, 4, 29), work=date(2019, 5, 4), source=_SWAPS_2019),
    statutory(date(2019, 4, 30), REUNIFICATION),
    statutory(date(2019, 5, 1), LABOUR),
    statutory(date(2019, 9, 2), NATIONAL),
)

_2020 = (
    statutory(date(2020, 1, 1), NEW_YEAR),
    noticed(date(2020, 1, 23), TET),
    noticed(date(2020, 1, 24), TET),
    noticed(date(2020, 1, 25), TET),
    noticed(date(2020, 1, 26), TET),
    noticed(date(2020, 1, 27), TET),
    in_lieu(date(2020, 1, 28), TET, of=date(2020, 1, 25)),
    in_lieu(date(2020, 1, 29), TET, of=date(2020, 1, 26)),
    statutory(date(2020, 4, 2), HUNG_KINGS),
    statutory(date(2020, 4, 30), REUNIFICATION),
    statutory(date(2020, 5, 1), LABOUR),
    statutory(date(2020, 9, 2), NATIONAL),
)

_2021 = (
    statutory(date(2021, 1, 1), NEW_YEAR),
    noticed(date(2021, 2, 10), TET),
    noticed(date(2021, 2, 11), TET),
    noticed(date(2021, 2, 12), TET),
    noticed(date(2021, 2, 13), TET),
    noticed(date(2021, 2, 14), TET),
    in_lieu(date(2021, 2, 15), TET, of=date(2021, 2, 13)),
    in_lieu(date(2021, 2, 16), TET, of=date(2021, 2, 14)),
    statutory(date(2021, 4, 21), HUNG_KINGS),
    statutory(date(2021, 4, 30), REUNIFICATION),
    statutory(date(2021, 5, 1), LABOUR),
    in_lieu(date(2021, 5, 3), LABOUR, of=date(2021, 5, 1)),
    statutory(date(2021, 9, 2), NATIONAL),
    noticed(date(2021, 9, 3), NATIONAL),
)

DAYS_2016_2021: tuple[LegalDay, ...] = (*_2016, *_2017, *_2018, *_2019, *_2020, *_2021)
