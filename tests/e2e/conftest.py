"""After every story the facts of figures are what the log and the records give."""

from collections.abc import Iterator

import pytest

from tests.support.facts import differences
from tests.support.service import Service


@pytest.fixture(autouse=True)
def facts_follow_from_the_log(service: Service) -> Iterator[None]:
    yield
    assert differences(service.database) == []
