"""Commands that are killed at a moment of their own work, not when somebody happens to look."""

import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from tests.support import processes


def kill_at(number: int, beginning: str, settings: Mapping[str, str], *words: str) -> None:
    """Run the command *words*, killed after its *number*-th statement that so begins.

    The statement has been executed then and is not committed. One who watches from outside may
    look too late, when everything is done.
    """
    process = processes.begun(_die_at, number, beginning, dict(settings), words)
    process.join()
    assert process.exitcode == -signal.SIGKILL, f"it made no {number} of {beginning}"


def _die_at(
    number: int, beginning: str, settings: Mapping[str, str], words: tuple[str, ...]
) -> None:
    left = number

    @event.listens_for(Engine, "after_cursor_execute")
    def die(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal left
        left -= statement.startswith(beginning)
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    processes.do(settings, Path(os.devnull), words)
