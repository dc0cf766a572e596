"""Files of declarations for the benches: lines of JSON and CSV, and how rows are spoilt."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from random import Random

from bench.sending import Body

_HEADINGS: dict[str, Callable[[Body], object]] = {
    "Loại": lambda body: body["kind"],
    "Tư cách khai báo": lambda body: body["declarant"]["role"],
    "Người khai báo": lambda body: body["declarant"]["name"],
    "Mã số thuế": lambda body: body["workplace"]["tax_code"],
    "Tên cơ sở": lambda body: body["workplace"]["name"],
    "Mã ngành": lambda body: body["workplace"]["vsic_code"],
    "Loại hình": lambda body: body["workplace"]["owner_type"],
    "Mã xã của cơ sở": lambda body: body["workplace"]["area_code"],
    "Thời điểm xảy ra": lambda body: _written(body["accident"]["occurred_at"]),
    "Mã xã nơi xảy ra": lambda body: body["accident"]["area_code"],
    "Diễn biến": lambda body: body["accident"]["description"],
    "Họ tên nạn nhân": lambda body: body["victims"][0]["full_name"],
    "Giới tính": lambda body: body["victims"][0]["sex"],
    "Quan hệ lao động": lambda body: body["victims"][0]["relation"],
    "Tình trạng": lambda body: body["victims"][0]["condition"],
    "Số CCCD": lambda body: body["victims"][0]["citizen_id"],
}

_FAULTS: tuple[Callable[[Body], object], ...] = (
    lambda body: body["workplace"].update(tax_code="12"),
    lambda body: body["accident"].update(area_code="99999"),
    lambda body: body["victims"][0].update(sex="x"),
    lambda body: body["victims"][0].update(citizen_id="031"),
    lambda body: body["accident"].update(occurred_at="2031-01-01T08:00:00+07:00"),
    lambda body: body["accident"].update(occurred_at="not a moment"),
    lambda body: body["accident"].pop("description"),
    lambda body: body["declarant"].update(role="nobody"),
)


def _written(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment):%d/%m/%Y %H:%M}"
    except ValueError:
        return moment


def ndjson(many: list[Body]) -> bytes:
    """Return *many* as lines of JSON."""
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in many)


def table(many: list[Body]) -> bytes:
    """Return *many* as CSV, each with its first victim alone."""
    text = io.StringIO(newline="")
    written = csv.writer(text)
    written.writerow(_HEADINGS)
    for body in many:
        written.writerow([_cell(body, column) for column in _HEADINGS.values()])
    return text.getvalue().encode()


def _cell(body: Body, column: Callable[[Body], object]) -> object:
    try:
        return column(body)
    except KeyError:
        return ""


def spoilt(many: list[Body], dice: Random) -> set[int]:
    """Spoil one in a hundred of *many* and return which, counted from 0."""
    chosen = set(dice.sample(range(len(many)), max(1, len(many) // 100)))
    for number, place in enumerate(sorted(chosen)):
        _FAULTS[number % len(_FAULTS)](many[place])
    return chosen
