"""Tables as they are printed and kept: Markdown that lines up."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under *heads*; *about* says what is compared with what."""

    title: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        """Return it as Markdown: words to the left, numbers to the right."""
        columns = list(zip(self.heads, *self.rows, strict=True))
        widths = [max(map(len, column)) for column in columns]
        numbers = [all(_is_number(cell) for cell in column[1:]) for column in columns]

        def line(cells: Iterable[str]) -> str:
            set_out = (
                cell.rjust(width) if number else cell.ljust(width)
                for cell, width, number in zip(cells, widths, numbers, strict=True)
            )
            return f"| {' | '.join(set_out)} |"

        rule = "|".join(
            f" {'-' * (width - 1)}: " if number else f" {'-' * width} "
            for width, number in zip(widths, numbers, strict=True)
        )
        lines = [line(self.heads), f"|{rule}|", *map(line, self.rows)]
        return "\n".join([f"## {self.title}", "", self.about, "", *lines, ""])


def number(value: float | None) -> str:
    """Return *value* with as many digits as are worth reading; a dash if there is none."""
    if value is None or math.isnan(value):
        return "-"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2  # noqa: PLR2004
    return f"{value:,.{digits}f}"


def middle(values: Iterable[float | None]) -> str:
    """Return the median of *values*."""
    known = [value for value in values if value is not None]
    return number(statistics.median(known) if known else None)


def spread(values: Iterable[float]) -> str:
    """Return the least and the most of *values*."""
    known = list(values)
    return f"{number(min(known))}-{number(max(known))}"


def _is_number(cell: str) -> bool:
    return not cell or cell[0].isdigit() or cell == "-"
