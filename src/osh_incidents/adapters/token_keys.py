"""Where the keys of tokens are kept: a directory that is read again, or one text.

In a directory each key is one file. Its name is the moment from which it signs, such as
`20260304T040000Z.pem`; a key under any other name has signed since ever.
"""

import logging
import os
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.tokens import NEVER, SINCE_EVER, TokenKey, in_use

_NAME = "%Y%m%dT%H%M%SZ"
_PEM = re.compile(r"-----BEGIN [A-Z ]+-----.+?-----END [A-Z ]+-----\n?", re.DOTALL)
REREAD_AFTER = timedelta(seconds=30)
_log = logging.getLogger(__name__)


def keys_of_text(text: str) -> Sequence[TokenKey]:
    """Return the keys of one or more PEM blocks: the first one signs, the others only verify.

    Raises:
        ValueError, TypeError: there is no key in it, or one of another kind.
    """
    blocks = _PEM.findall(text)
    if not blocks:
        raise ValueError("no PEM of a token key")
    return [TokenKey.of(pem, NEVER if place else SINCE_EVER) for place, pem in enumerate(blocks)]


def keys_of_directory(directory: Path) -> Sequence[TokenKey]:
    """Return the keys of *directory*.

    Raises:
        OSError, ValueError, TypeError: it cannot be read, or holds a file that is no such key.
    """
    return [
        TokenKey.of(path.read_text(encoding="ascii"), _signs_from(path))
        for path in sorted(directory.glob("*.pem"))
    ]


@dataclass
class KeyDirectory:
    """The keys of a directory, read anew while the service runs."""

    path: Path
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _keys: Sequence[TokenKey] = field(default=(), init=False)
    _read_at: datetime = field(default=SINCE_EVER, init=False)

    def begin(self, now: datetime) -> None:
        """Read the keys for the first time.

        Raises:
            ValueError: none of them signs *now*.
            OSError, TypeError: the directory cannot be read, or holds a key of another kind.
        """
        self._keys = keys_of_directory(self.path)
        if not any(key.signs_from <= now for key in self._keys):
            raise ValueError("no token key that signs")

    def __call__(self, now: datetime) -> Sequence[TokenKey]:
        """Return the keys as they were found half a minute ago or later."""
        with self._lock:
            if now - self._read_at >= REREAD_AFTER:
                self._read_at = now
                self._read(now)
            return self._keys

    def _read(self, now: datetime) -> None:
        try:
            found = keys_of_directory(self.path)
        except (OSError, ValueError, TypeError):
            # What was read before still holds: half a file must not stop the service.
            _log.exception("token keys cannot be read")
            return
        if any(key.signs_from <= now for key in found):
            self._keys = found


def rotate(directory: Path, now: datetime, after: timedelta) -> tuple[Path, list[Path]]:
    """Put a new key into *directory* that signs *after* a while; drop those that nobody needs.

    Returns where the new key is, and what was dropped.
    """
    moment = (now + after).astimezone(UTC)
    path = directory / f"{moment.strftime(_NAME)}.pem"
    write_for_owner(path, new_key_pem())
    needed = {key.kid for key in in_use(keys_of_directory(directory), now)}
    dropped = [
        old
        for old in sorted(directory.glob("*.pem"))
        if TokenKey.of(old.read_text(encoding="ascii")).kid not in needed
    ]
    for old in dropped:
        old.unlink()
    return path, dropped


def write_for_owner(path: Path, text: str) -> None:
    """Write a new file at *path* that its owner alone can read; nobody sees half of it.

    Raises:
        FileExistsError: something is there.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.touch(mode=0o600, exist_ok=False)
    try:
        aside.write_text(text, encoding="ascii")
        path.hardlink_to(aside)
    finally:
        aside.unlink()


def _signs_from(path: Path) -> datetime:
    try:
        return datetime.strptime(path.stem, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return SINCE_EVER
