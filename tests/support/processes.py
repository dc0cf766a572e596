"""Processes of their own that begin with the program loaded, to be killed or to listen at a port.

Loading takes three seconds, which is more than most of them live: one process loads it once, and
each is a fork of that one. That the commands load by themselves is seen where a user starts them.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from osh_incidents.cli import app

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.support.running"])


def begun(work: Callable[..., Any], *arguments: Any) -> BaseProcess:
    """Return a process that has begun to do *work*, a function of a module."""
    process = _FORKS.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


@contextmanager
def working(work: Callable[..., Any], *arguments: Any) -> Iterator[None]:
    """Have a process do *work* until the block ends, when it is killed.

    The block begins once *work* has called what it is given before *arguments*.
    """
    told = _FORKS.Event()
    process = begun(work, told.set, *arguments)
    try:
        assert told.wait(30), f"ended with {process.exitcode}"
        yield
    finally:
        process.kill()
        process.join()


def command(settings: Mapping[str, str], log: Path, *words: str) -> BaseProcess:
    """Return a process that does the command *words* and writes what it tells to the file *log*.

    No setting but those of *settings* reaches it.
    """
    # Before it begins: nobody reads what another has told.
    log.write_bytes(b"")
    return begun(do, dict(settings), log, words)


def do(settings: Mapping[str, str], log: Path, words: tuple[str, ...]) -> None:
    """Do the command *words* in this process, and end it."""
    with log.open("ab") as opened:
        for stream in (1, 2):
            os.dup2(opened.fileno(), stream)
    for name in [name for name in os.environ if name.startswith("OSH_")]:
        del os.environ[name]
    os.environ.update(settings)
    app(words)
