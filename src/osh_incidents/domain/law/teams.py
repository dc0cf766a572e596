"""Who sits in an investigation team, by level (Law 84/2015 art. 35, Decree 39/2016 art. 11)."""

from collections.abc import Mapping
from dataclasses import dataclass

from osh_incidents.domain.investigation_vocabulary import TeamSeat
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import (
    CHECKED,
    DEPARTMENTS_MERGED,
    IN_FORCE,
    LETTER_4787,
    TWO_TIERS,
    decree_39,
)
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version


class TeamLevel(Labelled):
    """The levels of team that the law knows; the central one never acts within this service."""

    BASE = "base", "cấp cơ sở", "base"
    PROVINCIAL = "provincial", "cấp tỉnh", "provincial"
    CENTRAL = "central", "cấp trung ương", "central"


@dataclass(frozen=True, slots=True)
class Member:
    """A seat of a team and who fills it."""

    seat: TeamSeat
    who: Text


@dataclass(frozen=True, slots=True)
class Team:
    """How a team is made up; the head is not counted among the members."""

    set_up_by: Text
    head: Text
    members: tuple[Member, ...]
    decision_form: str


_OTHERS = Member(TeamSeat.OTHER, Text("thành phần khác khi cần", "others where needed"))

_BASE = Team(
    set_up_by=Text("Người sử dụng lao động, ngay khi biết tin", "The employer, at once"),
    head=Text(
        "Người sử dụng lao động hoặc người được ủy quyền bằng văn bản",
        "The employer or a delegate named in writing",
    ),
    members=(
        Member(
            TeamSeat.BASE_UNION,
            Text(
                "ban chấp hành công đoàn cơ sở hoặc đại diện tập thể người lao động",
                "executive of the base union, or the workers' representative",
            ),
        ),
        Member(
            TeamSeat.SAFETY_OFFICER, Text("người làm công tác an toàn lao động", "safety officer")
        ),
        Member(TeamSeat.HEALTH_OFFICER, Text("người làm công tác y tế", "health officer")),
        _OTHERS,
    ),
    decision_form="Phụ lục V",
)


def _provincial(set_up_by: Text, head: Text) -> Team:
    return Team(
        set_up_by,
        head,
        members=(
            Member(
                TeamSeat.HEALTH_DEPARTMENT, Text("đại diện Sở Y tế", "the Department of Health")
            ),
            Member(
                TeamSeat.UNION_FEDERATION,
                Text("đại diện Liên đoàn Lao động tỉnh", "the provincial federation of labour"),
            ),
            _OTHERS,
        ),
        decision_form="Phụ lục VI",
    )


def _central(ministry: Text) -> Team:
    return Team(
        set_up_by=Text(
            f"Bộ trưởng {ministry.vi} hoặc cơ quan có thẩm quyền theo luật chuyên ngành",
            f"The Minister ({ministry.en}), or the body competent under a special law",
        ),
        head=Text(f"Đại diện {ministry.vi}", f"The {ministry.en}"),
        members=(
            Member(TeamSeat.OTHER, Text("đại diện Bộ Y tế", "the Ministry of Health")),
            Member(
                TeamSeat.OTHER,
                Text(
                    "đại diện Tổng Liên đoàn Lao động Việt Nam",
                    "the Vietnam General Confederation of Labour",
                ),
            ),
            _OTHERS,
        ),
        decision_form="Phụ lục VII",
    )


_OLD_MINISTRY = Text(
    "Bộ Lao động - Thương binh và Xã hội", "Ministry of Labour, Invalids and Social Affairs"
)
_MINISTRY = Text("Bộ Nội vụ", "Ministry of Home Affairs")
_DEPARTMENT = Text("Sở Nội vụ", "The Department of Home Affairs")

TEAMS: Provision[Mapping[TeamLevel, Team]] = Provision(
    "investigation-teams",
    Text("Thành phần đoàn điều tra tai nạn lao động", "Composition of the investigation teams"),
    versions=(
        Version(
            IN_FORCE,
            {
                TeamLevel.BASE: _BASE,
                TeamLevel.PROVINCIAL: _provincial(
                    Text(
                        "Giám đốc Sở Lao động - Thương binh và Xã hội, theo đề nghị của Chánh "
                        "Thanh tra Sở",
                        "The director of the Department of Labour, Invalids and Social Affairs, "
                        "on the proposal of its chief inspector",
                    ),
                    Text(
                        "Đại diện Thanh tra Sở Lao động - Thương binh và Xã hội",
                        "The inspectorate of the Department of Labour, Invalids and Social Affairs",
                    ),
                ),
                TeamLevel.CENTRAL: _central(_OLD_MINISTRY),
            },
            decree_39("Điều 11; trưởng đoàn cấp tỉnh theo hiểu biết chung", Mark.RECALLED),
            CHECKED,
        ),
        # On which day between March and July 2025 the inspectorate lost the head is not known.
        Version(
            DEPARTMENTS_MERGED,
            {
                TeamLevel.BASE: _BASE,
                TeamLevel.PROVINCIAL: _provincial(
                    _DEPARTMENT,
                    Text(
                        "Đại diện Sở Nội vụ (thanh tra, hoặc bộ phận tham mưu về an toàn lao động)",
                        "The Department of Home Affairs (its inspectorate, or its safety unit)",
                    ),
                ),
                TeamLevel.CENTRAL: _central(_MINISTRY),
            },
            decree_39("Điều 11; cơ quan mới sau khi sáp nhập", Mark.RECALLED),
            CHECKED,
        ),
        Version(
            TWO_TIERS,
            {
                TeamLevel.BASE: _BASE,
                TeamLevel.PROVINCIAL: _provincial(
                    _DEPARTMENT,
                    Text(
                        "Đại diện bộ phận của Sở Nội vụ tham mưu về an toàn, vệ sinh lao động",
                        "The unit of the Department of Home Affairs that advises on safety",
                    ),
                ),
                TeamLevel.CENTRAL: _central(_MINISTRY),
            },
            Citation(LETTER_4787, "thực hiện Nghị quyết 190/2025/QH15", Mark.VERIFIED),
            CHECKED,
        ),
    ),
    shape=Mapping[TeamLevel, Team],
)
