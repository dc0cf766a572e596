from datetime import date

import pytest

from osh_incidents.domain.indicators.model import Span, spans


def labels(first: str, last: str) -> list[str]:
    return [span.label for span in spans(first, last)]


def test_a_year_runs_from_its_first_day_to_its_last() -> None:
    assert spans("2024", "2024") == (Span("2024", date(2024, 1, 1), date(2024, 12, 31)),)


def test_the_halves_of_a_year_meet_at_the_end_of_june() -> None:
    assert spans("2025-H1", "2025-H2") == (
        Span("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        Span("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023", "2025", ["2023", "2024", "2025"]),
        ("2024-H2", "2025-H1", ["2024-H2", "2025-H1"]),
        ("2024-H2", "2024-H2", ["2024-H2"]),
        ("2024", "2025-H1", ["2024-H1", "2024-H2", "2025-H1"]),
        ("2024-H2", "2025", ["2024-H2", "2025-H1", "2025-H2"]),
        ("2024-H2", "2024", ["2024-H2"]),
        ("2024", "2024-H1", ["2024-H1"]),
    ],
)
def test_if_either_end_is_a_half_all_are_halves(first: str, last: str, expected: list[str]) -> None:
    assert labels(first, last) == expected


@pytest.mark.parametrize(
    ("first", "last"), [("2025", "2024"), ("2025-H2", "2025-H1"), ("2026-H1", "2025")]
)
def test_a_last_period_before_the_first_is_an_error(first: str, last: str) -> None:
    with pytest.raises(ValueError, match=last):
        spans(first, last)


@pytest.mark.parametrize("wrong", ["", "H1", "2024-H3", "2024-h1", "2024-Q1", "24-H1-", "0000"])
def test_what_is_no_period_is_an_error(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        spans(wrong, wrong)
