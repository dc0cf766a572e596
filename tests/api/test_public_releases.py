"""Releases for everyone: frozen without small numbers, and verified like any other."""

from typing import Any

from tests.support import bodies
from tests.support.releases import asked, codes, prepared, published, read, verified
from tests.support.service import Service


def some_deaths(service: Service, number: int) -> None:
    """Declare as many deaths of different people, and come to the next quarter."""
    for place in range(number):
        body = bodies.accident(bodies.dead(**bodies.another(place)))
        service.declare("employer", body)
    service.clock.advance(days=60)


def counts(release: Any) -> Any:
    return release["content"]["total"]["counts"]


def test_everyone_reads_what_was_frozen_for_everyone_and_nothing_else(service: Service) -> None:
    some_deaths(service, 6)
    exact, public = published(service), published(service, audience="everyone")

    assert service.get("agency", f"/releases/{exact}").status_code == 404
    assert [one["id"] for one in service.get("agency", "/releases").json()["items"]] == [public]
    answer = service.get("agency", f"/releases/{public}")
    assert counts(answer.json())["fatal_accidents"] == 6
    assert verified(answer.content)
    # The quarter of 3 May began on 1 April.
    assert answer.json()["content"]["as_known_at"].startswith("2026-04-01T00:00:00")


def test_small_numbers_are_not_even_frozen(service: Service) -> None:
    some_deaths(service, 3)

    public = published(service, audience="everyone")

    told = read(service, public, "agency")
    assert (counts(told)["fatal_accidents"], counts(told)["deaths"]) == (None, None)
    assert told["content"]["lineage"]["fatal_accidents"] is None
    assert told["content"]["target"].get("verdict") is None
    assert told["content"]["target"]["year_to_date"] is None
    assert read(service, public, "inspector")["content"] == told["content"]
    exact = read(service, published(service), "inspector")
    assert counts(exact)["fatal_accidents"] == 3


def test_what_is_not_offered_to_everyone_is_not_released_to_everyone(service: Service) -> None:
    some_deaths(service, 1)

    crossed = asked(service, audience="everyone", by=["area", "sector"])
    severity = asked(service, audience="everyone", by=["severity"])

    assert codes(crossed) == {("/by", "one_at_a_time")}
    assert codes(severity) == {("/by", "not_offered")}
    assert prepared(service, by=["area", "sector"])["audience"] == "case_readers"
