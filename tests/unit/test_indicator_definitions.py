from datetime import date
from fractions import Fraction

import pytest

from osh_incidents.domain.indicators.model import Count, Indicator
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.law.programme import TARGET_1, TARGET_7, TARGET_8
from osh_incidents.domain.law.registry import PROVISIONS

FIGURES = list(INDICATORS.values())
CITY_PROGRAMME = date(2023, 7, 18)


def test_the_three_figures_are_published_under_their_names() -> None:
    assert list(INDICATORS) == [
        "fatal-accident-frequency",
        "compensation-coverage",
        "fatal-case-investigation",
    ]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_a_figure_tells_in_both_languages_what_it_counts(figure: Indicator) -> None:
    texts = (figure.title, figure.definition, figure.unit, *(r.text for r in figure.ratios))
    assert all(text.vi.strip() and text.en.strip() for text in texts)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_the_names_of_a_figures_ratios_differ(figure: Indicator) -> None:
    names = [ratio.name for ratio in figure.ratios]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_every_ratio_shows_the_counts_it_is_made_of(figure: Indicator) -> None:
    for ratio in figure.ratios:
        assert ratio.numerator in figure.counts
        assert ratio.denominator is None or ratio.denominator in figure.counts


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_a_figure_is_judged_by_a_target_in_the_law(figure: Indicator) -> None:
    assert figure.target in PROVISIONS


def test_every_count_is_shown_by_some_figure() -> None:
    assert {count for figure in FIGURES for count in figure.counts} == set(Count)


def test_the_frequency_is_of_accidents_among_a_thousand_workers() -> None:
    headline = INDICATORS["fatal-accident-frequency"].headline
    assert (headline.numerator, headline.denominator) == (Count.FATAL_ACCIDENTS, None)
    assert headline.per == 1_000


def test_the_targets_are_four_percent_a_year_more_than_eighty_and_all() -> None:
    assert TARGET_1.on(CITY_PROGRAMME).value.share == Fraction(4, 100)
    assert TARGET_1.on(CITY_PROGRAMME).value.base_year == 2022
    assert TARGET_7.on(CITY_PROGRAMME).value == Fraction(8, 10)
    assert TARGET_8.on(CITY_PROGRAMME).value == 1
