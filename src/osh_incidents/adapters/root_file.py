"""The file of daily roots that leaves the machine: a line of JSON for each, only ever added to."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from osh_incidents.domain.roots import DailyRoot, SignedRoot


def read(path: Path, authority: str) -> list[SignedRoot]:
    """Return the roots of *authority* in the file at *path*, in their order; none without a file.

    Raises:
        ValueError: a line tells no root.
    """
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), start=1):
        try:
            told = json.loads(line)
            one = SignedRoot(DailyRoot.read(told["root"].encode()), told["signature"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path}: line {number} tells no daily root") from error
        if one.root.authority == authority:
            found.append(one)
    return found


def append(path: Path, authority: str, signed: Sequence[SignedRoot]) -> int:
    """Add to the file those of *signed* that it lacks, and return how many.

    Raises:
        ValueError: it holds another root for one of the days, or a line that tells none.
    """
    known = {one.root.day: one for one in read(path, authority)}
    if any(known.get(one.root.day, one) != one for one in signed):
        raise ValueError(f"{path} holds other roots than the database")
    new = [one for one in signed if one.root.day not in known]
    if new:
        with path.open("a", encoding="ascii") as file:
            for one in new:
                file.write(line_of(one))
            file.flush()
            os.fsync(file.fileno())
    return len(new)


def line_of(signed: SignedRoot) -> str:
    """Return *signed* as its line."""
    told = {"root": signed.root.canonical.decode(), "signature": signed.signature}
    return json.dumps(told, separators=(",", ":")) + "\n"
