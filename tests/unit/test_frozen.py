from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from osh_incidents.domain.frozen import canonical, changed, digest, leaves, plain
from osh_incidents.domain.indicators.model import Count, Dimension
from osh_incidents.domain.labels import Text


@dataclass(frozen=True, slots=True)
class Composed:
    words: Text
    shares: tuple[Fraction, ...]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        ("đạt", "đạt"),
        (Count.DEATHS, "deaths"),
        (7, 7),
        (2**53 - 1, 9007199254740991),
        (2**53, "9007199254740992"),
        (-(2**53), "-9007199254740992"),
        (0.1, "0.1"),
        (Decimal("0.040001"), "0.040001"),
        (Decimal("1E-7"), "0.0000001"),
        (Fraction(8, 200), {"numerator": 1, "denominator": 25, "value": "0.040000"}),
        (date(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 3, 4, 4, 0, tzinfo=UTC), "2026-03-04T11:00:00+07:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ({Dimension.AREA: "11311"}, {"area": "11311"}),
        ((1, [2]), [1, [2]]),
        (frozenset({"b", "a"}), ["a", "b"]),
        (
            Composed(Text("đạt", "met"), (Fraction(1),)),
            {
                "words": {"vi": "đạt", "en": "met"},
                "shares": [{"numerator": 1, "denominator": 1, "value": "1.000000"}],
            },
        ),
    ],
)
def test_each_kind_of_value_has_its_plain_form(value: object, expected: object) -> None:
    found = plain(value)

    assert (found, type(found)) == (expected, type(expected))


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError):
        plain(object())


# Written by hand after RFC 8785: names sorted, no spaces, only what JSON must escape is escaped.
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({}, "{}"),
        (
            {"b": [1, None, True], "a": {"d": "x", "c": -2}},
            r'{"a":{"c":-2,"d":"x"},"b":[1,null,true]}',
        ),
        ({"vi": 'Tần suất\n"TNLĐ"'}, r'{"vi":"Tần suất\n\"TNLĐ\""}'),
        ({"\u000f": "€$/"}, r'{"\u000f":"€$/"}'),
    ],
)
def test_the_canonical_form_is_that_of_the_standard(content: Any, expected: str) -> None:
    assert canonical(content) == expected


def test_a_float_has_no_canonical_form() -> None:
    with pytest.raises(TypeError):
        canonical({"cells": [{"value": 0.5}]})


def test_the_digest_is_sha_256_over_utf_8() -> None:
    # FIPS 180-4, example for "abc"; the other by `printf đ | sha256sum`.
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest("đ") == "bf502a39582f3ed3530d27b1687b8f250a933b0526842dd148ee4ad227255427"


def test_each_single_value_has_its_pointer() -> None:
    content = {"a/b": [1, {"c~d": None}], "e": {}}

    assert list(leaves(content)) == [("/a~1b/0", 1), ("/a~1b/1/c~0d", None)]


def test_what_appears_or_goes_differs_from_null() -> None:
    assert changed({"a": 1, "b": None, "c": 2}, {"a": 1, "c": 3, "d": 4}) == [
        {"pointer": "/b", "old": None, "new": None},
        {"pointer": "/c", "old": 2, "new": 3},
        {"pointer": "/d", "old": None, "new": 4},
    ]
