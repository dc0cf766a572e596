"""Secrets of accounts: made here, kept as Argon2id hashes only."""

import secrets
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random, SystemRandom

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
_AFTER_HINT, _HINT = ".", 8
_SYSTEM = SystemRandom()


def _nobody() -> str:
    """Return the hash of no secret: to compare with it takes as long as with any other."""
    # Made up, not computed: a hash takes a sixth of a second and 64 MB, in every process at start.
    salt, digest = (
        b64encode(secrets.token_bytes(size)).rstrip(b"=").decode()
        for size in (_HASHER.salt_len, _HASHER.hash_len)
    )
    cost = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${digest}"


_NOBODY = _nobody()
_known: ContextVar[Random | None] = ContextVar("known", default=None)


@contextmanager
def known_secrets(chance: Random) -> Iterator[None]:
    """Make secrets from *chance* within the block: they are known, so for invented data alone."""
    token = _known.set(chance)
    try:
        yield
    finally:
        _known.reset(token)


def new_secret() -> str:
    """Return a new secret of 256 bits after a hint by which it is found, to be shown once."""
    chance = _known.get() or _SYSTEM
    whole = urlsafe_b64encode(chance.randbytes(32)).rstrip(b"=").decode()
    return f"{chance.randbytes(4).hex()}{_AFTER_HINT}{whole}"


def hint_of(secret: str) -> str:
    """Return the hint in *secret*; empty if it has none."""
    hint, dot, _ = secret.partition(_AFTER_HINT)
    return hint if dot and len(hint) == _HINT else ""


def new_tracking_number() -> str:
    """Return a tracking number of 140 bits that cannot be guessed, in groups for the eye."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    chance = _known.get() or _SYSTEM
    text = "".join(alphabet[byte % len(alphabet)] for byte in chance.randbytes(28))
    return "-".join(text[start : start + 7] for start in range(0, 28, 7))


def hashed(secret: str) -> str:
    """Return the hash by which *secret* is recognised."""
    return _HASHER.hash(secret)


def is_secret(secret: str, secret_hash: str | None) -> bool:
    """Whether *secret* is the one of *secret_hash*; takes as long when there is none."""
    try:
        _HASHER.verify(secret_hash or _NOBODY, secret)
    except (VerificationError, InvalidHashError):
        return False
    return secret_hash is not None
