"""The real command, run once on a free port in a directory of its own."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

COMMAND = (sys.executable, "-m", "osh_incidents", "demo")
PATIENCE = 120
"""Seconds for a busy machine; an idle one needs a sixth."""


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demonstration and what it printed."""

    port: int
    directory: Path
    printed: str

    @property
    def curls(self) -> list[str]:
        return re.findall(r"^curl .*$", self.printed, re.MULTILINE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(directory: Path, port: int) -> subprocess.Popen[str]:
    arguments = (*COMMAND, "--port", str(port), "--directory", str(directory))
    environment = {**os.environ, "OSH_NOBODY_KNOWS_THIS": "1"}
    return subprocess.Popen(
        arguments,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def printed_by(process: subprocess.Popen[str], port: int) -> str:
    """Return what *process* printed once it answers."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl+C" in line:
            break
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz").is_success:
                return "".join(lines)
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail("".join(lines))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demonstration as the user starts it, with all its cases."""
    directory, port = tmp_path_factory.mktemp("demo") / "there", free_port()
    with start(directory, port) as process:
        try:
            yield Demo(port, directory, printed_by(process, port))
        finally:
            process.terminate()
