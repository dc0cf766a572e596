"""How sure and how open a published number is, in the codes of SDMX."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled, Text


class ObsStatus(Labelled):
    """Status of an observation (SDMX CL_OBS_STATUS; R as many offices add it)."""

    NORMAL = "A", "số chính thức", "normal value"
    PROVISIONAL = (
        "P",
        "số sơ bộ: kỳ chưa kết thúc hoặc còn vụ chưa có kết luận",
        "provisional: the period has not ended, or a case has no conclusion yet",
    )
    REVISED = "R", "số đã sửa đổi", "revised: differs from the release before"
    MISSING = "O", "không tính được", "missing: not computable"
    SUPPRESSED = "Q", "không công bố để giữ kín", "missing: suppressed"


class ConfStatus(Labelled):
    """Confidentiality of an observation (SDMX CL_CONF_STATUS).

    That a number is small and that it protects a small one have one code: two would tell which.
    """

    FREE = "F", "được công bố", "free"
    CONFIDENTIAL = "C", "giữ kín", "confidential statistical information"


@dataclass(frozen=True, slots=True)
class Observation:
    """One published number: of *measure*, in *period*, in the cell *key*; None if not told."""

    period: str
    key: Mapping[str, str]
    measure: str
    unit: str
    value: str | None
    numerator: int | None
    denominator: int | None
    per: int | None
    obs_status: ObsStatus
    conf_status: ConfStatus
    is_total: bool


@dataclass(frozen=True, slots=True)
class DataSet:
    """The numbers of one answer, with what holds for all of them."""

    indicator: str
    version: str
    title: Text
    basis: str
    as_known_at: str
    observations: Sequence[Observation]
