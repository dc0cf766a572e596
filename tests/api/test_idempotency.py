from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import Response
from sqlalchemy import func, inspect, select

from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.tables.answers import AnswerRow
from osh_incidents.persistence.tables.audit import ReadRow
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import repeats
from tests.conftest import Engine
from tests.support import bodies, clients, signals
from tests.support.running import running
from tests.support.service import Service
from tests.support.world import SEALER

KEY = "0192f0c1-7b1e-7c3a-9d55-1f2e3d4c5b6a"


def send(
    service: Service,
    body: Any,
    key: str = KEY,
    login: str = "employer",
    path: str = "/declarations",
    **query: str,
) -> Response:
    headers = service.headers(login) | {"Idempotency-Key": key}
    return service.client.post(f"/api/v1{path}", json=body, params=query, headers=headers)


def cases(database: Database) -> int:
    with transaction(database, "hp", SEALER, readonly=True) as uow:
        return uow.session.scalars(select(func.count()).select_from(CaseRow)).one()


def told(answer: Response) -> tuple[int, dict[str, str], Any]:
    kept = ("content-type", "location", "etag")
    heads = {name: answer.headers[name] for name in kept if name in answer.headers}
    return answer.status_code, heads, answer.json()


def test_a_repeated_post_is_answered_alike_and_done_once(service: Service) -> None:
    first = send(service, bodies.accident())
    service.clock.advance(days=29)

    again = send(service, bodies.accident())

    assert first.status_code == 201
    assert told(again) == told(first)
    assert "idempotent-replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert cases(service.database) == 1


def test_the_same_json_in_another_spelling_is_the_same_request(service: Service) -> None:
    send(service, bodies.accident())
    turned = dict(reversed(bodies.accident().items()))

    assert send(service, turned).headers["Idempotent-Replayed"] == "true"


def test_another_body_under_the_key_is_refused_and_not_stored(service: Service) -> None:
    send(service, bodies.accident())

    answer = send(service, bodies.accident(place="Kho"))

    assert (answer.status_code, answer.json()["code"]) == (422, "key-reused")
    assert cases(service.database) == 1


def test_the_key_of_another_operation_is_refused(service: Service) -> None:
    declared = send(service, bodies.accident()).json()["case"]["id"]
    path = f"/cases/{declared}/registration/actions"

    answer = send(service, {"action": "register"}, login="employer", path=path)

    assert answer.json()["code"] == "key-reused"


def test_two_clients_may_choose_the_same_key(service: Service) -> None:
    send(service, bodies.accident())
    by_commune = bodies.accident(place="Bến xe")
    by_commune["declarant"]["role"] = "commune"

    answer = send(service, by_commune, login="commune")

    assert answer.status_code == 201, answer.text
    assert cases(service.database) == 2


def test_a_key_may_stand_in_quotes_as_the_draft_says(service: Service) -> None:
    send(service, bodies.accident(), key=KEY)

    assert "idempotent-replayed" in send(service, bodies.accident(), key=f'"{KEY}"').headers


@pytest.mark.parametrize("key", ["", '""', "x" * 256, "a b"])
def test_a_key_that_is_none_is_refused(service: Service, key: str) -> None:
    answer = send(service, bodies.accident(), key=key)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "bad_key"


def test_a_refused_request_leaves_its_key_free(service: Service) -> None:
    wrong = send(service, bodies.accident(occurred_at="2030-01-01T00:00:00+07:00"))
    assert wrong.status_code == 422

    assert send(service, bodies.accident()).status_code == 201


def test_trying_does_not_use_the_key_up(service: Service) -> None:
    tried = send(service, bodies.accident(), dry_run="true")
    declared = send(service, bodies.accident())

    assert (tried.status_code, declared.status_code) == (200, 201)


