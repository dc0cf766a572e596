"""Every closed list of codes that callers send or are sent, with labels and, where dated, days."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from osh_incidents.domain import (
    account_acts,
    amendments,
    authority,
    deadlines,
    deliveries,
    disclosure,
    duplicates,
    duties,
    feed,
    holders,
    imports,
    investigation_vocabulary,
    likeness,
    observation,
    releases,
    requests,
    signals,
    territory,
    tracks,
    vocabulary,
    webhooks,
)
from osh_incidents.domain.compensation.asking import Benefit
from osh_incidents.domain.indicators import causes, model, readings, reasons, verdict
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.causes import CAUSES
from osh_incidents.domain.law.diseases import INSURED_DISEASES
from osh_incidents.domain.law.fund import AttendanceCondition
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.law.model import Mark, Provision
from osh_incidents.domain.law.penalties import Breach
from osh_incidents.domain.sectors import SECTORS
from osh_incidents.services import links, reference, why


@dataclass(frozen=True, slots=True)
class Entry:
    """A code, from *since* until before *until*; no English where only the law's words count."""

    code: str
    label_vi: str
    label_en: str | None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list; what it holds may follow from the law as it stands."""

    name: str
    meaning: str
    entries: Callable[[Law], Sequence[Entry]]


_CLASSES: Sequence[type[Labelled]] = (
    *(
        one
        for module in (
            vocabulary,
            investigation_vocabulary,
            tracks,
            deadlines,
            deliveries,
            duplicates,
            requests,
            releases,
            signals,
            imports,
            webhooks,
            feed,
            amendments,
            account_acts,
            territory,
            holders,
        )
        for _, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, Labelled) and one.__module__ == module.__name__
    ),
    authority.Role,
    authority.Permission,
    disclosure.FieldClass,
    duties.DutyKind,
    duties.DutyStatus,
    observation.ObsStatus,
    observation.ConfStatus,
    causes.Cause,
    model.Basis,
    model.Companion,
    model.Count,
    model.Dimension,
    readings.Evidence,
    readings.Gap,
    readings.Trend,
    reasons.WhyNot,
    verdict.Verdict,
    likeness.Reason,
    Benefit,
    AttendanceCondition,
    Mark,
    Breach,
    links.PairVerdict,
    links.TakenBack,
    why.Step,
)


def of_class(vocabulary_class: type[Labelled]) -> CodeList:
    """Return the list of the members of a vocabulary, named after its class."""
    entries = [Entry(one.value, one.label.vi, one.label.en) for one in vocabulary_class]
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", vocabulary_class.__name__).lower()
    return CodeList(name, inspect.getdoc(vocabulary_class) or "", lambda _: entries)


def _of_rule(name: str, meaning: str, rule: Provision[Any]) -> CodeList:
    return CodeList(name, meaning, lambda law: _dated(law.provision(rule)))


def _dated(rule: Provision[Any]) -> Sequence[Entry]:
    """Return each code of a rule through time, once for as long as its wording stays."""
    found: dict[tuple[str, Text | str], Entry] = {}
    done: list[Entry] = []
    ends = [version.since for version in rule.versions[1:]]
    for version, until in zip(rule.versions, [*ends, None], strict=True):
        for code, words in version.value.items():
            before = found.get((code, words))
            goes_on = before is not None and before.until == version.since
            if before is not None and not goes_on:
                done.append(before)
            since = before.since if before is not None and goes_on else version.since
            found[code, words] = _entry(str(code), words, since, until)
    return [*done, *found.values()]


def _entry(code: str, words: Text | str, since: date | None, until: date | None) -> Entry:
    if isinstance(words, Text):
        return Entry(code, words.vi, words.en, since, until)
    return Entry(code, words, None, since, until)


def _areas(_: Law) -> Sequence[Entry]:
    return [Entry(row.code, row.name, None, row.since, row.until) for row in reference.units()]


def _sectors(_: Law) -> Sequence[Entry]:
    return [Entry(code, words.vi, words.en) for code, words in SECTORS.items()]


LISTS: Mapping[str, CodeList] = {
    one.name: one
    for one in (
        *map(of_class, _CLASSES),
        CodeList("areas", "Commune-level units of the city, those before 1/7/2025 too.", _areas),
        CodeList("sectors", "Sections of VSIC 2018.", _sectors),
        _of_rule("accident-causes", "Causes of accidents as the law lists them.", CAUSES),
        _of_rule("severe-injuries", "Injuries that make an accident severe.", SEVERE_INJURIES),
        _of_rule("insured-diseases", "Occupational diseases that are insured.", INSURED_DISEASES),
    )
}
"""By name."""
