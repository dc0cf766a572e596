"""Diseases: found after retirement, after several employers, assessed again."""

from typing import Any

import pytest

from tests.support import bodies, walks
from tests.support.service import Service

ASSESSED = {"assessed_on": "2026-03-04", "council": "Hội đồng Giám định y khoa Ví Dụ"}


def act(service: Service, case_id: str, **move: Any) -> Any:
    return service.act("health", case_id, "disease", **move)


def confirmed(service: Service, body: bodies.Body, loss: int) -> str:
    case_id: str = service.declare("employer", body)["case"]["id"]
    walks.register(service, case_id)
    act(service, case_id, action="diagnose", facility="Phòng khám Ví Dụ")
    act(service, case_id, action="assess", loss_percent=loss, **ASSESSED)
    act(service, case_id, action="confirm")
    return case_id


def test_a_disease_found_after_retirement_has_no_employer_who_pays(service: Service) -> None:
    body = bodies.disease()
    body["disease"]["exposures"] = [
        {"agent": "silica", "from": "1998-03", "to": "2008-12", "employer_tax_code": "0200556677"},
        {"agent": "silica", "from": "2009-03", "to": "2020-11", "employer_tax_code": "0200123457"},
    ]
    body["victims"][0]["relation"] = "former"

    case_id = confirmed(service, body, 31)

    assert walks.claims(service, case_id, "inspector") == []
    counts = service.figure("compensation-coverage")["total"]["counts"]
    assert (counts["confirmed_victims"], counts["not_entitled_other"]) == (1, 1)
    content = service.get(
        "inspector",
        "/declarations/"
        + service.get("inspector", f"/cases/{case_id}/declarations").json()["items"][0][
            "tracking_no"
        ],
    ).json()["content"]
    assert len(content["disease"]["exposures"]) == 2


def test_only_a_disease_can_be_a_former_workers(service: Service) -> None:
    answer = service.post(
        "employer", "/declarations", bodies.accident(bodies.victim(relation="former"))
    )

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/victims/0/relation"]


def test_a_disease_assessed_again_after_two_years_is_owed_the_difference(service: Service) -> None:
    body = bodies.disease()
    body["victims"][0]["monthly_wage_vnd"] = 10_000_000
    case_id = confirmed(service, body, 20)
    ((path, claim),) = walks.claims(service, case_id)
    assert claim["minimum_vnd"] == 55_000_000
    walks.decide_and_pay(service, path, 55_000_000, 55_000_000)
    again = {"action": "reassess", "council": ASSESSED["council"], "loss_percent": 35}
    service.clock.advance(days=729)
    assert walks.refused(
        service, "health", case_id, "disease", **again, assessed_on="2028-03-02"
    ) == {"reassessed_too_early"}
    service.clock.advance(days=3)

    act(service, case_id, **again, assessed_on="2028-03-04")

    # 1.5 months and 0.4 for each of 25 per cent above ten: 11.5 months of 10 million.
    ((_, after),) = walks.claims(service, case_id)
    assert (after["minimum_vnd"], after["state"]) == (115_000_000, "part_paid")
    assert after["paid_vnd"] == 55_000_000
    paid = walks.act_on_claim(
        service, "employer", path, action="pay", amount_vnd=60_000_000, paid_on="2028-03-04"
    )
    assert paid["state"] == "paid"


def test_a_loss_below_the_threshold_may_be_found_greater_two_years_later(service: Service) -> None:
    body = bodies.disease()
    case_id = confirmed(service, body, 4)
    ((path, denied),) = walks.claims(service, case_id)
    assert (denied["state"], denied["not_entitled_reason"]) == ("not_entitled", "below_threshold")
    service.clock.advance(days=731)

    act(
        service,
        case_id,
        action="reassess",
        loss_percent=8,
        council=ASSESSED["council"],
        assessed_on="2028-03-04",
    )

    ((same, entitled),) = walks.claims(service, case_id)
    assert (same, entitled["state"]) == (path, "entitled")
    assert entitled["not_entitled_reason"] is None


@pytest.mark.parametrize(
    ("diagnosed_on", "number", "status"),
    [("2023-03-31", 35, 422), ("2023-04-01", 35, 201), ("2026-02-15", 36, 422)],
)
def test_the_list_of_the_day_of_diagnosis_decides_what_is_insured(
    service: Service, diagnosed_on: str, number: int, status: int
) -> None:
    # Circular 02/2023 added Covid-19 as the thirty-fifth; Circular 60/2025 lists thirty-five too.
    body = bodies.disease(diagnosed_on=diagnosed_on, list_no=number, icd10=None)

    assert service.post("employer", "/declarations", body).status_code == status
