"""Vietnamese tax codes (mã số thuế)."""

from stdnum.vn import mst

_PERSONAL_DIGITS = 12


def has_right_check_digit(tax_code: str) -> bool:
    """Whether the check digit of *tax_code* (digits only) agrees; a person's has none."""
    return len(tax_code) == _PERSONAL_DIGITS or bool(mst.is_valid(tax_code))
