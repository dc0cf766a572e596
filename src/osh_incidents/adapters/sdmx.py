"""Figures as SDMX-CSV 2.0, and the codes that stand in it."""

from collections.abc import Mapping, Sequence

from osh_incidents.adapters.csv_tables import written
from osh_incidents.domain.indicators.model import Dimension
from osh_incidents.domain.observation import DataSet, Observation

MEDIA_TYPE = "application/vnd.sdmx.data+csv; version=2.0.0"
AGENCY = "OSH_HP"
VERSION = "1.0"
TOTAL = "_T"
"""The code of what is not broken down."""

DIMENSION_IDS: Mapping[Dimension, str] = {
    Dimension.AREA: "REF_AREA",
    Dimension.SECTOR: "ACTIVITY",
    Dimension.RELATION: "WORK_RELATION",
    Dimension.SEX: "SEX",
    Dimension.SEVERITY: "SEVERITY",
    Dimension.OWNER_TYPE: "OWNERSHIP",
    Dimension.ZONE: "ZONE",
    Dimension.BOUNDARY: "BOUNDARY",
}
_FREQUENCY = {False: "A", True: "S"}
DIMENSIONS: Sequence[str] = ("FREQ", "MEASURE", *DIMENSION_IDS.values(), "DATE_BASIS")
ATTRIBUTES: Sequence[str] = (
    "UNIT_MEASURE",
    "OBS_STATUS",
    "CONF_STATUS",
    "NUMERATOR",
    "DENOMINATOR",
    "DEFINITION_VERSION",
    "AS_KNOWN_AT",
)
_HEADER = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "TIME_PERIOD", "OBS_VALUE")


def dataflow_id(indicator: str) -> str:
    """Return the id of the dataflow of an indicator."""
    return "DF_" + indicator.replace("-", "_").upper()


def data(found: DataSet) -> bytes:
    """Return the numbers of single periods; SDMX has no time period of several years."""
    told = [one for one in found.observations if "/" not in one.period]
    rows = {tuple(_row(found, one)) for one in told}
    return written((*_HEADER, *ATTRIBUTES), sorted(rows, key=str))


def _row(found: DataSet, one: Observation) -> list[object]:
    halves = "-H" in one.period
    return [
        "dataflow",
        f"{AGENCY}:{dataflow_id(found.indicator)}({VERSION})",
        "I",
        _FREQUENCY[halves],
        one.measure.upper(),
        *(one.key.get(dimension.value, TOTAL) for dimension in DIMENSION_IDS),
        found.basis,
        one.period.replace("-H", "-S"),
        one.value,
        one.unit,
        one.obs_status.value,
        one.conf_status.value,
        one.numerator,
        one.denominator,
        found.version,
        found.as_known_at,
    ]
