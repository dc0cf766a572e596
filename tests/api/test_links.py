"""Linking cases that are one: nothing is lost, it counts once, and it can be taken back."""

from typing import Any

from tests.support import walks
from tests.support.facts import differences
from tests.support.service import Service
from tests.support.twice import WHY, codes, declared, fatal, fatal_twice, link, links, log, unlink
from tests.support.world import OTHER_TAX_CODE


def everything(service: Service, case_id: str) -> dict[str, Any]:
    case = f"/cases/{case_id}"
    parts = ("", "/victims", "/duties", "/available-actions", "/links")
    told = {part: service.get("inspector", case + part).json() for part in parts}
    # The version alone never goes back: who read the case meanwhile has to read it again.
    del told[""]["version"]
    told["declarations"] = content(service, case_id)
    return told


def content(service: Service, case_id: str) -> Any:
    entry = service.get("inspector", f"/cases/{case_id}/possible-duplicates").json()["case"]
    return entry["declared_by"], entry["victims"]


def figures(service: Service) -> list[dict[str, int]]:
    names = ("fatal-accident-frequency", "compensation-coverage", "fatal-case-investigation")
    return [service.figure(name)["total"]["counts"] for name in names]


def test_a_linked_case_counts_with_the_one_that_leads_it(service: Service) -> None:
    first, second = fatal_twice(service)
    before = figures(service)
    assert (before[2]["fatal_cases"], before[2]["declared"]) == (2, 1)
    assert before[0]["deaths"] == 2

    link(service, second, first)

    linked = figures(service)
    assert (linked[2]["fatal_cases"], linked[2]["declared"]) == (1, 1)
    assert linked[0]["deaths"] == 1

    unlink(service, second, first)
    assert figures(service) == before


def test_a_link_leaves_all_as_it_was_and_taking_it_back_leaves_no_trace_but_in_the_log(
    service: Service,
) -> None:
    first, second = fatal_twice(service)
    before = [everything(service, case_id) for case_id in (first, second)]
    logged = [log(service, case_id) for case_id in (first, second)]

    link(service, second, first)

    for case_id, was in zip((first, second), before, strict=True):
        now = everything(service, case_id)
        assert now["/victims"] == was["/victims"]
        assert now["declarations"] == was["declarations"]
        for part in ("tracks", "clocks", "recipients", "number"):
            assert now[""][part] == was[""][part]

    unlink(service, second, first)

    assert [everything(service, case_id) for case_id in (first, second)] == before
    for case_id, was_logged in zip((first, second), logged, strict=True):
        entries = log(service, case_id)
        assert entries[: len(was_logged)] == was_logged
        assert [entry["action"] for entry in entries[len(was_logged) :]] == [
            "link_as_duplicate",
            "unlink",
        ]


def test_both_logs_tell_of_the_other_case_and_who_leads(service: Service) -> None:
    first, second = fatal_twice(service)

    link(service, second, first)
    unlink(service, first, second)

    linked, unlinked = log(service, second)[-2:]
    assert linked["data"] == {"other": first, "led_by": first}
    assert linked["reason"] == WHY
    assert unlinked["data"] == {"other": first, "code": "linked_in_error"}
    assert log(service, first)[-2]["data"] == {"other": second}


def test_the_links_are_told_from_both_sides(service: Service) -> None:
    first, second = fatal_twice(service)
    link(service, second, first)

    assert links(service, second)["led_by"]["case_id"] == first
    assert links(service, second)["leads"] == []
    (led,) = links(service, first)["leads"]
    assert (led["case_id"], led["reason"]) == (second, WHY)
    assert service.get("inspector", f"/cases/{second}").json()["led_by"] == first


def test_of_a_link_to_a_case_out_of_reach_the_id_alone_is_told(service: Service) -> None:
    elsewhere = fatal("commune")
    elsewhere["workplace"]["tax_code"] = OTHER_TAX_CODE
    first = declared(service, "commune", elsewhere)
    second = declared(service, "employer", fatal())
    link(service, second, first)

    lead = links(service, second, "employer")["led_by"]

    assert lead.pop("case_id") == first
    assert set(lead.values()) == {None}


def test_the_leading_case_is_registered_and_the_led_one_is_not(service: Service) -> None:
    first, second = fatal_twice(service)

    link(service, second, first)

    assert walks.register(service, first)["number"]
    answer = service.post(
        "inspector", f"/cases/{second}/registration/actions", {"action": "register"}
    )
    assert codes(answer) == {"led_by_another"}


def test_a_led_case_is_nobody_s_delay(service: Service) -> None:
    first, second = fatal_twice(service)
    link(service, second, first)
    for days, clock in ((0, "due"), (90, "overdue")):
        service.clock.advance(days=days)

        items = service.get("inspector", "/cases", clock=clock).json()["items"]

        assert [case["id"] for case in items] == [first]
    assert len(service.get("inspector", "/cases").json()["items"]) == 2


def test_a_case_set_free_is_compared_with_what_came_meanwhile(service: Service) -> None:
    first, second = fatal_twice(service)
    link(service, second, first)
    third = declared(service, "commune", fatal("commune"))

    unlink(service, second, first)

    found = service.get("inspector", f"/cases/{second}/possible-duplicates").json()["items"]
    assert {one["case_id"]: one["state"] for one in found} == {first: "open", third: "open"}


def test_a_linked_case_that_is_completed_changes_the_case_that_leads_it(service: Service) -> None:
    first, second = fatal_twice(service)
    service.act("inspector", second, "registration", action="return", reason="Thiếu")
    link(service, second, first)
    service.clock.advance(days=1)
    earlier = fatal()
    earlier["accident"]["known_at"] = "2026-03-01T08:00:00+07:00"
    earlier["accident"]["occurred_at"] = "2026-03-01T07:00:00+07:00"

    service.act("employer", second, "registration", action="complete", declaration=earlier)

    told = log(service, first)[-1]
    assert (told["action"], told["data"]["other"]) == ("linked_case_completed", second)
    assert told["facts_sha256"] is not None
    assert differences(service.database) == []
