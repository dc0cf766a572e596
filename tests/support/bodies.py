"""Bodies of requests, with what a test wants changed."""

from copy import deepcopy
from typing import Any

from osh_incidents.api.schemas.examples import ACCIDENT, DISEASE

Body = dict[str, Any]


def accident(*victims: Body, **changed: Any) -> Body:
    """Return a declaration of an accident with *victims*; *changed* fields of the accident."""
    body = deepcopy(ACCIDENT)
    body["accident"].update(changed)
    if victims:
        body["victims"] = list(victims)
    return body


def disease(**changed: Any) -> Body:
    """Return a declaration of a disease with *changed* fields of it."""
    body = deepcopy(DISEASE)
    body["disease"].update(changed)
    return body


def victim(**changed: Any) -> Body:
    """Return a victim, lightly hurt unless said otherwise."""
    plain = {
        "full_name": "Trần Thị Bình",
        "sex": "female",
        "relation": "contract",
        "condition": "light",
        "monthly_wage_vnd": 10_000_000,
    }
    return plain | changed


def another(number: int) -> Body:
    """Return what tells one person from the next; *number* has at most three digits."""
    names = ("Lê Văn Giang", "Phạm Thị Hà", "Đỗ Minh Khang", "Vũ Ngọc Lan", "Bùi Đức Mạnh")
    return {"full_name": names[number % len(names)], "citizen_id": f"031190000{number:03}"}


def dead(**changed: Any) -> Body:
    """Return a victim who died an hour after the accident of the example."""
    return victim(condition="fatal", died_at="2026-03-04T10:30:00+07:00", **changed)


def team(*seats: str) -> list[Body]:
    """Return team members of *seats*; the first is the head."""
    return [
        {"seat": seat, "full_name": f"Thành viên {number}", "is_head": number == 0}
        for number, seat in enumerate(seats)
    ]


PROVINCIAL_TEAM = team("labour_department", "health_department", "union_federation")
BASE_TEAM = team("employer", "base_union", "safety_officer")
