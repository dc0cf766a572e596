"""What the page for receivers says is so, and its recipes work."""

import base64
import hashlib
import hmac
import re
import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from osh_incidents.adapters.webhook_signing import headers_of, new_webhook_secret
from tests.support import waits_table

PAGE = (Path(__file__).parents[2] / "docs/webhooks.md").read_text(encoding="utf-8")
BODY = '{"id":"1","type":"osh.case"}'


def recipe(language: str, word: str) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    (chosen,) = (one for one in found if word in one)
    return str(chosen)


def signed(secret: str) -> dict[str, str]:
    return dict(headers_of("event", datetime.now(UTC), BODY, [new_webhook_secret(), secret]))


def test_the_waits_are_those_of_the_data() -> None:
    assert waits_table.within(PAGE) == PAGE


@pytest.mark.parametrize(("told", "ours"), [(BODY, True), (BODY + " ", False)])
def test_the_recipe_in_python_knows_our_messages(told: str, *, ours: bool) -> None:
    secret = new_webhook_secret()
    names: dict[str, Any] = {
        "base64": base64,
        "hashlib": hashlib,
        "hmac": hmac,
        "time": time,
        "secret": secret,
        "headers": signed(secret),
        "body": told.encode(),
    }

    exec(recipe("python", "hmac"), names)

    assert names["ours"] is ours


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl on this machine")
@pytest.mark.parametrize(("told", "said"), [(BODY, "ours\n"), (BODY + " ", "not ours\n")])
def test_the_recipe_in_a_shell_knows_our_messages(tmp_path: Path, told: str, said: str) -> None:
    secret = new_webhook_secret()
    headers = signed(secret)
    (tmp_path / "body.json").write_text(told, encoding="utf-8")
    given = {"secret": secret} | {
        name: headers[f"webhook-{name}"] for name in ("id", "timestamp", "signature")
    }

    done = subprocess.run(
        ["bash", "-c", recipe("sh", "openssl")],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", **given},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == said
