"""Faults of single fields in words for people: from what Pydantic found to pointer, code, text.

Nothing of the input is echoed: only the place and the kind of the fault.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from osh_incidents.domain.deliveries import NoticeAction
from osh_incidents.domain.developments import Development
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Text
from osh_incidents.domain.releases import ReleaseAction
from osh_incidents.domain.signals import SignalAction
from osh_incidents.domain.tracks import Do

_LONGEST_NAME = 60
_ACTIONS = frozenset(
    action.value
    for kind in (Do, NoticeAction, SignalAction, ReleaseAction, Development)
    for action in kind
)

_MESSAGES = {
    "missing": ("required", Text("Thiếu trường bắt buộc.", "This field is required.")),
    "extra_forbidden": ("unknown_field", Text("Trường không được dùng.", "Unknown field.")),
    "enum": ("not_in_list", Text("Giá trị không có trong danh mục.", "Not one of the codes.")),
    "literal_error": ("not_in_list", Text("Giá trị không hợp lệ.", "Not one of the values.")),
    "union_tag_invalid": ("not_in_list", Text("Giá trị không hợp lệ.", "Not one of the values.")),
    "union_tag_not_found": ("required", Text("Thiếu trường bắt buộc.", "A field is required.")),
    "moment": (
        "not_a_moment",
        Text(
            "Phải là thời điểm RFC 3339 có múi giờ, ví dụ 2026-03-04T09:30:00+07:00.",
            "Must be an RFC 3339 moment with an offset, as 2026-03-04T09:30:00+07:00.",
        ),
    ),
    "civil_date": (
        "not_a_date",
        Text("Phải là ngày dạng YYYY-MM-DD.", "Must be a date as YYYY-MM-DD."),
    ),
    "characters": (
        "bad_characters",
        Text("Có ký tự không được phép.", "Contains characters that are not allowed."),
    ),
    "tax_code": (
        "not_a_tax_code",
        Text(
            "Mã số thuế gồm 10 hoặc 13 chữ số, hoặc 12 chữ số của cá nhân.",
            "A tax code has 10 or 13 digits, or 12 of a person.",
        ),
    ),
    "phone": ("not_a_phone", Text("Số điện thoại không đúng.", "Not a phone number.")),
    "period": (
        "not_a_period",
        Text(
            "Kỳ là năm hoặc nửa năm: 2024, 2024-H1, 2024-H2.",
            "A period is a year or a half: 2024, 2024-H1, 2024-H2.",
        ),
    ),
    "string_type": ("not_a_text", Text("Phải là chuỗi ký tự.", "Must be a string.")),
    "string_too_short": ("too_short", Text("Không được để trống.", "Must not be empty.")),
    "string_too_long": (
        "too_long",
        Text("Dài quá {max_length} ký tự.", "Longer than {max_length} characters."),
    ),
    "string_pattern_mismatch": (
        "bad_format",
        Text("Không đúng định dạng.", "Does not have the right format."),
    ),
    "int_type": ("not_a_number", Text("Phải là số nguyên.", "Must be a whole number.")),
    "int_parsing": ("not_a_number", Text("Phải là số nguyên.", "Must be a whole number.")),
    "int_from_float": ("not_a_number", Text("Phải là số nguyên.", "Must be a whole number.")),
    "bool_type": ("not_a_flag", Text("Phải là true hoặc false.", "Must be true or false.")),
    "bool_parsing": ("not_a_flag", Text("Phải là true hoặc false.", "Must be true or false.")),
    "greater_than": ("too_small", Text("Phải lớn hơn {gt}.", "Must be above {gt}.")),
    "greater_than_equal": ("too_small", Text("Ít nhất là {ge}.", "Must be at least {ge}.")),
    "less_than_equal": ("too_large", Text("Nhiều nhất là {le}.", "Must be at most {le}.")),
    "too_short": ("too_few", Text("Cần ít nhất {min_length}.", "Needs at least {min_length}.")),
    "too_long": ("too_many", Text("Nhiều nhất {max_length}.", "At most {max_length}.")),
    "uuid_parsing": ("not_an_id", Text("Không phải mã định danh.", "Not an identifier.")),
    "uuid_type": ("not_an_id", Text("Không phải mã định danh.", "Not an identifier.")),
    "model_attributes_type": (
        "not_an_object",
        Text("Phải là một đối tượng JSON.", "Must be a JSON object."),
    ),
    "model_type": ("not_an_object", Text("Phải là một đối tượng JSON.", "Must be a JSON object.")),
    "tuple_type": ("not_a_list", Text("Phải là một danh sách.", "Must be a list.")),
    "list_type": ("not_a_list", Text("Phải là một danh sách.", "Must be a list.")),
}
_OTHERWISE = ("invalid", Text("Giá trị không hợp lệ.", "Invalid value."))


def request_faults(found: Iterable[Mapping[str, Any]]) -> list[FieldFault]:
    """Return what is wrong with a request: its body, or a parameter by its name."""
    return [fault for error in found for fault in field_faults([_in_body(error)])]


def field_faults(found: Iterable[Mapping[str, Any]]) -> list[FieldFault]:
    """Return what Pydantic *found*."""
    faults = []
    for error in found:
        code, text = _MESSAGES.get(error["type"], _OTHERWISE)
        context = {name: value for name, value in error.get("ctx", {}).items() if _is_limit(value)}
        pointer = _pointer(error)
        faults.append(FieldFault(pointer, code, text.within(**context) if context else text))
    return faults


def _in_body(error: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return *error* with its place as the sender wrote it, without what chose the schema."""
    where, *place = error["loc"]
    if where == "body" and place and place[0] in _ACTIONS:
        place = place[1:]
    return {**error, "loc": place}


def _is_limit(value: Any) -> bool:
    return isinstance(value, int)


def _pointer(error: Mapping[str, Any]) -> str:
    parts = [*error["loc"]]
    if error["type"].startswith("union_tag"):
        parts.append(error["ctx"]["discriminator"].strip("'"))
    return "".join(f"/{_escaped(str(part))}" for part in parts)


def _escaped(name: str) -> str:
    """Return *name* as a part of a pointer: a sender's own key may hold anything at all."""
    plain = name.encode("ascii", "backslashreplace").decode()[:_LONGEST_NAME]
    return plain.replace("~", "~0").replace("/", "~1")
