"""Files of records: made, sent and taken in."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from xlsxwriter import Workbook

from osh_incidents.api.import_rows import import_office
from osh_incidents.domain.imports import FileFormat
from osh_incidents.services import import_running, import_worker
from tests.support import bodies
from tests.support.service import Service
from tests.support.world import SEALER

CSV, XLSX, NDJSON = (
    FileFormat.CSV.media_type,
    FileFormat.XLSX.media_type,
    FileFormat.NDJSON.media_type,
)
HEADINGS = {
    "ref": "Mã hồ sơ",
    "kind": "Loại",
    "role": "Tư cách khai báo",
    "declarant": "Người khai báo",
    "tax_code": "Mã số thuế",
    "workplace": "Tên cơ sở",
    "vsic": "Mã ngành",
    "owner": "Loại hình",
    "area": "Mã xã của cơ sở",
    "occurred": "Thời điểm xảy ra",
    "place": "Mã xã nơi xảy ra",
    "description": "Diễn biến",
    "name": "Họ tên nạn nhân",
    "sex": "Giới tính",
    "relation": "Quan hệ lao động",
    "condition": "Tình trạng",
    "citizen_id": "Số CCCD",
}
_PLAIN = {
    "kind": "tai nạn lao động",
    "role": "employer",
    "declarant": "Nguyễn Văn An",
    "tax_code": "0200123457",
    "workplace": "Công ty TNHH Cơ khí Ví Dụ",
    "vsic": "2592",
    "owner": "private",
    "area": "11311",
    "occurred": "03/03/2026 09:30",
    "place": "11311",
    "description": "Máy dập ép vào bàn tay phải.",
    "name": "Trần Thị Bình",
    "sex": "nữ",
    "relation": "có hợp đồng lao động",
    "condition": "nhẹ",
}
Row = dict[str, Any]


def row(number: int = 0, **changed: Any) -> Row:
    """Return a row of a light accident of its own minute and person."""
    own = {
        "occurred": f"0{1 + number // 600 % 3}/03/2026 {number // 60 % 10:02}:{number % 60:02}",
        "name": bodies.another(number)["full_name"],
        "citizen_id": f"031190{number:06}",
    }
    return _PLAIN | own | changed


def cells(rows: Iterable[Row]) -> list[list[Any]]:
    """Return *rows* as a table with its headings."""
    return [list(HEADINGS.values()), *([one.get(name) for name in HEADINGS] for one in rows)]


def as_csv(rows: Iterable[Row], delimiter: str = ",") -> bytes:
    return csv_of(cells(rows), delimiter)


def csv_of(table: Iterable[Sequence[Any]], delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(table)
    return text.getvalue().encode()


def as_xlsx(rows: Iterable[Row]) -> bytes:
    return xlsx_of(cells(rows))


def xlsx_of(table: Iterable[Sequence[Any]]) -> bytes:
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, one in enumerate(table):
        for number, cell in enumerate(one):
            if isinstance(cell, str):
                sheet.write_string(line, number, cell)
            elif cell is not None:
                sheet.write(line, number, cell)
    book.close()
    return content.getvalue()


def as_ndjson(documents: Iterable[Any]) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in documents)


def document(one: Row) -> bodies.Body:
    """Return the document that *one* row is read as, with the values as they are there."""
    made = {
        "kind": {"tai nạn lao động": "accident"}.get(one["kind"], one["kind"]),
        "declarant": {"role": one["role"], "name": one["declarant"]},
        "workplace": {
            "tax_code": one["tax_code"],
            "name": one["workplace"],
            "vsic_code": one["vsic"],
            "owner_type": one["owner"],
            "area_code": one["area"],
        },
        "accident": {
            "occurred_at": moment(one["occurred"]),
            "area_code": one["place"],
            "description": one["description"],
        },
        "victims": [
            {
                "full_name": one["name"],
                "sex": {"nữ": "female"}.get(one["sex"], one["sex"]),
                "relation": {"có hợp đồng lao động": "contract"}.get(
                    one["relation"], one["relation"]
                ),
                "condition": {"nhẹ": "light"}.get(one["condition"], one["condition"]),
                "citizen_id": one["citizen_id"],
            }
        ],
    }
    without: bodies.Body = json.loads(
        json.dumps(made), object_hook=lambda d: {k: v for k, v in d.items() if v not in ("", None)}
    )
    return without


def moment(written: str) -> str:
    day, _, clock = written.partition(" ")
    parts = day.split("/")
    return f"{'-'.join(reversed(parts))}T{clock}:00+07:00" if len(parts) == 3 else written


def send(
    service: Service, content: bytes, media_type: str = CSV, login: str = "employer", **query: str
) -> Any:
    """Send a file and return the answer."""
    return service.client.post(
        "/api/v1/imports",
        content=content,
        params={"kind": "declarations", **query},
        headers=service.headers(login) | {"Content-Type": media_type},
    )


def office(service: Service, **changed: Any) -> import_worker.Office:
    return replace(import_office(service.database, SEALER, service.clock), **changed)


def work(service: Service, authority: str = "hp", **changed: Any) -> int:
    return import_running.run_due(office(service, **changed), authority)


def taken_in(
    service: Service, content: bytes, media_type: str = CSV, login: str = "employer", **query: str
) -> Any:
    """Send a file, let the worker take it in, and return the import."""
    answer = send(service, content, media_type, login, **query)
    assert answer.status_code == 201, answer.text
    work(service)
    return read(service, answer.json()["id"], login)


def read(service: Service, import_id: str, login: str = "employer") -> Any:
    return service.get(login, f"/imports/{import_id}").json()


def rows(service: Service, found: Any, login: str = "employer", **query: str | int) -> list[Any]:
    answer = service.get(login, f"/imports/{found['id']}/rows", **query)
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items


def told(found: Any) -> dict[str, int]:
    """Return the counts that are not nothing, which must be those of all rows."""
    counts: dict[str, int] = found["counts"]
    assert sum(counts.values()) == found["rows_read"]
    return {name: count for name, count in counts.items() if count}
