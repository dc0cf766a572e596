"""docs/asvs.csv: every requirement that applies, once, with evidence that is there."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.support.evidence import exists

ROOT = Path(__file__).parents[2]
STATUSES = {"met", "met_by_operator", "by_idp", "not_applicable", "not_met"}
COUNTS = {"1": 66, "2": 143, "3": 73}
"""Of the standard, without the groups that no part of the service touches."""

with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as _file:
    REQUIREMENTS = list(csv.DictReader(_file))


def of(level: str, status: str) -> set[str]:
    return {one["id"] for one in REQUIREMENTS if (one["level"], one["status"]) == (level, status)}


def test_every_level_is_whole() -> None:
    assert Counter(one["level"] for one in REQUIREMENTS) == COUNTS


def test_each_requirement_stands_once_and_in_order() -> None:
    ids = [one["id"] for one in REQUIREMENTS]
    numbers = [tuple(map(int, one[1:].split("."))) for one in ids]

    assert all(re.fullmatch(r"V(?:[1-9]|1[0-6])\.\d{1,2}\.\d{1,2}", one) for one in ids)
    assert numbers == sorted(set(numbers))


def test_each_status_is_a_known_one() -> None:
    assert {one["status"] for one in REQUIREMENTS} <= STATUSES


def test_each_requirement_is_in_words_of_our_own() -> None:
    for one in REQUIREMENTS:
        assert 0 < len(one["requirement"]) <= 80, one["id"]
        assert not one["requirement"].startswith("Verify that"), one["id"]


@pytest.mark.parametrize("one", REQUIREMENTS, ids=lambda one: one["id"])
def test_the_evidence_of_a_requirement_is_there(one: dict[str, str]) -> None:
    named = one["evidence"].split()

    assert named
    assert [evidence for evidence in named if not exists(evidence)] == []


def test_what_is_not_met_or_not_applicable_says_why() -> None:
    silent = [
        one["id"]
        for one in REQUIREMENTS
        if one["status"] in {"not_met", "not_applicable"}
        and not one["note"]
        and "#known-gaps" not in one["evidence"]
        and "#what-does-not-concern-the-service" not in one["evidence"]
        and "#key-management" not in one["evidence"]
    ]

    assert silent == []


def test_what_is_not_met_is_no_secret() -> None:
    assert of("1", "not_met") == set()
    assert of("2", "not_met") == {"V11.2.3"}
    assert len(of("3", "met")) >= 40


def test_what_the_operator_must_do_is_told() -> None:
    left = [one for one in REQUIREMENTS if one["status"] == "met_by_operator"]

    assert all("docs/security.md#what-an-operator-must-do" in one["evidence"] for one in left)
