"""The table of waits in the page for receivers, as it follows from the data."""

from datetime import timedelta

from osh_incidents.domain.webhooks import WAITS

BEGIN, END = "<!-- waits -->\n", "<!-- /waits -->"


def table() -> str:
    """Return the table in Markdown."""
    rows = [
        f"| {number} | {_words(one.wait)} | {one.why.vi} / *{one.why.en}* |"
        for number, one in enumerate(WAITS, start=1)
    ]
    return "\n".join(["| After failure | Waits | Because |", "|---|---|---|", *rows, ""])


def within(page: str) -> str:
    """Return *page* with the table between its marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{table()}{END}{rest.partition(END)[2]}"


def _words(wait: timedelta) -> str:
    minutes = int(wait.total_seconds()) // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h"
