"""The tables to which rows are only ever added; see also the grants in `persistence/grants.py`."""

WRITTEN_ONCE = (
    "account_act",
    "action",
    "change",
    "daily_root",
    "read",
    "release",
    "release_event",
    "release_fact",
)
