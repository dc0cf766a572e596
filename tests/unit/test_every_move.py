"""Every state, every action, every role, on every track, against the published tables.

What is expected is read from the pages that a person reviews, not from the code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from osh_incidents.domain.authority import GRANTS, Actor, Role
from osh_incidents.domain.errors import ActionNotAllowed, GuardsUnmet, NotPermitted
from osh_incidents.domain.tracks import Do, State
from osh_incidents.domain.workflow.model import Transition
from tests.unit.facts import actor
from tests.unit.tables import TABLES, fulfilling, plain

PAGES = Path(__file__).parents[2] / "docs" / "workflows"
LINE = re.compile(
    r"\| `(?P<source>\w+)` \| `(?P<action>\w+)` \([^|]*\) \| `(?P<target>\w+)` "
    r"\| `(?P<needs>[\w:]+)` \|"
)


@dataclass(frozen=True, slots=True)
class Published:
    """One line of a published table."""

    source: str
    action: str
    target: str
    needs: str


def published(name: str) -> list[Published]:
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    return [Published(**found.groupdict()) for found in LINE.finditer(text)]


def drawn(name: str) -> set[tuple[str, str, str]]:
    """Return the arrows of the published diagram."""
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    arrows = re.findall(r"^    (\w+) --> (\w+): (\w+)$", text, re.MULTILINE)
    return {(source, action, target) for source, target, action in arrows}


def automatic(name: str) -> set[tuple[str, str, str]]:
    """Return the moves that nobody takes by themselves."""
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    moves = r"\| `(\w+)` \| `(\w+)` \([^|]*\) \| `(\w+)` \| tự động / automatic \|"
    return set(re.findall(moves, text))


def every() -> Iterator[tuple[State, Do, Actor]]:
    for state in State:
        for action in Do:
            for role in Role:
                yield state, action, actor(role)


def rows_of(name: str, state: State, action: Do) -> list[Transition[Any]]:
    return [
        row
        for row in TABLES[name].transitions
        if (row.source, row.action) == (state, action) and not row.automatic
    ]


def outcome(name: str, state: State, action: Do, someone: Actor, facts: Any) -> str:
    try:
        return TABLES[name].decide(state, action, facts, someone).target.value
    except ActionNotAllowed:
        return "not allowed"
    except NotPermitted:
        return "not permitted"
    except GuardsUnmet:
        return "guards unmet"


def test_every_track_has_a_page_and_every_page_a_track() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_the_diagram_shows_what_the_table_lists(name: str) -> None:
    listed = {(line.source, line.action, line.target) for line in published(name)}
    assert listed
    assert drawn(name) == listed | automatic(name)


@pytest.mark.parametrize("name", TABLES)
def test_every_state_action_and_role_is_answered_as_published(name: str) -> None:
    lines = published(name)
    for state, action, someone in every():
        allowed = [line for line in lines if (line.source, line.action) == (state, action)]
        holds = {permission.value for permission in GRANTS[someone.role].permissions}
        if not allowed:
            expected = {"not allowed"}
        elif not any(line.needs in holds for line in allowed):
            expected = {"not permitted"}
        else:
            expected = {line.target for line in allowed}
        rows = rows_of(name, state, action)
        facts = [fulfilling(name, row) for row in rows] or [plain(name)]
        found = {outcome(name, state, action, someone, one) for one in facts}
        assert found == expected, (state, action, someone.role)


@pytest.mark.parametrize("name", TABLES)
def test_nobody_moves_a_file_that_is_not_open(name: str) -> None:
    if name == "registration":
        return
    closed = {"file_open": False} if name == "compensation" else {"registration": State.CLOSED}
    for state, action, someone in every():
        for row in rows_of(name, state, action):
            facts = fulfilling(name, row)
            shut = type(facts)(**{slot: getattr(facts, slot) for slot in facts.__slots__} | closed)
            assert outcome(name, state, action, someone, shut) in {"not permitted", "guards unmet"}
