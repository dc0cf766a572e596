"""Marks in every personal field, sent everywhere, and looked for where nobody may read them."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from osh_incidents.persistence.engine import Database
from tests.support import bodies, signals
from tests.support.deriving import openapi
from tests.support.running import Running

MARK = "Zqxv"
NUMBER, PHONE = "031190987123", "+842253987123"
MARKS = (MARK, NUMBER, NUMBER[3:], PHONE, PHONE[3:])
CONTRACT: Any = openapi()
OPERATIONS = [
    (method, path) for path, operations in CONTRACT["paths"].items() for method in operations
]
FIELDS = {
    name: MARK
    for schema in CONTRACT["components"]["schemas"].values()
    for name in schema.get("properties", {})
}


def marked(body: bodies.Body) -> bodies.Body:
    """Return *body* with a mark in every field in which people write or are named."""
    changed = deepcopy(body)
    for place in (changed, *(changed.get(name) or {} for name in changed)):
        if isinstance(place, dict):
            place.update({name: f"{MARK} {name}" for name in FREE if name in place})
    changed["declarant"] |= {"phone": PHONE}
    for victim in changed["victims"]:
        victim |= {"full_name": f"{MARK} Bình", "citizen_id": NUMBER, "treated_at": f"Viện {MARK}"}
    return changed


FREE = ("name", "position", "place", "description", "rescue", "address", "facility")


def everything(url: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield addresses and bodies that put marks wherever something can be put."""
    named = url.replace("{", f"{MARK}-").replace("}", "")
    yield named, {"json": FIELDS}
    yield named, {"content": f'{{"full_name": "{MARK}", '.encode()}
    yield f"{named}?q={MARK}&limit={MARK}&on={MARK}&citizen_id={NUMBER}", {"json": [MARK, NUMBER]}


def ask_everything(client: httpx.Client) -> list[httpx.Response]:
    heads = {"Content-Type": "application/json", "X-Request-Id": NUMBER, "User-Agent": MARK}
    return [
        client.request(method, url, headers=heads, **sent)
        for method, path in OPERATIONS
        for url, sent in everything(path)
    ]


def break_the_table(database: Database) -> None:
    """Make the next insert of a victim fail with a message that quotes what was written."""
    with database.session("hp") as session:
        if database.is_sqlite:
            statement = (
                "CREATE TRIGGER hp.broken BEFORE INSERT ON victim "
                "BEGIN SELECT json(NEW.full_name); END"
            )
        else:
            statement = (
                "CREATE FUNCTION hp.broken() RETURNS trigger LANGUAGE plpgsql AS "
                "'BEGIN PERFORM NEW.full_name::text::integer; RETURN NEW; END'"
            )
        session.execute(text(statement))
        if not database.is_sqlite:
            session.execute(
                text(
                    "CREATE TRIGGER broken BEFORE INSERT ON hp.victim "
                    "FOR EACH ROW EXECUTE FUNCTION hp.broken()"
                )
            )
        session.commit()


def test_marks_are_in_no_log_measure_header_or_refusal(
    process: Running, database: Database
) -> None:
    with process.client("employer") as employer, process.client("inspector") as inspector:
        for body in (bodies.accident(), bodies.disease()):
            assert employer.post("/api/v1/declarations", json=marked(body)).status_code == 201
        signal = signals.signal({"full_name": MARK}, description=MARK, place=MARK)
        assert inspector.post("/api/v1/signals", json=signal).status_code in (201, 403)
        refusals = ask_everything(inspector)
        break_the_table(database)
        broken = employer.post("/api/v1/declarations", json=marked(bodies.accident()))
        measures = httpx.get(f"http://127.0.0.1:{process.metrics_port}/metrics", trust_env=False)

    process.about(broken.headers["X-Request-Id"])
    assert broken.status_code == 500
    told = [said(answer) for answer in (*refusals, broken) if answer.status_code >= 400]
    assert len(told) > len(OPERATIONS)
    for where in (process.log(), measures.text, *told):
        assert not [mark for mark in MARKS if mark in where]


def said(answer: httpx.Response) -> str:
    """Return what an answer says besides the address that was asked, which its caller wrote."""
    body = answer.json()
    body.pop("instance")
    return json.dumps([body, dict(answer.headers)], ensure_ascii=False)


def test_the_fault_of_a_marked_request_is_in_the_log_by_its_type_and_place(
    process: Running, database: Database
) -> None:
    break_the_table(database)
    with process.client("employer") as employer:
        answer = employer.post("/api/v1/declarations", json=marked(bodies.accident()))

    about = process.about(answer.headers["X-Request-Id"])
    assert [line["event"] for line in about] == ["fault", "request"]
    assert about[0]["error"]
    assert any(
        "osh_incidents/services/declarations.py" in str(place) for place in about[0]["trace"]
    )


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_marks_reach_no_role_that_may_not_read_them(process: Running) -> None:
    with process.client("employer") as employer:
        body = marked(bodies.accident())
        declared = employer.post("/api/v1/declarations", json=body).json()
    case, tracking = declared["case"]["id"], declared["declaration"]["tracking_no"]
    paths = [path.replace("{case_id}", case) for _, path in OPERATIONS]

    asked = [path for path in paths if "}" not in path] + [f"/api/v1/declarations/{tracking}"]
    for login in ("union", "police", "other-employer"):
        with process.client(login) as other:
            answers = [other.get(path) for path in asked]
        seen = [a.url.path for a in answers if NUMBER in a.text or PHONE in a.text]
        assert not seen, login
