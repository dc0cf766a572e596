import pytest

from osh_incidents.domain.workflow import render
from tests.unit.tables import TABLES, conditions


def cells(name: str) -> list[str]:
    return [line for line in render.table(TABLES[name]).splitlines() if line.startswith("|")]


@pytest.mark.parametrize("name", TABLES)
def test_the_table_lists_every_row_with_its_permission_conditions_and_source(name: str) -> None:
    lines = cells(name)[2:]
    assert len(lines) == len(TABLES[name].transitions)
    for line, row in zip(lines, TABLES[name].transitions, strict=True):
        who = "tự động / automatic" if row.automatic else row.needs
        told = [row.source, row.action, row.target, who, row.action.label.vi, row.citation]
        assert all(str(part) in line for part in told)
        assert all(guard.code in line for guard in conditions(row))


@pytest.mark.parametrize("name", TABLES)
def test_the_table_has_as_many_cells_in_each_line(name: str) -> None:
    assert {line.count("|") for line in cells(name)} == {7}


@pytest.mark.parametrize("name", TABLES)
def test_what_every_move_needs_is_told_once_below_the_table(name: str) -> None:
    *_, last = render.table(TABLES[name]).splitlines()
    always = [guard.code for guard in TABLES[name].always]
    assert last.startswith("Luôn cần / Always: ") is bool(always)
    assert all(code in last for code in always)


@pytest.mark.parametrize("name", TABLES)
def test_the_diagram_mentions_every_state_and_every_move(name: str) -> None:
    diagram = render.mermaid(TABLES[name]).splitlines()
    assert diagram[:2] == ["stateDiagram-v2", f"    [*] --> {TABLES[name].initial}"]
    for row in TABLES[name].transitions:
        assert f"    {row.source} --> {row.target}: {row.action}" in diagram


@pytest.mark.parametrize("name", TABLES)
def test_the_diagram_ends_at_the_final_states_alone(name: str) -> None:
    ends = {
        line.split()[0] for line in render.mermaid(TABLES[name]).splitlines() if "--> [*]" in line
    }
    assert ends == {state.value for state in TABLES[name].final}
