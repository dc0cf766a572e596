import pytest

from osh_incidents.domain.workflow import render
from tests.unit.tables import TABLES, conditions


@pytest.mark.parametrize("name", TABLES)
def test_the_table_lists_every_row_with_its_permission_conditions_and_source(name: str) -> None:
    _, _, *lines = render.table(TABLES[name]).splitlines()
    assert len(lines) == len(TABLES[name].transitions)
    for line, row in zip(lines, TABLES[name].transitions, strict=True):
        told = [row.source, row.action, row.target, row.needs, row.action.label.vi, row.citation]
        assert all(str(part) in line for part in told)
        assert all(guard.code in line for guard in conditions(row))


@pytest.mark.parametrize("name", TABLES)
def test_the_table_has_as_many_cells_in_each_line(name: str) -> None:
    lines = render.table(TABLES[name]).splitlines()
    assert {line.count("|") for line in lines} == {7}


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
