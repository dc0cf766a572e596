"""The log of a case checked by somebody who has only what is published."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

Entry = dict[str, Any]


def broken_at(entries: list[Entry], case_id: str) -> int | None:
    """Return the number of the first entry whose hash does not follow, None if all do."""
    before = "0" * 64
    for number, entry in enumerate(entries, start=1):
        facts = entry["facts_sha256"]
        canonical = json.dumps(
            {
                "case": case_id,
                "claim": entry["claim_id"],
                "seq": number,
                "at": datetime.fromisoformat(entry["at"]).astimezone(UTC).isoformat(),
                "account": entry["account_id"],
                "organisation": entry["organisation_id"],
                "role": entry["role"],
                "track": entry["track"],
                "action": entry["action"],
                "source": entry["source"],
                "target": entry["target"],
                "reason": entry["reason"],
                "data": entry["data"],
                **({} if facts is None else {"facts_sha256": facts}),
            },
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        follows = hashlib.sha256(b"\0" + bytes.fromhex(before) + canonical.encode()).hexdigest()
        if (entry["previous_hash"], entry["hash"]) != (before, follows):
            return number
        before = follows
    return None


def replayed(entries: list[Entry]) -> dict[str, str]:
    """Return the state of each track, and of each claim by its id, that the entries alone give.

    Raises:
        AssertionError: an entry does not begin where the one before ended.
    """
    states: dict[str, str] = {}
    for entry in entries:
        if entry["target"] is None:
            continue
        key = entry["claim_id"] or entry["track"]
        if entry["source"] is not None and key in states:
            assert entry["source"] == states[key], entry
        states[key] = entry["target"]
    return states
