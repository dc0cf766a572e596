"""Units over HTTP: lists by day, name and boundary; one unit with who is competent and why."""

from typing import Any

import pytest

from tests.support import bodies
from tests.support.service import Service


def listed(service: Service, **query: str | int) -> list[Any]:
    answer = service.get("employer", "/areas", **query)
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items


def unit(service: Service, code: str, **query: str) -> Any:
    answer = service.get("employer", f"/areas/{code}", **query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({}, 114),
        ({"on": "2025-07-01"}, 114),
        ({"on": "2025-06-30"}, 375),
        ({"on": "2016-07-01"}, 375),
        ({"on": "2025-06-30", "boundary": "old_hai_phong"}, 168),
        ({"on": "2025-06-30", "boundary": "old_hai_duong"}, 207),
        ({"on": "2025-06-30", "boundary": "current"}, 375),
        ({"boundary": "current"}, 114),
    ],
)
def test_the_units_of_a_day_are_listed(
    service: Service, query: dict[str, str], number: int
) -> None:
    found = listed(service, limit=500, **query)

    codes = [item["code"] for item in found]
    assert len(codes) == number
    assert codes == sorted(set(codes))


def test_the_old_provinces_divide_the_units_of_today(service: Service) -> None:
    one, other = (
        {item["code"] for item in listed(service, limit=500, boundary=name)}
        for name in ("old_hai_phong", "old_hai_duong")
    )
    assert not one & other
    assert len(one) + len(other) == 114


def test_two_communes_that_differ_by_an_accent_are_both_found_and_stay_two(
    service: Service,
) -> None:
    found = {item["code"]: item["name"] for item in listed(service, text="cam giang")}
    assert found == {"10888": "Xã Cẩm Giang", "10903": "Xã Cẩm Giàng"}
    assert listed(service, text="100%") == []


def test_pages_follow_each_other_and_miss_or_repeat_nothing(service: Service) -> None:
    found, path = [], "/api/v1/areas?limit=50&on=2025-06-30"
    while path:
        page = service.client.get(path, headers=service.headers("agency"))
        assert page.status_code == 200
        found += [item["code"] for item in page.json()["items"]]
        path = page.json()["next"]
        assert ("Link" in page.headers) is bool(path)
    assert len(found) == len(set(found)) == 375


def test_a_unit_of_today_tells_who_is_competent_and_where_it_came_from(service: Service) -> None:
    found = unit(service, "11311", on="2026-03-04")

    assert (found["name"], found["district"]) == ("Phường Hồng Bàng", None)
    assert found["boundaries"] == ["old_hai_phong", "current"]
    bodies = {body["body"]: body for body in found["competent_bodies"]}
    assert bodies["commune_police"]["name_vi"] == "Công an phường Hồng Bàng"
    assert bodies["commune_police"]["because"]["rule"] == "declaration-recipients"
    assert bodies["labour_department"]["name_vi"] == "Sở Nội vụ thành phố Hải Phòng"
    assert bodies["labour_department"]["because"]["mark"]
    before = {one["name"]: one for one in found["predecessors"]}
    assert before["Phường Minh Khai"]["whole"] is True
    assert (before["Phường Gia Viên"]["whole"], before["Phường Gia Viên"]["is_default"]) == (
        False,
        False,
    )
    assert found["successors"] == []


def test_one_code_is_another_unit_on_the_last_day_of_districts(service: Service) -> None:
    found = unit(service, "11311", on="2025-06-30")

    assert (found["name"], found["district"]) == ("Phường Minh Khai", "Quận Hồng Bàng")
    assert (found["since"], found["until"]) == ("2016-07-01", "2025-07-01")
    names = {body["name_vi"] for body in found["competent_bodies"]}
    assert "Công an quận Hồng Bàng" in names
    assert [one["name"] for one in found["successors"]] == ["Phường Hồng Bàng"]


def test_a_split_unit_names_each_successor_and_what_is_uncertain(service: Service) -> None:
    after = unit(service, "11890", on="2025-06-30")["successors"]

    assert [one["code"] for one in after if one["is_default"]] == ["11911"]
    assert {one["code"] for one in after if not one["certain"]} == {"10804", "10843"}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/areas/11323", 404, "not-found"),
        ("/areas/99999", 404, "not-found"),
        ("/areas/11311?on=2016-06-30", 422, "no-rule-in-force"),
        ("/areas?on=2016-06-30", 422, "no-rule-in-force"),
        ("/areas/1131", 422, "invalid-fields"),
        ("/areas?limit=501", 422, "invalid-fields"),
        ("/areas?boundary=hanoi", 422, "invalid-fields"),
    ],
)
def test_what_is_not_known_is_said(service: Service, path: str, status: int, code: str) -> None:
    answer = (
        service.get("inspector", path)
        if "?" not in path
        else service.client.get(f"/api/v1{path}", headers=service.headers("inspector"))
    )
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_every_role_may_read_the_units(service: Service) -> None:
    for login in service.world:
        assert service.get(login, "/areas", limit=1).status_code == 200


@pytest.mark.parametrize(
    ("day", "police"),
    [("2025-06-30", "Công an quận Hồng Bàng"), ("2025-07-01", "Công an phường Hồng Bàng")],
)
def test_a_case_and_its_preview_name_the_very_police(
    service: Service, day: str, police: str
) -> None:
    body = bodies.accident(
        bodies.dead() | {"died_at": f"{day}T10:30:00+07:00"},
        occurred_at=f"{day}T09:00:00+07:00",
        known_at=f"{day}T09:10:00+07:00",
    )
    preview = service.post("employer", "/declarations", body, dry_run="true").json()
    kept = service.declare("employer", body)["case"]
    for answer in (preview, kept):
        names = {told["body"]: told["name_vi"] for told in answer["recipients"]}
        assert police in names.values()
