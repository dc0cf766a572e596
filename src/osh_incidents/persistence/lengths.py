"""How many values a statement is sent with at once: one of few lengths."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

MOST = 512


def some_at_a_time(values: Collection[T]) -> Iterator[list[T]]:
    """Yield *values*, at most `MOST` at a time, the last again until they are a power of two.

    To be looked among alone, where one that comes twice is no other. A driver keeps the last
    hundred texts it sent, each read and ready: lists of every length would fill them with long
    ones that never come again.
    """
    waiting = iter(values)
    while some := list(islice(waiting, MOST)):
        some += [some[-1]] * ((1 << (len(some) - 1).bit_length()) - len(some))
        yield some
