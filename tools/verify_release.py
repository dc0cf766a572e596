#!/usr/bin/env python3
"""Verify a published release: `verify_release.py answer.json`, or the answer on standard input.

The answer is that of GET /api/v1/releases/{id}. Needs Python alone; exits with 1 on a difference.
"""

import fileinput
import hashlib
import json
import sys


def digest(content: object) -> str:
    """Return SHA-256 over the canonical form: sorted names, no spaces, UTF-8."""
    form = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(form.encode()).hexdigest()


def verified(answer: str) -> bool:
    """Whether `content` of *answer* has the digest that stands beside it."""
    read = json.loads(answer)
    return bool(digest(read["content"]) == read["sha256"])


if __name__ == "__main__":
    with fileinput.input(encoding="utf-8") as lines:
        same = verified("".join(lines))
    sys.stdout.write("verified\n" if same else "DIFFERS\n")
    sys.exit(not same)
