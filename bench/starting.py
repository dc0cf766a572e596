"""What it costs to start: until the modules are there, until the first answer, and the memory.

    python -m bench.starting [--rounds 5]

Every round starts processes of their own. It prints medians of the work and of the largest memory
of importing the service and the commands, and of `osh-incidents serve` over a new SQLite file until
it answers; and never asserts anything.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.processes import cpu_seconds, megabytes
from bench.service import Service

_MODULES = ("osh_incidents.serving", "osh_incidents.__main__")
_MEASURE = """
import resource, time
begun = time.process_time()
import {module}
used = resource.getrusage(resource.RUSAGE_SELF)
now = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
print(time.process_time() - begun, now / 2**20, used.ru_maxrss / 2**10)
"""


def imported(module: str) -> list[float]:
    """Return the seconds of work to import *module*, and the MB held then and at most."""
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _MEASURE.format(module=module)],
        check=True,
        capture_output=True,
        text=True,
    )
    return [float(figure) for figure in told.stdout.split()]


def served(service: Service) -> list[float]:
    """Return the seconds until the first answer, those of work, and the MB that are held then."""
    begun = time.perf_counter()
    with service.served() as pid:
        return [time.perf_counter() - begun, cpu_seconds(pid), megabytes(pid)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    for module in _MODULES:
        found = zip(*(imported(module) for _ in range(chosen.rounds)), strict=True)
        work, held, most = map(statistics.median, found)
        print(f"import {module:24} cpu {work:5.2f} s  held {held:4.0f} MB  most {most:4.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        service = Service(f"sqlite:///{folder}/common.db", Path(folder))
        found = zip(*(served(service) for _ in range(chosen.rounds)), strict=True)
        took, work, held = map(statistics.median, found)
        print(f"serve, first answer  {took:5.2f} s  cpu {work:5.2f} s  held {held:4.0f} MB")


if __name__ == "__main__":
    main()
