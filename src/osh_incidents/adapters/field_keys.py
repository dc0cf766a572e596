"""Where the keys of sealed columns are kept: a directory that is read again, or one text.

In a directory each key is one file: `field.key` is key 1, `field-2.key` is key 2, and
`field-3-20260304T040000Z.key` is key 3, which seals from that moment on and opens before. In a text
each line is a key, `2:` and its hex or the hex alone for key 1: the first one seals.
"""

import logging
import re
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from osh_incidents.adapters.sealing import ColumnSealer, new_key
from osh_incidents.adapters.token_keys import write_for_owner

_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"field(?:-(\d{1,3})(?:-(\d{8}T\d{6}Z))?)?\.key")
_FIRST = 1
REREAD_AFTER = timedelta(seconds=30)
_SINCE_EVER = datetime.min.replace(tzinfo=UTC)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FieldKey:
    """A key, its id, and from when on it seals."""

    id: int
    key: bytes = field(repr=False)
    seals_from: datetime = _SINCE_EVER


def sealer_of_text(text: str) -> ColumnSealer:
    """Return what seals with the first of the keys in *text* and opens with all.

    Raises:
        ValueError: a line is no key, an id comes twice, or there is no key at all.
    """
    pairs = [_of_line(line) for line in text.split()]
    if not pairs:
        raise ValueError("no field key")
    keys = dict(pairs)
    if len(keys) != len(pairs):
        raise ValueError("two field keys of one id")
    return ColumnSealer(keys, current=pairs[0][0])


def keys_of_directory(directory: Path) -> list[FieldKey]:
    """Return the keys of *directory* by their ids.

    Raises:
        OSError, ValueError: it cannot be read, holds a file that is no key, or an id twice.
    """
    found = dict[int, FieldKey]()
    for path in sorted(directory.glob("*.key")):
        named = _NAME.fullmatch(path.name)
        if named is None:
            raise ValueError("a file with the name of no field key")
        number, moment = named.groups()
        key_id = int(number or _FIRST)
        if key_id in found:
            raise ValueError("two field keys of one id")
        since = datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC) if moment else _SINCE_EVER
        found[key_id] = FieldKey(key_id, _of_hex(path.read_text(encoding="ascii")), since)
    return [found[key_id] for key_id in sorted(found)]


def new_key_file(directory: Path, seals_from: datetime) -> FieldKey:
    """Put a new key into *directory* that seals from the given moment, rounded up to a second.

    Raises:
        ValueError: all ids are used up.
    """
    key_id = max((key.id for key in keys_of_directory(directory)), default=0) + 1
    if key_id > 255:  # noqa: PLR2004 - the id is one byte
        raise ValueError("no id is left for a field key")
    whole = seals_from.astimezone(UTC).replace(microsecond=0)
    made = FieldKey(key_id, new_key(), whole)
    path = directory / f"field-{key_id}-{whole.strftime(_MOMENT)}.key"
    write_for_owner(path, made.key.hex())
    return made


class DirectorySealer:
    """Seals with the keys of a directory, which is read anew while the service runs."""

    def __init__(self, directory: Path, now: datetime) -> None:
        """Read the keys for the first time.

        Raises:
            OSError, ValueError: there is no key that seals *now*, or one is not as it must be.
        """
        self.directory = directory
        self._lock = threading.Lock()
        self._read_at = self._changes_at = now
        self._made: ColumnSealer | None = None
        self._read(now)

    @property
    def keys(self) -> tuple[int, ...]:
        """Return the ids of the keys that are known; the first one seals."""
        return self._current().keys

    def seal(self, plain: bytes, place: str) -> bytes:
        """Return *plain* encrypted so that it opens at *place* alone."""
        return self._current().seal(plain, place)

    def unseal(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed for *place*.

        Raises:
            ValueError: the value was made for another place, or was tampered with.
        """
        return self._current().unseal(sealed, place)

    def blind(self, value: str, purpose: str, key: int | None = None) -> bytes:
        """Return the hash by which equal values of *purpose* are found, by *key* or that of now.

        Raises:
            KeyError: there is no such key.
        """
        return self._current().blind(value, purpose, key)

    def reread(self, now: datetime) -> None:
        """Read the keys at once.

        Raises:
            OSError, ValueError: there is no key that seals *now*, or one is not as it must be.
        """
        with self._lock:
            self._read(now)

    def _current(self) -> ColumnSealer:
        now = datetime.now(UTC)
        with self._lock:
            if now - self._read_at >= REREAD_AFTER or now >= self._changes_at:
                try:
                    self._read(now)
                except (OSError, ValueError):
                    # What was read before still holds: half a file must not stop the service.
                    _log.exception("field keys cannot be read")
                    self._read_at, self._changes_at = now, now + REREAD_AFTER
            assert self._made is not None
            return self._made

    def _read(self, now: datetime) -> None:
        keys = keys_of_directory(self.directory)
        sealing = [key.id for key in keys if key.seals_from <= now]
        if not sealing:
            raise ValueError("no field key that seals")
        self._made = ColumnSealer({key.id: key.key for key in keys}, current=max(sealing))
        later = [key.seals_from for key in keys if key.seals_from > now]
        self._read_at, self._changes_at = now, min(later, default=now + REREAD_AFTER)


def _of_line(line: str) -> tuple[int, bytes]:
    number, _, text = line.rpartition(":")
    return int(number or _FIRST), _of_hex(text)


def _of_hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text.strip())
    except ValueError:
        # The text of the other message would show a part of the key.
        raise ValueError("a field key is 64 hexadecimal digits") from None
