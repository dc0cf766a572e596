"""What is published beside a verdict: limits, evidence, trends, the path, and the year so far."""

from datetime import UTC, datetime
from typing import Any

import pytest
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]
from statsmodels.stats.rates import confint_poisson  # type: ignore[import-untyped]

from tests.support import bodies, walks
from tests.support.service import Service

FREQUENCY = "fatal-accident-frequency"
COVERAGE = "compensation-coverage"
INVESTIGATED = "fatal-case-investigation"
MILLION = 1_000_000


def fatal(service: Service, *days: str) -> None:
    """Declare a fatal accident on each of *days*."""
    for number, day in enumerate(days):
        victim = bodies.victim(condition="fatal", **bodies.another(number))
        body = bodies.accident(victim, occurred_at=f"{day}T09:00:00+07:00", known_at=None)
        service.declare("employer", body)


def workers(service: Service, **numbers: int) -> None:
    """Put the workforce of each year, named `y2022`."""
    kept = [
        {"period": year[1:], "workers": number, "source": "Số giả định"}
        for year, number in numbers.items()
    ]
    assert service.put("admin", "/workforce", {"numbers": kept}).status_code == 200


def target(service: Service, name: str = FREQUENCY, **query: str) -> dict[str, Any]:
    found: dict[str, Any] = service.figure(name, **query)["target"]
    return found


def asked(service: Service, first: int, last: int) -> dict[str, Any]:
    return target(service, **{"from": str(first), "to": str(last)})


def four_years(service: Service) -> dict[str, Any]:
    """Two accidents, one, two, one, each year among a million; and one so far this year."""
    fatal(service, "2022-05-01", "2022-06-01", "2023-05-01", "2024-05-01", "2024-06-01")
    fatal(service, "2025-05-01", "2026-02-01")
    years = dict.fromkeys(("y2022", "y2023", "y2024", "y2025", "y2026"), MILLION)
    workers(service, **years)
    return asked(service, 2022, 2026)


def limits(lower: float, upper: float) -> dict[str, str]:
    return {"lower": f"{lower:.6f}", "upper": f"{upper:.6f}", "confidence": "0.95"}


def test_every_year_has_its_rate_with_limits_and_the_rate_that_the_target_asks(
    service: Service,
) -> None:
    years = four_years(service)["readings"]["years"]

    # 0.002 per thousand in 2022, and 4 % less every year.
    assert [(year["year"], year["rate"], year["target"]) for year in years] == [
        (2022, "0.002000", "0.002000"),
        (2023, "0.001000", "0.001920"),
        (2024, "0.002000", "0.001843"),
        (2025, "0.001000", "0.001769"),
        (2026, None, "0.001699"),
    ]
    two, one = (confint_poisson(count, 1_000, method="exact-c") for count in (2, 1))
    assert [year["limits"] for year in years[:4]] == [limits(*two), limits(*one)] * 2


def test_a_year_that_has_not_ended_shows_its_accidents_and_no_rate(service: Service) -> None:
    running = four_years(service)["readings"]["years"][-1]

    assert (running["accidents"], running["workers"]) == (1, MILLION)
    assert (running["rate"], running["limits"]) == (None, None)
    assert running["gap"]["code"] == "year_not_ended"


def test_a_year_to_come_has_its_place_on_the_path_alone(service: Service) -> None:
    fatal(service, "2022-05-01")
    workers(service, y2022=MILLION)

    years = asked(service, 2027, 2027)["readings"]["years"]

    # 0.001 times 0.96 to the fifth is 0.000815.
    assert (years[-1]["year"], years[-1]["target"]) == (2027, "0.000815")
    assert years[-1]["accidents"] is None
    assert years[-1]["gap"]["code"] == "year_not_begun"


def test_the_trend_is_read_in_three_ways(service: Service) -> None:
    found = four_years(service)

    # Half to the power of a third; falls of 1/2, -1 and 1/2; a slope of (3 ln(1/2) + ln 2)/10.
    assert [(trend["name"], trend["value"]) for trend in found["readings"]["trends"]] == [
        ("geometric_mean", "0.206299"),
        ("arithmetic_mean", "0.000000"),
        ("log_linear", "0.129449"),
    ]
    assert found["mean_yearly_fall"] == "0.206299"


