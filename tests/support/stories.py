"""One random history, taken over HTTP and noted down as it is taken."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import note

from osh_incidents.domain.days import ICT
from tests.support import bodies, walks
from tests.support.histories import (
    INVESTIGATED_WITHIN,
    File,
    History,
    Person,
    end_of_day_after,
)
from tests.support.service import Service


class Story:
    """Does to the service what it writes down in the history."""

    def __init__(self, service: Service) -> None:
        self.service, self.history = service, History()

    @property
    def now(self) -> datetime:
        return self.service.clock.moment

    def take(self, step: tuple[Any, ...]) -> None:
        self.service.clock.advance(hours=1)
        if step[0] == "wait":
            self.service.clock.advance(days=step[1])
        elif step[0] == "declare":
            self._declare(*step[1:])
        elif self.history.files:
            chosen = self.history.files[step[1] % len(self.history.files)]
            done = getattr(self, f"_{step[0]}")(chosen)
            note(f"{step[0]} {chosen.id}: {done}")
        self.history.remember(self.now)

    def _declare(
        self,
        place: tuple[datetime, str, str],
        by: str,
        hurt: list[tuple[str, str, str]],
        vsic: str,
        commuting: bool,  # noqa: FBT001
    ) -> None:
        number = len(self.history.files)
        at = place[0] + timedelta(days=number)
        victims, known = [], []
        for ordinal, (sex, relation, severity) in enumerate(hurt):
            named = bodies.another(number * 10 + ordinal) | {"sex": sex, "relation": relation}
            died = at + timedelta(hours=2) if severity == "fatal" else None
            codes = ["031"] if severity == "severe" else []
            told = {"condition": severity, "injury_codes": codes}
            victims.append(
                bodies.victim(**named, **told, died_at=died.isoformat() if died else None)
            )
            known.append(Person(ordinal, sex, relation, severity, died.date() if died else None))
        body = bodies.accident(
            *victims,
            occurred_at=at.isoformat(),
            known_at=at.isoformat(),
            area_code=place[1],
            commuting=commuting,
            inside_workplace=not commuting,
        )
        body["declarant"]["role"] = by
        body["workplace"] |= {"vsic_code": vsic, "area_code": place[1]}
        answer = self.service.post(by, "/declarations", body)
        note(f"declare by {by} {hurt}: {answer.status_code}")
        if answer.status_code == 201:
            case = answer.json()["case"]["id"]
            sector = {"2592": "C", "4330": "F"}[vsic]
            self.history.files.append(
                File(
                    case,
                    at.date(),
                    self.now,
                    place[1],
                    place[2],
                    sector,
                    {by},
                    commuting,
                    known,
                    known_at=at,
                    first_received_at=self.now,
                    due_at=end_of_day_after(self.now, INVESTIGATED_WITHIN),
                )
            )

    def _act(self, one: File, action: str, by: str = "inspector", **more: Any) -> bool:
        path = f"/cases/{one.id}/registration/actions"
        return self.service.post(by, path, {"action": action, **more}).status_code == 200

    def _register(self, one: File) -> bool:
        done = self._act(one, "register")
        one.registered_at = self.now if done else one.registered_at
        return done

    def _reject(self, one: File) -> bool:
        why = {"rejection": "not_an_accident_at_work", "reason": "Lý do"}
        done = self._act(one, "reject", **why)
        one.rejected = one.rejected or done
        return done

    def _void(self, one: File) -> bool:
        done = self._act(one, "request_void", reason="Lý do") and self._act(
            one, "approve_void", by="supervisor"
        )
        one.voided = one.voided or done
        return done

    def _investigate(self, one: File, conclusion: str = "occupational_accident") -> bool:
        live = one.registered_at and not (one.voided or one.led_by or one.published_at)
        if not live or not one.fatal or any(who.relation != "contract" for who in one.people):
            return False
        proof = {}
        if one.commuting:
            conclusion, proof = "allowance_case", {"commuting_evidence": "traffic_minutes"}
        walks.begin(self.service, one.id)
        walks.finish(self.service, one.id, conclusion=conclusion, **proof)
        one.published_at, one.occupational = self.now, conclusion == "occupational_accident"
        return True

    def _deny(self, one: File) -> bool:
        return self._investigate(one, "not_occupational")

    def _handle(self, one: File) -> bool:
        if not one.published_at or one.handled_at or one.voided or one.led_by:
            return False
        decided = {"kind": "no_action", "reason": "Không có vi phạm"}
        path = f"/cases/{one.id}/handling/actions"
        answer = self.service.post("inspector", path, {"action": "decide", **decided})
        if answer.status_code == 200:
            one.handled_at = self.now
        return answer.status_code == 200

    def _pay(self, one: File) -> bool:
        live = one.occupational and not (one.voided or one.led_by)
        if not live or any(who.paid_at for who in one.people):
            return False
        for path, claim in walks.claims(self.service, one.id):
            if claim["state"] == "entitled":
                # Thirty months of a wage of ten million (Law 84/2015 art. 38(4)(b)).
                walks.decide_and_pay(self.service, path, 300_000_000, 300_000_000)
        for who in one.people:
            who.paid_at = self.now if who.severity == "fatal" else None
        return True

    def _die(self, one: File) -> bool:
        alive = [who for who in one.people if who.severity != "fatal"]
        gone = one.rejected or one.voided or one.led_by or one.published_at
        if not alive or gone or one.fatal:
            return False
        victims = self.service.get("inspector", f"/cases/{one.id}/victims").json()["items"]
        path = f"/cases/{one.id}/victims/{victims[alive[0].number]['id']}/developments"
        news = {
            "development": "died",
            "died_at": self.now.isoformat(),
            "death_link": "treatment",
            "forensic_reference": "1/GĐPY",
            "reason": "Tin của bệnh viện",
        }
        answer = self.service.post("inspector", path, news)
        if answer.status_code == 200:
            alive[0].severity, alive[0].died_on = "fatal", self.now.astimezone(ICT).date()
        return answer.status_code == 200

    def _link(self, one: File) -> bool:
        others = [other for other in self.history.files if other is not one]
        if not others:
            return False
        body = {"relation": "duplicate_of", "case_id": others[0].id, "reason": "Cùng một vụ"}
        answer = self.service.post("inspector", f"/cases/{one.id}/links", body)
        if answer.status_code == 201:
            one.led_by = others[0].id
            lead = others[0]
            lead.declared_by |= one.declared_by
            lead.known_at = min(lead.known_at, one.known_at)
            lead.first_received_at = min(lead.first_received_at, one.first_received_at)
        return answer.status_code == 201
