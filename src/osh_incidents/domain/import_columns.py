"""The columns of flat files: heading, where the value belongs in a single post, and how it reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from osh_incidents.domain import import_cells as cells
from osh_incidents.domain.imports import ImportKind
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.vocabulary import (
    CaseKind,
    DeathLink,
    Declarant,
    InjuryFactor,
    OwnerType,
    Relation,
    Severity,
    Sex,
    Ship,
    SpecialRegime,
)

REFERENCE = "/ref"
"""The column whose equal values make consecutive rows one declaration; not part of it."""

VICTIM = "/victims/0"
"""One row is one victim: the pointers of its columns, to be counted on for the rows after it."""

OF_VICTIMS = (ImportKind.DECLARATIONS, ImportKind.RETURN_VICTIMS)
"""The kinds whose rows are victims."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: *pointer* into the body of a single post, and an example of it."""

    pointer: str
    heading: Text
    read: Callable[[object], object]
    example: str = ""
    codes: type[Labelled] | None = None


def _of(
    pointer: str, vi: str, en: str, read: Callable[[object], object], example: str = ""
) -> Column:
    return Column(pointer, Text(vi, en), read, example)


def _listed(pointer: str, vi: str, en: str, codes: type[Labelled], example: str = "") -> Column:
    return Column(pointer, Text(vi, en), cells.listed(codes), example, codes)


_W, _A, _D, _V = "/workplace", "/accident", "/disease", VICTIM
_EXPOSURE = f"{_D}/exposures/0"

