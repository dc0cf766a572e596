"""The shipped units and their links, read without a database."""

from collections.abc import Mapping
from functools import cache

from osh_incidents.domain.territory import Place, Relative
from osh_incidents.persistence.tables.common import AreaRow, AreaSuccessorRow
from osh_incidents.services.reference import shipped


@cache
def places() -> Mapping[tuple[str, bool], Place]:
    """Return every unit by its code and whether it is one of today."""
    rows = [row for row in shipped() if isinstance(row, AreaRow)]
    return {
        (row.code, row.until is None): Place(
            row.code, row.name, row.district, row.province, row.since, row.until
        )
        for row in rows
    }


@cache
def links() -> tuple[AreaSuccessorRow, ...]:
    """Return every link from a unit of before the merger to one of today."""
    return tuple(row for row in shipped() if isinstance(row, AreaSuccessorRow))


def predecessors(code: str) -> list[Relative]:
    """Return from which units the unit of today came."""
    return [
        Relative(places()[link.code, False], link.whole, link.is_default, link.certain)
        for link in links()
        if link.successor_code == code
    ]
