"""Figures over HTTP: exact parts, dimensions, and exactly the cases behind each number."""

from typing import Any

import pytest

from tests.support import bodies, walks
from tests.support.service import Service

NAMES = ("fatal-accident-frequency", "compensation-coverage", "fatal-case-investigation")


def some_city(service: Service) -> None:
    """Two fatal accidents, one of two dead; one of a severe; one without contract; a disease."""
    one, two, three, four, five = map(bodies.another, range(5))
    for victims in (
        (bodies.dead(**one), bodies.dead(**two, sex="male")),
        (bodies.dead(**three),),
        (bodies.victim(injury_codes=["031"], **four),),
    ):
        service.declare("employer", bodies.accident(*victims))
    commune = bodies.accident(bodies.dead(relation="no_contract", **five))
    commune["declarant"]["role"] = "commune"
    commune["workplace"]["vsic_code"] = "4330"
    service.declare("commune", commune)
    service.declare("employer", bodies.disease())


def put(service: Service, **number: Any) -> None:
    body = {"period": "2026", "source": "Số giả định"} | number
    assert service.put("admin", "/workforce", {"numbers": [body]}).status_code == 200


def counts(service: Service, name: str, **query: str) -> dict[str, int]:
    found: dict[str, int] = service.figure(name, **query)["total"]["counts"]
    return found


def test_accidents_and_people_are_counted_apart(service: Service) -> None:
    some_city(service)

    assert counts(service, "fatal-accident-frequency") == {
        "fatal_accidents": 3,
        "fatal_accidents_provisional": 3,
        "deaths": 4,
        "accidents": 4,
        "victims": 5,
        "severely_hurt": 1,
        "deaths_within_365_days": 4,
        "deaths_undated": 0,
    }


def test_a_rate_without_workforce_is_not_computable_and_says_what_is_missing(
    service: Service,
) -> None:
    some_city(service)
    put(service, workers=1_000)

    cells = service.figure("fatal-accident-frequency", by="relation")["cells"]

    assert {cell["headline"]["status"] for cell in cells} == {"not_computable"}
    assert cells[0]["missing"] == [
        {"period": "2026", "area": None, "sector": None, "relation": "contract"}
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("relation", {"contract": 2, "no_contract": 1}),
        ("sector", {"C": 2, "F": 1}),
        ("area", {"11311": 3}),
    ],
)
def test_a_figure_is_broken_down(service: Service, by: str, expected: dict[str, int]) -> None:
    some_city(service)

    cells = service.figure("fatal-accident-frequency", by=by)["cells"]

    assert {cell[by]: cell["counts"]["fatal_accidents"] for cell in cells} == expected


def test_two_dimensions_give_a_cell_for_each_pair(service: Service) -> None:
    some_city(service)

    cells = service.figure("fatal-accident-frequency", by="sector,relation")["cells"]

    assert [(cell["sector"], cell["relation"], cell["counts"]["deaths"]) for cell in cells] == [
        ("C", "contract", 3),
        ("F", "no_contract", 1),
    ]


def test_workers_without_an_accident_are_a_rate_of_zero(service: Service) -> None:
    put(service, workers=5_000, sector="A")

    (cell,) = service.figure("fatal-accident-frequency", by="sector")["cells"]

    assert (cell["sector"], cell["headline"]["numerator"]) == ("A", 0)
    assert cell["headline"]["value"] == "0.000000"


@pytest.mark.parametrize("name", NAMES)
def test_the_list_behind_each_number_adds_up_to_it(service: Service, name: str) -> None:
    some_city(service)
    (fatal, *_) = service.get("inspector", "/cases", severity="fatal").json()["items"]
    walks.register(service, fatal["id"])
    walks.investigate(service, fatal["id"])
    service.clock.advance(days=40)

    for count, number in counts(service, name).items():
        listed = service.get("inspector", f"/indicators/{name}/cases", count=count).json()["items"]
        assert sum(item["adds"] for item in listed) == number, count


def test_the_list_of_cases_is_paged_without_loss(service: Service) -> None:
    some_city(service)
    path = "/api/v1/indicators/fatal-accident-frequency/cases?count=accidents&limit=2"
    found = []
    while path:
        page = service.client.get(path, headers=service.headers("inspector")).json()
        found += [item["id"] for item in page["items"]]
        path = page["next"]

    assert len(found) == len(set(found)) == 4


