"""Victims of periodic returns, as rows of a file."""

from collections.abc import Iterable
from typing import Any

from tests.support import bodies, imports
from tests.support.service import Service
from tests.support.world import AREA, TAX_CODE

HEADINGS = {
    "period": "Kỳ báo cáo",
    "tax_code": "Mã số thuế",
    "employer": "Tên cơ sở",
    "occurred": "Ngày xảy ra",
    "area": "Mã xã nơi xảy ra",
    "place": "Nơi xảy ra",
    "name": "Họ tên nạn nhân",
    "sex": "Giới tính",
    "birth_year": "Năm sinh",
    "citizen_id": "Số CCCD",
    "condition": "Tình trạng",
}
Row = dict[str, Any]


def row(number: int = 0, **changed: Any) -> Row:
    """Return the row of a worker of its own, hurt on the day of the example."""
    plain = {
        "period": "2026-H1",
        "tax_code": TAX_CODE,
        "employer": "Cơ khí Ví Dụ",
        "occurred": "04/03/2026",
        "area": AREA,
        "place": "Phân xưởng dập",
        "name": bodies.another(number)["full_name"],
        "sex": "nữ",
        "birth_year": "1990",
        "citizen_id": bodies.another(number)["citizen_id"],
        "condition": "nặng",
    }
    return plain | changed


def cells(rows: Iterable[Row]) -> list[list[Any]]:
    return [list(HEADINGS.values()), *([one.get(name) for name in HEADINGS] for one in rows)]


def document(one: Row) -> bodies.Body:
    """Return the document that *one* row is read as, with the values as they are there."""
    person = {
        "full_name": one["name"],
        "sex": {"nữ": "female"}.get(one["sex"], one["sex"]),
        "birth_year": int(one["birth_year"]),
        "citizen_id": one["citizen_id"],
        "condition": {"nặng": "severe"}.get(one["condition"], one["condition"]),
    }
    told = {
        "reference": one["period"],
        "tax_code": one["tax_code"],
        "employer_name": one["employer"],
        "occurred_on": "-".join(reversed(one["occurred"].split("/"))),
        "area_code": one["area"],
        "place": one["place"],
        "victims": [{name: value for name, value in person.items() if value}],
    }
    return {name: value for name, value in told.items() if value}


def taken_in(service: Service, *rows: Row, login: str = "employer", **query: str) -> Any:
    """Import *rows* and return the import."""
    content = imports.csv_of(cells(rows))
    return imports.taken_in(service, content, login=login, kind="return_victims", **query)


def signals(service: Service, login: str = "inspector") -> list[Any]:
    items: list[Any] = service.get(login, "/signals").json()["items"]
    return items
