"""The peer: Django REST Framework under gunicorn, in an environment of its own.

It is in `bench/peers/drf`, written as its developers advise: serializers, the ORM with
`bulk_create` and `prefetch_related`, one transaction a declaration, connections that are kept.
"""

import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from bench.processes import free_port, running
from bench.service import awaited
from osh_incidents.domain.law.catalogue import SHIPPED
from osh_incidents.domain.law.causes import CAUSES
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.sectors import section_of
from osh_incidents.services import reference

ROOT = Path(__file__).parent
FOLDER = ROOT / "peers" / "drf"
ENVIRONMENT = ROOT.parent / ".bench-venv"
THREADS = 16
"""Of its one process, so that one process is compared with one."""


class Peer:
    """A database with the peer over it."""

    def __init__(self, url: str, folder: Path) -> None:
        """Make its tables at *url* and enter the areas and code lists of the law."""
        self.port, self._log = free_port(), folder / "peer.log"
        codes = folder / "codes.json"
        codes.write_text(json.dumps(_codes()), encoding="utf-8")
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(FOLDER),
            "DJANGO_SETTINGS_MODULE": "peer.settings",
            "PEER_SECRET": secrets.token_hex(),
            "PEER_FIELD_KEY": bytes(range(32)).hex(),
            "PEER_CODES": str(codes),
            "PEER_DATABASE": json.dumps(_database(url)),
        }
        told = subprocess.run(  # noqa: S603
            [ENVIRONMENT / "bin" / "django-admin", "prepare"],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if told.returncode:
            raise SystemExit(told.stderr)
        self.token = told.stdout.strip()

    @contextmanager
    def served(self) -> Iterator[int]:
        """Serve as long as the block lasts, and yield the process."""
        command = [
            str(ENVIRONMENT / "bin" / "gunicorn"),
            *("--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", str(THREADS)),
            *("--worker-class", "gthread", "--keep-alive", "75"),
            *("--no-control-socket", "peer.wsgi"),
        ]
        with running(command, self._environment, self._log) as pid:
            awaited(self.port)
            yield pid


def _database(url: str) -> dict[str, Any]:
    known = make_url(url)
    if known.get_backend_name() == "sqlite":
        assert known.database is not None
        Path(known.database).parent.mkdir()
        return {"NAME": known.database}
    host = known.query.get("host", known.host)
    return {
        "NAME": known.database,
        "HOST": host,
        "PORT": known.port or "",
        "USER": known.username or "",
        "PASSWORD": known.password or "",
    }


def _codes() -> dict[str, Any]:
    divisions = [f"{number:02}" for number in range(100)]
    return {
        "causes": list(SHIPPED.provision(CAUSES).versions[-1].value),
        "injuries": list(SHIPPED.provision(SEVERE_INJURIES).versions[-1].value),
        "sections": {one: section_of(one) for one in divisions if section_of(one)},
        "areas": [
            {
                "code": area.code,
                "since": area.since.isoformat(),
                "until": area.until.isoformat() if area.until else None,
                "name": area.name,
            }
            for area in reference.units()
        ],
    }
