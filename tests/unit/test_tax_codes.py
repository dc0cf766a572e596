import pytest

from osh_incidents.adapters.tax_codes import has_right_check_digit

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def check_digit(nine_digits: str) -> int:
    """Circular 105/2020/TT-BTC art. 5: ten less the weighted sum modulo eleven."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, nine_digits, strict=True))
    return 10 - total % 11


@pytest.mark.parametrize("nine", ["020012345", "020055667", "010023348", "031002222"])
def test_one_last_digit_alone_is_right(nine: str) -> None:
    right = [digit for digit in range(10) if has_right_check_digit(f"{nine}{digit}")]
    assert right == [check_digit(nine)]


@pytest.mark.parametrize(
    ("tax_code", "right"),
    [
        ("0200123457", True),
        ("0200123456", False),
        ("0200123457001", True),
        ("0200123457999", True),
        ("0200123456001", False),
        ("0200123457000", False),
        ("", False),
        ("02001234", False),
        ("02001234570", False),
        ("02001234AB", False),
    ],
)
def test_a_branch_shares_the_check_digit_of_its_enterprise(tax_code: str, *, right: bool) -> None:
    assert has_right_check_digit(tax_code) is right


def test_the_twelve_digits_of_a_person_have_no_check_digit() -> None:
    assert has_right_check_digit("031190000000")
