import pytest

from osh_incidents.domain.sectors import SECTORS, section_of

# ISIC Rev. 4, which VSIC 2018 follows: first and last division of each section.
DIVISIONS = {
    "A": (1, 3),
    "B": (5, 9),
    "C": (10, 33),
    "D": (35, 35),
    "E": (36, 39),
    "F": (41, 43),
    "G": (45, 47),
    "H": (49, 53),
    "I": (55, 56),
    "J": (58, 63),
    "K": (64, 66),
    "L": (68, 68),
    "M": (69, 75),
    "N": (77, 82),
    "O": (84, 84),
    "P": (85, 85),
    "Q": (86, 88),
    "R": (90, 93),
    "S": (94, 96),
    "T": (97, 98),
    "U": (99, 99),
}
ABSENT = ["00", "04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89"]


@pytest.mark.parametrize("section", DIVISIONS)
def test_the_first_and_the_last_division_belong_to_their_section(section: str) -> None:
    first, last = DIVISIONS[section]
    assert section_of(f"{first:02}") == section_of(f"{last:02}") == section


@pytest.mark.parametrize("division", range(100))
def test_a_division_belongs_to_one_section_or_does_not_exist(division: int) -> None:
    expected = [name for name, (first, last) in DIVISIONS.items() if first <= division <= last]
    assert section_of(f"{division:02}") == (expected[0] if expected else None)


@pytest.mark.parametrize("division", ABSENT)
def test_a_division_that_does_not_exist_has_no_section(division: str) -> None:
    assert section_of(division) is None
    assert section_of(f"{division}11") is None


@pytest.mark.parametrize(
    ("code", "section"), [("2592", "C"), ("25920", "C"), ("259", "C"), ("0111", "A"), ("99", "U")]
)
def test_a_longer_code_belongs_to_the_section_of_its_division(code: str, section: str) -> None:
    assert section_of(code) == section


@pytest.mark.parametrize("code", ["", "2", "C", "C2592", "ab", "²5", "٢٥", " 25", "-1"])
def test_what_is_no_code_has_no_section(code: str) -> None:
    assert section_of(code) is None


def test_every_section_has_its_name_in_both_languages() -> None:
    assert set(SECTORS) == set(DIVISIONS)
    assert all(name.vi and name.en for name in SECTORS.values())
