"""Causes of an accident, one main cause each (Decree 39/2016, form IX)."""

from collections.abc import Mapping

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, decree_39
from osh_incidents.domain.law.model import Provision, Version

CAUSES: Provision[Mapping[str, Text]] = Provision(
    "accident-causes",
    Text("Nguyên nhân tai nạn lao động", "Causes of an accident"),
    versions=(
        Version(
            IN_FORCE,
            {
                "1": Text(
                    "Không có thiết bị an toàn hoặc thiết bị không bảo đảm an toàn",
                    "No safety device, or an unsafe one",
                ),
                "2": Text(
                    "Không có hoặc thiếu phương tiện bảo vệ cá nhân",
                    "No or poor personal protective equipment",
                ),
                "3": Text("Tổ chức lao động chưa hợp lý", "Unreasonable organisation of work"),
                "4": Text(
                    "Chưa huấn luyện hoặc huấn luyện chưa đầy đủ",
                    "No or insufficient safety training",
                ),
                "5": Text(
                    "Không có quy trình, biện pháp an toàn", "No safe procedure or safety measure"
                ),
                "6": Text("Điều kiện làm việc không tốt", "Bad working conditions"),
                "7": Text(
                    "Người lao động vi phạm quy trình, biện pháp an toàn",
                    "Worker breaks rules, procedure or safety measures",
                ),
                "8": Text(
                    "Người lao động không sử dụng phương tiện bảo vệ cá nhân",
                    "Worker does not use protective equipment",
                ),
                "9": Text(
                    "Khách quan, khó tránh hoặc nguyên nhân chưa kể đến",
                    "Objective, unavoidable, or not listed",
                ),
            },
            decree_39("Phụ lục IX, XII"),
            CHECKED,
        ),
    ),
    shape=Mapping[str, Text],
)
