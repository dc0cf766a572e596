"""Every column has a class, and none that names or tells of a body lies in the clear."""

import pytest
from sqlalchemy import text

from osh_incidents.domain.disclosure import SENSITIVE, FieldClass
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.field_classes import FIELDS, READABLE, all_columns
from tests.support import bodies, signals, walks
from tests.support.service import Service

MUST_BE_SEALED = {
    "answer": {"body"},
    "victim": {"citizen_id", "health", "forensic_reference"},
    "declaration": {"body"},
    "correction": {"changes"},
    "signal": {"body"},
    "import_chunk": {"content"},
    "import_row": {"content"},
    "disease": {"list_no", "icd10", "facility", "loss_percent"},
    "claim": {"loss_percent"},
    "assessment": {"loss_percent"},
    "investigation": {"findings", "petition_answer"},
    "webhook": {"secret", "former_secret"},
}
"""Citizen ids, phones, addresses and relatives, medical detail; and secrets that must be read."""

MARKS = {
    "citizen id": "031190987654",
    "hospital": "Bệnh viện Mốc Đỏ",
    "injury": "Thương tích Mốc Đỏ",
    "forensic paper": "Giám định Mốc Đỏ 77",
    "phone": "+84912000777",
    "address": "Ngõ Mốc Đỏ số 7",
    "findings": "Kết luận Mốc Đỏ về vết thương",
    "signal": "Nguồn tin Mốc Đỏ",
    "correction": "Bệnh viện Mốc Xanh",
    "diagnosis": "J62.8",
    "clinic": "Phòng khám Mốc Đỏ",
}


def test_every_column_has_a_class_and_no_class_is_of_a_column_that_is_gone() -> None:
    assert {(column.table.name, column.name) for column in all_columns()} == set(FIELDS)


def test_what_the_design_wants_sealed_is_sealed() -> None:
    sealed = {key for key, field in FIELDS.items() if field.sealed}

    assert sealed == {
        (table, f"{name}_sealed") for table, names in MUST_BE_SEALED.items() for name in names
    }


def test_nothing_of_health_is_in_the_clear_and_of_persons_only_what_is_listed() -> None:
    clear = {key for key, one in FIELDS.items() if one.field_class in SENSITIVE and not one.sealed}

    assert clear == READABLE
    assert all(FIELDS[key].field_class is FieldClass.PERSONAL for key in READABLE)


@pytest.fixture
def planted(service: Service) -> Service:
    """Every mark told over HTTP, wherever it can be told."""
    person = bodies.dead(
        full_name="Trần Thị Bình",
        citizen_id=MARKS["citizen id"],
        treated_at=MARKS["hospital"],
        forensic_reference=MARKS["forensic paper"],
    )
    body = bodies.accident(person, description=MARKS["injury"])
    body["declarant"]["phone"] = MARKS["phone"]
    body["workplace"]["address"] = MARKS["address"]
    case_id = service.declare("employer", body)["case"]["id"]
    walks.register(service, case_id)
    (victim,) = service.get("inspector", f"/cases/{case_id}/victims").json()["items"]
    corrected = service.client.patch(
        f"/api/v1/cases/{case_id}/victims/{victim['id']}",
        json={"treated_at": MARKS["correction"], "reason": "Nhầm"},
        headers=service.headers("inspector"),
    )
    assert corrected.status_code == 202, corrected.text
    walks.investigate(service, case_id, findings=MARKS["findings"])
    signals.send(service, "health", description=MARKS["signal"])
    service.declare("employer", bodies.disease(facility=MARKS["clinic"]))
    return service


def dump(database: Database) -> bytes:
    """Return everything in every table as bytes."""
    found = []
    with database.reader.connect() as connection:
        for column in {column.table.fullname: column for column in all_columns()}.values():
            schema, name = column.table.fullname.split(".")
            real = database.common_schema if schema == "common" else "hp"
            for row in connection.execute(text(f'SELECT * FROM {real}."{name}"')):
                found += [v if isinstance(v, bytes) else str(v).encode() for v in row]
    return b"\0".join(found)


def test_a_dump_shows_nothing_that_is_sealed(planted: Service) -> None:
    dumped = dump(planted.database)

    assert "Trần Thị Bình".encode() in dumped
    assert [name for name, mark in MARKS.items() if mark.encode() in dumped] == []
