"""Whether a condition of SQL holds for a row that is in memory: one truth, read in two places.

Only what `persistence.counts` uses is understood. What is unknown to SQL is None here too.
"""

import operator
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.sql import elements, operators
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.schema import Column

Reading = Callable[[Any], Any]
"""Returns the value of an expression for a row."""

_COMPARISONS: dict[Any, Callable[[Any, Any], bool]] = {
    operators.eq: operator.eq,
    operators.ne: operator.ne,
    operators.lt: operator.lt,
    operators.le: operator.le,
    operators.gt: operator.gt,
    operators.ge: operator.ge,
    operators.in_op: lambda value, among: value in among,
}
_IDENTITIES: dict[Any, Callable[[Any, Any], bool]] = {
    operators.is_: operator.is_,
    operators.is_not: operator.is_not,
}


def reading(expression: Any) -> Reading:  # noqa: C901, PLR0911 - a case per kind
    """Return what gives the value of *expression* for a row.

    Raises:
        NotImplementedError: it holds something that no condition held when this was written.
    """
    match expression:
        case elements.True_() | elements.False_() | elements.Null():
            constant = {"true": True, "false": False, "null": None}[expression.__visit_name__]
            return lambda _: constant
        case elements.BindParameter():
            value = expression.effective_value
            return lambda _: value
        case Column():
            return operator.attrgetter(expression.key)
        case elements.Grouping():
            return reading(expression.element)
        case elements.AsBoolean():
            inner = reading(expression.element)
            return inner if expression.operator is operators.is_true else _negated(inner)
        case elements.BooleanClauseList():
            parts = [reading(part) for part in expression.clauses]
            return _joined(parts, all_of=expression.operator is operators.and_)
        case elements.UnaryExpression() if expression.operator is operators.inv:
            return _negated(reading(expression.element))
        case elements.BinaryExpression():
            return _compared(expression)
        case FunctionElement() if expression.name == "coalesce":
            return _first_known([reading(part) for part in expression.clauses])
    raise NotImplementedError(type(expression).__name__)


def _first_known(parts: Sequence[Reading]) -> Reading:
    def first_known(row: Any) -> Any:
        for part in parts:
            value = part(row)
            if value is not None:
                return value
        return None

    return first_known


def _negated(inner: Reading) -> Reading:
    def negated(row: Any) -> bool | None:
        value = inner(row)
        return None if value is None else not value

    return negated


def _joined(parts: Sequence[Reading], *, all_of: bool) -> Reading:
    def joined(row: Any) -> bool | None:
        known: bool | None = all_of
        for part in parts:
            value = part(row)
            if value is (not all_of):
                return value
            known = None if value is None else known
        return known

    return joined


def _compared(expression: elements.BinaryExpression[Any]) -> Reading:
    left, right = reading(expression.left), reading(expression.right)
    if expression.operator in _IDENTITIES:
        same = _IDENTITIES[expression.operator]
        return lambda row: same(left(row), right(row))
    try:
        compare = _COMPARISONS[expression.operator]
    except KeyError as error:
        raise NotImplementedError(expression.operator) from error
    if isinstance(expression.right, elements.BindParameter):
        return _compared_to(left, compare, right(None))

    def compared(row: Any) -> bool | None:
        one, other = left(row), right(row)
        return None if one is None or other is None else compare(one, other)

    return compared


def _compared_to(left: Reading, compare: Callable[[Any, Any], bool], value: Any) -> Reading:
    """Return the same for a *value* that every row is compared to, as most are."""

    def compared(row: Any) -> bool | None:
        one = left(row)
        return None if one is None or value is None else compare(one, value)

    return compared
