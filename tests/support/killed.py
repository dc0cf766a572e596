"""Commands that are killed at a moment of their own work, not when somebody happens to look."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping

PROGRAM = """
import os, signal, sys
from sqlalchemy import Engine, event
from osh_incidents.cli import app

beginning, at = sys.argv.pop(1), int(sys.argv.pop(1))
done = []

@event.listens_for(Engine, "after_cursor_execute")
def kill(connection, cursor, statement, *rest):
    done.extend([statement] if statement.startswith(beginning) else [])
    if len(done) == at:
        os.kill(os.getpid(), signal.SIGKILL)

app()
"""


def kill_at(number: int, beginning: str, settings: Mapping[str, str], *words: str) -> None:
    """Run the command *words*, killed after its *number*-th statement that so begins.

    The statement has been executed then and is not committed. One who watches from outside may
    look too late, when everything is done.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OSH_")}
    process = [sys.executable, "-c", PROGRAM, beginning, str(number), *words]
    ended = subprocess.run(process, env=inherited | dict(settings), check=False)
    assert ended.returncode == -signal.SIGKILL, f"it made no {number} of {beginning}"
