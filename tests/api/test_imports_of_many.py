"""A file of many rows of which some are spoilt: exactly those are told."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

import pytest

from tests.support import imports
from tests.support.imports import CSV, NDJSON, Row, row, taken_in, told
from tests.support.service import Service

ROWS, SPOILT = 300, 40
FAULTS: Sequence[Row] = (
    {"sex": "x"},
    {"condition": "?"},
    {"place": "99999"},
    {"tax_code": "12"},
    {"citizen_id": "031"},
    {"description": ""},
    {"occurred": "03/03/2031 09:30"},
    {"occurred": "31/02/2026 09:30"},
)
FORMS: dict[str, tuple[int, Callable[[list[Row]], bytes]]] = {
    CSV: (2, imports.as_csv),
    NDJSON: (1, lambda many: imports.as_ndjson(map(imports.document, many))),
}


@pytest.mark.parametrize("media_type", FORMS)
def test_exactly_the_spoilt_rows_of_a_large_file_are_rejected(
    service: Service, media_type: str
) -> None:
    first, write = FORMS[media_type]
    # Far apart in time, so that none has to be compared with hundreds of others.
    days = [date(2025, 7, 2) + timedelta(number % 230) for number in range(ROWS)]
    many = [row(number, occurred=f"{day:%d/%m/%Y} 09:30") for number, day in enumerate(days)]
    chosen = sorted(Random(media_type).sample(range(ROWS), SPOILT))
    for number, place in enumerate(chosen):
        many[place] |= FAULTS[number % len(FAULTS)]

    found = taken_in(service, write(many), media_type)

    assert told(found) == {"accepted": ROWS - SPOILT, "rejected": SPOILT}
    assert rejected(service, found["id"]) == [place + first for place in chosen]


def rejected(service: Service, import_id: str) -> list[int]:
    """Return the numbers of the rejected rows, from all pages."""
    numbers = list[int]()
    found = {"id": import_id}
    while page := imports.rows(service, found, outcome="rejected", cursor=(numbers or [0])[-1]):
        numbers += [one["row"] for one in page]
    return numbers
