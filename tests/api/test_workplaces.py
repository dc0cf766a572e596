"""The units of employers over HTTP."""

from typing import Any

import pytest

from osh_incidents.api.schemas.workplaces import EXAMPLE
from tests.support import bodies
from tests.support.service import Service
from tests.support.world import OTHER_TAX_CODE


def codes(answer: Any) -> list[str]:
    return [fault["code"] for fault in answer.json()["errors"]]


def test_a_unit_is_entered_once_and_changed_after_that(service: Service) -> None:
    first = service.post("employer", "/workplaces", EXAMPLE)
    again = service.post("employer", "/workplaces", EXAMPLE | {"name": "Tên mới"})

    assert (first.status_code, again.status_code) == (201, 200)
    (known,) = service.get("employer", "/workplaces").json()["items"]
    assert (known["id"], known["name"]) == (first.json()["id"], "Tên mới")


def test_an_employer_sees_its_own_units_and_the_department_all(service: Service) -> None:
    for tax_code in (EXAMPLE["tax_code"], OTHER_TAX_CODE):
        service.post("admin", "/workplaces", EXAMPLE | {"tax_code": tax_code})

    assert len(service.get("employer", "/workplaces").json()["items"]) == 1
    assert len(service.get("inspector", "/workplaces").json()["items"]) == 2
    found = service.get("inspector", "/workplaces", tax_code=OTHER_TAX_CODE).json()["items"]
    assert [one["tax_code"] for one in found] == [OTHER_TAX_CODE]


def test_pages_of_units_leave_none_out(service: Service) -> None:
    for tax_code in (EXAMPLE["tax_code"], OTHER_TAX_CODE):
        service.post("admin", "/workplaces", EXAMPLE | {"tax_code": tax_code})

    first = service.get("admin", "/workplaces", limit=1).json()
    second = service.client.get(first["next"], headers=service.headers("admin")).json()

    assert {one["tax_code"] for one in first["items"] + second["items"]} == {
        EXAMPLE["tax_code"],
        OTHER_TAX_CODE,
    }
    assert second["next"] is None


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"tax_code": OTHER_TAX_CODE}, "not_your_unit"),
        ({"zone_code": "dinh-vu"}, "not_yours_to_set"),
        ({"area_code": "99999"}, "unknown_area"),
        ({"vsic_code": "04000"}, "unknown_code"),
    ],
)
def test_what_an_employer_may_not_enter_is_told(
    service: Service, changed: dict[str, str], code: str
) -> None:
    answer = service.post("employer", "/workplaces", EXAMPLE | changed)

    assert (answer.status_code, codes(answer)) == (422, [code])


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_case_keeps_the_facts_of_its_day(service: Service) -> None:
    case = service.declare("employer", bodies.accident())["case"]

    service.post("employer", "/workplaces", EXAMPLE | {"name": "Tên mới"})

    told = service.get("inspector", f"/cases/{case['id']}").json()
    assert "Tên mới" not in str(told)
