"""A realistic body for each operation that takes one; people, numbers and places are made up.

The tests send every one of them, so what is published as allowed is allowed.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from osh_incidents.api.example import SOME_ID, Example, one
from osh_incidents.api.office_examples import OFFICE_EXAMPLES
from osh_incidents.api.schemas.examples import ACCIDENT, DISEASE
from osh_incidents.domain.labels import Text


def _known_before_it_happened() -> dict[str, Any]:
    body = deepcopy(ACCIDENT)
    body["accident"]["known_at"] = "2026-03-03T09:35:00+07:00"
    return body


EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "issue_token": one(
        "Bằng mật khẩu của tài khoản",
        "With a secret of the account",
        {
            "grant_type": "client_credentials",
            "client_id": "hp-employer",
            "client_secret": "the-secret-of-the-account",
        },
    ),
    "declare": (
        Example("accident", Text("Tai nạn lao động", "An accident"), ACCIDENT, 201),
        Example("disease", Text("Bệnh nghề nghiệp", "A disease"), DISEASE, 201),
        Example(
            "refused",
            Text(
                "Bị từ chối: biết tin trước khi xảy ra",
                "Refused: known of before it happened",
            ),
            _known_before_it_happened(),
            422,
        ),
    ),
    "correct_case": one(
        "Sửa nơi xảy ra",
        "Correct the place",
        {"accident": {"place": "Kho vật tư"}, "reason": "Ghi nhầm nơi xảy ra."},
    ),
    "correct_victim": one(
        "Sửa nghề nghiệp",
        "Correct the occupation",
        {"occupation_code": "7223", "reason": "Đã đối chiếu hợp đồng lao động."},
    ),
    "add_victim": one(
        "Thêm một người bị thương nhẹ",
        "One more, lightly hurt",
        {
            "full_name": "Vũ Ngọc Lan",
            "sex": "female",
            "birth_date": "1994-08-15",
            "citizen_id": "031194000021",
            "relation": "contract",
            "condition": "light",
            "monthly_wage_vnd": 8_700_000,
            "reason": "Người này mới báo là bị thương.",
        },
        201,
    ),
    "report_development": one(
        "Tìm ra thêm thương tích",
        "A further injury was found",
        {
            "development": "injury_found",
            "injury_codes": ["033"],
            "reason": "Kết quả chụp phim của bệnh viện.",
        },
    ),
    "decide_on_duplicate": one(
        "Không phải một vụ",
        "Not the same case",
        {
            "relation": "not_duplicate",
            "case_id": SOME_ID,
            "reason": "Hai vụ xảy ra ở hai ngày khác nhau.",
        },
        201,
    ),
    "act_on_registration": (
        Example("register", Text("Tiếp nhận", "Take in"), {"action": "register"}),
        Example(
            "refused",
            Text("Bị từ chối: chưa đóng nên không mở lại", "Refused: it is not closed"),
            {"action": "reopen"},
            409,
        ),
    ),
    "act_on_investigation": one(
        "Lập đoàn điều tra",
        "Form the team",
        {
            "action": "form_team",
            "decision_no": "12/QĐ-ĐTTNLĐ",
            "decided_on": "2026-03-04",
            "members": [
                {"seat": "labour_department", "full_name": "Đỗ Minh Khang", "is_head": True},
                {"seat": "health_department", "full_name": "Phạm Thị Hà"},
                {"seat": "union_federation", "full_name": "Lê Văn Giang"},
            ],
        },
    ),
    "act_on_disease": one(
        "Xác nhận chẩn đoán",
        "Confirm the diagnosis",
        {
            "action": "diagnose",
            "facility": "Phòng khám bệnh nghề nghiệp Ví Dụ",
            "icd10": "J62.8",
        },
    ),
    "act_on_handling": one(
        "Xử phạt",
        "A sanction",
        {
            "action": "decide",
            "kind": "sanction",
            "decision_no": "7/QĐ-XPHC",
            "fine_vnd": 45_000_000,
        },
    ),
    "act_on_claim": one(
        "Quyết định mức bồi thường",
        "Decide the amount",
        {
            "action": "decide",
            "amount_vnd": 300_000_000,
            "decision_no": "9/QĐ-BT",
            "decided_on": "2026-03-04",
        },
    ),
    "decide_correction": one(
        "Duyệt", "Approve", {"action": "approve", "reason": "Đúng với biên bản hiện trường."}
    ),
    "act_on_notice": one(
        "Đã báo bằng điện thoại",
        "The body was told by telephone",
        {"action": "record_delivery", "channel": "phone", "reference": "Sổ trực 15/2026"},
    ),
    "send_signal": one(
        "Tin của bệnh viện",
        "From a hospital",
        {
            "source": "hospital",
            "reference": "BA-0913",
            "occurred_at": "2026-03-04T09:40:00+07:00",
            "area_code": "11311",
            "place": "Phân xưởng dập",
            "employer_name": "Công ty TNHH Cơ khí Ví Dụ",
            "tax_code": "0200123457",
            "description": "Tiếp nhận một người bị máy dập ép vào bàn tay phải.",
            "victims": [{"full_name": "Trần Thị Bình", "birth_year": 1990, "condition": "severe"}],
        },
        201,
    ),
    "act_on_signal": one(
        "Không phải tai nạn lao động",
        "No accident at work",
        {"action": "refuse", "reason": "Tai nạn sinh hoạt, không liên quan đến công việc."},
    ),
    "calculate": one(
        "Bồi thường của người sử dụng lao động",
        "What the employer owes",
        {
            "scheme": "employer_compensation",
            "on": "2026-03-01",
            "loss_percent": 15,
            "fault": "not_worker_wholly",
            "monthly_wage_vnd": 9_500_000,
        },
    ),
    **OFFICE_EXAMPLES,
}
"""By operation; those with a status above 399 show the most common fault."""
