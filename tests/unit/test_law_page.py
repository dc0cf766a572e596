from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from osh_incidents.adapters.law_values import from_json, to_json
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.model import Version
from osh_incidents.domain.law.periods import Period, Unit
from osh_incidents.domain.law.registry import PROVISIONS
from osh_incidents.domain.law.returns import MonthDay
from tests.support.law_page import page
from tests.support.law_values_in_words import words

PAGE = page()
VERSIONS = [(key, version) for key, rule in PROVISIONS.items() for version in rule.versions]


@pytest.mark.parametrize(("key", "version"), VERSIONS)
def test_every_version_is_read_back_from_json_as_it_was(key: str, version: Version[object]) -> None:
    rule = PROVISIONS[key]
    assert from_json(rule, to_json(rule, version.value)) == version.value


@pytest.mark.parametrize("key", PROVISIONS)
def test_every_rule_is_on_the_page_with_its_titles_and_in_the_contents(key: str) -> None:
    rule = PROVISIONS[key]
    assert f'<a id="{key}"></a>' in PAGE
    assert f"[{rule.title.vi}](#{key})" in PAGE
    assert f"*{rule.title.en}*" in PAGE


@pytest.mark.parametrize(("key", "version"), VERSIONS)
def test_every_version_is_on_the_page_with_its_source_and_mark(
    key: str, version: Version[object]
) -> None:
    _, _, told = PAGE.partition(f'<a id="{key}"></a>')
    told, _, _ = told.partition("<a id=")
    assert f"{version.since:%d/%m/%Y}" in told
    assert f"{version.source}. Mức độ chắc chắn" in told
    assert f"**{version.source.mark.label.vi}**" in told


@pytest.mark.parametrize("raw", ["{'", "Text(", "Decimal(", "date(", "None", "mappingproxy"])
def test_nothing_on_the_page_reads_like_a_program(raw: str) -> None:
    assert raw not in PAGE


@pytest.mark.parametrize(
    ("value", "of", "said"),
    [
        (Period(30, Unit.DAYS), "", Text("30 ngày", "30 calendar days")),
        (2_530_000, "base_vnd", Text("2.530.000 đồng", "2,530,000 đồng")),
        (2022, "base_year", Text("2022", "2022")),
        (Decimal("1.50"), "base_months", Text("1,5", "1.5")),
        (Decimal("0.4"), "allowance_share", Text("40%", "40%")),
        (Fraction(4, 100), "", Text("4%", "4%")),
        (81, "full_from_percent", Text("81%", "81%")),
        (True, "", Text("có", "yes")),
        (None, "individual_min_vnd", Text("chưa rõ", "not known")),
        (date(2026, 9, 10), "", Text("10/09/2026", "10/09/2026")),
        (
            MonthDay(7, 5),
            "",
            Text("trước 05/07 (muộn nhất 04/07)", "before 5 July (4 July at the latest)"),
        ),
        (
            Period(7, Unit.DAYS, extension=7),
            "",
            Text(
                "7 ngày (gia hạn một lần, không quá 7 ngày)",
                "7 calendar days (one extension of at most 7 calendar days)",
            ),
        ),
    ],
)
def test_a_value_is_said_in_words(value: Any, of: str, said: Text) -> None:
    assert words(value, of=of) == said
