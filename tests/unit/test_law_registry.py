from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from osh_incidents.domain.classification import SEVERITY_RULE
from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.law import (
    causes,
    compensation,
    declaration,
    diseases,
    injuries,
    investigation,
    programme,
    time_rules,
)
from osh_incidents.domain.law.model import Provision, Version
from osh_incidents.domain.law.registry import PROVISIONS

STATE_OF_THE_REFERENCE = date(2026, 11, 23)
MODULES = (
    causes,
    compensation,
    declaration,
    diseases,
    injuries,
    investigation,
    programme,
    time_rules,
)


def written() -> Iterator[Provision[object]]:
    for module in MODULES:
        yield from (value for value in vars(module).values() if isinstance(value, Provision))


def versions() -> list[tuple[str, Version[object]]]:
    return [(key, version) for key, rule in PROVISIONS.items() for version in rule.versions]


def test_every_provision_written_in_the_law_modules_is_in_the_registry() -> None:
    assert {rule.key for rule in written()} == set(PROVISIONS)


def test_every_provision_is_found_by_its_own_key() -> None:
    assert all(rule.key == key for key, rule in PROVISIONS.items())


@pytest.mark.parametrize("key", PROVISIONS)
def test_the_versions_of_a_provision_are_in_order(key: str) -> None:
    days = [version.since for version in PROVISIONS[key].versions]
    assert all(earlier < later for earlier, later in pairwise(days))


@pytest.mark.parametrize("rule", [*PROVISIONS.values(), SEVERITY_RULE], ids=lambda rule: rule.key)
def test_a_provision_has_a_title_in_both_languages(rule: Provision[object]) -> None:
    assert rule.title.vi.strip()
    assert rule.title.en.strip()


@pytest.mark.parametrize(("key", "version"), versions())
def test_a_version_names_its_source_and_how_certain_it_is(
    key: str, version: Version[object]
) -> None:
    assert version.source.instrument.strip(), key
    assert version.source.article.strip(), key
    assert version.source.mark.label.vi, key


@pytest.mark.parametrize(("key", "version"), versions())
def test_a_version_was_checked_on_or_after_its_first_day(
    key: str, version: Version[object]
) -> None:
    assert version.since <= version.verified_on <= STATE_OF_THE_REFERENCE, key


@pytest.mark.parametrize("key", PROVISIONS)
def test_a_provision_is_silent_before_its_first_version(key: str) -> None:
    rule = PROVISIONS[key]
    with pytest.raises(NoRuleInForce):
        rule.on(rule.versions[0].since - timedelta(days=1))


@pytest.mark.parametrize("key", PROVISIONS)
def test_a_version_holds_from_its_first_day_to_the_day_before_the_next(key: str) -> None:
    rule = PROVISIONS[key]
    for version, following in pairwise(rule.versions):
        assert rule.on(version.since) is version
        assert rule.on(following.since - timedelta(days=1)) is version
    assert rule.on(date(2100, 1, 1)) is rule.versions[-1]
