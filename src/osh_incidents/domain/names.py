"""Names as they are searched: Vietnamese letters without their marks."""

import unicodedata
from itertools import filterfalse

# Eth and the African d are typed for the Vietnamese letter by old keyboards.
_BARRED_D = str.maketrans(dict.fromkeys("đĐðÐɖƉ", "d"))


def fold(name: str) -> str:
    """Return *name* lower-cased, without accents and with single spaces: for search, never a key.

    “Cẩm Giàng” and “Cẩm Giang” fold alike and stay two communes.
    """
    bare = unicodedata.normalize("NFD", name.translate(_BARRED_D).lower())
    letters = "".join(filterfalse(unicodedata.combining, bare))
    return " ".join(unicodedata.normalize("NFC", letters).split())
