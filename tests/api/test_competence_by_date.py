"""Whose cases an office sees as units are merged, end, and its competence begins and ends."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support import bodies
from tests.support.service import Service
from tests.support.world import AREA

ENDED = "11323"
"""Phường Phan Bội Châu, all of which went into Phường Hồng Bàng (11311) on 1/7/2025."""

BEFORE, MIDNIGHT = (
    datetime(2026, 3, 5, 16, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 5, 17, 0, tzinfo=UTC),
)
"""The last second of 5/3/2026 and the first of 6/3/2026 in Hải Phòng."""


def declared(service: Service, area: str, day: str = "2025-06-30", **hurt: Any) -> str:
    at = f"{day}T09:00:00+07:00"
    person = bodies.victim(**hurt)
    body = bodies.accident(person, area_code=area, occurred_at=at, known_at=at)
    case_id: str = service.declare("employer", body)["case"]["id"]
    return case_id


def entrust(service: Service, login: str, *areas: dict[str, str | None]) -> None:
    path = f"/organisations/{service.world[login].organisation_id}/competence"
    answer = service.put("admin", path, {"areas": list(areas), "zone_codes": []})
    assert answer.status_code == 200, answer.text


def area(code: str, since: str = "2016-07-01", until: str | None = None) -> dict[str, str | None]:
    return {"area_code": code, "since": since, "until": until}


def sees(service: Service, login: str, case_id: str) -> bool:
    one = service.get(login, f"/cases/{case_id}").status_code == 200
    listed = [item["id"] for item in service.get(login, "/cases").json()["items"]]
    assert (case_id in listed) is one
    return one


@pytest.mark.parametrize("day", ["2025-06-30", "2025-07-01"])
def test_the_unit_of_today_sees_the_cases_of_the_units_that_went_into_it(
    service: Service, day: str
) -> None:
    code = ENDED if day < "2025-07-01" else AREA

    case_id = declared(service, code, day)

    assert sees(service, "commune", case_id)


def test_the_office_of_a_unit_that_ended_sees_its_former_cases_no_more(service: Service) -> None:
    case_id = declared(service, ENDED)

    assert not sees(service, "other-commune", case_id)


def test_the_office_of_a_unit_that_ended_sees_them_where_it_is_made_competent_for_the_new_one(
    service: Service,
) -> None:
    case_id = declared(service, ENDED)

    entrust(service, "other-commune", area(ENDED, until="2025-07-01"), area(AREA, "2025-07-01"))

    assert sees(service, "other-commune", case_id)


@pytest.mark.parametrize(
    ("dates", "seen"),
    [
        (("2016-07-01", "2026-03-06"), (True, False)),
        (("2026-03-06", None), (False, True)),
        (("2026-03-06", "2026-03-07"), (False, True)),
        (("2016-07-01", "2025-07-01"), (False, False)),
    ],
)
def test_competence_begins_and_ends_at_midnight_of_its_days(
    service: Service,
    dates: tuple[str, str | None],
    seen: tuple[bool, bool],
) -> None:
    case_id = declared(service, AREA, "2026-03-03")
    entrust(service, "other-commune", area(AREA, *dates))

    service.clock.moment = BEFORE
    assert sees(service, "other-commune", case_id) is seen[0]
    service.clock.moment = MIDNIGHT
    assert sees(service, "other-commune", case_id) is seen[1]


def test_the_police_of_a_unit_lose_its_deaths_with_their_competence(service: Service) -> None:
    died = {"condition": "fatal", "died_at": "2025-06-30T10:00:00+07:00"}
    case_id = declared(service, ENDED, **died)
    assert sees(service, "police", case_id)

    entrust(service, "police", area(AREA, until="2026-03-04"))

    assert not sees(service, "police", case_id)


def test_a_code_that_another_unit_bears_today_does_not_open_the_cases_of_the_former_bearer(
    service: Service,
) -> None:
    case_id = declared(service, "10891")
    entrust(service, "commune", area("10543", "2025-07-01"))
    entrust(service, "other-commune", area("10891", "2025-07-01"))

    assert sees(service, "commune", case_id)
    assert not sees(service, "other-commune", case_id)


def test_an_office_declares_only_where_it_is_competent_on_the_day(service: Service) -> None:
    body = bodies.accident(bodies.victim())
    body["declarant"]["role"] = "commune"
    entrust(service, "commune", area(AREA, until="2026-03-06"))

    service.clock.moment = BEFORE
    assert service.post("commune", "/declarations", body, dry_run="true").status_code == 200
    service.clock.moment = MIDNIGHT
    assert service.post("commune", "/declarations", body, dry_run="true").status_code == 422


def test_an_office_without_competence_sees_nothing(service: Service) -> None:
    case_id = declared(service, AREA, "2026-03-03")

    entrust(service, "commune")

    assert not sees(service, "commune", case_id)
    assert service.get("commune", "/clocks").json()["items"] == []
