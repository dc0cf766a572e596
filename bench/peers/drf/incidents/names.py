"""Names as they are searched, and numbers by which a declaration is asked after."""

import secrets
import unicodedata

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_BARRED_D = str.maketrans({"đ": "d", "Đ": "d"})


def fold(name):
    """Return *name* lower-cased and without marks."""
    bare = unicodedata.normalize("NFD", name.translate(_BARRED_D).lower())
    return " ".join("".join(one for one in bare if not unicodedata.combining(one)).split())


def tracking_number():
    """Return a number that nobody guesses."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(7)) for _ in range(4))
