"""News of victims: it holds at once, and nothing that was known before is lost."""

from typing import Any

from tests.support import bodies, walks
from tests.support.service import Service

LATER = "2027-04-08T10:00:00+07:00"
DIED: bodies.Body = {
    "development": "died",
    "died_at": LATER,
    "death_link": "treatment",
    "forensic_reference": "KLGĐ 12/PY",
    "reason": "Bệnh viện báo",
}
AT_ONCE = DIED | {"died_at": "2026-03-04T10:45:00+07:00", "death_link": "emergency"}


def declared(service: Service, *victims: bodies.Body) -> tuple[str, str]:
    hurt = victims or (bodies.victim(),)
    case_id = service.declare("employer", bodies.accident(*hurt))["case"]["id"]
    return case_id, people(service, case_id)[0]["id"]


def people(service: Service, case_id: str) -> list[Any]:
    found: list[Any] = service.get("inspector", f"/cases/{case_id}/victims").json()["items"]
    return found


def report(service: Service, login: str, case_id: str, victim_id: str, news: bodies.Body) -> Any:
    return service.post(login, f"/cases/{case_id}/victims/{victim_id}/developments", news)


def told(answer: Any) -> set[tuple[str, str]]:
    return {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]}


def versions(service: Service, case_id: str) -> list[Any]:
    found: list[Any] = service.get("inspector", f"/cases/{case_id}/declarations").json()["items"]
    return found


def test_a_death_after_four_hundred_days_takes_the_case_to_the_province(
    service: Service,
) -> None:
    case_id, victim_id = declared(service)
    walks.register(service, case_id)
    walks.investigate(service, case_id, by="employer", members=bodies.BASE_TEAM)
    service.clock.advance(days=400)

    answer = report(service, "employer", case_id, victim_id, DIED)

    assert answer.status_code == 200, answer.text
    case = answer.json()
    assert (case["severity"], case["level"]) == ("fatal", "provincial")
    assert "commune_police" in {one["body"] for one in case["recipients"]}
    running = [one for one in case["clocks"] if one["status"] == "running"]
    assert {"investigation", "scene"} <= {one["duty"] for one in running}
    assert "hand_over" in [one["action"] for one in case["available_actions"]]
    year: dict[str, str] = {"from": "2026"}
    now = service.figure("fatal-accident-frequency", **year)["total"]["counts"]
    before = service.figure("fatal-accident-frequency", **year, as_known_at=LATER)
    assert now["fatal_accidents"] == 1
    assert before["total"]["counts"]["fatal_accidents"] == 0
    first, second = versions(service, case_id)
    assert (second["origin"], second["reason"]) == ("developed", "Bệnh viện báo")
    assert second["tracking_no"] == first["tracking_no"]


def test_a_later_death_without_forensic_minutes_counts_and_is_warned_of(
    service: Service,
) -> None:
    case_id, victim_id = declared(service)
    news = AT_ONCE | {"death_link": "recurrence", "forensic_reference": None}

    case = report(service, "commune", case_id, victim_id, news).json()

    assert case["severity"] == "fatal"
    number = versions(service, case_id)[0]["tracking_no"]
    warnings = service.get("inspector", f"/declarations/{number}").json()["warnings"]
    assert ("/victims/0/forensic_reference", "forensic_link_missing") in {
        (one["pointer"], one["code"]) for one in warnings
    }
    assert "declared_late" not in {one["code"] for one in warnings}


def test_news_adds_and_never_overwrites_what_is_told_of_a_death(service: Service) -> None:
    case_id, victim_id = declared(service)
    without = {**AT_ONCE, "died_at": None}
    assert report(service, "commune", case_id, victim_id, without).status_code == 200
    assert report(service, "employer", case_id, victim_id, AT_ONCE).status_code == 200

    otherwise = AT_ONCE | {"death_link": "at_scene", "died_at": "2026-03-04T10:00:00+07:00"}
    again = report(service, "employer", case_id, victim_id, otherwise)
    same = report(service, "employer", case_id, victim_id, AT_ONCE)

    assert told(again) == {("/death_link", "already_told"), ("/died_at", "already_told")}
    assert told(same) == {("", "nothing_changes")}


def test_that_a_death_is_not_from_the_accident_is_no_news(service: Service) -> None:
    case_id, victim_id = declared(service)
    early = AT_ONCE | {"death_link": "not_from_accident", "died_at": "2026-03-04T09:00:00+07:00"}

    answer = report(service, "commune", case_id, victim_id, early)

    assert told(answer) == {("/death_link", "not_by_news"), ("/died_at", "before_accident")}


def test_an_injury_found_later_is_added_to_those_known(service: Service) -> None:
    hurt = bodies.victim(injury_codes=["033"], condition="severe")
    case_id, victim_id = declared(service, hurt)
    found = {"development": "injury_found", "injury_codes": ["033", "011"], "reason": "CT"}

    answer = report(service, "inspector", case_id, victim_id, found)

    assert answer.status_code == 200, answer.text
    assert people(service, case_id)[0]["injury_codes"] == ["033", "011"]
    again = report(service, "inspector", case_id, victim_id, found)
    assert told(again) == {("/injury_codes", "nothing_changes")}


def test_a_second_victim_severely_hurt_raises_the_level(service: Service) -> None:
    case_id, victim_id = declared(service, bodies.victim(injury_codes=["033"]))
    also = bodies.victim(full_name="Lê Văn Em", sex="male", injury_codes=["011"], reason="Báo")

    answer = service.post("commune", f"/cases/{case_id}/victims", also)

    assert answer.status_code == 201, answer.text
    assert [one["id"] for one in people(service, case_id)] == [victim_id, answer.json()["id"]]
    case = service.get("inspector", f"/cases/{case_id}").json()
    assert (case["victims_total"], case["level"]) == (2, "provincial")


