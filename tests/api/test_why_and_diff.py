"""Why something is not counted, what is missing in it, and why a figure differs."""

from typing import Any

import pytest

from tests.support import bodies, walks
from tests.support.service import Service

FREQUENCY, COVERAGE, FATAL = (
    "fatal-accident-frequency",
    "compensation-coverage",
    "fatal-case-investigation",
)


def fatal(service: Service, by: str = "employer", number: int = 0, **changed: Any) -> str:
    body = bodies.accident(bodies.dead(**bodies.another(number), **changed))
    body["declarant"]["role"] = by
    return str(service.declare(by, body)["case"]["id"])


def why(service: Service, name: str, case_id: str, login: str = "inspector", **query: str) -> Any:
    path = f"/indicators/{name}/why-not-counted"
    answer = service.get(login, path, case_id=case_id, **query)
    assert answer.status_code == 200, answer.text
    return answer.json()["victims"]


def reasons(victim: Any) -> dict[str, str | None]:
    return {
        one["count"]: one["reason"]["code"] if one["reason"] else None for one in victim["answers"]
    }


def diff(service: Service, name: str, since: str, **query: str) -> Any:
    answer = service.get("inspector", f"/indicators/{name}/diff", from_known_at=since, **query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def causes(number: Any) -> dict[str, int]:
    return {part["cause"]: part["change"] for part in number["parts"]}


def void(service: Service, case_id: str) -> None:
    service.act("inspector", case_id, "registration", action="request_void", reason="Nhầm")
    service.act("supervisor", case_id, "registration", action="approve_void")


def test_a_voided_case_is_told_to_be_voided_in_every_count(service: Service) -> None:
    case_id = fatal(service)
    walks.register(service, case_id)
    void(service, case_id)

    (victim,) = why(service, FREQUENCY, case_id)

    assert set(reasons(victim).values()) == {"voided"}
    assert victim["period"] == "2026"


def test_a_light_accident_is_counted_as_one_and_not_as_a_fatal_one(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.victim()))["case"]["id"]

    (victim,) = why(service, FREQUENCY, case_id)

    told = reasons(victim)
    assert (told["accidents"], told["fatal_accidents"]) == (None, "case_not_fatal")
    assert (told["deaths"], told["severely_hurt"]) == ("not_dead", "not_severe")


def test_what_is_missing_is_told_with_who_owes_it_and_since_when(service: Service) -> None:
    case_id = fatal(service, by="commune")
    service.clock.advance(days=40)

    (victim,) = why(service, FATAL, case_id)

    declare, investigate = victim["missing"]
    # Known at 9.35 on 4 March, and to be declared within a day by the standard of the service.
    assert (declare["step"], declare["owed_by"]["en"]) == ("declare", "employer")
    assert declare["since"] == "2026-03-05T09:35:00+07:00"
    # Thirty days from the day of the news (Law 84/2015 art. 35(6)(c)).
    assert (investigate["step"], investigate["owed_by"]["en"]) == (
        "investigate",
        "labour department",
    )
    assert investigate["since"].startswith("2026-04-03T23:59:59")


def test_the_failing_cases_are_those_that_the_count_counts(service: Service) -> None:
    undeclared, declared = fatal(service, by="commune"), fatal(service, number=1)

    def failing() -> dict[str, list[tuple[str, bool]]]:
        items = service.get("inspector", f"/indicators/{FATAL}/failing-cases").json()["items"]
        return {
            one["id"]: [(step["step"], step["overdue"]) for step in one["missing"]] for one in items
        }

    assert failing() == {undeclared: [("declare", True), ("investigate", False)]}
    service.clock.advance(days=40)
    assert failing()[declared] == [("investigate", True)]


def test_a_case_out_of_reach_is_not_explained(service: Service) -> None:
    case_id = fatal(service)
    path = f"/indicators/{FREQUENCY}/why-not-counted"

    assert service.get("other-employer", path, case_id=case_id).status_code == 404
    assert service.get("employer", path, case_id=case_id).status_code == 200
    assert service.get("agency", path, case_id=case_id).status_code == 403


def test_without_registration_no_period_by_that_day(service: Service) -> None:
    case_id = fatal(service)

    (victim,) = why(service, FREQUENCY, case_id, basis="registered")

    assert set(reasons(victim).values()) == {"no_date"}
    assert victim["missing"][0]["step"] == "register"


def test_each_change_has_its_cause(service: Service) -> None:
    one, two = fatal(service), fatal(service, number=1)
    walks.register(service, one)
    since = service.clock.moment.isoformat()
    service.clock.advance(hours=1)
    three = fatal(service, number=2)
    void(service, one)

    numerator = diff(service, FREQUENCY, since)["numerator"]

    assert (numerator["before"], numerator["after"], numerator["difference"]) == (2, 2, 0)
    assert causes(numerator) == {"late_declared": 1, "voided": -1}
    moved = {part["cause"]: part for part in numerator["parts"]}
    assert moved["late_declared"]["cases_gained"] == [three]
    assert moved["voided"]["cases_lost"] == [one]
    assert two not in str(moved)