def test_the_ratio_of_rates_has_exact_limits_and_few_accidents_establish_nothing(
    service: Service,
) -> None:
    found = four_years(service)

    # Of three accidents one falls into 2025; 0.96 to the third is 0.884736.
    lower, upper = (share / (1 - share) for share in proportion_confint(1, 3, method="beta"))
    ratio = found["readings"]["rate_ratio"]
    assert (ratio["value"], ratio["target"]) == ("0.500000", "0.884736")
    assert ratio["limits"] == limits(lower, upper)
    assert (found["verdict"], found["evidence"]) == ("met", "inconclusive")
    assert "may be chance" in found["meaning"]["en"]
    assert "có thể do ngẫu nhiên" in found["meaning"]["vi"]


def test_a_fall_beyond_chance_is_established(service: Service) -> None:
    fatal(service, "2022-05-01")
    workers(service, y2022=1_000, y2025=MILLION)

    found = asked(service, 2022, 2025)

    # With nought of one the share is at most 0.975: 39 to 1, in a thousand times as many workers.
    assert found["readings"]["rate_ratio"]["limits"] == limits(0, 0.039)
    assert (found["verdict"], found["evidence"]) == ("met", "established")


def test_a_rise_beyond_chance_is_established(service: Service) -> None:
    fatal(service, "2022-05-01", "2025-05-01")
    workers(service, y2022=MILLION, y2025=1_000)

    found = asked(service, 2022, 2025)

    assert (found["verdict"], found["evidence"]) == ("not_met", "established")


@pytest.mark.parametrize(
    ("numbers", "gap", "missing"),
    [
        ({"y2022": MILLION}, "workforce_missing", ["2023", "2024", "2025"]),
        ({"y2025": MILLION}, "workforce_missing", ["2022", "2023", "2024"]),
        ({"y2022": MILLION, "y2025": 0}, "workforce_zero", ["2023", "2024"]),
        ({"y2022": 0, "y2025": MILLION}, "workforce_zero", ["2023", "2024"]),
    ],
)
def test_without_workers_nothing_is_judged_and_what_is_missing_is_named(
    service: Service, numbers: dict[str, int], gap: str, missing: list[str]
) -> None:
    fatal(service, "2022-05-01", "2025-05-01")
    workers(service, **numbers)

    found = asked(service, 2022, 2025)

    assert (found["verdict"], found["evidence"]) == ("not_computable", None)
    assert found["gap"]["code"] == gap
    assert [one["period"] for one in found["missing"]] == missing
    assert found["readings"]["rate_ratio"] is None
    assert [(one["value"], one["gap"]["code"]) for one in found["readings"]["trends"]] == [
        (None, gap)
    ] * 3


def test_from_a_base_of_nothing_nothing_can_fall(service: Service) -> None:
    fatal(service, "2025-05-01")
    workers(service, y2022=MILLION, y2023=MILLION, y2024=MILLION, y2025=MILLION)

    found = asked(service, 2022, 2025)

    assert (found["verdict"], found["gap"]["code"]) == ("not_computable", "base_rate_zero")
    assert (found["base_value"], found["missing"]) == ("0.000000", [])
    assert found["meaning"]["en"].startswith("This cannot be judged")
    assert {year["target"] for year in found["readings"]["years"]} == {None}


def test_no_accident_in_either_year_is_no_ratio(service: Service) -> None:
    workers(service, y2022=MILLION, y2025=MILLION)

    assert asked(service, 2022, 2025)["gap"]["code"] == "base_rate_zero"


def test_without_an_ended_year_after_the_base_nothing_is_judged(service: Service) -> None:
    fatal(service, "2022-05-01")
    workers(service, y2022=MILLION)

    found = asked(service, 2022, 2022)

    assert (found["verdict"], found["judged_year"]) == ("not_computable", None)
    assert found["gap"]["code"] == "no_year_after_base"


@pytest.mark.parametrize(
    ("between", "gap"),
    [({}, "workforce_missing"), ({"y2023": MILLION, "y2024": MILLION}, "rate_zero")],
)
def test_a_gap_between_the_ends_leaves_the_geometric_mean_alone(
    service: Service, between: dict[str, int], gap: str
) -> None:
    fatal(service, "2022-05-01", "2022-06-01", "2025-05-01")
    workers(service, y2022=MILLION, y2025=MILLION, **between)

    geometric, *others = asked(service, 2022, 2025)["readings"]["trends"]

    assert (geometric["value"], geometric["gap"]) == ("0.206299", None)
    assert [(one["value"], one["gap"]["code"]) for one in others] == [(None, gap)] * 2


