"""Benefits over HTTP: by the law of the day, with every step, for every role."""

from typing import Any

import pytest

from osh_incidents.domain.authority import Role
from osh_incidents.domain.law.registry import PROVISIONS
from tests.api.test_rules import approve, propose
from tests.support import bodies, walks
from tests.support.service import Service

BODY: dict[str, Any] = {
    "scheme": "employer_compensation",
    "on": "2026-03-01",
    "loss_percent": 15,
    "death": False,
    "fault": "not_worker_wholly",
    "monthly_wage_vnd": 9_500_000,
    "insured_wage_vnd": 8_000_000,
    "insured_years": 10,
}


def ask(service: Service, login: str = "employer", **changed: Any) -> Any:
    return service.post(login, "/calculations", BODY | changed)


def owed(service: Service, **changed: Any) -> Any:
    answer = ask(service, **changed)
    assert answer.status_code == 200, answer.text
    return answer.json()


def faults(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == "invalid-fields"
    return sorted((fault["pointer"], fault["code"]) for fault in answer.json()["errors"])


@pytest.mark.parametrize(
    ("changed", "amount"),
    [
        ({}, 33_250_000),
        ({"scheme": "employer_allowance", "fault": "worker_wholly"}, 13_300_000),
        ({"scheme": "employer_allowance", "commuting": True}, 13_300_000),
        ({"death": True, "loss_percent": None}, 285_000_000),
        ({"scheme": "fund_lump_sum"}, 49_000_000),
        ({"scheme": "fund_lump_sum", "already_loss_percent": 10}, 5_850_000),
        ({"scheme": "fund_monthly", "loss_percent": 45}, 1_613_200),
        ({"scheme": "fund_attendance", "loss_percent": 81, "condition": "blind"}, 2_340_000),
        ({"scheme": "fund_death", "on": "2026-06-30"}, 84_240_000),
        ({"scheme": "fund_death", "on": "2026-07-01"}, 91_080_000),
        ({"loss_percent": 4}, 0),
        ({"exclusion": "drugs"}, 0),
    ],
)
def test_each_scheme_is_calculated_by_the_law_of_the_day(
    service: Service, changed: dict[str, Any], amount: int
) -> None:
    found = owed(service, **changed)

    assert found["amount_vnd"] == amount
    assert found["scheme"] == (BODY | changed)["scheme"]
    assert found["steps"][-1]["value"] == str(amount)


def test_every_step_tells_its_rule_in_the_language_of_the_reader(service: Service) -> None:
    english = owed(service, scheme="fund_death")
    headers = service.headers("employer") | {"Accept-Language": "vi"}
    body = BODY | {"scheme": "fund_death"}
    vietnamese = service.client.post("/api/v1/calculations", json=body, headers=headers).json()

    assert english["steps"][0] == {
        "text": "Base salary of the month of death (03/2026, by 2026-03-01)",
        "value": "2340000",
        "rule": "base-salary",
        "since": "2024-07-01",
        "source": "quy định mức lương cơ sở, Nghị định 73/2024/NĐ-CP",
        "mark": "recalled",
    }
    assert vietnamese["steps"][0]["text"].startswith("Mức lương cơ sở của tháng người lao động")
    assert english["rounding"].startswith("Rounded up to a whole đồng")
    assert vietnamese["rounding"].startswith("Làm tròn lên")


@pytest.mark.parametrize(
    ("scheme", "missing"),
    [
        ("employer_compensation", ["/loss_percent", "/monthly_wage_vnd"]),
        ("employer_allowance", ["/loss_percent", "/monthly_wage_vnd"]),
        ("fund_lump_sum", ["/insured_wage_vnd", "/insured_years", "/loss_percent"]),
        ("fund_monthly", ["/insured_wage_vnd", "/insured_years", "/loss_percent"]),
        ("fund_attendance", ["/condition", "/loss_percent"]),
    ],
)
def test_everything_a_scheme_lacks_is_told_at_once(
    service: Service, scheme: str, missing: list[str]
) -> None:
    answer = service.post("employer", "/calculations", {"scheme": scheme, "on": "2026-03-01"})

    assert faults(answer) == [(pointer, "required") for pointer in missing]


def test_a_death_by_the_fund_needs_only_its_day(service: Service) -> None:
    body = {"scheme": "fund_death", "on": "2026-03-01"}

    assert service.post("employer", "/calculations", body).status_code == 200


def test_unreadable_fields_are_told_with_what_is_missing_and_at_odds(service: Service) -> None:
    answer = ask(
        service,
        fault="worker_wholly",
        loss_percent=101,
        monthly_wage_vnd=None,
        insured_years=1.5,
        exclusion="below_threshold",
        colour="red",
    )

    assert faults(answer) == [
        ("/colour", "unknown_field"),
        ("/exclusion", "not_in_list"),
        ("/insured_years", "not_a_number"),
        ("/loss_percent", "too_large"),
        ("/monthly_wage_vnd", "required"),
        ("/scheme", "other_scheme"),
    ]
    assert faults(service.post("employer", "/calculations", {})) == [
        ("/on", "required"),
        ("/scheme", "required"),
    ]


@pytest.mark.parametrize("money", [0, -1, 1.5, "9500000", 10**16])
def test_money_is_a_whole_number_of_dong(service: Service, money: object) -> None:
    ((pointer, _),) = faults(ask(service, monthly_wage_vnd=money))

    assert pointer == "/monthly_wage_vnd"


@pytest.mark.parametrize(
    ("changed", "other"),
    [
        ({"fault": "worker_wholly"}, "employer_allowance"),
        ({"commuting": True}, "employer_allowance"),
        ({"scheme": "employer_allowance"}, "employer_compensation"),
        ({"scheme": "fund_lump_sum", "loss_percent": 31}, "fund_monthly"),
        ({"scheme": "fund_monthly", "loss_percent": 30}, "fund_lump_sum"),
    ],
)
def test_the_scheme_that_applies_is_told(
    service: Service, changed: dict[str, Any], other: str
) -> None:
    answer = ask(service, **changed)

    assert faults(answer) == [("/scheme", "other_scheme")]
    assert other in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("scheme", ["employer_compensation", "fund_lump_sum", "fund_death"])
def test_a_day_before_the_law_is_refused(service: Service, scheme: str) -> None:
    answer = ask(service, scheme=scheme, on="2013-06-30")

    assert (answer.status_code, answer.json()["code"]) == (422, "no-rule-in-force")


def test_an_amended_rate_changes_the_answer_from_its_day(service: Service) -> None:
    approve(service, propose(service, "base-salary", since="2026-03-01", value=3_000_000))
    before = owed(service, scheme="fund_death", on="2026-02-28")
    after = owed(service, scheme="fund_death")

    assert (before["amount_vnd"], after["amount_vnd"]) == (84_240_000, 108_000_000)
    assert after["steps"][0]["since"] == "2026-03-01"


@pytest.mark.parametrize("role", Role)
def test_every_role_may_calculate_and_nobody_without_a_token(service: Service, role: Role) -> None:
    assert ask(service, role.value).status_code == 200
    assert service.client.post("/api/v1/calculations", json=BODY).status_code == 401


def test_every_rule_of_money_is_published_and_can_be_amended_as_it_is(service: Service) -> None:
    keys = [key for key in PROVISIONS if key.startswith(("fund-", "base-", "benefit-", "vol"))]

    assert len(keys) >= 11
    for key in keys:
        (version,) = service.get("admin", f"/rules/{key}", on="2026-11-01").json()["versions"]
        approve(service, propose(service, key, since="2026-11-02", value=version["value"]))
        again = service.get("admin", f"/rules/{key}", on="2026-11-02").json()["versions"]
        assert again[0]["value"] == version["value"]


def test_the_minimum_of_a_claim_shows_its_steps(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.dead()))["case"]
    walks.register(service, case["id"])
    walks.investigate(service, case["id"])
    ((path, _),) = walks.claims(service, case["id"])

    found = service.get("employer", f"{path}/calculation").json()

    assert (found["months"], found["share"]) == ("30", "1")
    assert [step["value"] for step in found["steps"]][-1] == str(found["minimum_vnd"])
    assert found["steps"][0]["text"] == "Death: months of wage"


def test_a_minimum_that_is_not_known_has_no_steps(service: Service) -> None:
    case = service.declare("employer", bodies.accident(bodies.victim()))["case"]
    walks.register(service, case["id"])
    walks.investigate(service, case["id"], by="employer", members=bodies.BASE_TEAM)
    ((path, _),) = walks.claims(service, case["id"])

    found = service.get("employer", f"{path}/calculation").json()

    assert (found["computable"], found["steps"]) == (False, [])
