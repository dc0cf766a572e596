"""The service killed at any moment: what it acknowledged is there, and nothing is there twice."""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from osh_incidents.persistence.engine import Database
from tests.conftest import Engine
from tests.faults.test_killed_client import declarations, stored
from tests.support.running import running

KILLS = 20


@pytest.mark.long
def test_a_service_killed_twenty_times_under_posts_loses_and_doubles_nothing(
    database: Database, engine: Engine, tmp_path: Path
) -> None:
    sent = declarations(1_000)
    lines = [json.dumps(body, ensure_ascii=False) for body in sent]
    (tmp_path / "declarations.ndjson").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "target").write_text("", encoding="utf-8")
    address = database.writer.url.render_as_string(hide_password=False)
    limits = dict.fromkeys(("OSH_RATE_ACCOUNT", "OSH_RATE_ADDRESS"), "")
    moments = random.Random(11)
    with subprocess.Popen([sys.executable, "-m", "tests.support.sending", tmp_path]) as client:
        for kill in range(KILLS + 1):
            with running(address, engine.logins, tmp_path, **limits) as service:
                target = {
                    "url": f"http://127.0.0.1:{service.port}/api/v1/declarations",
                    "headers": service.headers("inspector"),
                }
                (tmp_path / "target").write_text(json.dumps(target), encoding="utf-8")
                if kill < KILLS and client.poll() is None:
                    time.sleep(moments.uniform(0.2, 1.0))
                    service.kill()
                else:
                    assert client.wait(900) == 0

    found = stored(database)
    journal = (tmp_path / "journal").read_text(encoding="utf-8").split()
    assert set(found["count"].values()) == {len(sent)}
    assert found["people"] == Counter(body["victims"][0]["full_name"] for body in sent)
    assert set(journal[1::2]) == found["tracking"]
