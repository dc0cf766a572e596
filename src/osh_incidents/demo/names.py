"""Made-up people and enterprises: common syllables, and numbers that no office has given out."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from stdnum.vn import mst

from osh_incidents.domain.vocabulary import OwnerType, Sex

_FAMILY = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh "
    "Mai Tô Lương Cao Phùng"
)
_MIDDLE = {
    Sex.MALE: "Văn Đức Hữu Minh Quang Xuân Công Đình Thế Tiến",
    Sex.FEMALE: "Thị Thị Thu Ngọc Thanh Kim Bích Minh Hồng Phương",
}
_GIVEN = {
    Sex.MALE: (
        "An Bình Cường Dũng Đạt Hải Hiếu Hùng Huy Khánh Lâm Long Mạnh Nam Nghĩa Phong Phúc Quân "
        "Sơn Tài Thắng Thành Thịnh Toàn Trung Tú Tuấn Tùng Việt Vinh"
    ),
    Sex.FEMALE: (
        "Ánh Bình Chi Cúc Dung Giang Hà Hạnh Hằng Hiền Hoa Hòa Huệ Hương Lan Liên Linh Loan Mai "
        "My Nga Ngân Nhung Oanh Quyên Thảo Thủy Trang Vân Yến"
    ),
}
_ENTERPRISE = {
    OwnerType.STATE: "Công ty Nhà nước Ví Dụ",
    OwnerType.PRIVATE: "Công ty TNHH Ví Dụ",
    OwnerType.FOREIGN: "Công ty TNHH Ví Dụ Quốc tế",
    OwnerType.COOPERATIVE: "Hợp tác xã Ví Dụ",
    OwnerType.HOUSEHOLD: "Hộ kinh doanh Ví Dụ",
    OwnerType.PUBLIC: "Đơn vị sự nghiệp Ví Dụ",
}
_PROVINCE = "031"
_FEMALE_SHARE = 0.24
_YOUNGEST, _OLDEST = 18 * 365, 59 * 365
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    full_name: str
    sex: Sex
    birth_date: date
    citizen_id: str


def full_name(rng: Random, sex: Sex = Sex.MALE) -> str:
    """Return a name of common syllables."""
    parts = (_FAMILY, _MIDDLE[sex], _GIVEN[sex])
    return " ".join(rng.choice(syllables.split()) for syllables in parts)


def person(rng: Random, day: date) -> Person:
    """Return somebody of working age on *day*."""
    sex = Sex.FEMALE if rng.random() < _FEMALE_SHARE else Sex.MALE
    born = day - timedelta(days=rng.randint(_YOUNGEST, _OLDEST))
    return Person(full_name(rng, sex), sex, born, citizen_id(rng, sex, born))


def citizen_id(rng: Random, sex: Sex, born: date) -> str:
    """Return twelve digits that agree with sex and year of birth; the serial is never that high."""
    digit = (2 if born.year >= _CENTURY else 0) + (1 if sex is Sex.FEMALE else 0)
    return f"{_PROVINCE}{digit}{born.year % 100:02}{rng.randint(990_000, 999_999)}"


FIRST_NAME = "Công ty TNHH Cơ khí Ví Dụ"
FIRST_TAX_CODE = "0200123456"


def enterprise(number: int, owner_type: OwnerType) -> str:
    """Return the name of the example enterprise of *number*."""
    if number == 1:
        return FIRST_NAME
    return f"{_ENTERPRISE[owner_type]} {number:03}"


def tax_code(number: int) -> str:
    """Return a tax code with a right check digit, in a series that is not in use.

    The first enterprise has the code of the documented example, which nobody can bear since its
    check digit is wrong.
    """
    if number == 1:
        return FIRST_TAX_CODE
    body = f"0299{number:05}"
    return body + str(mst.calc_check_digit(body))
