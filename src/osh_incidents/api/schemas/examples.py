"""Examples of bodies, in Vietnamese; all names are made up."""

from typing import Any

WORKPLACE: dict[str, Any] = {
    "tax_code": "0200123457",
    "name": "Công ty TNHH Cơ khí Ví Dụ",
    "vsic_code": "2592",
    "owner_type": "private",
    "area_code": "11311",
    "address": "Số 1 đường Ví Dụ",
    "workers_total": 120,
    "workers_female": 40,
}

DECLARANT: dict[str, Any] = {
    "role": "employer",
    "name": "Nguyễn Văn An",
    "position": "Trưởng phòng An toàn",
    "phone": "+842253123456",
}

ACCIDENT: dict[str, Any] = {
    "kind": "accident",
    "declarant": DECLARANT,
    "workplace": WORKPLACE,
    "accident": {
        "occurred_at": "2026-03-04T09:30:00+07:00",
        "area_code": "11311",
        "place": "Phân xưởng dập",
        "inside_workplace": True,
        "commuting": False,
        "description": "Khi lấy phôi kẹt trong khuôn, máy dập chạy lại và ép vào bàn tay phải.",
        "preliminary_cause": "7",
        "injury_factor": "machine",
        "special_regime": None,
        "known_at": "2026-03-04T09:35:00+07:00",
        "rescue": "Dừng máy, sơ cứu, đưa đi bệnh viện",
        "scene_kept": True,
    },
    "victims": [
        {
            "full_name": "Trần Thị Bình",
            "sex": "female",
            "birth_date": "1990-05-02",
            "citizen_id": "031190000000",
            "occupation_code": "8142",
            "relation": "contract",
            "employer_tax_code": None,
            "condition": "severe",
            "injury_codes": ["033"],
            "died_at": None,
            "treated_at": "Bệnh viện Ví Dụ",
            "monthly_wage_vnd": 9500000,
            "insured": True,
            "insured_since": "2018-06",
        }
    ],
}

DISEASE: dict[str, Any] = {
    "kind": "disease",
    "declarant": DECLARANT,
    "workplace": WORKPLACE,
    "disease": {
        "list_no": 1,
        "icd10": "J62.8",
        "diagnosed_on": "2026-02-20",
        "facility": "Phòng khám bệnh nghề nghiệp Ví Dụ",
        "exposures": [
            {
                "agent": "silica",
                "from": "2009-03",
                "to": "2024-11",
                "employer_tax_code": "0200123457",
            }
        ],
    },
    "victims": [
        {
            "full_name": "Phạm Văn Cường",
            "sex": "male",
            "birth_date": "1975-11-20",
            "relation": "contract",
            "monthly_wage_vnd": 11000000,
            "insured": True,
            "insured_since": "2009-03",
        }
    ],
}
