"""Processes of the bench: started, stopped, and asked what they cost."""

import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

_TICKS = os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM, _ENDED_USER, _ENDED_SYSTEM, _PARENT = 11, 12, 13, 14, 1
"""Places in /proc/<pid>/stat behind the name of the program."""


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator[int]:
    """Run *command* in a process of its own as long as the block lasts, and yield its id."""
    with log.open("ab") as told:
        process = subprocess.Popen(command, env=environment, stdout=told, stderr=told)  # noqa: S603
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        port: int = held.getsockname()[1]
        return port


def cpu_seconds(pid: int) -> float:
    """Return how long process *pid* and everything it started have worked so far."""
    known = _processes()
    if pid not in known:
        return 0.0
    ended = sum(known[pid][_ENDED_USER : _ENDED_SYSTEM + 1])
    worked = sum(sum(known[one][_USER : _SYSTEM + 1]) for one in (pid, *_below(pid, known)))
    return (worked + ended) / _TICKS


def megabytes(pid: int, *, most: bool = False) -> float:
    """Return the memory that process *pid* holds, or the *most* it ever held."""
    name = "VmHWM" if most else "VmRSS"
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1_024 for line in lines if line.startswith(name))


def postmaster(url: str) -> int:
    """Return the process of this machine that all connections to *url* come from; 0 if none."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        found = connection.execute("SELECT pg_backend_pid()").fetchone()
        known = _processes()
    assert found is not None
    return known[found[0]][_PARENT] if found[0] in known else 0


def _below(pid: int, known: Mapping[int, Sequence[int]]) -> Iterator[int]:
    for one, stat in known.items():
        if stat[_PARENT] == pid:
            yield one
            yield from _below(one, known)


def _processes() -> dict[int, list[int]]:
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        # The first is a letter: how the process is.
        found[int(path.parent.name)] = [0, *map(int, stat[1:])]
    return found
