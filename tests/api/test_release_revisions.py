"""The way of a release from draft to publication, and how a later one revises it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support import bodies, changes, walks
from tests.support.releases import (
    act,
    acted,
    asked,
    codes,
    prepared,
    published,
    read,
    reviewed,
)
from tests.support.service import Service


def workers(service: Service, number: int) -> None:
    body = {"period": "2026", "source": "Số giả định", "workers": number}
    assert service.put("admin", "/workforce", {"numbers": [body]}).status_code == 200


def test_nobody_publishes_what_they_computed(service: Service) -> None:
    release_id = reviewed(service, "supervisor")

    answer = act(service, "supervisor", release_id, "publish")

    assert (answer.status_code, codes(answer)) == (409, {("", "own_release")})
    assert read(service, release_id, "inspector")["state"] == "reviewed"


def test_an_inspector_may_not_publish(service: Service) -> None:
    release_id = reviewed(service, "supervisor")

    answer = act(service, "inspector", release_id, "publish")

    assert answer.status_code == 403
    assert answer.json()["needs"] == "releases:publish"


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ((), ("publish",)),
        (("review",), ("review",)),
        (("review", "publish"), ("review", "publish", "withdraw_draft")),
        (("withdraw_draft",), ("review", "publish", "withdraw_draft")),
        (("review", "withdraw_draft"), ("publish",)),
    ],
)
def test_each_state_allows_its_own_steps(
    service: Service, steps: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    release_id = prepared(service)["id"]
    more = {"withdraw_draft": {"reason": "Tính nhầm"}}
    for step in steps:
        acted(service, "supervisor", release_id, step, **more.get(step, {}))

    for step in refused:
        answer = act(service, "supervisor", release_id, step, **more.get(step, {}))
        assert (answer.status_code, answer.json()["code"]) == (409, "action-not-allowed"), step


def test_a_withdrawn_draft_stays_on_record_with_its_reason(service: Service) -> None:
    release_id = prepared(service)["id"]
    acted(service, "inspector", release_id, "withdraw_draft", reason="Tính nhầm kỳ")

    kept = read(service, release_id, "supervisor")

    assert (kept["state"], kept["events"][-1]["note"]) == ("withdrawn", "Tính nhầm kỳ")


def test_a_revision_states_each_difference_and_why(service: Service) -> None:
    workers(service, 1_000)
    changes.declared(service, bodies.dead())
    first = published(service)
    old = read(service, first)
    service.clock.advance(days=1)
    changes.declared(service, bodies.dead(**bodies.another(1)))

    second = published(service, revision_note="Khai báo muộn một vụ")

    new, superseded = read(service, second), read(service, first)
    assert (new["revises_id"], superseded["superseded_by_id"]) == (first, second)
    assert superseded["state"] == "superseded"
    assert (superseded["content"], superseded["sha256"]) == (old["content"], old["sha256"])
    revision = new["content"]["revision"]
    assert (revision["of"], revision["sha256"]) == (first, old["sha256"])
    assert revision["note"] == "Khai báo muộn một vụ"
    told = {
        (one["part"], one["pointer"]): (one["old"], one["new"])
        for one in revision["differences"]
        if one["part"] == "cell" and one["period"] == "2026"
    }
    # One accident of 1,000 workers became two; nothing else of the figure changed.
    counts = ("fatal_accidents", "fatal_accidents_provisional", "deaths", "accidents", "victims")
    rates = {
        "fatal_accidents_per_1000": ("1.000000", "2.000000"),
        "fatal_accidents_per_100000": ("100.000000", "200.000000"),
        "deaths_per_1000": ("1.000000", "2.000000"),
        "deaths_per_100000": ("100.000000", "200.000000"),
    }
    expected: dict[Any, Any] = {("cell", f"/counts/{name}"): (1, 2) for name in counts}
    for name, values in rates.items():
        expected["cell", f"/ratios/{name}/numerator"] = (1, 2)
        expected["cell", f"/ratios/{name}/value"] = values
    assert expected.items() <= told.items()
    before, after = (one["content"]["cells"][0]["counts"] for one in (old, new))
    assert {pointer for _, pointer in told if pointer.startswith("/counts")} == {
        f"/counts/{name}" for name in after if before[name] != after[name]
    }


def test_a_revision_without_a_note_is_refused(service: Service) -> None:
    published(service)

    answer = asked(service)

    assert (answer.status_code, codes(answer)) == (422, {("/revision_note", "required")})


def test_a_note_of_a_revision_of_nothing_is_refused(service: Service) -> None:
    published(service, by=["area"])

    answer = asked(service, revision_note="Sửa")

    assert codes(answer) == {("/revision_note", "nothing_to_revise")}


@pytest.mark.parametrize(
    "other",
    [
        {"from": "2025"},
        {"from": "2025", "to": "2026"},
        {"by": ["area"]},
        {"area": "11311"},
        {"sector": "C"},
        {"relation": "contract"},
        {"sex": "female"},
        {"boundary": "old_hai_phong"},
        {"basis": "declared"},
        {"indicator": "fatal-case-investigation"},
    ],
)
def test_a_release_of_other_parameters_revises_nothing(
    service: Service, other: dict[str, Any]
) -> None:
    first = published(service)

    second = published(service, **other)

    assert read(service, first)["state"] == "published"
    assert read(service, second)["revises_id"] is None


def test_the_order_of_dimensions_makes_no_other_release(service: Service) -> None:
    published(service, by=["area", "sector"])

    assert asked(service, by=["sector", "area"]).status_code == 422


def test_a_draft_older_than_the_last_publication_is_computed_anew(service: Service) -> None:
    stale = reviewed(service)
    published(service)

    answer = act(service, "supervisor", stale, "publish")

    assert (answer.status_code, codes(answer)) == (409, {("", "published_since")})


def test_a_number_is_provisional_while_a_case_is_open_then_final_and_marked_as_revised(
    service: Service,
) -> None:
    case_id = changes.registered(service, bodies.dead())
    running = published(service)
    walks.investigate(service, case_id)
    concluded = published(service, revision_note="Có kết luận")
    service.clock.advance(days=303)
    ended = published(service, revision_note="Hết năm", by=[])

    status = {
        release_id: read(service, release_id)["content"]["cells"][0]["status"]
        for release_id in (running, concluded, ended)
    }

    assert status[running] == {"ended": False, "concluded": False, "flags": ["p"]}
    assert status[concluded] == {"ended": False, "concluded": True, "flags": ["p", "r"]}
    assert status[ended] == {"ended": True, "concluded": True, "flags": ["final"]}


def test_of_eight_publications_at_once_one_is_done(service: Service) -> None:
    release_id = reviewed(service)

    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: act(service, "supervisor", release_id, "publish"), range(8))
        )

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    events = read(service, release_id, "inspector")["events"]
    assert [one["state"] for one in events] == ["draft", "reviewed", "published"]


def test_of_two_releases_of_one_figure_published_at_once_one_is(service: Service) -> None:
    first = published(service)
    drafts = [reviewed(service, revision_note=f"Sửa lần {number}") for number in range(4)]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: act(service, "supervisor", one, "publish"), drafts))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    listed = service.get("inspector", "/releases").json()["items"]
    feed = [one for one in listed if one["state"] != "reviewed"]
    assert sorted(one["state"] for one in feed) == ["published", "superseded"]
    (winner,) = (one["id"] for one in feed if one["state"] == "published")
    assert read(service, first)["superseded_by_id"] == winner


def test_the_feed_gives_the_last_changed_first_without_loss(service: Service) -> None:
    drafts = [reviewed(service, **{"from": str(year)}) for year in range(2021, 2026)]
    for release_id in drafts[::-1]:
        service.clock.advance(minutes=1)
        acted(service, "supervisor", release_id, "publish")

    found: list[str] = []
    path = "/api/v1/releases?limit=2&state=published&indicator=fatal-accident-frequency"
    while path:
        page = service.client.get(path, headers=service.headers("inspector")).json()
        found += [one["id"] for one in page["items"]]
        path = page["next"]

    assert found == drafts
    other = service.get("inspector", "/releases", indicator="compensation-coverage")
    assert other.json()["items"] == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"indicator": "happiness"}, "/indicator"),
        ({"from": "2026", "to": "2025"}, "/to"),
        ({"from": "26"}, "/from"),
        ({"by": ["colour"]}, "/by/0"),
        ({"as_known_at": "2099-01-01T00:00:00Z"}, "/as_known_at"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_a_release_of_nothing_that_can_be_computed_is_refused(
    service: Service, body: dict[str, Any], pointer: str
) -> None:
    answer = asked(service, **body)

    assert answer.status_code == 422
    assert {place for place, _ in codes(answer)} == {pointer}


def test_before_the_targets_were_set_there_is_nothing_to_judge_by(service: Service) -> None:
    answer = asked(service, as_known_at="2023-07-17T00:00:00+07:00")

    assert (answer.status_code, answer.json()["code"]) == (422, "no-rule-in-force")
