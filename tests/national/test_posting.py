import threading

import pytest

from osh_incidents.domain.labels import Text
from osh_incidents.national.calling import Stopped
from osh_incidents.national.posting import send_all
from osh_incidents.national.records import Record


def test_each_record_is_sent_once() -> None:
    records: list[Record] = [{"number": number} for number in range(500)]
    sent: list[int] = []

    send_all(records, lambda record: sent.append(record["number"]), workers=4)

    assert sorted(sent) == list(range(500))


def test_the_first_failure_stops_all() -> None:
    sent: list[Record] = []
    lock = threading.Lock()

    def fail(record: Record) -> None:
        with lock:
            sent.append(record)
        raise Stopped(Text("hỏng", "broken"))

    with pytest.raises(Stopped, match="broken"):
        send_all([{} for _ in range(500)], fail, workers=3)

    assert len(sent) <= 3
