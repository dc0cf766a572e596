import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from osh_incidents.domain.names import fold

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ \u0300\u0301\u0303\u0309\u0323"
names = st.text(max_size=20) | st.text(VIETNAMESE, max_size=20)


@given(names)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(names)
def test_composed_and_decomposed_names_fold_alike(name: str) -> None:
    composed = fold(unicodedata.normalize("NFC", name))
    assert composed == fold(unicodedata.normalize("NFD", name)) == fold(name)


@given(st.text(VIETNAMESE, max_size=20))
def test_a_vietnamese_name_folds_to_plain_letters_in_any_case(name: str) -> None:
    assert set(fold(name)) <= set("abcdefghijklmnopqrstuvwxyz ")
    assert fold(name.upper()) == fold(name.lower()) == fold(name)


@given(names, names)
def test_a_name_folds_word_by_word(first: str, second: str) -> None:
    folded = f"{fold(first)} {fold(second)}".split()
    assert fold(f"{first} {second}").split() == folded
