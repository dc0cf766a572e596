"""The keys of sealed columns change while the service goes on."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from osh_incidents.adapters.field_keys import DirectorySealer, sealer_of_text
from osh_incidents.adapters.sealing import new_key
from osh_incidents.api.app import Context, create_app, present
from osh_incidents.cli import app
from osh_incidents.services.field_rotation import Vault
from tests.support import bodies, changes
from tests.support.killed import kill_at
from tests.support.operator import make_keys, settings_of
from tests.support.service import Service
from tests.support.world import SEALER, TOKENS

PERSON = {"full_name": "Trần Thị Bình", "citizen_id": "031190987654"}
OLD = bytes(range(32))


@pytest.fixture
def settings(service: Service, tmp_path: Path) -> Mapping[str, str]:
    """The settings of the commands, with the keys of sealed columns in a directory."""
    make_keys(tmp_path)
    keys = tmp_path / "keys"
    keys.mkdir()
    (keys / "field.key").write_text(OLD.hex(), encoding="ascii")
    known = settings_of(service.database, tmp_path)
    del known["OSH_FIELD_KEY_FILE"]
    return known | {"OSH_FIELD_KEY_DIRECTORY": str(keys)}


def finished(settings: Mapping[str, str], *words: str) -> str:
    told = CliRunner().invoke(app, words, env=dict(settings))
    assert told.exit_code == 0, told.output
    return told.output


def on(service: Service, sealer: Any) -> Service:
    """Return the service as a process that knows the keys of *sealer*."""
    context = Context(service.database, sealer, TOKENS, service.clock)
    service.client = TestClient(create_app(context), raise_server_exceptions=False)
    return service


def look_alikes(service: Service, case_id: str) -> int:
    path = f"/cases/{case_id}/possible-duplicates"
    return len(service.get("inspector", path).json()["items"])


def test_a_rotation_that_was_killed_is_finished_and_everything_opens(
    service: Service, settings: Mapping[str, str]
) -> None:
    people = [bodies.victim(full_name=f"Người {n}", citizen_id=f"0311{n:08}") for n in range(30)]
    case_id = service.declare("employer", bodies.accident(*people))["case"]["id"]
    before = service.get("inspector", f"/cases/{case_id}/victims").json()["items"]
    sealer = DirectorySealer(Path(settings["OSH_FIELD_KEY_DIRECTORY"]), present())
    vault = Vault(service.database, sealer, "hp")

    kill_at(20, "UPDATE", settings, "keys", "rotate-fields", "--after", "0", "--batch", "1")
    stopped = vault.counts()
    sealer.reread(present())
    halfway = on(service, sealer).get("inspector", f"/cases/{case_id}/victims").json()["items"]
    told = finished(settings, "keys", "rotate-fields", "--after", "0")

    assert min(stopped[1], stopped[2]) > 0
    assert halfway == before
    assert vault.counts()[1] == 0
    assert "Key 1 may be dropped" in told
    assert "New key" not in told
    Path(settings["OSH_FIELD_KEY_DIRECTORY"], "field.key").unlink()
    sealer.reread(present())
    after = service.get("inspector", f"/cases/{case_id}/victims").json()["items"]
    assert after == before


def test_one_person_is_found_again_before_during_and_after(service: Service) -> None:
    new = new_key()
    both = sealer_of_text(f"2:{new.hex()}\n1:{OLD.hex()}")
    first = changes.declared(service, bodies.dead(**PERSON))
    second = changes.declared(service, bodies.dead(**PERSON, sex="female"))
    assert look_alikes(service, second) == 1

    on(service, both)
    third = changes.declared(service, bodies.dead(**PERSON))
    list(Vault(service.database, both, "hp").rotate(1))
    fourth = changes.declared(service, bodies.dead(**PERSON))
    on(service, sealer_of_text(f"2:{new.hex()}"))
    fifth = changes.declared(service, bodies.dead(**PERSON))

    assert [look_alikes(service, one) for one in (third, fourth, fifth)] == [4, 4, 4]
    reasons = service.get("inspector", f"/cases/{fifth}/possible-duplicates").json()["items"]
    assert all("same_citizen" in str(one) for one in reasons)
    assert first


def test_a_decision_that_two_are_not_one_outlives_the_keys(service: Service) -> None:
    first = changes.declared(service, bodies.dead(**PERSON))
    second = changes.declared(service, bodies.dead(**PERSON))
    body = {"case_id": first, "relation": "not_duplicate", "reason": "Hai vụ khác nhau"}
    decided = service.post("inspector", f"/cases/{second}/links", body)
    assert decided.status_code < 300, decided.text
    new = new_key()
    both = sealer_of_text(f"2:{new.hex()}\n1:{OLD.hex()}")
    list(Vault(service.database, both, "hp").rotate())

    on(service, sealer_of_text(f"2:{new.hex()}"))
    path = changes.victim_path(service, second)
    compared_anew = changes.patch(service, "inspector", path, treated_at="Bệnh viện khác")
    assert compared_anew.status_code == 200, compared_anew.text
    walked = service.act("inspector", second, "registration", action="return", reason="Thiếu")

    assert walked["tracks"]["registration"] == "returned"
    items = service.get("inspector", f"/cases/{second}/possible-duplicates").json()["items"]
    assert "not_duplicate" in str([one for one in items if first in str(one)])


def test_who_was_sealed_by_the_old_key_is_found_by_the_id_alone(service: Service) -> None:
    ill = bodies.disease()
    ill["victims"][0] |= {"full_name": "Phạm Văn Một", "citizen_id": "031190987654"}
    service.declare("employer", ill)
    on(service, sealer_of_text(f"2:{new_key().hex()}\n1:{OLD.hex()}"))

    ill["victims"][0]["full_name"] = "Lò Thị Hai"
    second = service.declare("employer", ill)["case"]["id"]

    assert look_alikes(service, second) == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_without_keys_nothing_starts_and_it_is_said_plainly(settings: Mapping[str, str]) -> None:
    without = {name: value for name, value in settings.items() if "FIELD" not in name}
    told = CliRunner().invoke(app, ["keys", "fields"], env=without)

    assert told.exit_code == 1
    assert "no keys of sealed columns" in told.output
    assert "Traceback" not in told.output


@pytest.mark.parametrize("text", ["", "zz", "1:00", "1:" + "0" * 64 + "\n" + "1" * 64])
def test_what_is_no_set_of_keys_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(ValueError, match="key") as refused:
        sealer_of_text(text)
    assert text not in str(refused.value) or not text


def test_a_key_of_a_line_alone_is_the_first() -> None:
    assert sealer_of_text(OLD.hex()).unseal(SEALER.seal(b"x", "a"), "a") == b"x"
