import unicodedata

import pytest

from osh_incidents.domain.names import fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Đặng Thị Hường", "dang thi huong"),
        ("ĐẶNG THỊ HƯỜNG", "dang thi huong"),
        ("đặng thị hường", "dang thi huong"),
        ("Nguyễn Văn Ưởng", "nguyen van uong"),
        ("Phạm Sư Mạnh", "pham su manh"),
        ("Thủy Nguyên", "thuy nguyen"),
        ("Thuỷ Nguyên", "thuy nguyen"),
        ("Kẻ Sặt", "ke sat"),
        ("Bắc An Phụ", "bac an phu"),
        ("Công ty TNHH 1-9 Ví Dụ", "cong ty tnhh 1-9 vi du"),
        ("", ""),
    ],
)
def test_vietnamese_letters_lose_their_marks(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize("eth", ["\u00d0", "\u00f0", "\u0189", "\u0256"])
def test_what_old_keyboards_wrote_for_the_letter_folds_as_it_does(eth: str) -> None:
    """Large or small: a name is also compared when it has been lower-cased."""
    assert fold(f"{eth}ặng") == fold("Đặng") == "dang"


def test_two_communes_that_differ_by_one_mark_fold_alike() -> None:
    assert fold("Cẩm Giàng") == fold("Cẩm Giang") == "cam giang"


def test_every_letter_of_the_vietnamese_alphabet_folds_to_a_plain_one() -> None:
    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    alphabet = [unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones]
    plain = "".join(fold(letter) for letter in [*alphabet, "đ", "Đ"])
    assert set(plain) == set("aeiouyd")


@pytest.mark.parametrize("spaced", [" Cẩm  Giàng ", "Cẩm\tGiàng", "Cẩm\u00a0Giàng", "Cẩm\nGiàng"])
def test_spaces_become_single_ones(spaced: str) -> None:
    assert fold(spaced) == "cam giang"


def test_composed_and_decomposed_letters_fold_alike() -> None:
    name = "Nguyễn Thị Đường"
    composed, decomposed = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert fold(composed) == fold(decomposed)
