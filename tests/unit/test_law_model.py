from datetime import date, timedelta
from typing import Any

import pytest

from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.model import Because, Citation, Mark, Provision, Version

FIRST, SECOND = date(2016, 7, 1), date(2025, 7, 1)
CITED = Citation("Luật 84/2015/QH13", "Điều 35", Mark.VERIFIED)


def version(since: date, value: str) -> Version[str]:
    return Version(since, value, CITED, date(2026, 11, 23))


def provision(*versions: Version[str]) -> Provision[str]:
    return Provision("some-rule", Text("Quy định", "Rule"), versions, str)


RULE = provision(version(FIRST, "old"), version(SECOND, "new"))


def test_a_rule_without_a_version_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="no version"):
        provision()


@pytest.mark.parametrize("since", [FIRST, FIRST - timedelta(days=1)])
def test_versions_out_of_order_cannot_be_written(since: date) -> None:
    with pytest.raises(ValueError, match="out of order"):
        provision(version(FIRST, "old"), version(since, "new"))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (FIRST, "old"),
        (SECOND - timedelta(days=1), "old"),
        (SECOND, "new"),
        (date(2100, 1, 1), "new"),
    ],
)
def test_a_version_holds_until_the_next_begins(day: date, value: str) -> None:
    assert RULE.on(day).value == value


def test_asking_before_the_first_version_raises_and_names_the_rule_and_its_first_day() -> None:
    with pytest.raises(NoRuleInForce) as refused:
        RULE.on(FIRST - timedelta(days=1))
    assert refused.value.members == {"rule": "some-rule", "first_day": "2016-07-01"}
    assert "2016-06-30" in refused.value.detail.vi


def test_the_reason_of_a_value_names_the_rule_its_first_day_and_its_source() -> None:
    assert RULE.because(date(2025, 12, 31)) == Because("some-rule", SECOND, CITED)


def test_a_citation_reads_article_first() -> None:
    assert str(CITED) == "Điều 35, Luật 84/2015/QH13"


def test_a_rule_cannot_be_changed_once_written() -> None:
    anything: Any = RULE
    with pytest.raises(AttributeError):
        anything.key = "another"
