"""How a day of the legal calendar is written down, and the sources it may have.

The Labour Code names the holidays and grants a day in lieu of one that falls on a weekly day off;
a yearly notice settles Tết, the second day of National Day and the swaps of working days for the
public service. The days themselves stand in the modules named by years.
"""

from dataclasses import dataclass
from datetime import date

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.model import Citation, Mark

LABOUR_CODE_2012 = "Bộ luật Lao động 10/2012/QH13"
LABOUR_CODE_2019 = "Bộ luật Lao động 45/2019/QH14"

_CODE_2019_IN_FORCE = date(2021, 1, 1)
_LAST_YEAR_OF_THE_LABOUR_MINISTRY = 2025
"""The notice for 2025 was issued in December 2024, before the ministry was merged."""

NEW_YEAR = Text("Tết Dương lịch", "New Year's Day")
TET = Text("Tết Nguyên đán", "Lunar New Year")
HUNG_KINGS = Text("Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day")
REUNIFICATION = Text("Ngày Chiến thắng", "Reunification Day")
LABOUR = Text("Ngày Quốc tế lao động", "International Labour Day")
NATIONAL = Text("Quốc khánh", "National Day")
CULTURE = Text("Ngày Văn hóa Việt Nam", "Vietnam Culture Day")


class DayKind(Labelled):
    """Why a day of the calendar is not what its weekday says."""

    HOLIDAY = "holiday", "ngày lễ, tết", "public holiday"
    IN_LIEU = "in_lieu", "ngày nghỉ bù", "day in lieu of a holiday on a weekly day off"
    SWAP_OFF = "swap_off", "ngày nghỉ hoán đổi", "working day swapped for a day off"
    SWAP_WORK = "swap_work", "ngày làm bù", "day off swapped for a working day"


@dataclass(frozen=True, slots=True)
class LegalDay:
    """One day that the calendar names.

    *counterpart* is the holiday that a day in lieu stands for, or the other day of a swap.
    """

    day: date
    kind: DayKind
    name: Text
    source: Citation
    counterpart: date | None = None

    @property
    def is_working(self) -> bool:
        """Whether public servants work on it."""
        return self.kind is DayKind.SWAP_WORK


def statutory(day: date, name: Text, mark: Mark = Mark.RECALLED) -> LegalDay:
    """Write a holiday whose day the Labour Code in force on *day* fixes itself."""
    if day < _CODE_2019_IN_FORCE:
        source = Citation(LABOUR_CODE_2012, "Điều 115 khoản 1", mark)
    else:
        source = Citation(LABOUR_CODE_2019, "Điều 112 khoản 1", mark)
    return LegalDay(day, DayKind.HOLIDAY, name, source)


def noticed(day: date, name: Text) -> LegalDay:
    """Write a holiday whose day the notice of that year settles."""
    source = notice(day.year, f"lịch nghỉ {name.vi}")
    return LegalDay(day, DayKind.HOLIDAY, name, source)


def expected(day: date, name: Text) -> LegalDay:
    """Write a holiday that the Labour Code grants and whose day no notice seen settles yet."""
    article = "Điều 112 khoản 1, 3; ngày dự kiến, chưa đối chiếu thông báo của năm"
    source = Citation(LABOUR_CODE_2019, article, Mark.UNSURE)
    return LegalDay(day, DayKind.HOLIDAY, name, source)


def culture_day(day: date) -> LegalDay:
    """Write a Vietnam Culture Day: a party resolution grants it, no law seen does."""
    source = Citation(
        "Nghị quyết 80-NQ/TW của Bộ Chính trị",
        "Ngày Văn hóa Việt Nam 24/11; chưa thấy văn bản sửa Điều 112 Bộ luật Lao động",
        Mark.UNSURE,
    )
    return LegalDay(day, DayKind.HOLIDAY, CULTURE, source)


def in_lieu(day: date, name: Text, *, of: date, mark: Mark = Mark.RECALLED) -> LegalDay:
    """Write the working day off for the holiday *name* that fell on the weekly day off *of*."""
    if day < _CODE_2019_IN_FORCE:
        source = Citation(LABOUR_CODE_2012, "Điều 115 khoản 3", mark)
    else:
        source = Citation(LABOUR_CODE_2019, "Điều 111 khoản 3", mark)
    label = Text("Nghỉ bù {name}", "Day in lieu of {name}")
    named = Text(label.vi.format(name=name.vi), label.en.format(name=name.en))
    return LegalDay(day, DayKind.IN_LIEU, named, source, counterpart=of)


def swap(*, off: date, work: date, source: Citation) -> tuple[LegalDay, LegalDay]:
    """Write both days of a swap: *off* is not worked, the Saturday *work* is worked instead."""
    rest = Text("Nghỉ hoán đổi, làm bù ngày {day}", "Day off, worked on {day} instead")
    made_up = Text("Làm bù cho ngày {day}", "Worked instead of {day}")
    return (
        LegalDay(off, DayKind.SWAP_OFF, rest.within(day=_dmy(work)), source, counterpart=work),
        LegalDay(work, DayKind.SWAP_WORK, made_up.within(day=_dmy(off)), source, counterpart=off),
    )


def notice(year: int, article: str, mark: Mark = Mark.RECALLED) -> Citation:
    """Cite the notice on Tết and holidays of *year*, by the ministry that then issued it."""
    ministry = "Bộ LĐTBXH" if year <= _LAST_YEAR_OF_THE_LABOUR_MINISTRY else "Bộ Nội vụ"
    return Citation(f"Thông báo nghỉ Tết và lễ năm {year} của {ministry}", article, mark)


def _dmy(day: date) -> str:
    return day.strftime("%d/%m/%Y")
