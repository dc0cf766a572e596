"""Processes of their own that begin with the program loaded, to be killed or to listen at a port.

Loading takes three seconds, which is more than most of them live: one process loads it once, and
each is a fork of that one. That the commands load by themselves is seen where a user starts them.
"""

import multiprocessing
import os
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["osh_incidents.cli", "tests.support.running"])


def begun(work: Callable[..., Any], *arguments: Any) -> BaseProcess:
    """Return a process that has begun to do *work*, a function of a module."""
    process = _FORKS.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def begun_and_told(work: Callable[..., Any], *arguments: Any) -> BaseProcess:
    """Return a process as `begun` does, once it has called what *work* is given first."""
    told = _FORKS.Event()
    process = begun(work, told.set, *arguments)
    assert told.wait(30), f"ended with {process.exitcode}"
    return process


def command(settings: Mapping[str, str], log: Path, *words: str) -> BaseProcess:
    """Return a process that does the command *words* and writes what it tells to the file *log*.

    No setting but those of *settings* reaches it.
    """
    # Before it begins: nobody reads what another has told.
    log.write_bytes(b"")
    return begun(do, dict(settings), log, words)


def do(settings: Mapping[str, str], log: Path, words: tuple[str, ...]) -> None:
    """Do the command *words* in this process, and end it."""
    # Loaded when the first process was begun, and by the tests that need it alone.
    from osh_incidents.cli import app  # noqa: PLC0415

    with log.open("ab") as opened:
        for stream in (1, 2):
            os.dup2(opened.fileno(), stream)
    for name in [name for name in os.environ if name.startswith("OSH_")]:
        del os.environ[name]
    os.environ.update(settings)
    app(words)
