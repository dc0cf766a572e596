"""The items of a file, some at a time."""

from collections.abc import Iterator
from itertools import islice

from osh_incidents.domain.imports import FileRefused, Item


def batches(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    """Yield *items* some at a time; those before the file breaks off come before that is told."""
    while True:
        batch, broken = list[Item](), None
        try:
            batch.extend(islice(items, size))
        except FileRefused as refused:
            broken = refused
        if batch:
            yield batch
        if broken is not None:
            raise broken
        if not batch:
            return