def test_the_running_year_is_compared_with_the_same_days_of_earlier_years(
    service: Service,
) -> None:
    fatal(service, "2022-01-01", "2022-03-04", "2022-03-05", "2025-03-05", "2026-03-01")

    found = target(service)["readings"]["year_to_date"]

    days = [
        (one["first"], one["last"], one["accidents"])
        for one in (found["running"], *found["earlier"])
    ]
    assert days == [
        ("2026-01-01", "2026-03-04", 1),
        ("2022-01-01", "2022-03-04", 2),
        ("2025-01-01", "2025-03-04", 0),
    ]
    assert found["earlier"][1]["limits"] == limits(0, 3.688879)
    assert "no rate" in found["note"]["en"]


def test_a_leap_day_is_compared_with_the_last_day_of_february(service: Service) -> None:
    service.clock.moment = datetime(2028, 2, 29, 4, 0, tzinfo=UTC)

    found = target(service)["readings"]["year_to_date"]

    assert found["running"]["last"] == "2028-02-29"
    assert [one["last"] for one in found["earlier"]] == ["2022-02-28", "2027-02-28"]


def test_what_has_ended_is_not_compared_to_date(service: Service) -> None:
    assert asked(service, 2022, 2025)["readings"]["year_to_date"] is None


def test_a_rate_of_accidents_has_limits_and_a_rate_of_people_has_none(service: Service) -> None:
    fatal(service, "2025-05-01")
    workers(service, y2025=MILLION)

    total = service.figure(FREQUENCY, **{"from": "2025", "to": "2025"})["total"]

    ratios = {ratio["name"]: ratio["limits"] for ratio in (total["headline"], *total["ratios"])}
    one = confint_poisson(1, 1_000, method="exact-c")
    assert ratios["fatal_accidents_per_1000"] == limits(*one)
    assert ratios["fatal_accidents_per_100000"] == limits(*(100 * limit for limit in one))
    assert ratios["deaths_per_1000"] is None


def test_a_share_paid_has_exact_limits_and_one_person_establishes_nothing(
    service: Service,
) -> None:
    case = service.declare("employer", bodies.disease())["case"]
    walks.register(service, case["id"])
    service.act("health", case["id"], "disease", action="diagnose", facility="Phòng khám Ví Dụ")
    assessed = {"loss_percent": 31, "assessed_on": "2026-03-02", "council": "Hội đồng GĐYK"}
    service.act("health", case["id"], "disease", action="assess", **assessed)
    service.act("health", case["id"], "disease", action="confirm")
    ((path, claim),) = walks.claims(service, case["id"])
    walks.decide_and_pay(service, path, claim["minimum_vnd"], claim["minimum_vnd"])
    service.clock.advance(days=4)

    found = target(service, COVERAGE)

    # One of one: the lower limit p leaves p = 0.025.
    assert found["readings"]["limits"] == limits(0.025, 1)
    assert (found["verdict"], found["evidence"]) == ("met", "inconclusive")
    assert "too few" in found["meaning"]["en"]


def test_one_failing_case_is_enough_and_no_interval_speaks_against_it(service: Service) -> None:
    fatal(service, "2026-03-01")
    service.clock.advance(days=60)

    found = target(service, INVESTIGATED)

    # None of one: the upper limit p leaves 1 - p = 0.025.
    assert found["readings"]["limits"] == limits(0, 0.975)
    assert (found["verdict"], found["evidence"]) == ("not_met", None)
    assert "one is enough" in found["meaning"]["en"]


@pytest.mark.parametrize("name", [COVERAGE, INVESTIGATED])
def test_a_share_of_nobody_is_not_computable(service: Service, name: str) -> None:
    found = target(service, name)

    assert (found["verdict"], found["evidence"]) == ("not_computable", None)
    assert found["gap"]["code"] == "nothing_due"
    assert found["readings"]["limits"] is None
    assert (found["readings"]["years"], found["readings"]["trends"]) == ([], [])
