from decimal import Decimal
from io import StringIO

from rich.console import Console

from osh_incidents.domain.indicators.model import Count
from osh_incidents.national import comparing, published, showing
from osh_incidents.national.comparing import Line, changes

DASH = "\N{EN DASH}"


def shown(*, terminal: bool) -> str:
    found = {
        year: {key: one.value for key, one in published.of_year(year).items()}
        for year in published.years()
    }
    for counts in found.values():
        for key in published.COMPARED:
            counts.setdefault(key, 0)
    text = StringIO()
    lines = comparing.lines(found)
    console = Console(file=text, force_terminal=terminal, width=120, no_color=True)
    showing.show(console, lines, changes(lines))
    return text.getvalue()


def test_what_is_not_published_is_a_dash_and_not_compared() -> None:
    assert f"2018 victims: published {DASH}, computed 0, {DASH}\n" in shown(terminal=False)


def test_the_certainty_of_a_figure_is_shown() -> None:
    assert "2019 accidents: published 8150 (recalled: " in shown(terminal=False)
    assert "8 150¹" in shown(terminal=True)


def test_a_person_is_shown_tables() -> None:
    text = shown(terminal=True)

    assert "Published and computed" in text
    assert "-4.6" in text
    assert "60 of 60" in text


def test_the_change_of_a_year_that_is_not_published_is_unknown() -> None:
    count = Count.FATAL_ACCIDENTS
    compared = [Line(2018, count, None, None, 100), Line(2019, count, None, None, 95)]

    (change,) = changes(compared)

    assert (change.published, change.computed) == (None, Decimal("-5.0"))
