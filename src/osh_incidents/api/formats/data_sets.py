"""A published figure as a list of numbers; all tables are written from it."""

from collections.abc import Iterator, Mapping
from typing import Any

from osh_incidents.domain.indicators.model import Dimension
from osh_incidents.domain.labels import Text
from osh_incidents.domain.observation import ConfStatus, DataSet, Observation, ObsStatus

Told = Mapping[str, Any]


def data_set(told: Told, where: Mapping[Dimension, str], units: Mapping[str, str]) -> DataSet:
    """Return every number of a figure as it was *told*, asked for *where*."""
    narrowed = {dimension.value: value for dimension, value in where.items()}
    found = [one for cell in told["cells"] for one in _numbers(cell, narrowed, units, total=False)]
    found += _numbers(told["total"], narrowed, units, total=True)
    return DataSet(
        indicator=told["name"],
        version=told["version"],
        title=Text(told["title"]["vi"], told["title"]["en"]),
        basis=told["basis"],
        as_known_at=told["as_known_at"],
        observations=found,
    )


def _numbers(
    cell: Told, narrowed: Mapping[str, str], units: Mapping[str, str], *, total: bool
) -> Iterator[Observation]:
    named = ((dimension.value, cell.get(dimension.value)) for dimension in Dimension)
    key = {**narrowed, **{name: str(value) for name, value in named if value is not None}}
    certain = ObsStatus(cell["obs_status"])
    for name, number in cell["counts"].items():
        hidden = number is None
        yield Observation(
            cell["period"],
            key,
            name,
            units[name],
            None if hidden else str(number),
            None,
            None,
            None,
            ObsStatus.SUPPRESSED if hidden else certain,
            ConfStatus.CONFIDENTIAL if hidden else ConfStatus.FREE,
            total,
        )
    for ratio in (cell["headline"], *cell["ratios"]):
        yield _ratio(ratio, cell["period"], key, units, certain, total=total)


def _ratio(
    told: Told,
    period: str,
    key: Mapping[str, str],
    units: Mapping[str, str],
    certain: ObsStatus,
    *,
    total: bool,
) -> Observation:
    hidden = told["suppressed"]
    status = ObsStatus.MISSING if told["value"] is None else certain
    return Observation(
        period,
        key,
        told["name"],
        units[told["name"]],
        told["value"],
        told["numerator"],
        told["denominator"],
        told["per"],
        ObsStatus.SUPPRESSED if hidden else status,
        ConfStatus.CONFIDENTIAL if hidden else ConfStatus.FREE,
        total,
    )
