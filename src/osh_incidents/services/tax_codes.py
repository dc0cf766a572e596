"""What is odd about a tax code, and does not keep out what names it."""

from collections.abc import Iterator

from osh_incidents.adapters.tax_codes import has_right_check_digit
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Text

_CHECK_DIGIT = Text(
    "Mã số thuế có chữ số kiểm tra không đúng.", "The check digit of the tax code is wrong."
)


def warnings(tax_code: str, pointer: str) -> Iterator[FieldFault]:
    """Yield that the check digit of *tax_code*, which stands at *pointer*, is wrong."""
    if not has_right_check_digit(tax_code):
        yield FieldFault(pointer, "check_digit", _CHECK_DIGIT)
