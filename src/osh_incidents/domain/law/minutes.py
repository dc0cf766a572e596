"""Who publishes, receives and posts the minutes of an investigation (Law 84/2015 art. 35)."""

from collections.abc import Mapping
from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, law_84
from osh_incidents.domain.law.model import Provision, Version


class Recipient(Labelled):
    """Who is sent the minutes of the investigation and of the publication meeting."""

    TEAM_AGENCIES = (
        "team_agencies",
        "các cơ quan có người tham gia đoàn điều tra",
        "agencies with members in the team",
    )
    LABOUR_BODY = (
        "labour_body",
        "cơ quan quản lý nhà nước về lao động",
        "state labour administration",
    )
    EMPLOYER = (
        "employer",
        "người sử dụng lao động của cơ sở xảy ra tai nạn",
        "employer of the unit",
    )
    VICTIM = "victim", "người bị nạn hoặc thân nhân", "victim or relatives"


MINUTES_RECIPIENTS: Provision[tuple[Recipient, ...]] = Provision(
    "minutes-recipients",
    Text("Nơi nhận biên bản điều tra và biên bản họp công bố", "Who is sent the minutes"),
    versions=(Version(IN_FORCE, tuple(Recipient), law_84("Điều 35 khoản 8"), CHECKED),),
    shape=tuple[Recipient, ...],
)


class Investigated(Labelled):
    """By whom a case was investigated, as far as its publication asks."""

    BY_BASE = "by_base", "vụ do đoàn cấp cơ sở điều tra", "investigated by a base team"
    BY_COMMUNE = "by_commune", "vụ do UBND cấp xã ghi nhận", "recorded by the commune"
    BY_UPPER = (
        "by_upper",
        "vụ do đoàn cấp tỉnh, cấp trung ương điều tra",
        "investigated by a provincial or central team",
    )


PUBLISHED_BY: Provision[Mapping[Investigated, Text]] = Provision(
    "minutes-published-by",
    Text("Người công bố biên bản", "Who publishes the minutes"),
    versions=(
        Version(
            IN_FORCE,
            {
                Investigated.BY_BASE: Text("người sử dụng lao động", "the employer"),
                Investigated.BY_COMMUNE: Text(
                    "UBND cấp xã (biên bản ghi nhận)", "the commune People's Committee (its record)"
                ),
                Investigated.BY_UPPER: Text(
                    "trưởng đoàn hoặc cơ quan lập đoàn", "the head of the team, or its agency"
                ),
            },
            law_84("Điều 35 khoản 8"),
            CHECKED,
        ),
    ),
    shape=Mapping[Investigated, Text],
)


class VictimWork(Labelled):
    """Whether an employer stands behind the victim."""

    WITH_CONTRACT = "with_contract", "người lao động có hợp đồng", "worker with a contract"
    WITHOUT_CONTRACT = (
        "without_contract",
        "người lao động không theo hợp đồng",
        "worker without a contract",
    )


@dataclass(frozen=True, slots=True)
class Posting:
    """Who must post full information on the accident once the minutes have come, and for whom."""

    posted_by: Text
    audience: Text


POSTING: Provision[Mapping[VictimWork, Posting]] = Provision(
    "accident-posting",
    Text("Nghĩa vụ niêm yết, công khai vụ tai nạn", "Duty to post information on the accident"),
    versions=(
        Version(
            IN_FORCE,
            {
                VictimWork.WITH_CONTRACT: Posting(
                    Text("người sử dụng lao động", "the employer"),
                    Text("người lao động của cơ sở", "the workers of the unit"),
                ),
                VictimWork.WITHOUT_CONTRACT: Posting(
                    Text("UBND cấp xã", "the commune People's Committee"),
                    Text("người dân", "the public"),
                ),
            },
            law_84("Điều 35 khoản 9"),
            CHECKED,
        ),
    ),
    shape=Mapping[VictimWork, Posting],
)
