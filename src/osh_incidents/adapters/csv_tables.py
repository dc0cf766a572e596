"""Figures as CSV (RFC 4180): UTF-8, CRLF, one number a line, the same columns for every figure."""

import csv
import io
from collections.abc import Iterable, Sequence

from osh_incidents.domain.indicators.model import Dimension
from osh_incidents.domain.observation import DataSet, Observation

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_DIMENSIONS = tuple(dimension.value for dimension in Dimension)

COLUMNS: Sequence[tuple[str, str, str]] = (
    ("indicator", "string", "Chỉ tiêu / Indicator"),
    ("definition_version", "string", "Phiên bản định nghĩa / Version of the definition"),
    ("scope", "string", "cell hoặc total / cell or total"),
    ("period", "string", "Năm, nửa năm hoặc khoảng / Year, half-year or range"),
    *(
        (name, "string", Dimension(name).label.vi + " / " + Dimension(name).label.en)
        for name in _DIMENSIONS
    ),
    ("measure", "string", "Số đếm hoặc tỷ số / Count or ratio"),
    ("value", "number", "Giá trị; trống nếu không công bố / Value; empty if not told"),
    ("numerator", "integer", "Tử số chính xác / Exact numerator"),
    ("denominator", "integer", "Mẫu số chính xác / Exact denominator"),
    ("per", "integer", "Tính trên bao nhiêu / Per how many"),
    ("unit", "string", "Đơn vị / Unit"),
    ("obs_status", "string", "A, P, R, O, Q"),
    ("conf_status", "string", "F, C"),
    ("date_basis", "string", "Ngày dùng để xếp kỳ / Date that places a case in a period"),
    ("as_known_at", "datetime", "Biết đến lúc nào / As known at"),
)
"""Name, type and meaning of each column, in order; names and order are for good."""


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV; None is an empty field."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue().encode()


def harmless(value: object) -> object:
    """Return *value* so that no spreadsheet takes a text for a formula."""
    if not isinstance(value, str) or not value.startswith(_FORMULA):
        return value
    return value if _is_number(value) else f"'{value}"


def table(data: DataSet) -> bytes:
    """Return every number of *data*."""
    return written([name for name, *_ in COLUMNS], (_row(data, one) for one in data.observations))


def _row(data: DataSet, one: Observation) -> list[object]:
    return [
        data.indicator,
        data.version,
        "total" if one.is_total else "cell",
        one.period,
        *(one.key.get(name) for name in _DIMENSIONS),
        one.measure,
        one.value,
        one.numerator,
        one.denominator,
        one.per,
        one.unit,
        one.obs_status.value,
        one.conf_status.value,
        data.basis,
        data.as_known_at,
    ]


def _is_number(value: str) -> bool:
    return value.removeprefix("-").replace(".", "", 1).isdigit()
