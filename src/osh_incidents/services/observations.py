"""How sure the numbers of each period are, and what they are numbers of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from osh_incidents.domain.days import local_day
from osh_incidents.domain.indicators.compensation_coverage import COMPENSATION_COVERAGE
from osh_incidents.domain.indicators.model import Indicator, Span
from osh_incidents.domain.observation import ObsStatus
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.persistence.counts import CASES
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.indicators import Figure, slice_of


def statuses(uow: UnitOfWork, figure: Figure) -> Mapping[str, ObsStatus]:
    """Return the status of each period of *figure* and of the whole time, by its label.

    It is that of the whole authority: by cell it would tell where a case waits for a conclusion.
    """
    asked = figure.question.spans
    found = {span.label: _status(uow, figure, [span]) for span in asked}
    return {**found, figure.total.period: _status(uow, figure, asked)}


def _status(uow: UnitOfWork, figure: Figure, spans: Sequence[Span]) -> ObsStatus:
    question = figure.question
    diseases = figure.indicator is COMPENSATION_COVERAGE
    kinds = tuple(CaseKind) if diseases else (CaseKind.ACCIDENT,)
    if spans[-1].last >= local_day(question.moment):
        return ObsStatus.PROVISIONAL
    within = slice_of(replace(question, where={}), spans, {})
    concluded = uow.facts.all_concluded(within, kinds)
    return ObsStatus.NORMAL if concluded else ObsStatus.PROVISIONAL


def units(indicator: Indicator) -> Mapping[str, str]:
    """Return of what each count and ratio is a number: a code of `adapters.sdmx_structure`."""
    counted = {count.value: "CASES" if count in CASES else "PERSONS" for count in indicator.counts}
    rated = {ratio.name: f"PER_{ratio.per}" for ratio in indicator.ratios}
    return {**counted, **rated}
