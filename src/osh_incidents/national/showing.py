"""Showing people how published and computed numbers agree."""

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.model import Mark
from osh_incidents.national.comparing import Change, Line

_NONE = "\N{EN DASH}"
_FOOTNOTES = {Mark.VERIFIED: "", Mark.RECALLED: "¹", Mark.DERIVED: "²"}
_HEADINGS = ("Công bố\nPublished", "Tính được\nComputed")
_EQUAL = Text("bằng nhau", "equal")
_DIFFERENT = Text("KHÁC", "DIFFERENT")


def say(console: Console, text: Text) -> None:
    """Print *text* in both languages."""
    console.print(f"{text.vi}\n{text.en}", markup=False, highlight=False, soft_wrap=True)


def show(console: Console, compared: Sequence[Line], changed: Sequence[Change]) -> None:
    """Print every count, then the yearly change; tables for a person, plain lines for a file."""
    if console.is_terminal:
        console.print(_counts(compared))
        console.print(_notes(compared), markup=False, highlight=False)
        if changed:
            console.print(_changes(changed))
    else:
        for line in [*map(_plain_line, compared), *map(_plain_change, changed)]:
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    published = [line for line in compared if line.published]
    equal = sum(not line.differs for line in published)
    say(
        console,
        Text(
            "{equal}/{all} số đã công bố bằng số tính được.",
            "{equal} of {all} published counts equal the computed ones.",
        ).within(equal=equal, all=len(published)),
    )


def _counts(compared: Sequence[Line]) -> Table:
    table = Table(title="Đã công bố và tính được / Published and computed")
    table.add_column("Năm\nYear")
    table.add_column("Chỉ tiêu\nCount")
    for heading in _HEADINGS:
        table.add_column(heading, justify="right")
    table.add_column("")
    year = None
    for line in compared:
        if line.year != year:
            table.add_section()
        shown = str(line.year) if line.year != year else ""
        mark = "" if line.published is None else "[red]✗" if line.differs else "[green]✓"
        table.add_row(shown, _label(line), _published(line), _spaced(line.computed), mark)
        year = line.year
    return table


def _notes(compared: Sequence[Line]) -> str:
    sources = {
        (_FOOTNOTES[one.mark], f"{one.mark.label.en}: {one.source.vi} / {one.source.en}")
        for line in compared
        if (one := line.published)
    }
    return "\n".join(f"{sign} {text}".strip() for sign, text in sorted(sources))


def _changes(changed: Sequence[Change]) -> Table:
    table = Table(title="Thay đổi số vụ chết người / Change of fatal accidents, %")
    table.add_column("Năm\nYear")
    for heading in _HEADINGS:
        table.add_column(heading, justify="right")
    for change in changed:
        table.add_row(str(change.year), _signed(change.published), _signed(change.computed))
    return table


def _plain_line(line: Line) -> str:
    published = _NONE
    if line.published:
        published = f"{line.published.value} ({line.published.mark}: {line.published.source.en})"
    verdict = _NONE if line.published is None else (_DIFFERENT if line.differs else _EQUAL).en
    name = line.count if line.relation is None else f"{line.count}/{line.relation}"
    return f"{line.year} {name}: published {published}, computed {line.computed}, {verdict}"


def _plain_change(change: Change) -> str:
    return (
        f"{change.year} change of fatal_accidents: published {_signed(change.published)} %, "
        f"computed {_signed(change.computed)} %"
    )


def _label(line: Line) -> str:
    if line.relation is None:
        return f"{line.count.label.vi} / {line.count.label.en}"
    return f"  {line.relation.label.vi} / {line.relation.label.en}"


def _published(line: Line) -> str:
    one = line.published
    return _NONE if one is None else f"{_spaced(one.value)}{_FOOTNOTES[one.mark]}"


def _spaced(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def _signed(change: Decimal | None) -> str:
    return _NONE if change is None else f"{change:+}"
