"""The guide for integrators, followed literally in an empty directory."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from osh_incidents import migrating
from tests.support.running import free_port

GUIDE = migrating.ROOT / "docs/integrators.md"
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PORT = "8000"

pytestmark = pytest.mark.xdist_group("sandbox")


def script(port: int) -> str:
    """Return every command of the guide, with a free port in place of the one it names."""
    parts = ["set -euo pipefail", "trap 'kill \"${SANDBOX:-}\" 2> /dev/null || true' EXIT"]
    for language, text in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        parts.append(text if language == "sh" else f"python - <<'PYTHON'\n{text}PYTHON")
    return "\n".join(parts).replace(PORT, str(port))


def test_every_command_of_the_guide_works(tmp_path: Path) -> None:
    sources = [str(migrating.ROOT / "src"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    environment = {name: value for name, value in os.environ.items() if name[:4] != "OSH_"} | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join(filter(None, sources)),
        "NO_PROXY": "127.0.0.1",
    }

    run = subprocess.run(
        ["bash", "-c", script(free_port())],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )

    assert run.returncode == 0, run.stdout[-2_000:] + run.stderr[-2_000:]


def test_the_guide_has_commands_of_both_kinds() -> None:
    kinds = [language for language, _ in BLOCK.findall(GUIDE.read_text(encoding="utf-8"))]

    assert {"sh", "python"} == set(kinds)
