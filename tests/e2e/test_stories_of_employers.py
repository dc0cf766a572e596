"""Accidents that concern more than one employer: leased workers, guests, units from elsewhere."""

from typing import Any

from tests.support import bodies, walks
from tests.support.service import Service
from tests.support.world import OTHER_TAX_CODE, TAX_CODE

SEVERE = {"condition": "severe", "injury_codes": ["031"]}


def declared(service: Service, *victims: bodies.Body) -> Any:
    return service.declare("employer", bodies.accident(*victims))["case"]


def test_the_host_declares_a_leased_worker_and_the_leasing_firm_is_told_and_pays(
    service: Service,
) -> None:
    leased = bodies.victim(relation="leased", employer_tax_code=OTHER_TAX_CODE, **SEVERE)
    case = declared(service, leased)
    case_id = case["id"]

    (firm,) = case["recipients"]
    assert firm["body"] == f"employer:{OTHER_TAX_CODE}"
    assert (firm["delivery"], firm["because"]["rule"]) == ("pending", "leased-workers")
    assert "Điều 65" in firm["because"]["source"]
    # The host investigates (Law 84/2015 art. 65); the firm sees the case and may not.
    forming = {
        "action": "form_team",
        "decision_no": "12/QĐ",
        "decided_on": "2026-03-04",
        "members": bodies.BASE_TEAM,
    }
    assert walks.refused(service, "other-employer", case_id, "investigation", **forming) == {
        "not_your_unit"
    }
    walks.register(service, case_id)
    walks.begin(service, case_id, by="employer", members=bodies.BASE_TEAM)
    walks.finish(service, case_id, by="employer")
    ((path, _),) = walks.claims(service, case_id, "other-employer")
    walks.act_on_claim(
        service,
        "health",
        path,
        action="record_assessment",
        loss_percent=20,
        assessed_on="2026-03-04",
        council="Hội đồng Giám định y khoa Ví Dụ",
    )

    deciding = {
        "action": "decide",
        "amount_vnd": 55_000_000,
        "decision_no": "9/QĐ-BT",
        "decided_on": "2026-03-04",
    }
    host = service.post("employer", f"{path}/actions", deciding)
    assert [fault["code"] for fault in host.json()["errors"]] == ["not_your_worker"]
    walks.act_on_claim(service, "other-employer", path, **deciding)
    # 1.5 months and 0.4 for each of the ten per cent above ten: 5.5 months of 10 million.
    paid = walks.act_on_claim(
        service, "other-employer", path, action="pay", amount_vnd=55_000_000, paid_on="2026-03-04"
    )
    assert (paid["minimum_vnd"], paid["state"]) == (55_000_000, "paid")


def test_a_guest_of_another_employer_is_investigated_where_it_happened(service: Service) -> None:
    guest = bodies.victim(employer_tax_code=OTHER_TAX_CODE, **SEVERE)

    case = declared(service, guest)

    (invited,) = case["recipients"]
    assert invited["body"] == f"employer:{OTHER_TAX_CODE}"
    assert "Điều 11" in invited["because"]["source"]
    assert service.get("other-employer", f"/cases/{case['id']}").status_code == 200
    walks.begin(service, case["id"], by="employer", members=bodies.BASE_TEAM)


def test_a_contractor_from_elsewhere_counts_where_the_accident_happened(service: Service) -> None:
    body = bodies.accident(bodies.dead())
    body["workplace"]["area_code"] = "00001"

    case = service.declare("employer", body)["case"]

    assert case["area_code"] == "11311"
    assert walks.fatal_counts(service, area="11311") == (1, 1, 0, 0)
    assert case["tax_code"] == TAX_CODE


def test_nobody_pays_by_the_decree_for_a_worker_without_contract_beside_one_with(
    service: Service,
) -> None:
    case = declared(service, bodies.dead(), bodies.dead(full_name="Lê A", relation="no_contract"))
    assert case["level"] == "provincial"
    walks.register(service, case["id"])
    walks.investigate(service, case["id"])

    claims = walks.claims(service, case["id"], "inspector")

    assert [claim["state"] for _, claim in claims] == ["entitled"]
    counts = service.figure("compensation-coverage")["total"]["counts"]
    assert (counts["confirmed_victims"], counts["not_entitled_other"]) == (2, 1)
