"""What those who may not see cases are told: never 1 to 4, nor what would give it away."""

from typing import Any

import pytest

from osh_incidents.domain.authority import GRANTS, Permission, Role
from osh_incidents.domain.indicators.model import Dimension
from osh_incidents.services.disclosure import TABLES, vintage
from tests.support import bodies
from tests.support.service import Service

FREQUENCY = "fatal-accident-frequency"
LIMITED = [role for role in Role if Permission.INDICATORS_CASES not in GRANTS[role].permissions]


def declare(service: Service, number: int, first: int, **fatal: Any) -> None:
    """Declare *number* accidents of one person each, light unless said otherwise."""
    for place in range(first, first + number):
        hurt = bodies.victim(**bodies.another(place), **fatal)
        service.declare("employer", bodies.accident(hurt))


def next_quarter(service: Service) -> None:
    service.clock.advance(days=40)


def some_city(service: Service, *, light: int = 6, dead: int = 2) -> None:
    declare(service, light, 0)
    died = {"condition": "fatal", "died_at": "2026-03-04T10:30:00+07:00"}
    declare(service, dead, light, **died)
    next_quarter(service)


def total(service: Service, login: str, **query: str) -> Any:
    return service.figure(FREQUENCY, login=login, **query)["total"]


@pytest.mark.parametrize("login", ["agency", "employer", "commune"])
def test_a_number_of_less_than_five_is_not_told(service: Service, login: str) -> None:
    some_city(service)

    found = total(service, login)

    assert (found["counts"]["accidents"], found["counts"]["fatal_accidents"]) == (8, None)
    assert found["suppressed"] is True
    assert found["headline"]["suppressed"] is True
    assert found["headline"]["status"] == "suppressed"
    assert (found["headline"]["numerator"], found["headline"]["value"]) == (None, None)


def test_those_who_see_cases_are_told_everything(service: Service) -> None:
    some_city(service)

    found = total(service, "inspector")

    assert (found["counts"]["accidents"], found["counts"]["fatal_accidents"]) == (8, 2)
    assert found["suppressed"] is False
    assert found["headline"]["suppressed"] is False


def test_a_rate_and_its_limits_go_with_the_number_they_would_tell(service: Service) -> None:
    some_city(service)
    number = {"period": "2026", "source": "Số giả định", "workers": 1_000}
    assert service.put("admin", "/workforce", {"numbers": [number]}).status_code == 200
    service.clock.advance(days=91)

    found = total(service, "agency")
    of_the_dead = [one for one in found["ratios"] if one["name"].startswith(("fatal", "death"))]

    assert of_the_dead
    for ratio in (found["headline"], *of_the_dead):
        assert (ratio["value"], ratio["numerator"], ratio["denominator"]) == (None, None, 1_000)
        assert ratio["limits"] is None


def test_the_verdict_goes_with_the_number_it_would_tell(service: Service) -> None:
    some_city(service)

    target = service.figure(FREQUENCY, login="agency")["target"]

    assert target["suppressed"] is True
    told = {name for name, value in target.items() if value is not None}
    assert told <= {"rule", "share", "base_year", "judged_year", "suppressed"}


def test_five_and_more_are_told(service: Service) -> None:
    some_city(service, light=5, dead=5)

    counts = total(service, "agency")["counts"]

    assert (counts["accidents"], counts["fatal_accidents"], counts["deaths"]) == (10, 5, 5)


def test_a_city_without_accidents_is_told_so(service: Service) -> None:
    next_quarter(service)

    assert set(total(service, "agency")["counts"].values()) == {0}


@pytest.mark.parametrize("login", ["agency", "inspector"])
def test_one_dimension_may_be_asked(service: Service, login: str) -> None:
    some_city(service)

    cells = service.figure(FREQUENCY, login=login, by="sector")["cells"]

    assert [(cell["sector"], cell["counts"]["accidents"]) for cell in cells] == [("C", 8)]


