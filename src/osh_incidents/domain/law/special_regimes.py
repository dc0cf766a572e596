"""Fields declared and investigated under laws of their own, seafarers among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.declaration import Body
from osh_incidents.domain.law.instruments import (
    CHECKED,
    CIRCULAR_13_2017,
    IN_FORCE,
    TWO_TIERS,
    decree_39,
    decree_129,
    law_84,
)
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version
from osh_incidents.domain.vocabulary import Ship, SpecialRegime

_OWN_LAW = Text(
    "luật chuyên ngành; thanh tra, kiểm tra an toàn lao động phối hợp",
    "the law of the field, with the co-operation of the labour-safety inspection",
)

_FIELDS = law_84("Điều 34 khoản 1 điểm c, Điều 35 khoản 4")
_CIRCULARS_OF_2017 = date(2018, 1, 1)
"""By then both circulars of 2017 were surely in force; their first days were not found."""

SPECIAL_REGIMES: Provision[Mapping[SpecialRegime, Text]] = Provision(
    "special-regimes",
    Text(
        "Lĩnh vực khai báo, điều tra theo luật chuyên ngành",
        "Fields declared and investigated under laws of their own",
    ),
    versions=(
        Version(IN_FORCE, dict.fromkeys(SpecialRegime, _OWN_LAW), _FIELDS, CHECKED),
        Version(
            _CIRCULARS_OF_2017,
            {
                **dict.fromkeys(SpecialRegime, _OWN_LAW),
                SpecialRegime.ARMED_FORCES: Text(
                    "quy định riêng (quốc phòng: Thông tư 01/2017/TT-BQP)",
                    "rules of their own (defence: Circular 01/2017/TT-BQP)",
                ),
                SpecialRegime.MARITIME: Text(
                    "Thông tư 13/2017/TT-BLĐTBXH đối với thuyền viên",
                    "Circular 13/2017/TT-BLĐTBXH, for seafarers",
                ),
            },
            _FIELDS,
            CHECKED,
        ),
    ),
    shape=Mapping[SpecialRegime, Text],
)

SPECIAL_RECIPIENTS: Provision[tuple[Text, ...]] = Provision(
    "special-regime-recipients",
    Text(
        "Cơ quan cũng nhận khai báo của lĩnh vực chuyên ngành",
        "Bodies that are also told of an accident in such a field",
    ),
    versions=(
        Version(
            IN_FORCE,
            (
                Text(
                    "Thanh tra Sở Lao động - Thương binh và Xã hội",
                    "Inspectorate of the Department of Labour, Invalids and Social Affairs",
                ),
                Text("Công an cấp huyện", "District police"),
            ),
            decree_39("Điều 10 khoản 2 điểm a", Mark.UNSURE),
            CHECKED,
        ),
        Version(
            TWO_TIERS,
            (
                Text("Sở Nội vụ", "Department of Home Affairs"),
                Text("Công an cấp xã", "Commune police"),
            ),
            decree_129("Điều 45 khoản 1, 2"),
            CHECKED,
        ),
    ),
    shape=tuple[Text, ...],
)


class Sea(Labelled):
    """Where a seafarer's accident happened."""

    VIETNAM = "vietnam", "lãnh thổ, vùng biển Việt Nam", "Vietnamese territory or waters"
    ABROAD = "abroad", "nước ngoài", "abroad"


@dataclass(frozen=True, slots=True)
class SeafarerRule:
    """When an accident on board is declared at once, to whom, and on which ships it is not."""

    declared_if: Text
    recipients: Mapping[Sea, tuple[Body, ...]]
    ships_left_out: tuple[Ship, ...]


_RECIPIENTS = {
    Sea.VIETNAM: (
        Body(
            "maritime_port_authority",
            Text("Cảng vụ hàng hải gần nhất", "nearest maritime port authority"),
        ),
        Body("labour_department", Text("cơ quan lao động cấp tỉnh", "labour department")),
        Body("commune_police", Text("công an", "police")),
    ),
    Sea.ABROAD: (
        Body("mission", Text("cơ quan đại diện Việt Nam", "Vietnamese mission")),
        Body("maritime_administration", Text("Cục Hàng hải", "maritime administration")),
        Body("ministry_inspectorate", Text("thanh tra của bộ", "inspectorate of the ministry")),
    ),
}
_LEFT_OUT = (Ship.MILITARY, Ship.PUBLIC_DUTY, Ship.FISHING, Ship.COASTAL)

SEAFARERS: Provision[SeafarerRule] = Provision(
    "seafarer-accidents",
    Text("Khai báo tai nạn lao động của thuyền viên", "Declaration of a seafarer's accident"),
    versions=(
        Version(
            _CIRCULARS_OF_2017,
            SeafarerRule(
                Text(
                    "một thuyền viên chết hoặc từ hai thuyền viên bị thương nặng",
                    "a seafarer dies or two are severely hurt",
                ),
                _RECIPIENTS,
                _LEFT_OUT,
            ),
            Citation(CIRCULAR_13_2017, "khai báo; ngày đầu có hiệu lực chưa tra", Mark.VERIFIED),
            CHECKED,
        ),
    ),
    shape=SeafarerRule,
)
