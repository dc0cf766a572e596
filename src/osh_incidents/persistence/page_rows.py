"""Rows of a page, read at once.

For each row that it reads, the driver of SQLite lets another thread go on. Where many ask at the
same time, these turns cost more than the rows: there all of them are read as one text.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Select, String, func, select

Row = Sequence[Any]


def rows(connection: Connection, statement: Select[Any], values: Mapping[str, Any]) -> list[Row]:
    """Return the rows of *statement*, which is kept, in no order; no column is of bytes."""
    if connection.dialect.name != "sqlite":
        return [*connection.execute(statement, values).all()]
    told = json.loads(connection.execute(_as_text(statement), values).scalar_one())
    readers = _readers(statement, connection.dialect)
    columns = [
        column if reader is None else map(reader, column)
        for reader, column in zip(readers, zip(*told, strict=True), strict=False)
    ]
    return list(zip(*columns, strict=True))


@lru_cache(maxsize=256)
def _as_text(statement: Select[Any]) -> Select[Any]:
    """Return what asks for the rows of *statement* as one array."""
    asked = statement.subquery()
    return select(func.json_group_array(func.json_array(*asked.c), type_=String))


@lru_cache(maxsize=256)
def _readers(statement: Select[Any], dialect: Dialect) -> Sequence[Callable[[Any], Any] | None]:
    """Return what makes, for each column of *statement*, its value of what is kept."""
    return [
        column.type.dialect_impl(dialect).result_processor(dialect, None)
        for column in statement.selected_columns
    ]
