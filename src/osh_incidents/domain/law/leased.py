"""Who answers for an accident of a leased worker (Law 84/2015 art. 65)."""

from collections.abc import Mapping
from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, law_84
from osh_incidents.domain.law.model import Provision, Version


class LeasedDuty(Labelled):
    """The duties that are shared out between the two employers of a leased worker."""

    DECLARE = "declare", "khai báo tai nạn", "declare the accident"
    INVESTIGATE = "investigate", "điều tra tai nạn", "investigate the accident"
    TELL_FIRM = "tell_firm", "thông báo ngay cho bên kia", "tell the other party at once"
    SUMMARISE = (
        "summarise",
        "gửi tổng hợp 6 tháng, hằng năm",
        "send the half-year and annual summary",
    )
    REPORT = (
        "report",
        "thống kê, báo cáo theo Điều 36, Điều 37",
        "count and report under articles 36 and 37",
    )


class Party(Labelled):
    """The two employers of a leased worker."""

    HOST = "host", "bên thuê lại lao động", "host"
    FIRM = "leasing_firm", "doanh nghiệp cho thuê lại lao động", "leasing firm"


@dataclass(frozen=True, slots=True)
class Share:
    """Which party bears a duty, and towards whom."""

    party: Party
    towards: Text


_AUTHORITY = Text("cơ quan nhận khai báo", "the bodies that receive declarations")
_DEPARTMENT = Text("cơ quan nhận báo cáo", "the bodies that receive reports")
_FIRM = Text("doanh nghiệp cho thuê lại lao động", "the leasing firm")

LEASED_WORKERS: Provision[Mapping[LeasedDuty, Share]] = Provision(
    "leased-workers",
    Text("Tai nạn của lao động thuê lại: ai làm gì", "Accident of a leased worker: who does what"),
    versions=(
        Version(
            IN_FORCE,
            {
                LeasedDuty.DECLARE: Share(Party.HOST, _AUTHORITY),
                LeasedDuty.INVESTIGATE: Share(
                    Party.HOST, Text("người bị nạn, cơ sở", "the victim and the unit")
                ),
                LeasedDuty.TELL_FIRM: Share(Party.HOST, _FIRM),
                LeasedDuty.SUMMARISE: Share(Party.HOST, _FIRM),
                LeasedDuty.REPORT: Share(Party.FIRM, _DEPARTMENT),
            },
            law_84("Điều 65"),
            CHECKED,
        ),
    ),
    shape=Mapping[LeasedDuty, Share],
)
