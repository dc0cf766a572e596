"""The root of a Merkle tree (RFC 9162): one hash that stands for many, in their order."""

import hashlib
from collections.abc import Sequence

_LEAF, _NODE = b"\0", b"\1"
EMPTY = hashlib.sha256().digest()
"""The root over nothing."""


def leaf(content: bytes) -> bytes:
    """Return the hash of a leaf, which no inner node can have."""
    return hashlib.sha256(_LEAF + content).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over *leaves*, which are hashes already."""
    level = list(leaves)
    if not level:
        return EMPTY
    while len(level) > 1:
        # What is left over at the end of a level goes up as it is: doubling it would give two
        # different lists the same root.
        odd = level[-1:] if len(level) % 2 else []
        level = [
            hashlib.sha256(_NODE + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ] + odd
    return level[0]