def test_the_address_beside_a_cell_lists_its_cases(service: Service) -> None:
    some_city(service)
    cells = service.figure("fatal-accident-frequency", by="relation")["cells"]

    for cell in cells:
        listed = service.client.get(cell["cases"], headers=service.headers("inspector")).json()
        assert sum(item["adds"] for item in listed["items"]) == cell["headline"]["numerator"]


def test_a_figure_as_known_earlier_does_not_know_what_came_later(service: Service) -> None:
    some_city(service)
    before = service.clock.moment.isoformat()
    service.clock.advance(days=1)
    service.declare("employer", bodies.accident(bodies.dead()))

    assert counts(service, "fatal-accident-frequency")["fatal_accidents"] == 4
    then = counts(service, "fatal-accident-frequency", as_known_at=before)
    assert then["fatal_accidents"] == 3


def test_halves_of_a_year_take_their_own_cases(service: Service) -> None:
    some_city(service)

    figure = service.figure("fatal-accident-frequency", **{"from": "2026-H1", "to": "2026-H2"})

    assert [(cell["period"], cell["counts"]["deaths"]) for cell in figure["cells"]] == [
        ("2026-H1", 4),
        ("2026-H2", 0),
    ]


def test_the_target_of_four_percent_is_judged_from_the_base_year(service: Service) -> None:
    body = bodies.accident(
        bodies.victim(condition="fatal"), occurred_at="2022-05-01T09:00:00+07:00", known_at=None
    )
    service.declare("employer", body)
    service.declare("employer", bodies.accident(bodies.dead()))
    for period, workers in (("2022", 1_000_000), ("2026", 1_177_379)):
        put(service, period=period, workers=workers)
    service.clock.advance(days=303)

    target = service.figure("fatal-accident-frequency", **{"from": "2022", "to": "2026"})["target"]

    # 0.96^4 = 0.84934656 and 1,000,000 / 1,177,379 = 0.84934418…, just met.
    assert (target["base_year"], target["judged_year"], target["verdict"]) == (2022, 2026, "met")
    assert target["mean_yearly_fall"] == "0.040001"


def test_a_year_that_has_not_ended_is_not_judged(service: Service) -> None:
    for year in ("2022", "2025"):
        occurred = f"{year}-05-01T09:00:00+07:00"
        body = bodies.accident(
            bodies.victim(condition="fatal"), occurred_at=occurred, known_at=None
        )
        service.declare("employer", body)
        put(service, period=year, workers=1_000_000)
    put(service, workers=1_000_000)

    target = service.figure("fatal-accident-frequency", **{"from": "2022", "to": "2026"})["target"]

    # No death in 2026 so far; from 2022 to 2025 nothing fell.
    assert (target["judged_year"], target["verdict"]) == (2025, "not_met")


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2024", "to": "2023"},
        {"from": "2024-H3"},
        {"from": "24"},
        {"by": "colour"},
        {"area": "1"},
        {"sector": "Z"},
        {"relation": "friend"},
        {"basis": "guess"},
        {"as_known_at": "2026-01-01"},
        {"as_known_at": "2099-01-01T00:00:00Z"},
        {"from": "2000", "to": "2099"},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(service: Service, query: dict[str, str]) -> None:
    answer = service.get("inspector", "/indicators/compensation-coverage", **query)

    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_an_agency_pulls_figures_and_sees_no_case(service: Service) -> None:
    some_city(service)

    assert service.figure("fatal-case-investigation", login="agency")["total"]["counts"]
    cases = service.get("agency", "/indicators/fatal-case-investigation/cases")
    assert cases.status_code == 403


def test_a_corrected_workforce_number_leaves_the_earlier_figure_as_it_was(
    service: Service,
) -> None:
    some_city(service)
    put(service, workers=1_000)
    before = service.clock.moment.isoformat()
    service.clock.advance(hours=1)
    put(service, workers=2_000)

    now = service.figure("fatal-accident-frequency")["total"]["headline"]
    then = service.figure("fatal-accident-frequency", as_known_at=before)["total"]["headline"]

    assert (now["denominator"], then["denominator"]) == (2_000, 1_000)
    assert len(service.get("admin", "/workforce").json()["items"]) == 1
