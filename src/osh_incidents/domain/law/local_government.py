"""What the bodies are called on a day, and which tiers there are to be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import (
    CHECKED,
    DEPARTMENTS_MERGED,
    IN_FORCE,
    LETTER_4787,
    RESOLUTION_190,
    TWO_TIERS,
    decree_129,
    law_84,
)
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version


class Office(Labelled):
    """A body that stays the same duty-holder while its name changes."""

    MINISTRY = "labour_ministry", "bộ quản lý về lao động", "labour ministry"
    DEPARTMENT = "labour_department", "cơ quan lao động cấp tỉnh", "labour department"
    SAFETY_UNIT = (
        "safety_unit",
        "bộ phận về an toàn lao động của cơ quan lao động cấp tỉnh",
        "unit of the labour department in charge of safety",
    )


_OLD_MINISTRY = Text(
    "Bộ Lao động - Thương binh và Xã hội", "Ministry of Labour, Invalids and Social Affairs"
)
_OLD_DEPARTMENT = Text(
    "Sở Lao động - Thương binh và Xã hội", "Department of Labour, Invalids and Social Affairs"
)
_MINISTRY = Text("Bộ Nội vụ", "Ministry of Home Affairs")
_DEPARTMENT = Text("Sở Nội vụ", "Department of Home Affairs")

OFFICE_NAMES: Provision[Mapping[Office, Text]] = Provision(
    "office-names",
    Text("Tên gọi của cơ quan quản lý về lao động", "Names of the labour administration"),
    versions=(
        Version(
            IN_FORCE,
            {
                Office.MINISTRY: _OLD_MINISTRY,
                Office.DEPARTMENT: _OLD_DEPARTMENT,
                Office.SAFETY_UNIT: Text("Thanh tra Sở", "Inspectorate of the department"),
            },
            law_84("Điều 34, 35"),
            CHECKED,
        ),
        # The day on which the inspectorate ended in Hải Phòng is not known.
        Version(
            DEPARTMENTS_MERGED,
            {
                Office.MINISTRY: _MINISTRY,
                Office.DEPARTMENT: _DEPARTMENT,
                Office.SAFETY_UNIT: Text(
                    "Thanh tra Sở hoặc bộ phận tham mưu về an toàn, vệ sinh lao động",
                    "Inspectorate of the department, or its unit advising on safety",
                ),
            },
            Citation(
                RESOLUTION_190, "sáp nhập; nghị quyết riêng của Hải Phòng chưa tra", Mark.RECALLED
            ),
            CHECKED,
        ),
        Version(
            TWO_TIERS,
            {
                Office.MINISTRY: _MINISTRY,
                Office.DEPARTMENT: _DEPARTMENT,
                Office.SAFETY_UNIT: Text(
                    "Bộ phận tham mưu về an toàn, vệ sinh lao động của Sở Nội vụ",
                    "Unit of the Department of Home Affairs that advises on safety",
                ),
            },
            Citation(LETTER_4787, "thực hiện Nghị quyết 190/2025/QH15", Mark.VERIFIED),
            CHECKED,
        ),
    ),
    shape=Mapping[Office, Text],
)


class Tier(Labelled):
    """A tier of local government."""

    PROVINCE = "province", "cấp tỉnh", "province"
    DISTRICT = "district", "cấp huyện", "district"
    COMMUNE = "commune", "cấp xã", "commune"


_THREE = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
_TWO = (Tier.PROVINCE, Tier.COMMUNE)

COMMITTEES: Provision[tuple[Tier, ...]] = Provision(
    "peoples-committees",
    Text("Các cấp Ủy ban nhân dân", "Tiers of People's Committees"),
    versions=(
        Version(IN_FORCE, _THREE, law_84("Điều 34, 35, 36"), CHECKED),
        Version(TWO_TIERS, _TWO, decree_129("chính quyền địa phương hai cấp"), CHECKED),
    ),
    shape=tuple[Tier, ...],
)


@dataclass(frozen=True, slots=True)
class Police:
    """The tiers of police that exist, and the one that the law has told of a death."""

    existing: tuple[Tier, ...]
    told_of_a_death: Tier


POLICE: Provision[Police] = Provision(
    "police-tiers",
    Text("Công an các cấp và cấp nhận khai báo", "Tiers of police, and the one told of a death"),
    versions=(
        Version(
            IN_FORCE,
            Police(_THREE, told_of_a_death=Tier.DISTRICT),
            law_84("Điều 34 khoản 1"),
            CHECKED,
        ),
        # The district police ended four months before the text stopped naming it.
        Version(
            DEPARTMENTS_MERGED,
            Police(_TWO, told_of_a_death=Tier.DISTRICT),
            Citation(
                "Chấm dứt công an cấp huyện",
                "01/3/2025; Luật 84/2015 vẫn ghi công an cấp huyện đến 30/6/2025",
                Mark.RECALLED,
            ),
            CHECKED,
        ),
        Version(
            TWO_TIERS,
            Police(_TWO, told_of_a_death=Tier.COMMUNE),
            decree_129("Điều 42, 45"),
            CHECKED,
        ),
    ),
    shape=Police,
)