def test_time_alone_makes_a_case_due_and_a_payment_makes_it_paid(service: Service) -> None:
    case_id = fatal(service)
    walks.register(service, case_id)
    walks.investigate(service, case_id)
    since = service.clock.moment.isoformat()
    service.clock.advance(days=7)
    (path, _), *_ = walks.claims(service, case_id)
    walks.decide_and_pay(service, path, 300_000_000, 300_000_000)

    found = diff(service, COVERAGE, since)

    assert causes(found["denominator"]) == {"matured": 1}
    assert causes(found["numerator"]) == {"paid": 1}
    counts = service.figure(COVERAGE)["total"]["counts"]
    assert (counts["paid_late"], counts["paid_compensation"], counts["paid_allowance"]) == (1, 1, 0)


def test_a_changed_number_of_workers_is_a_part_of_its_own(service: Service) -> None:
    def put(workers: int) -> None:
        body = {"period": "2026", "source": "Số giả định", "workers": workers}
        assert service.put("admin", "/workforce", {"numbers": [body]}).status_code == 200

    put(1_000)
    since = service.clock.moment.isoformat()
    service.clock.advance(hours=1)
    put(900)

    denominator = diff(service, FREQUENCY, since)["denominator"]

    assert (denominator["before"], denominator["after"]) == (1_000, 900)
    assert causes(denominator) == {"workforce_changed": -100}


def test_who_sees_no_cases_sees_no_differences(service: Service) -> None:
    since = service.clock.moment.isoformat()
    path = f"/indicators/{FREQUENCY}/diff"

    assert service.get("agency", path, from_known_at=since).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        {"from_known_at": "2026-03-04T11:00:00+07:00", "to_known_at": "2099-01-01T00:00:00Z"},
        {
            "from_known_at": "2026-03-04T10:00:00+07:00",
            "to_known_at": "2026-03-04T09:00:00+07:00",
        },
        {"from_known_at": "2026-03-04"},
        {},
    ],
)
def test_a_difference_that_makes_no_sense_is_refused(
    service: Service, query: dict[str, str]
) -> None:
    assert service.get("inspector", f"/indicators/{FREQUENCY}/diff", **query).status_code == 422


@pytest.mark.parametrize("name", [FREQUENCY, COVERAGE, FATAL])
def test_a_definition_is_told_as_data(service: Service, name: str) -> None:
    told = service.get("agency", f"/indicators/{name}/definition").json()

    assert (told["version"], told["versions"], told["valid_from"]) == ("1", ["1"], "2023-07-18")
    assert told["source"]["mark"] in {"verified", "unsure"}
    assert {rule["count"] for rule in told["rules"]} >= {told["headline"]["numerator"]}
    assert service.get("agency", f"/indicators/{name}/definition", version="9").status_code == 404
    before = service.get("agency", f"/indicators/{name}/definition", on="2020-01-01")
    assert before.json()["code"] == "no-rule-in-force"


@pytest.mark.parametrize(
    ("query", "deaths"),
    [
        ({"sex": "male"}, 1),
        ({"sex": "female"}, 1),
        ({"severity": "fatal"}, 2),
        ({"severity": "light"}, 0),
        ({"owner_type": "private"}, 2),
        ({"owner_type": "state"}, 0),
        ({"zone": "none"}, 2),
        ({"zone": "dinh-vu"}, 0),
        ({"boundary": "old_hai_phong"}, 2),
        ({"boundary": "old_hai_duong"}, 0),
        ({"boundary": "current"}, 2),
    ],
)
def test_a_figure_is_asked_for_a_part_of_it(
    service: Service, query: dict[str, str], deaths: int
) -> None:
    fatal(service)
    fatal(service, number=1, sex="male")

    total = service.figure(FREQUENCY, **query)["total"]

    assert total["counts"]["deaths"] == deaths


def test_no_number_of_workers_stands_in_for_that_of_another_cell(service: Service) -> None:
    body = {"period": "2026", "source": "Số giả định", "workers": 1_000}
    assert service.put("admin", "/workforce", {"numbers": [body]}).status_code == 200

    for query in ({"sex": "male"}, {"boundary": "old_hai_phong"}, {"zone": "none"}):
        headline = service.figure(FREQUENCY, **query)["total"]["headline"]
        assert headline["status"] == "not_computable"


def test_everything_can_be_asked_at_once(service: Service) -> None:
    fatal(service)
    by = "area,sector,relation,sex,severity,owner_type,zone"

    (cell,) = service.figure(FREQUENCY, by=by)["cells"]

    assert cell["counts"]["deaths"] == 1


def test_a_death_counts_for_comparison_abroad_within_a_year(service: Service) -> None:
    occurred = "2025-02-03T08:00:00+07:00"
    for number, died in enumerate(("2026-02-03T08:00:00+07:00", "2026-02-04T08:00:00+07:00")):
        victim = bodies.victim(condition="fatal", died_at=died, **bodies.another(number))
        body = bodies.accident(victim, occurred_at=occurred, known_at=occurred, area_code="11311")
        service.declare("employer", body)

    counts = service.figure(FREQUENCY, **{"from": "2025", "to": "2025"})["total"]["counts"]

    # From 3 February 2025 to 3 February 2026 are 365 days, one more is too many.
    assert (counts["deaths"], counts["deaths_within_365_days"]) == (2, 1)
