"""Webhooks: what is sent to whom, and when it is tried again."""

from dataclasses import dataclass
from datetime import timedelta

from osh_incidents.domain.labels import Labelled, Text


class WebhookKind(Labelled):
    """What is sent to a webhook."""

    CHANGES = "changes", "các thay đổi", "changes"
    NOTICE = "notice", "thông báo phải gửi cho cơ quan", "notices owed to the body"


class Sending(Labelled):
    """How far a delivery to a webhook has come."""

    PENDING = "pending", "chờ gửi", "pending"
    FAILED = "failed", "gửi chưa được, sẽ gửi lại", "failed, will be tried again"
    DELIVERED = "delivered", "đã gửi", "delivered"
    DEAD = "dead", "đã thôi gửi", "given up"
    WITHHELD = "withheld", "không gửi nữa", "withheld: the receiver may not see it, or knows"


OPEN = (Sending.PENDING, Sending.FAILED)
"""States in which it will be tried; a later change of the same record waits for them."""

LEASE = timedelta(minutes=1)
"""How long an attempt is left to its worker; after that the worker is taken for dead."""

OVERLAP = timedelta(hours=24)
"""How long the secret of before signs beside a new one."""

MOST_WEBHOOKS = 20
"""Webhooks of one organisation."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long to wait after a failure, and why so long."""

    wait: timedelta
    why: Text


_DAY = Text("hệ thống nhận dừng qua một ngày nghỉ", "the receiver is down over a day off")
WAITS = (
    Wait(timedelta(minutes=1), Text("mạng chập chờn, khởi động lại", "a blip or a restart")),
    Wait(timedelta(minutes=5), Text("đang cài bản mới", "a deployment")),
    Wait(timedelta(minutes=30), Text("sự cố ngắn", "a short outage")),
    Wait(timedelta(hours=2), Text("có người trực xử lý", "somebody on duty repairs it")),
    Wait(timedelta(hours=6), Text("qua một ca làm việc", "a shift passes")),
    Wait(timedelta(hours=12), Text("qua một đêm", "a night passes")),
    Wait(timedelta(hours=24), _DAY),
    Wait(timedelta(hours=24), Text("qua cuối tuần", "a weekend passes")),
)
"""What is waited after each failure of a change; after one more it is given up, in about 3 days."""

_JITTER = 0.2


def wait_after(attempts: int, chance: float) -> timedelta | None:
    """Return how long to wait after *attempts* failures, the last included; None to give up.

    *chance* (0 to 1) makes it up to a fifth longer: what failed together is not repeated together.
    """
    if attempts > len(WAITS):
        return None
    return WAITS[attempts - 1].wait * (1 + _JITTER * chance)
