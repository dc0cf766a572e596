"""The list of insured occupational diseases (Ministry of Health)."""

from collections.abc import Mapping
from datetime import date

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import (
    CHECKED,
    CIRCULAR_02_2023,
    CIRCULAR_15_2016,
    CIRCULAR_60_2025,
    IN_FORCE,
)
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version

_DUST_AND_POISON = {
    1: "Bụi phổi silic",
    2: "Bụi phổi amiăng",
    3: "Bụi phổi bông",
    4: "Bụi phổi talc",
    5: "Bụi phổi than",
    6: "Viêm phế quản mạn tính",
    7: "Hen nghề nghiệp",
    8: "Nhiễm độc chì",
    9: "Nhiễm độc benzen và đồng đẳng",
    10: "Nhiễm độc thủy ngân",
    11: "Nhiễm độc mangan",
    12: "Nhiễm độc trinitrotoluen (TNT)",
    13: "Nhiễm độc arsenic",
    14: "Nhiễm độc hóa chất bảo vệ thực vật",
    15: "Nhiễm độc nicotin",
    16: "Nhiễm độc carbon monoxide",
    17: "Nhiễm độc cadmi",
}
_PHYSICAL_SKIN_INFECTION_CANCER = {
    18: "Điếc do tiếng ồn",
    19: "Bệnh giảm áp",
    20: "Bệnh do rung toàn thân",
    21: "Bệnh do rung cục bộ",
    22: "Bệnh phóng xạ",
    23: "Đục thể thủy tinh",
    24: "Nốt dầu",
    25: "Sạm da",
    26: "Viêm da tiếp xúc",
    27: "Bệnh da do tiếp xúc môi trường ẩm ướt và lạnh kéo dài",
    28: "Bệnh da do cao su tự nhiên, hóa chất phụ gia cao su",
    29: "Bệnh leptospira",
    30: "Viêm gan vi rút B",
    31: "Lao",
    32: "Nhiễm HIV do tai nạn rủi ro nghề nghiệp",
    33: "Viêm gan vi rút C",
    34: "Ung thư trung biểu mô",
}
_34 = {
    **_DUST_AND_POISON,
    **_PHYSICAL_SKIN_INFECTION_CANCER,
    26: "Viêm da tiếp xúc nghề nghiệp do crôm",
}

INSURED_DISEASES: Provision[Mapping[int, str]] = Provision(
    "insured-diseases",
    Text("Danh mục bệnh nghề nghiệp được hưởng BHXH", "Insured occupational diseases"),
    versions=(
        Version(
            IN_FORCE,
            _34,
            Citation(CIRCULAR_15_2016, "Điều 3", Mark.VERIFIED),
            CHECKED,
        ),
        Version(
            date(2023, 4, 1),
            {**_34, 35: "COVID-19 nghề nghiệp"},
            Citation(CIRCULAR_02_2023, "Điều 1; ngày có hiệu lực", Mark.RECALLED),
            CHECKED,
        ),
        Version(
            date(2026, 2, 15),
            {**_DUST_AND_POISON, **_PHYSICAL_SKIN_INFECTION_CANCER, 35: "COVID-19 nghề nghiệp"},
            Citation(CIRCULAR_60_2025, "Điều 3", Mark.VERIFIED),
            CHECKED,
        ),
    ),
    shape=Mapping[int, str],
)
