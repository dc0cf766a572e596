"""Diagrams and tables made from a track's rows."""

from typing import TypeVar

from osh_incidents.domain.workflow.model import Transition, Workflow

F = TypeVar("F")


def mermaid(workflow: Workflow[F]) -> str:
    """Return the track as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial}"]
    lines += [f"    {row.source} --> {row.target}: {row.action}" for row in workflow.transitions]
    lines += [f"    {state} --> [*]" for state in workflow.states if state in workflow.final]
    return "\n".join(lines)


def table(workflow: Workflow[F]) -> str:
    """Return the track as a Markdown table: state, action, next state, permission, guards, law."""
    head = (
        "| Từ / From | Hành động / Action | Đến / To | Quyền / Permission "
        "| Điều kiện / Guards | Căn cứ / Source |\n|---|---|---|---|---|---|"
    )
    lines = [head, *(_line(row) for row in workflow.transitions)]
    if workflow.always:
        needed = ", ".join(guard.code for guard in workflow.always)
        lines += ["", f"Luôn cần / Always: {needed}"]
    return "\n".join(lines)


def _line(row: Transition[F]) -> str:
    chosen = (row.when,) if row.when else ()
    conditions = [guard.code for guard in (*chosen, *row.guards, *row.asks)]
    return (
        f"| `{row.source}` | `{row.action}` ({row.action.label.vi}) | `{row.target}` "
        f"| {_who(row)} | {', '.join(conditions) or '-'} | {row.citation} |"
    )


def _who(row: Transition[F]) -> str:
    return "tự động / automatic" if row.automatic else f"`{row.needs}`"
