"""What keeps two cases from being linked or kept apart, and who may decide on them."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.support import bodies, walks
from tests.support.service import Service
from tests.support.twice import (
    WHY,
    codes,
    declared,
    fatal,
    fatal_twice,
    link,
    links,
    log,
    say,
    take_back,
    unlink,
)


def test_a_case_is_no_duplicate_of_itself(service: Service) -> None:
    first = declared(service, "employer", fatal())

    answer = say(service, first, "duplicate_of", first)

    assert (answer.status_code, codes(answer)) == (422, {"same_case"})


def test_an_accident_is_no_duplicate_of_a_disease(service: Service) -> None:
    first = declared(service, "employer", fatal())
    disease = declared(service, "employer", bodies.disease())

    answer = say(service, first, "duplicate_of", disease)

    assert (answer.status_code, codes(answer)) == (422, {"kind_differs"})


def test_a_case_that_is_not_there_cannot_be_linked(service: Service) -> None:
    first = declared(service, "employer", fatal())

    assert say(service, first, "duplicate_of", str(uuid4())).status_code == 404
    assert say(service, str(uuid4()), "duplicate_of", first).status_code == 404
    assert take_back(service, first, str(uuid4()), code="other").status_code == 404
    assert take_back(service, first, first, code="other").status_code == 404


def test_only_a_leading_case_can_be_linked_to_and_the_answer_names_it(service: Service) -> None:
    first, second = fatal_twice(service)
    third = declared(service, "commune", fatal("commune"))
    link(service, second, first)

    answer = say(service, third, "duplicate_of", second)

    assert (answer.status_code, codes(answer)) == (409, {"leads_nothing"})
    assert answer.json()["lead"] == first
    assert first in answer.json()["errors"][0]["detail"]


def test_a_case_that_leads_or_is_led_cannot_be_linked_once_more(service: Service) -> None:
    first, second = fatal_twice(service)
    third = declared(service, "commune", fatal("commune"))
    link(service, second, first)

    assert codes(say(service, first, "duplicate_of", third)) == {"leads_others"}
    assert codes(say(service, second, "duplicate_of", third)) == {"already_led"}
    assert codes(say(service, second, "not_duplicate", first)) == {"linked"}
    assert codes(say(service, first, "not_duplicate", second)) == {"linked"}


def test_nothing_is_linked_to_a_case_that_was_refused(service: Service) -> None:
    first, second = fatal_twice(service)
    service.act(
        "inspector",
        first,
        "registration",
        action="reject",
        rejection="duplicate",
        reason="Đã có khai báo",
    )

    assert codes(say(service, second, "duplicate_of", first)) == {"not_live"}


def test_the_contrary_is_decided_only_after_a_decision_is_taken_back(service: Service) -> None:
    first, second = fatal_twice(service)
    assert say(service, second, "not_duplicate", first).status_code == 201

    assert codes(say(service, second, "duplicate_of", first)) == {"decided_otherwise"}
    unlink(service, first, second)
    link(service, second, first)

    assert [entry["action"] for entry in log(service, second)][-3:] == [
        "decide_not_duplicate",
        "take_back_not_duplicate",
        "link_as_duplicate",
    ]


def test_that_two_are_different_may_be_said_before_anybody_asked(service: Service) -> None:
    first = declared(service, "employer", fatal())
    other = bodies.accident(bodies.victim(full_name="Lê Văn Em"))
    second = declared(service, "employer", other)

    pair = say(service, first, "not_duplicate", second).json()

    assert (pair["state"], pair["decision_reason"]) == ("not_duplicate", WHY)
    assert walks.register(service, second)["number"]


@pytest.mark.parametrize("login", ["employer", "commune"])
def test_who_declares_does_not_decide(service: Service, login: str) -> None:
    first, second = fatal_twice(service)

    assert say(service, second, "duplicate_of", first, login).status_code == 403


@pytest.mark.parametrize("query", [{}, {"code": "vì trùng tên"}])
def test_why_a_decision_is_taken_back_is_a_code(service: Service, query: dict[str, str]) -> None:
    first, second = fatal_twice(service)
    link(service, second, first)

    answer = take_back(service, second, first, **query)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/code"
    assert links(service, second)["led_by"]["case_id"] == first


def test_nothing_is_taken_back_where_nothing_is_decided(service: Service) -> None:
    first, second = fatal_twice(service)

    assert take_back(service, second, first, code="other").status_code == 404


@pytest.mark.parametrize("contrary", ["not_duplicate", "duplicate_of"])
def test_of_two_opposite_decisions_at_once_one_holds(service: Service, contrary: str) -> None:
    first, second = fatal_twice(service)
    opposite = [(second, "duplicate_of", first), (first, contrary, second)] * 3

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda decision: say(service, *decision), opposite))

    done = {
        decision
        for decision, answer in zip(opposite, answers, strict=True)
        if answer.status_code == 201
    }
    assert {answer.status_code for answer in answers} == {201, 409}
    assert len(done) == 1
    led = [case_id for case_id in (first, second) if links(service, case_id)["led_by"]]
    assert led == [case_id for case_id, relation, _ in done if relation == "duplicate_of"]