# fmt: off
_DECLARATIONS = (
    _of(REFERENCE, "Mã hồ sơ", "Reference", cells.text, "HS-01"),
    _listed("/kind", "Loại", "Kind", CaseKind, "tai nạn lao động"),
    _listed("/declarant/role", "Tư cách khai báo", "Declared as", Declarant, "người sử dụng lao động"),
    _of("/declarant/name", "Người khai báo", "Declarant", cells.text, "Nguyễn Văn An"),
    _of("/declarant/position", "Chức vụ", "Position", cells.text),
    _of("/declarant/phone", "Điện thoại", "Phone", cells.text, "0225 3123456"),
    _of(f"{_W}/tax_code", "Mã số thuế", "Tax code", cells.text, "0200123457"),
    _of(f"{_W}/name", "Tên cơ sở", "Workplace", cells.text, "Công ty TNHH Cơ khí Ví Dụ"),
    _of(f"{_W}/vsic_code", "Mã ngành", "Line of business", cells.code, "2592"),
    _listed(f"{_W}/owner_type", "Loại hình", "Ownership", OwnerType, "doanh nghiệp tư nhân, TNHH, cổ phần"),
    _of(f"{_W}/area_code", "Mã xã của cơ sở", "Area of the workplace", cells.text, "11311"),
    _of(f"{_W}/address", "Địa chỉ cơ sở", "Address", cells.text),
    _of(f"{_W}/workers_total", "Tổng số lao động", "Workers", cells.number, "120"),
    _of(f"{_W}/workers_female", "Số lao động nữ", "Women workers", cells.number, "40"),
    _of(f"{_A}/occurred_at", "Thời điểm xảy ra", "Occurred at", cells.moment, "04/03/2026 09:30"),
    _of(f"{_A}/area_code", "Mã xã nơi xảy ra", "Area of the accident", cells.text, "11311"),
    _of(f"{_A}/place", "Nơi xảy ra", "Place", cells.text, "Phân xưởng dập"),
    _of(f"{_A}/inside_workplace", "Trong cơ sở", "Inside the workplace", cells.flag, "có"),
    _of(f"{_A}/commuting", "Trên đường đi làm", "Commuting", cells.flag, "không"),
    _of(f"{_A}/description", "Diễn biến", "Description", cells.text, "Máy dập ép vào bàn tay phải."),
    _of(f"{_A}/preliminary_cause", "Nguyên nhân sơ bộ", "Preliminary cause", cells.text, "7"),
    _listed(f"{_A}/injury_factor", "Yếu tố gây chấn thương", "Injury factor", InjuryFactor),
    _listed(f"{_A}/special_regime", "Lĩnh vực đặc thù", "Special regime", SpecialRegime),
    _listed(f"{_A}/ship", "Loại tàu", "Ship", Ship),
    _of(f"{_A}/technical_incident", "Sự cố kỹ thuật", "Technical incident", cells.flag),
    _of(f"{_A}/known_at", "Thời điểm biết tin", "Known at", cells.moment),
    _of(f"{_A}/rescue", "Sơ cứu, cấp cứu", "Rescue", cells.text),
    _of(f"{_A}/scene_kept", "Giữ hiện trường", "Scene kept", cells.flag),
    _of(f"{_D}/list_no", "Số thứ tự bệnh", "Number of the disease", cells.number),
    _of(f"{_D}/icd10", "Mã ICD-10", "ICD-10", cells.text),
    _of(f"{_D}/diagnosed_on", "Ngày chẩn đoán", "Diagnosed on", cells.day),
    _of(f"{_D}/facility", "Cơ sở chẩn đoán", "Diagnosed by", cells.text),
    _of(f"{_EXPOSURE}/agent", "Yếu tố tiếp xúc", "Exposed to", cells.text),
    _of(f"{_EXPOSURE}/from", "Tiếp xúc từ tháng", "Exposed from", cells.month),
    _of(f"{_EXPOSURE}/to", "Tiếp xúc đến tháng", "Exposed to month", cells.month),
    _of(f"{_EXPOSURE}/employer_tax_code", "Mã số thuế nơi tiếp xúc", "Exposed at tax code", cells.text),
    _of(f"{_V}/full_name", "Họ tên nạn nhân", "Victim", cells.text, "Trần Thị Bình"),
    _listed(f"{_V}/sex", "Giới tính", "Sex", Sex, "nữ"),
    _of(f"{_V}/birth_date", "Ngày sinh", "Birth date", cells.day, "02/05/1990"),
    _of(f"{_V}/birth_year", "Năm sinh", "Birth year", cells.number),
    _of(f"{_V}/citizen_id", "Số CCCD", "Citizen id", cells.text, "031190000000"),
    _of(f"{_V}/occupation_code", "Mã nghề", "Occupation", cells.code, "8142"),
    _listed(f"{_V}/relation", "Quan hệ lao động", "Relation", Relation, "có hợp đồng lao động"),
    _of(f"{_V}/employer_tax_code", "Mã số thuế nơi ký hợp đồng", "Employer's tax code", cells.text),
    _listed(f"{_V}/condition", "Tình trạng", "Condition", Severity, "nặng"),
    _of(f"{_V}/injury_codes", "Mã thương tích", "Injuries", cells.codes, "033"),
    _of(f"{_V}/died_at", "Thời điểm chết", "Died at", cells.moment),
    _listed(f"{_V}/death_link", "Liên quan cái chết", "Death link", DeathLink),
    _of(f"{_V}/forensic_reference", "Giám định pháp y", "Forensic paper", cells.text),
    _of(f"{_V}/treated_at", "Nơi điều trị", "Treated at", cells.text, "Bệnh viện Ví Dụ"),
    _of(f"{_V}/monthly_wage_vnd", "Tiền lương tháng (đồng)", "Monthly wage (VND)", cells.number, "9500000"),
    _of(f"{_V}/insured", "Có bảo hiểm", "Insured", cells.flag, "có"),
    _of(f"{_V}/insured_since", "Bảo hiểm từ tháng", "Insured since", cells.month, "06/2018"),
)
_WORKFORCE = (
    _of("/period", "Kỳ", "Period", cells.text, "2025-H1"),
    _of("/area_code", "Mã xã", "Area", cells.text, "11311"),
    _of("/sector", "Ngành cấp 1", "Section", cells.text, "C"),
    _listed("/relation", "Quan hệ lao động", "Relation", Relation),
    _of("/workers", "Số lao động", "Workers", cells.number, "12500"),
    _of("/source", "Nguồn", "Source", cells.text, "Chi cục Thống kê"),
)
_WORKPLACES = (
    _of("/tax_code", "Mã số thuế", "Tax code", cells.text, "0200123457"),
    _of("/name", "Tên cơ sở", "Workplace", cells.text, "Công ty TNHH Cơ khí Ví Dụ"),
    _of("/vsic_code", "Mã ngành", "Line of business", cells.code, "2592"),
    _listed("/owner_type", "Loại hình", "Ownership", OwnerType, "doanh nghiệp tư nhân, TNHH, cổ phần"),
    _of("/area_code", "Mã xã", "Area", cells.text, "11311"),
    _of("/zone_code", "Mã khu kinh tế", "Zone", cells.text),
)
_RETURN_VICTIMS = (
    _of("/reference", "Kỳ báo cáo", "Period", cells.text, "2026-H1"),
    _of("/tax_code", "Mã số thuế", "Tax code", cells.text, "0200123457"),
    _of("/employer_name", "Tên cơ sở", "Workplace", cells.text, "Công ty TNHH Cơ khí Ví Dụ"),
    _of("/occurred_on", "Ngày xảy ra", "Occurred on", cells.day, "04/03/2026"),
    _of("/area_code", "Mã xã nơi xảy ra", "Area of the accident", cells.text, "11311"),
    _of("/place", "Nơi xảy ra", "Place", cells.text, "Phân xưởng dập"),
    _of("/description", "Diễn biến", "Description", cells.text),
    _of(f"{_V}/full_name", "Họ tên nạn nhân", "Victim", cells.text, "Trần Thị Bình"),
    _listed(f"{_V}/sex", "Giới tính", "Sex", Sex, "nữ"),
    _of(f"{_V}/birth_date", "Ngày sinh", "Birth date", cells.day, "02/05/1990"),
    _of(f"{_V}/birth_year", "Năm sinh", "Birth year", cells.number),
    _of(f"{_V}/citizen_id", "Số CCCD", "Citizen id", cells.text, "031190000000"),
    _listed(f"{_V}/condition", "Tình trạng", "Condition", Severity, "nặng"),
)
# fmt: on

