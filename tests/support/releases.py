"""Preparing and publishing releases over HTTP, and verifying them from outside."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from httpx2 import Response

from tests.support.service import Service

SCRIPT = Path(__file__).parents[2] / "tools" / "verify_release.py"
FATAL = "fatal-accident-frequency"


def asked(service: Service, login: str = "inspector", **changed: Any) -> Response:
    body = {"indicator": FATAL, "from": "2026", **changed}
    return service.post(login, "/releases", body)


def prepared(service: Service, login: str = "inspector", **changed: Any) -> Any:
    answer = asked(service, login, **changed)
    assert answer.status_code == 201, answer.text
    return answer.json()


def act(service: Service, login: str, release_id: str, action: str, **more: Any) -> Response:
    return service.post(login, f"/releases/{release_id}/actions", {"action": action, **more})


def acted(service: Service, login: str, release_id: str, action: str, **more: Any) -> Any:
    answer = act(service, login, release_id, action, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def reviewed(service: Service, login: str = "inspector", **changed: Any) -> str:
    """Prepare and review; return the id."""
    release_id: str = prepared(service, login, **changed)["id"]
    acted(service, "inspector", release_id, "review", note="Đã đối chiếu với hồ sơ")
    return release_id


def published(service: Service, **changed: Any) -> str:
    """Prepare, review and publish; return the id."""
    release_id = reviewed(service, **changed)
    acted(service, "supervisor", release_id, "publish")
    return release_id


def read(service: Service, release_id: str, login: str = "inspector") -> Any:
    answer = service.get(login, f"/releases/{release_id}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def verified(answer: bytes) -> bool:
    """Run the script that knows nothing of the service on the bytes of an answer."""
    run = subprocess.run(
        [sys.executable, "-I", str(SCRIPT)], input=answer, capture_output=True, check=False
    )
    assert run.returncode in (0, 1), run.stderr
    assert (run.stdout == b"verified\n") is (run.returncode == 0)
    return run.returncode == 0


def codes(answer: Response) -> set[tuple[str, str]]:
    return {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]}