def test_a_small_cell_takes_another_with_it(service: Service) -> None:
    declare(service, 6, 0)
    outside = bodies.accident(bodies.victim(relation="no_contract", **bodies.another(9)))
    outside["declarant"]["role"] = "commune"
    service.declare("commune", outside)
    next_quarter(service)

    cells = service.figure(FREQUENCY, login="agency", by="relation")["cells"]

    assert [cell["counts"]["accidents"] for cell in cells] == [None, None]
    for relation in ("contract", "no_contract"):
        assert total(service, "agency", relation=relation)["counts"]["accidents"] is None
    assert total(service, "agency")["counts"]["accidents"] == 7


def test_a_cell_of_a_case_that_no_figure_counts_is_not_shown(service: Service) -> None:
    declare(service, 6, 0)
    body = bodies.accident(bodies.victim(**bodies.another(9)))
    body["workplace"]["vsic_code"] = "4330"
    case_id = service.declare("employer", body)["case"]["id"]
    service.act(
        "inspector",
        case_id,
        "registration",
        action="reject",
        rejection="not_an_accident_at_work",
        reason="Không phải tai nạn lao động",
    )
    next_quarter(service)

    cells = service.figure(FREQUENCY, login="agency", by="sector")["cells"]

    assert [cell["sector"] for cell in cells] == ["C"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"by": "area,sector"}, "/by"),
        ({"by": "area", "sector": "C"}, "/by"),
        ({"by": "area", "from": "2026-H1", "to": "2026-H2"}, "/by"),
        ({"by": "severity"}, "/by"),
        ({"by": "zone"}, "/by"),
        ({"boundary": "old_hai_phong"}, "/by"),
        ({"basis": "declared"}, "/basis"),
        ({"as_known_at": "2026-03-01T00:00:00+07:00"}, "/as_known_at"),
    ],
)
def test_what_would_cut_finer_is_refused_to_them_alone(
    service: Service, query: dict[str, str], pointer: str
) -> None:
    answer = service.get("agency", f"/indicators/{FREQUENCY}", **query)

    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.json()["errors"]} == {pointer}
    assert service.get("inspector", f"/indicators/{FREQUENCY}", **query).status_code == 200


def test_what_happened_this_quarter_is_told_in_the_next(service: Service) -> None:
    declare(service, 6, 0)
    before = service.figure(FREQUENCY, login="agency")
    next_quarter(service)
    after = service.figure(FREQUENCY, login="agency")

    assert (before["as_known_at"], before["total"]["counts"]["accidents"]) == (
        "2026-01-01T00:00:00+07:00",
        0,
    )
    assert (after["as_known_at"], after["total"]["counts"]["accidents"]) == (
        "2026-04-01T00:00:00+07:00",
        6,
    )


def test_the_moment_that_an_answer_names_may_be_asked_again(service: Service) -> None:
    some_city(service)
    told = service.figure(FREQUENCY, login="agency")
    service.clock.advance(days=1)

    again = service.figure(FREQUENCY, login="agency", as_known_at=told["as_known_at"])

    assert again["total"] == told["total"] | {"cases": again["total"]["cases"]}


def test_every_dimension_is_offered_or_refused_on_purpose() -> None:
    made_of_others = {Dimension.SEVERITY, Dimension.ZONE, Dimension.BOUNDARY}

    assert set(TABLES) == set(Dimension) - made_of_others


def test_the_year_of_a_sum_hides_the_sum(service: Service) -> None:
    some_city(service)

    found = total(service, "agency", **{"from": "2025", "to": "2026"})

    assert found["counts"]["fatal_accidents"] is None
    assert found["counts"]["accidents"] == 8


def test_only_those_who_list_cases_are_told_of_fewer_than_five() -> None:
    assert set(LIMITED) == set(Role) - {Role.INSPECTOR, Role.SUPERVISOR}


def test_a_vintage_is_the_first_instant_of_the_local_quarter(service: Service) -> None:
    assert vintage(service.clock.moment).isoformat() == "2026-01-01T00:00:00+07:00"