COLUMNS: Mapping[ImportKind, Sequence[Column]] = {
    ImportKind.DECLARATIONS: _DECLARATIONS,
    ImportKind.WORKFORCE: _WORKFORCE,
    ImportKind.WORKPLACES: _WORKPLACES,
    ImportKind.RETURN_VICTIMS: _RETURN_VICTIMS,
}

EXAMPLE = Text("VÍ DỤ", "EXAMPLE")
"""In the first cell of a row that is skipped."""

ADDED = (
    Text("Dòng trong tệp", "Row in the file"),
    Text("Lỗi", "Faults"),
)
"""The columns that a file of rejected rows has beside those that were sent; ignored on reading."""


def by_heading(kind: ImportKind) -> Mapping[str, Column]:
    """Return the columns of *kind* by what their heading may be, folded."""
    return {
        folded(said): column
        for column in COLUMNS[kind]
        for said in (column.heading.vi, column.heading.en)
    }


def folded(heading: object) -> str:
    """Return *heading* as headings are compared."""
    return " ".join(cells.plain(heading).casefold().split())


def heading_of(kind: ImportKind, pointer: str) -> Text | None:
    """Return the heading of the column from which the value at *pointer* comes."""
    parts = pointer.split("/")
    if parts[1:2] == ["victims"] and len(parts) > 3:  # noqa: PLR2004
        parts[2] = "0"
    for length in range(len(parts), 1, -1):
        named = "/".join(parts[:length])
        for column in COLUMNS[kind]:
            if column.pointer == named:
                return column.heading
    return None