def test_a_faulty_victim_is_told_by_the_places_of_the_request(service: Service) -> None:
    one = bodies.victim(citizen_id="031190000001")
    case_id, _ = declared(service, one)
    wrong = one | {"reason": "Báo", "injury_codes": ["999"], "relation": "former"}

    answer = service.post("inspector", f"/cases/{case_id}/victims", wrong)

    assert told(answer) == {
        ("/citizen_id", "duplicate_victim"),
        ("/injury_codes/0", "unknown_code"),
        ("/relation", "of_a_disease_only"),
    }


def test_a_case_of_a_disease_is_of_one_person(service: Service) -> None:
    case_id = service.declare("employer", bodies.disease())["case"]["id"]

    answer = service.post(
        "inspector", f"/cases/{case_id}/victims", bodies.victim(condition=None, reason="Báo")
    )

    assert told(answer) == {("", "one_person")}


def test_the_police_tell_of_a_death_but_set_no_health_data_they_may_not_see(
    service: Service,
) -> None:
    case_id, _ = declared(service, bodies.dead())
    victim_id = people(service, case_id)[0]["id"]

    medical = report(service, "police", case_id, victim_id, AT_ONCE)
    plain = {name: value for name, value in AT_ONCE.items() if name != "forensic_reference"}
    linked = report(
        service, "police", case_id, victim_id, plain | {"died_at": "2026-03-04T10:30:00+07:00"}
    )

    assert told(medical) == {("/forensic_reference", "not_yours")}
    assert linked.status_code == 200, linked.text


def test_completing_a_declaration_does_not_lose_a_death_or_a_victim_reported_since(
    service: Service,
) -> None:
    case_id, victim_id = declared(service)
    service.act("inspector", case_id, "registration", action="return", reason="Thiếu")
    report(service, "commune", case_id, victim_id, AT_ONCE)
    also = bodies.victim(full_name="Lê Văn Em", sex="male", reason="Báo")
    service.post("commune", f"/cases/{case_id}/victims", also)

    answer = service.post(
        "employer",
        f"/cases/{case_id}/registration/actions",
        {"action": "complete", "declaration": bodies.accident(bodies.victim())},
    )

    assert told(answer) == {
        ("/declaration/victims", "victim_lost"),
        ("/declaration/victims/0/died_at", "death_lost"),
    }
    dead = bodies.dead(death_link="emergency")
    whole = bodies.accident(dead, bodies.victim(full_name="Lê Văn Em", sex="male"))
    service.act("employer", case_id, "registration", action="complete", declaration=whole)
    assert [one["origin"] for one in versions(service, case_id)] == [
        "declared",
        "developed",
        "developed",
        "completed",
    ]


def test_who_is_named_in_the_place_of_a_withdrawn_victim_is_somebody_else(
    service: Service,
) -> None:
    both = [bodies.victim(), bodies.victim(full_name="Lê Văn Em", sex="male")]
    case_id, first = declared(service, *both)
    second = people(service, case_id)[1]["id"]
    for victims in ([both[0]], [both[0], bodies.victim(full_name="Phạm Thị Hoa")]):
        service.act("inspector", case_id, "registration", action="return", reason="Sai")
        body = bodies.accident(*victims)
        service.act("employer", case_id, "registration", action="complete", declaration=body)

    now = [(one["id"], one["full_name"]) for one in people(service, case_id)]

    assert now[0] == (first, "Trần Thị Bình")
    assert now[1][1] == "Phạm Thị Hoa"
    assert now[1][0] != second


def test_no_news_is_taken_into_a_rejected_file_and_a_stranger_finds_none(
    service: Service,
) -> None:
    case_id, victim_id = declared(service)
    assert report(service, "other-commune", case_id, victim_id, AT_ONCE).status_code == 404
    rejection = {"action": "reject", "rejection": "duplicate", "reason": "Trùng"}
    service.act("inspector", case_id, "registration", **rejection)

    answer = report(service, "inspector", case_id, victim_id, AT_ONCE)

    assert (answer.status_code, told(answer)) == (409, {("", "file_not_open")})


def test_the_log_tells_who_reported_what_and_holds_no_value(service: Service) -> None:
    case_id, victim_id = declared(service)
    report(service, "commune", case_id, victim_id, AT_ONCE)

    entries = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]

    (entry,) = (one for one in entries if one["action"] == "victim_died")
    assert entry["data"]["victim"] == victim_id
    assert set(entry["data"]["fields"].split()) == {
        f"/victims/0/{name}"
        for name in ("condition", "died_at", "death_link", "forensic_reference")
    }
    assert not any(value in str(entry) for value in ("KLGĐ", "Bệnh viện", "2026-03-04T10:45"))


def test_an_unknown_development_or_victim_is_refused(service: Service) -> None:
    case_id, victim_id = declared(service)

    unknown = report(service, "inspector", case_id, victim_id, {"development": "vanished"})
    foreign = report(service, "inspector", case_id, case_id, AT_ONCE)

    assert told(unknown) == {("/development", "not_in_list")}
    assert foreign.status_code == 404
    assert told(report(service, "inspector", case_id, victim_id, {"development": "died"})) == {
        ("/reason", "required"),
        ("/death_link", "required"),
    }