def test_an_action_is_repeated_whatever_version_its_case_is_in_now(service: Service) -> None:
    case = service.declare("employer", bodies.accident())["case"]
    path = f"/api/v1/cases/{case['id']}/registration/actions"
    headers = service.headers("inspector") | {
        "Idempotency-Key": KEY,
        "If-Match": f'"{case["version"]}"',
    }
    first = service.client.post(path, json={"action": "register"}, headers=headers)

    again = service.client.post(path, json={"action": "register"}, headers=headers)

    assert told(again) == told(first)
    assert first.status_code == 200


def test_a_secret_is_made_once_and_never_shown_again(service: Service) -> None:
    path = f"/accounts/{clients.of(service, 'employer')}/secrets"
    first = send(service, {}, login="admin", path=path)
    assert first.status_code == 201

    again = send(service, {}, login="admin", path=path)

    assert (again.status_code, again.json()["code"]) == (409, "shown-once")
    assert first.json()["client_secret"] not in again.text
    account = service.get("admin", path.removesuffix("/secrets")).json()
    assert [one["id"] for one in account["secrets"]].count(first.json()["id"]) == 1
    with transaction(service.database, "hp", SEALER) as uow:
        assert uow.session.scalars(select(AnswerRow.body_sealed)).one() is None


def test_a_disabled_account_is_not_answered_again(service: Service) -> None:
    send(service, bodies.accident())
    service.disable("employer")

    assert send(service, bodies.accident()).status_code == 401


def test_what_is_shown_again_is_noted_again(service: Service) -> None:
    def sent() -> Response:
        return send(service, signals.signal(), login="inspector", path="/signals")

    def noted() -> int:
        asked = select(func.count()).where(ReadRow.operation == "send_signal")
        with transaction(service.database, "hp", SEALER) as uow:
            return uow.session.scalars(asked.select_from(ReadRow)).one()

    before = noted()
    assert sent().status_code == 201
    once = noted()
    assert "idempotent-replayed" in sent().headers

    assert (once - before, noted() - once) == (1, 1)


def test_after_thirty_days_the_answer_is_forgotten(service: Service) -> None:
    send(service, bodies.accident())
    service.clock.advance(days=30, seconds=1)

    with transaction(service.database, "hp", SEALER) as uow:
        assert repeats.forget_old(uow, service.clock()) == 1
        assert repeats.forget_old(uow, service.clock()) == 0

    assert "idempotent-replayed" not in send(service, bodies.accident()).headers


def test_neither_key_nor_answer_stands_in_the_clear(service: Service) -> None:
    send(service, bodies.accident(), key="031190000000")

    with transaction(service.database, "hp", SEALER) as uow:
        kept = uow.session.scalars(select(AnswerRow)).one()
        row = {name: getattr(kept, name) for name in inspect(AnswerRow).column_attrs.keys()}  # noqa: SIM118
    assert "031190000000" not in repr(row)
    assert "Cơ khí" not in repr(row)


def test_a_hundred_posts_at_once_on_five_keys_make_five_cases(
    database: Database, engine: Engine, tmp_path: Path
) -> None:
    address = database.writer.url.render_as_string(hide_password=False)
    keys = [uuid4().hex for _ in range(5)]
    sent = [bodies.accident(bodies.victim(**bodies.another(number))) for number in range(5)]
    with running(address, engine.logins, tmp_path) as service, service.client("employer") as client:

        def post(number: int) -> Any:
            which = number % 5
            headers = {"Idempotency-Key": keys[which]}
            return which, until(
                lambda: client.post("/api/v1/declarations", json=sent[which], headers=headers)
            )

        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(post, range(100)))

    assert {answer.status_code for _, answer in answers} == {201}
    distinct = {(which, answer.text) for which, answer in answers}
    replayed = [answer for _, answer in answers if "idempotent-replayed" in answer.headers]
    assert (len(distinct), len(replayed), cases(database)) == (5, 95, 5)


def until(ask: Callable[[], Any]) -> Any:
    """Ask as the guide says: a 503 says that nothing was stored, so it is asked again."""
    for _ in range(100):
        answer = ask()
        if answer.status_code != 503:
            return answer
    raise AssertionError("never served")
