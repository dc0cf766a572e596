"""The tally stands beside the facts, and tells the same, whoever writes while it is merged."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select

from osh_incidents.domain.days import ICT
from osh_incidents.domain.errors import Unavailable
from osh_incidents.persistence.tables.figures import TALLY
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import tally_keeping
from osh_incidents.services.tally_keeping import keep_short
from tests.support import bodies, walks
from tests.support.service import Service
from tests.support.world import SEALER

FREQUENCY = "/indicators/fatal-accident-frequency"
HANDLED = "/indicators/fatal-case-investigation"


def differences(service: Service) -> list[tuple[int, int, str, str]]:
    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        return uow.tallies.differences()


def merge(service: Service) -> int:
    with transaction(service.database, "hp", SEALER, snapshot=True) as uow:
        return uow.tallies.merge()


def rows(service: Service) -> int:
    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        return uow.session.scalars(select(func.count()).select_from(TALLY)).one()


def test_merging_leaves_one_row_for_each_cell_and_the_same_figures(service: Service) -> None:
    for number in range(3):
        body = bodies.accident(bodies.victim(**bodies.another(number)))
        service.declare("employer", body)
    before = service.figure("fatal-accident-frequency", by="area,sector")["cells"]
    written = rows(service)

    assert merge(service) == written == 3

    assert (rows(service), merge(service)) == (1, 0)
    assert service.figure("fatal-accident-frequency", by="area,sector")["cells"] == before


def test_a_long_tally_is_merged_and_a_short_one_is_left(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        service.declare("employer", bodies.accident(bodies.victim(**bodies.another(number))))

    assert keep_short(service.database, SEALER, "hp") == 0
    monkeypatch.setattr(tally_keeping, "MERGED_FROM", 3)
    assert keep_short(service.database, SEALER, "hp") == 3
    assert (rows(service), differences(service)) == (1, [])


def test_what_is_not_in_the_tally_is_named_by_its_cell(service: Service) -> None:
    service.declare("employer", bodies.accident(bodies.victim()))
    with transaction(service.database, "hp", SEALER) as uow:
        uow.session.execute(delete(TALLY))

    assert differences(service) == [(2026, 1, "11311", "C")]


def test_made_anew_it_is_what_the_facts_add_up_to(service: Service) -> None:
    service.declare("employer", bodies.accident(bodies.victim()))
    told = service.figure("fatal-accident-frequency", by="area,sector")
    with transaction(service.database, "hp", SEALER, snapshot=True) as uow:
        uow.session.execute(delete(TALLY))
        uow.tallies.renew()

    assert differences(service) == []
    assert service.figure("fatal-accident-frequency", by="area,sector") == told


def test_nothing_written_while_it_is_merged_is_lost(service: Service) -> None:
    def declare(number: int) -> None:
        # On days of their own, so that none waits for the search for duplicates of another.
        occurred = datetime(2026, 1, 2, 8, tzinfo=ICT) + timedelta(days=2 * number)
        moments = dict.fromkeys(("occurred_at", "known_at"), occurred.isoformat())
        body = bodies.accident(bodies.victim(**bodies.another(number)), **moments)
        service.declare("employer", body)

    def merge_often(_: int) -> None:
        for _ in range(5):
            try:
                merge(service)
            except Unavailable:
                # Another merged the same rows first; nothing of this attempt is kept.
                continue

    with ThreadPoolExecutor(6) as pool:
        tried = [pool.submit(declare, number) for number in range(24)]
        tried += [pool.submit(merge_often, number) for number in range(3)]
        for one in tried:
            one.result()

    assert differences(service) == []
    assert service.figure("fatal-accident-frequency")["total"]["counts"]["accidents"] == 24


def test_whoever_has_a_figure_is_not_sent_it_again_until_the_records_change(
    service: Service,
) -> None:
    service.declare("employer", bodies.accident(bodies.victim()))
    known = tag(service)

    assert tag(service, known) is None
    service.declare("employer", bodies.accident(bodies.victim(**bodies.another(2))))
    assert tag(service, known) not in {None, known}


def test_merging_the_tally_sends_a_figure_once_more_and_no_oftener(service: Service) -> None:
    service.declare("employer", bodies.accident(bodies.victim()))
    merge(service)
    known = tag(service)

    merge(service)

    assert tag(service, known) is None


def test_a_number_of_workers_changes_a_figure(service: Service) -> None:
    known = tag(service)
    workers = {"period": "2026", "workers": 1_000, "source": "Niên giám"}

    assert service.put("admin", "/workforce", {"numbers": [workers]}).status_code == 200

    assert tag(service, known) is not None


def test_a_date_that_passes_changes_a_figure_with_nobody_doing_anything(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    walks.register(service, case_id)
    due = service.figure("fatal-case-investigation")["total"]["counts"]
    known = tag(service, path=HANDLED)
    service.clock.advance(hours=1)
    assert tag(service, known, path=HANDLED) is None

    service.clock.advance(days=45)

    assert tag(service, known, path=HANDLED) not in {None, known}
    late = service.figure("fatal-case-investigation")["total"]["counts"]
    assert (due["failing"], late["failing"]) == (0, 1)


def test_who_may_not_see_cases_does_not_learn_that_one_came_in(service: Service) -> None:
    service.clock.advance(hours=2)
    known = tag(service, login="agency")

    service.declare("employer", bodies.accident(bodies.victim()))

    assert tag(service, known, login="agency") is None


def tag(
    service: Service, known: str | None = None, login: str = "inspector", path: str = FREQUENCY
) -> str | None:
    """Return the tag of a figure, None if the service says that *known* still holds."""
    headers = service.headers(login) | {"If-None-Match": known or ""}
    answer = service.client.get(f"/api/v1{path}?from=2026", headers=headers)
    assert answer.status_code in {200, 304}, answer.text
    assert answer.headers["etag"].startswith('W/"')
    return None if answer.status_code == 304 else answer.headers["etag"]
