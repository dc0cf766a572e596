"""Examples of bodies for those who publish figures, keep the rules and run the accounts."""

from collections.abc import Mapping

from osh_incidents.api.example import SOME_ID, Example, one

_AMENDED = {
    "since": "2026-07-01",
    "value": {
        one: {"amount": amount, "unit": "days", "extension": 0}
        for one, amount in (
            ("light", 4),
            ("one_severe", 7),
            ("several_severe", 20),
            ("fatal", 30),
        )
    },
    "source": {
        "instrument": "Nghị định giả định 1/2026/NĐ-CP",
        "article": "Điều 1",
        "mark": "verified",
    },
    "verified_on": "2026-03-01",
    "reason": "Văn bản mới có hiệu lực từ ngày 01/7/2026.",
}
# The public key printed in RFC 7517, appendix A.1.
_JWK = {
    "kty": "EC",
    "crv": "P-256",
    "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
    "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    "kid": "vi-du-2026",
    "alg": "ES256",
}


OFFICE_EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "prepare_release": one(
        "Số liệu năm 2026",
        "Figures of 2026",
        {
            "indicator": "fatal-accident-frequency",
            "from": "2026",
            "note": "Số liệu phục vụ báo cáo năm.",
        },
        201,
    ),
    "act_on_release": one(
        "Đã soát xét", "Gone through", {"action": "review", "note": "Đã đối chiếu với hồ sơ."}
    ),
    "export_person": one("Theo số căn cước", "By citizen id", {"citizen_id": "031190000000"}),
    "put_workforce": one(
        "Số lao động ngành chế biến, chế tạo",
        "Workers of manufacturing",
        {
            "numbers": [
                {
                    "period": "2026",
                    "sector": "C",
                    "workers": 215_400,
                    "source": "Niên giám thống kê (số liệu ví dụ)",
                }
            ]
        },
    ),
    "propose_amendment": one("Thời hạn điều tra mới", "New time limits", _AMENDED, 201),
    "decide_amendment": one(
        "Duyệt", "Approve", {"action": "approve", "reason": "Đã đối chiếu với Công báo."}
    ),
    "enter_organisation": one(
        "Một doanh nghiệp",
        "An enterprise",
        {"name": "Công ty CP Đóng tàu Ví Dụ", "tax_code": "0200998877"},
        201,
    ),
    "set_competence": one(
        "Một phường",
        "A ward",
        {"areas": [{"area_code": "11311", "since": "2026-01-01"}], "zone_codes": []},
    ),
    "open_account": one(
        "Tài khoản của doanh nghiệp",
        "An account of an enterprise",
        {"organisation_id": SOME_ID, "role": "agency", "client_id": "kho-du-lieu-vi-du"},
        201,
    ),
    "add_secret": one(
        "Có hiệu lực đến cuối năm",
        "Valid until the end of the year",
        {"expires_at": "2026-12-31T23:59:59+07:00"},
        201,
    ),
    "add_key": one("Khóa ES256", "A key for ES256", {"jwk": _JWK}, 201),
    "add_identity": one(
        "Danh tính ở hệ thống khác",
        "An identity of another system",
        {"issuer": "https://id.example", "subject": "can-bo-01"},
        201,
    ),
    "register_webhook": one(
        "Mọi thay đổi của các vụ",
        "Every change of cases",
        {"url": "https://doanh-nghiep.example/osh", "kind": "changes", "types": ["osh.case"]},
        201,
    ),
    "put_workplace": one(
        "Cơ sở của doanh nghiệp",
        "A unit of an enterprise",
        {
            "tax_code": "0200123457",
            "area_code": "11311",
            "name": "Công ty TNHH Cơ khí Ví Dụ",
            "vsic_code": "2592",
            "owner_type": "private",
        },
        201,
    ),
    "act_on_import": one("Dừng nạp tệp", "Take no more of the file", {"action": "cancel"}),
}
"""By operation."""
