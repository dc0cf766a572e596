"""Files for people to fill in: templates and rejected rows, with no formula in either."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from osh_incidents.adapters.csv_tables import harmless, written
from osh_incidents.domain.import_columns import EXAMPLE, Column
from osh_incidents.domain.labels import Text

_BOM = "\ufeff"
_LISTS = "_lists"
_MOST_ROWS = 1_048_575
_WIDTH = 24
_HEAD = ("Cột / Column", "Column", "Danh mục / Codes", "Ví dụ / Example")
_HOW = Text("Hướng dẫn", "Columns")
_EXAMPLE_NOTE = (
    "Dòng bắt đầu bằng «VÍ DỤ» được bỏ qua. / A row that begins with “EXAMPLE” is skipped."
)


def csv_file(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file in UTF-8 with its mark, by which spreadsheets know it."""
    return _BOM.encode() + written([str(harmless(heading)) for heading in headings], rows)


def workbook(
    headings: Sequence[str], rows: Iterable[Sequence[object]], columns: Sequence[Column | None]
) -> bytes:
    """Return a workbook whose cells are all texts, with drop-downs where there is a list."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, "constant_memory": False})
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    sheet = book.add_worksheet("Dữ liệu")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(headings) - 1, 0), _WIDTH, text)
    for number, heading in enumerate(headings):
        sheet.write_string(0, number, heading, bold)
    for line, row in enumerate(rows, 1):
        for number, cell in enumerate(row):
            if cell is not None:
                sheet.write_string(line, number, str(cell), text)
    _explain(book.add_worksheet(_HOW.vi), [one for one in columns if one is not None])
    _offer(book.add_worksheet(_LISTS), sheet, columns)
    book.close()
    return content.getvalue()


def template_rows(columns: Sequence[Column]) -> list[list[str]]:
    """Return the one row of examples, marked so that it is skipped."""
    row = [column.example for column in columns]
    return [[EXAMPLE.vi, *row[1:]]]


def document_line(document: Mapping[str, Any]) -> bytes:
    """Return *document* as a line of JSON."""
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


def _explain(sheet: Worksheet, columns: Sequence[Column]) -> None:
    sheet.set_column(0, len(_HEAD), _WIDTH)
    sheet.write_string(0, 0, _EXAMPLE_NOTE)
    for number, heading in enumerate(_HEAD):
        sheet.write_string(1, number, heading)
    for line, column in enumerate(columns, 2):
        codes = "; ".join(_code(one) for one in column.codes or ())
        told = (column.heading.vi, column.heading.en, codes, column.example)
        for number, cell in enumerate(told):
            sheet.write_string(line, number, cell)


def _code(one: Any) -> str:
    return f"{one.value} = {one.label.vi} / {one.label.en}"


def _offer(lists: Worksheet, sheet: Worksheet, columns: Sequence[Column | None]) -> None:
    """Let every column with a list of codes drop it down; the lists stand on a hidden sheet."""
    lists.hide()
    for number, column in enumerate(columns):
        if column is None or column.codes is None:
            continue
        offered = [one.label.vi for one in column.codes]
        for line, cell in enumerate(offered):
            lists.write_string(line, number, cell)
        place = f"={_LISTS}!{_cell(number, 0)}:{_cell(number, len(offered) - 1)}"
        rule = {"validate": "list", "source": place, "error_type": "warning"}
        sheet.data_validation(1, number, _MOST_ROWS, number, rule)


def _cell(column: int, row: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))
