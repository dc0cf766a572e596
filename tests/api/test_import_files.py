"""Files as people and attackers write them: read as one thing, or refused with the way out."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest

from osh_incidents.adapters import import_text, import_workbooks
from osh_incidents.domain.import_columns import COLUMNS
from osh_incidents.domain.imports import FileRefused, ImportKind
from tests.support import imports
from tests.support.imports import CSV, NDJSON, XLSX, row, rows, taken_in, told
from tests.support.service import Service

HEAD = "Kỳ,Số lao động,Nguồn\r\n"
LINE = "2025,500,Thống kê\r\n"
TEXT = HEAD + LINE


def wide(letter: str) -> str:
    """Return *letter* as windows-1258 has it: the tone stands after its letter."""
    marks = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    plain = "".join(mark for mark in marks if mark not in tones)
    return unicodedata.normalize("NFC", plain) + tones


def table(content: bytes, charset: str | None = None) -> list[object]:
    headings, found = import_text.table(import_text.lines([content], charset))
    return [headings, *(raw.content for raw in found)]


def refused(read: Callable[[], object]) -> str:
    with pytest.raises(FileRefused) as error:
        read()
    return error.value.code


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("utf-16-le"), "utf-16le"),
        (unicodedata.normalize("NFD", TEXT).encode(), None),
        ("".join(map(wide, TEXT)).encode("cp1258"), "windows-1258"),
        (TEXT.replace(",", ";").encode(), None),
        (TEXT.replace(",", "\t").encode(), None),
    ],
    ids=["utf-8", "bom", "utf-16", "declared utf-16", "nfd", "1258", "semicolon", "tab"],
)
def test_a_table_reads_the_same_however_it_is_written(content: bytes, charset: str | None) -> None:
    assert table(content, charset) == [
        ["Kỳ", "Số lao động", "Nguồn"],
        ["2025", "500", "Thống kê"],
    ]


@pytest.mark.parametrize("size", [1, 3, 4_096, 4_097])
def test_a_table_reads_the_same_wherever_its_parts_end(size: int) -> None:
    content = (HEAD + LINE * 300).encode("utf-16")
    parts = [content[at : at + size] for at in range(0, len(content), size)]

    _, found = import_text.table(import_text.lines(parts, None))

    assert [raw.content for raw in found] == [["2025", "500", "Thống kê"]] * 300


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Kỳ,Nguồn".encode("cp1258", "ignore") + b"\xff\xfe\xfa", "encoding"),
        (TEXT.encode("utf-16-le"), "encoding"),
        (TEXT.encode() + "ế".encode()[:2], "truncated"),
        (b"", "empty"),
        (b"x" * 2_000_000, "line_too_long"),
        ((HEAD + '2025,"').encode() + b"y" * 200_000, "unreadable"),
        ((HEAD + '2025,"never closed').encode(), "unreadable"),
    ],
    ids=["wrong encoding", "utf-16 unmarked", "cut", "empty", "one line", "10 MB cell", "quote"],
)
def test_what_cannot_be_read_as_text_is_refused_for_its_reason(content: bytes, code: str) -> None:
    assert refused(lambda: table(content)) == code


def repacked(changed: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook with *changed* parts."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(imports.xlsx_of([["Kỳ"]]))) as old,
        zipfile.ZipFile(made, "w", level) as new,
    ):
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return made.getvalue()


def sheet(cells: str, before: str = "") -> dict[str, bytes]:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<?xml version="1.0"?>{before}<worksheet xmlns="{name}"><sheetData>{cells}'
    return {"xl/worksheets/sheet1.xml": f"{text}</sheetData></worksheet>".encode()}


def cell(place: str, inner: str = "<v>1</v>") -> str:
    return f'<row r="{place.lstrip("ABCDFX")}"><c r="{place}">{inner}</c></row>'


WORKBOOKS = {
    "formula": (repacked(sheet(cell("A1", "<f>1+1</f><v>2</v>"))), "formulas"),
    "last row": (repacked(sheet(cell("A1") + cell("A1048576"))), "too_large"),
    "far corner": (repacked(sheet(cell("A1") + cell("XFD1048576"))), "too_large"),
    "bomb": (repacked({"xl/sharedStrings.xml": b" " * 50_000_000}), "too_large_unpacked"),
    "many parts": (repacked({f"xl/{n}.xml": b"" for n in range(1_100)}), "too_large_unpacked"),
    "entities": (repacked(sheet("", "<!DOCTYPE x [<!ENTITY a 'b'>]>")), "not_a_workbook"),
    "cut": (imports.xlsx_of([["Kỳ"]])[:-400], "not_a_workbook"),
    "text": (TEXT.encode(), "not_a_workbook"),
    "no sheet": (repacked({"xl/worksheets/sheet1.xml": b"<broken"}), "not_a_workbook"),
    "too many bytes": (b"PK" + b"\0" * import_workbooks.LARGEST, "too_large"),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_that_is_none_or_too_much_is_refused(name: str) -> None:
    content, code = WORKBOOKS[name]

    assert refused(lambda: import_workbooks.table(content)) == code


def test_a_formula_is_told_with_its_cell() -> None:
    content = repacked(sheet(cell("A1") + cell("B7", "<f>A1</f>")))

    with pytest.raises(FileRefused) as error:
        import_workbooks.table(content)

    assert "B7" in error.value.detail.en


def test_what_lies_about_its_length_is_not_unpacked_by_the_next_reader() -> None:
    content = bytearray(repacked({"xl/sharedStrings.xml": b" " * 2_000_000}))
    told = (2_000_000).to_bytes(4, "little")
    while told in content:
        at = content.index(told)
        content[at : at + 4] = (10).to_bytes(4, "little")

    assert refused(lambda: import_workbooks.table(bytes(content))) == "not_a_workbook"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_cells_typed_as_numbers_and_dates_read_as_what_they_show(service: Service) -> None:
    typed = row(1, area=11311, place=11311, citizen_id=31190000001, occurred="2026-03-03 08:00")
    sheet_of = imports.cells([row(2, area=11311, place=11311), typed])

    found = taken_in(service, imports.xlsx_of(sheet_of), XLSX)

    assert told(found) == {"accepted": 1, "rejected": 1}
    (bad,) = rows(service, found, outcome="rejected")
    assert [one["column"] for one in bad["faults"]] == ["Citizen id"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"occurred": "12/31/2025 09:00"}, "not_a_moment"),
        ({"occurred": "03/03/26 09:00"}, "not_a_moment"),
        ({"occurred": "03/03/2026"}, "not_a_moment"),
        ({"description": "x\0y"}, "bad_characters"),
        ({"description": "y" * 9_000}, "too_long"),
        ({"relation": "bạn bè"}, "not_in_list"),
        ({"tax_code": "0200556677"}, "not_your_unit"),
        ({"occurred": "03/03/2030 09:00"}, "in_future"),
        ({"name": ""}, "required"),
    ],
)
def test_a_cell_that_is_wrong_is_told_once(
    service: Service, changed: dict[str, str], code: str
) -> None:
    found = taken_in(service, imports.as_csv([row(1, **changed)]))

    (bad,) = rows(service, found)
    assert [one["code"] for one in bad["faults"]] == [code]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_unknown_heading_is_refused_by_its_name(service: Service) -> None:
    found = taken_in(service, imports.csv_of([["Kỳ", "Ghi chú"]]), kind="workforce", login="admin")

    assert (found["fault"]["code"], "Ghi chú" in found["fault"]["detail"]) == (
        "unknown_columns",
        True,
    )


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_cell_that_looks_like_a_formula_goes_in_as_text_and_out_guarded(service: Service) -> None:
    evil = "=HYPERLINK(1)"
    found = taken_in(service, imports.as_csv([row(1, description=evil, sex="x")]))

    errors = service.get("employer", f"/imports/{found['id']}/errors.csv").content.decode()
    assert f"'{evil}" in errors
    assert f",{evil}" not in errors


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rejected_rows_are_told_so_that_they_can_be_sent_again(
    service: Service, ending: str
) -> None:
    found = taken_in(service, imports.as_csv([row(1), row(2, description="=1", sex="x")]))
    errors = service.get("employer", f"/imports/{found['id']}/errors.{ending}").content
    again = taken_in(service, errors, CSV if ending == "csv" else XLSX)

    assert (again["fault"], told(again)) == (None, {"rejected": 1})
    assert [one["faults"] for one in rows(service, again)] == [
        one["faults"] for one in rows(service, found, outcome="rejected")
    ]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_rejected_lines_are_told_so_that_they_can_be_sent_again(service: Service) -> None:
    wrong = imports.document(row(1)) | {"kind": "x"}
    found = taken_in(service, imports.as_ndjson([wrong]) + b"[1]\nno json\n", NDJSON)
    errors = service.get("employer", f"/imports/{found['id']}/errors.ndjson").content

    again = taken_in(service, errors.splitlines()[0] + b"\n", NDJSON)

    assert told(found) == {"rejected": 3}
    assert rows(service, again)[0]["faults"] == rows(service, found)[0]["faults"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ImportKind)
@pytest.mark.parametrize("ending", ["csv", "xlsx", "ndjson"])
def test_a_template_sent_as_it_is_is_skipped(
    service: Service, kind: ImportKind, ending: str
) -> None:
    login = "admin" if kind is ImportKind.WORKFORCE else "employer"
    answer = service.get(login, f"/import-templates/{kind.value}.{ending}")

    media_type = {"csv": CSV, "xlsx": XLSX, "ndjson": NDJSON}[ending]
    found = taken_in(service, answer.content, media_type, login, kind=kind.value)

    assert (found["fault"], told(found)) == (None, {"skipped": 1})


@pytest.mark.parametrize("kind", ImportKind)
def test_every_example_of_a_template_can_be_read(kind: ImportKind) -> None:
    for column in COLUMNS[kind]:
        assert not column.example or column.read(column.example) != ""


@pytest.mark.parametrize(
    ("pointer", "cell", "value"),
    [
        ("/accident/occurred_at", datetime(2026, 3, 4, 9, 30), "2026-03-04T09:30:00+07:00"),  # noqa: DTZ001
        ("/accident/occurred_at", "2026-03-04T09:30:00+07:00", "2026-03-04T09:30:00+07:00"),
        ("/disease/diagnosed_on", date(2026, 12, 31), "2026-12-31"),
        ("/disease/diagnosed_on", "31/12/2026", "2026-12-31"),
        ("/disease/diagnosed_on", "2026-12-31", "2026-12-31"),
        ("/victims/0/monthly_wage_vnd", "9.500.000", 9_500_000),
        ("/victims/0/insured_since", "06/2018", "2018-06"),
        ("/victims/0/injury_codes", "011; 033", ["011", "033"]),
        ("/victims/0/insured", "Có", True),
    ],
)
def test_cells_are_read_as_people_write_them(pointer: str, cell: object, value: object) -> None:
    (column,) = [one for one in COLUMNS[ImportKind.DECLARATIONS] if one.pointer == pointer]

    assert column.read(cell) == value


@pytest.mark.parametrize(
    ("pointer", "cell"),
    [
        ("/victims/0/monthly_wage_vnd", "9.500"),
        ("/victims/0/monthly_wage_vnd", 9.5),
        ("/disease/diagnosed_on", "31/12/26"),
        ("/workplace/vsic_code", 111),
        ("/victims/0/insured", "tạm"),
    ],
)
def test_what_could_mean_two_things_is_refused(pointer: str, cell: object) -> None:
    (column,) = [one for one in COLUMNS[ImportKind.DECLARATIONS] if one.pointer == pointer]

    with pytest.raises(ValueError, match=r"number|date|flag"):
        column.read(cell)
