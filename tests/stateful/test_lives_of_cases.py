"""Cases live through random actions of several people at once, over HTTP, on PostgreSQL.

After each step everything is computed anew from what the API alone tells: states from the log,
severity and level from the victims, the time of the investigation from the days of the news, the
chain from its hashes, the figure from the cases.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from httpx2 import Response
from hypothesis import HealthCheck, note, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from osh_incidents.domain.days import ICT
from tests.conftest import Engine
from tests.stateful.actions import ENDING, LIMITS, REASON, drops_a_death, tries
from tests.stateful.telling import Told
from tests.support import bodies, chain
from tests.support.facts import differences
from tests.support.service import Service

LOGINS = ["employer", "commune", "inspector", "supervisor", "health", "police", "other-employer"]


class Lives(RuleBasedStateMachine):
    """One office with a few cases."""

    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self.opened = ExitStack()
        database = self.opened.enter_context(self.engine.clones.one())
        self.service = Service(database, self.engine.logins)
        self.opened.enter_context(self.service.client)
        self.told = Told(self.service)
        self.cases: list[str] = []
        self.entries: dict[str, int] = {}

    def teardown(self) -> None:
        self.opened.close()

    @property
    def today(self) -> date:
        return self.service.clock.moment.astimezone(ICT).date()

    @initialize()
    def a_first_accident(self) -> None:
        self._declare([bodies.victim()])

    @rule(severe=st.integers(0, 2), dead=st.booleans())
    def declare(self, *, severe: int, dead: bool) -> None:
        if len(self.cases) < 3:
            hurt = [bodies.victim(condition="severe", injury_codes=["031"])] * severe
            died = [bodies.dead()] if dead else []
            self._declare([*hurt, *died] or [bodies.victim()])

    @rule(days=st.sampled_from([1, 3, 9, 40]))
    def time_passes(self, days: int) -> None:
        self.service.clock.advance(days=days)
        self.told.forget()

    @rule(data=st.data(), who=st.sampled_from(LOGINS))
    def act(self, data: st.DataObject, who: str) -> None:
        """Try any action, lawful or not; what was offered must be told apart from what was not."""
        case_id = data.draw(st.sampled_from(self.cases))
        track, body, path = self._some_action(data, case_id)
        offered = self._offered(who, case_id)
        answer = self._post(who, path, body)
        note(f"{who} {body['action']} on {track}: {answer.status_code}")
        assert answer.status_code in {200, 403, 404, 409, 422}, answer.text
        if answer.status_code == 200:
            assert (track, body["action"]) in offered
        elif answer.status_code == 403:
            assert (track, body["action"]) not in offered
        self._count(case_id, grew=answer.status_code == 200)

    @rule(data=st.data(), who=st.sampled_from(["employer", "inspector", "supervisor", "health"]))
    def go_on(self, data: st.DataObject, who: str) -> None:
        """Take one of the actions that are offered, so that cases come far."""
        case_id = data.draw(st.sampled_from(self.cases))
        known = tries(self.today.isoformat())
        offered = [
            (item["href"].removeprefix("/api/v1"), body)
            for item in self._offered_items(who, case_id)
            for body in known.get(item["track"], [])
            if body["action"] == item["action"] and body["action"] not in ENDING
        ]
        if not offered:
            return
        path, body = data.draw(st.sampled_from(offered))
        answer = self._post(who, path, body)
        note(f"{who} {body['action']}: {answer.status_code}")
        assert answer.status_code in {200, 409} or drops_a_death(body, answer), answer.text
        self._count(case_id, grew=answer.status_code == 200)

    @rule(data=st.data(), who=st.sampled_from([("inspector", "supervisor"), ("employer",) * 2]))
    def act_at_once(self, data: st.DataObject, who: tuple[str, str]) -> None:
        """Let two people act on one case in the same moment."""
        case_id = data.draw(st.sampled_from(self.cases))
        tried = [self._some_action(data, case_id) for _ in who]
        with ThreadPoolExecutor(2) as pool:
            answers = list(
                pool.map(
                    lambda pair: self._post(pair[0], pair[1][2], pair[1][1]),
                    zip(who, tried, strict=True),
                )
            )
        taken = [answer.status_code == 200 for answer in answers]
        assert all(answer.status_code < 500 for answer in answers), [one.text for one in answers]
        self._count(case_id, grew=any(taken), by_least=taken.count(True))

    @rule(data=st.data(), who=st.sampled_from(["employer", "inspector", "police"]))
    def report_a_death(self, data: st.DataObject, who: str) -> None:
        self._report(
            data,
            who,
            {
                "development": "died",
                "died_at": self.service.clock.moment.isoformat(),
                "death_link": "treatment",
                "forensic_reference": "1/GĐPY",
                **REASON,
            },
        )

    @rule(data=st.data(), who=st.sampled_from(["employer", "inspector"]))
    def report_an_injury(self, data: st.DataObject, who: str) -> None:
        news = {"development": "injury_found", "injury_codes": ["029"], **REASON}
        self._report(data, who, news)

    @invariant()
    def the_state_is_what_the_actions_alone_give(self) -> None:
        for case_id in self.cases:
            case, log = self.told.case(case_id), self.told.log(case_id)
            states = chain.replayed(log)
            tracks = case["tracks"]
            assert tracks["registration"] == states.get("registration", "declared")
            assert tracks["investigation"] == states.get("investigation", "pending")
            assert tracks["handling"] == states.get("handling", "open")
            for claim in self.told.claims(case_id):
                assert claim["state"] == states[claim["id"]]

    @invariant()
    def the_chain_of_the_log_verifies(self) -> None:
        for case_id in self.cases:
            log = self.told.log(case_id)
            assert [entry["seq"] for entry in log] == list(range(1, len(log) + 1))
            assert chain.broken_at(log, case_id) is None

    @invariant()
    def the_facts_of_figures_follow_from_the_log(self) -> None:
        assert differences(self.service.database) == []

    @invariant()
    def severity_level_and_time_are_those_of_the_victims(self) -> None:
        for case_id in self.cases:
            case = self.told.case(case_id)
            graded = self.told.graded(case_id)
            assert case["severity"] == {"one_severe": "severe", "several_severe": "severe"}.get(
                graded, graded
            )
            assert case["level"] == ("base" if graded in {"light", "one_severe"} else "provincial")
            self._check_clock(case, graded)

    @invariant()
    def the_figure_counts_the_cases_as_they_stand(self) -> None:
        counted = self.service.figure("fatal-case-investigation")["total"]["counts"]
        standing = [
            case
            for case in map(self.told.case, self.cases)
            if case["severity"] == "fatal"
            and case["tracks"]["registration"] not in {"rejected", "voided"}
            and case["led_by"] is None
        ]
        assert counted["fatal_cases"] == len(standing)

    def _declare(self, victims: list[bodies.Body]) -> None:
        number = len(self.cases)
        people = [
            one
            | {"full_name": f"Người {number} {place}", "citizen_id": f"03119000{number}{place:03}"}
            for place, one in enumerate(victims)
        ]
        occurred = datetime(2026, 2, 1 + 7 * number, 8, tzinfo=ICT)
        body = bodies.accident(
            *people, occurred_at=occurred.isoformat(), known_at=occurred.isoformat()
        )
        for person in body["victims"]:
            if person.get("died_at"):
                person["died_at"] = (occurred + timedelta(hours=1)).isoformat()
        answer = self._post("employer", "/declarations", body)
        assert answer.status_code == 201, answer.text
        case_id = answer.json()["case"]["id"]
        self.cases.append(case_id)
        self.entries[case_id] = len(self.told.log(case_id))

    def _some_action(self, data: st.DataObject, case_id: str) -> tuple[str, bodies.Body, str]:
        known = tries(self.today.isoformat())
        track = data.draw(st.sampled_from(list(known)))
        body = data.draw(st.sampled_from(known[track]))
        path = f"/cases/{case_id}/{track}/actions"
        if track == "compensation":
            claims = self.told.claims(case_id)
            if not claims:
                return self._some_registration(data, case_id)
            claim = data.draw(st.sampled_from(claims))
            path = f"/cases/{case_id}/victims/{claim['victim_id']}/claims/{claim['id']}/actions"
        return track, body, path

    def _some_registration(self, data: st.DataObject, case_id: str) -> tuple[str, bodies.Body, str]:
        body = data.draw(st.sampled_from(tries(self.today.isoformat())["registration"]))
        return "registration", body, f"/cases/{case_id}/registration/actions"

    def _report(self, data: st.DataObject, who: str, news: bodies.Body) -> None:
        case_id = data.draw(st.sampled_from(self.cases))
        victims = self.told.victims(case_id)
        victim = data.draw(st.sampled_from(victims))
        path = f"/cases/{case_id}/victims/{victim['id']}/developments"
        answer = self._post(who, path, news)
        note(f"{who} {news['development']}: {answer.status_code}")
        assert answer.status_code in {200, 404, 409, 422}, answer.text
        self._count(case_id, grew=answer.status_code == 200)

    def _count(self, case_id: str, *, grew: bool, by_least: int = 1) -> None:
        """No accepted action is lost, and a refused one leaves no trace."""
        before, now = self.entries[case_id], len(self.told.log(case_id))
        assert now >= before + by_least if grew else now == before
        self.entries[case_id] = now

    def _offered(self, who: str, case_id: str) -> set[tuple[str, str]]:
        return {(item["track"], item["action"]) for item in self._offered_items(who, case_id)}

    def _offered_items(self, who: str, case_id: str) -> list[Any]:
        answer = self.service.get(who, f"/cases/{case_id}/available-actions")
        found: list[Any] = answer.json()["items"] if answer.status_code == 200 else []
        return found

    def _post(self, who: str, path: str, body: bodies.Body) -> Response:
        try:
            return self.service.post(who, path, body)
        finally:
            self.told.forget()

    def _check_clock(self, case: Any, graded: str) -> None:
        """Compare a running investigation with the days counted from its start."""
        clocks = [one for one in case["clocks"] if one["duty"] == "investigation"]
        if case["tracks"]["registration"] in {"rejected", "voided"}:
            assert not [one for one in clocks if one["status"] in {"running", "paused"}]
            return
        if not clocks or clocks[-1]["status"] != "running":
            return
        clock, round_, days = clocks[-1], case["investigation"], LIMITS[graded]
        if clock["because"]["rule"] == "investigate-within-assessment":
            days = 60
        extended = round_ and round_["extension"] == "approved"
        longest = days + (round_["extension_days"] if extended else 0)
        start = datetime.fromisoformat(clock["started_at"]).astimezone(ICT).date()
        due = datetime.fromisoformat(clock["due_at"]).astimezone(ICT).date()
        assert start + timedelta(days=days) <= due <= start + timedelta(days=longest)


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_cases_live_through_whatever_people_do(postgres_engine: Engine, part: int) -> None:
    """Several parts, which several processes can share; the first life of each is the shortest."""
    Lives.engine = postgres_engine
    enough = settings(
        max_examples=3,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    # Where chance is shut out a seed tells the parts apart; elsewhere it would shut it out.
    lives = seed(part)(Lives) if enough.derandomize else Lives
    run_state_machine_as_test(lives, settings=enough)
