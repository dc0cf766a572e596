"""Definitions are data: each version once and for all, each reason with one condition."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.frozen import canonical, digest, plain
from osh_incidents.domain.indicators.causes import Cause, Progress, cause_of
from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.domain.indicators.registry import INDICATORS, VERSIONS, current
from osh_incidents.domain.indicators.rules import RULES
from osh_incidents.domain.standing import Standing, exclusion, standing
from osh_incidents.persistence.counts import needed, reasons
from tests.property.strategies import cases

NOW = datetime(2026, 3, 4, tzinfo=UTC)
FREQUENCY = INDICATORS["fatal-accident-frequency"]


def test_every_count_has_its_reasons_and_every_reason_a_condition() -> None:
    assert set(RULES) == set(Count)
    assert set(reasons(NOW)) == set(needed(Count)) == set(WhyNot) - {WhyNot.NO_DATE}


def test_every_reason_in_both_directions_has_a_cause() -> None:
    for reason in needed(Count):
        for lifted in (True, False):
            assert cause_of(reason, Progress(), lifted=lifted) in Cause


@pytest.mark.parametrize("name", list(INDICATORS))
def test_a_definition_has_rules_for_what_it_counts(name: str) -> None:
    assert {rule.count for rule in INDICATORS[name].rules} == set(INDICATORS[name].counts)


def test_a_new_version_holds_from_its_day_and_leaves_the_old_one_alone() -> None:
    turn = date(2027, 1, 1)
    old = replace(FREQUENCY, valid_until=turn)
    new = replace(FREQUENCY, version="2", valid_from=turn)
    versions = {(one.name, one.version): one for one in (old, new)}

    assert current(FREQUENCY.name, date(2026, 12, 31), versions) is old
    assert current(FREQUENCY.name, turn, versions) is new
    with pytest.raises(NoRuleInForce):
        current(FREQUENCY.name, date(2023, 7, 17), versions)
    with pytest.raises(KeyError):
        current("none", turn, versions)


def test_every_version_is_known_by_its_name_and_number() -> None:
    assert {(one.name, one.version) for one in VERSIONS.values()} == set(VERSIONS)


@given(cases)
def test_what_is_left_out_has_a_reason_and_nothing_else_has(case: CaseFacts) -> None:
    assert (standing(case) is Standing.EXCLUDED) is (exclusion(case) is not None)


def test_a_definition_can_be_frozen() -> None:
    assert all(len(digest(canonical(plain(one)))) == 64 for one in VERSIONS.values())
