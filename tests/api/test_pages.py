"""A page of fifty rows takes as many statements as one of five: nothing is asked row by row."""

from uuid import UUID

import pytest

from osh_incidents.api.schemas.case_lists import CasePageOut
from osh_incidents.domain.authority import Role
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import accounts
from tests.support import bodies, signals
from tests.support.service import Service
from tests.support.statements import counted
from tests.support.world import BEGINNING, SEALER

FEW, MANY = 5, 50
YEAR = {"from": "2026", "to": "2026"}

# Login, path, what is asked, and how many statements it takes, the one that finds out who asks too.
PAGES: tuple[tuple[str, str, dict[str, str], int], ...] = (
    ("inspector", "/cases", {}, 2),
    ("inspector", "/cases", {"clock": "due"}, 2),
    ("commune", "/cases", {}, 2),
    ("inspector", "/clocks", {}, 3),
    ("inspector", "/notices", {}, 2),
    ("inspector", "/signals", {}, 2),
    ("inspector", "/changes", {}, 5),
    ("inspector", "/workplaces", {}, 2),
    ("inspector", "/areas", {}, 3),
    ("inspector", "/cases/{case_id}/actions", {}, 3),
    ("admin", "/organisations", {}, 3),
    ("inspector", "/indicators/fatal-accident-frequency/cases", YEAR | {"count": "deaths"}, 2),
    ("supervisor", "/reads", {"account_id": "{account_id}"}, 2),
    ("supervisor", "/cases/{case_id}/reads", {}, 3),
)


@pytest.fixture
def case_id(service: Service) -> str:
    """One of more cases, signals, units, organisations, actions and reads than fill a page."""
    for number in range(MANY + 1):
        body = bodies.accident(bodies.dead(**bodies.another(number)))
        body["workplace"]["tax_code"] = f"02{number:08}" if number else "0200123457"
        service.declare("inspector", body)
        signals.send(service)
    found: str = service.get("inspector", "/cases", limit=1).json()["items"][0]["id"]
    with transaction(service.database, "hp", SEALER) as uow:
        _add(uow, service, found)
    # What is committed by now is put into the feed once.
    service.get("inspector", "/changes")
    return found


def _add(uow: UnitOfWork, service: Service, case_id: str) -> None:
    login = service.world["supervisor"]
    by = {"account_id": login.account_id, "organisation_id": UUID(str(login.organisation_id))}
    for number in range(MANY + 1):
        accounts.add_organisation(uow, accounts.NewOrganisation("hp", f"Tổ {number}"), BEGINNING)
        action = ActionRow(
            case_id=UUID(case_id),
            seq=1_000 + number,
            at=BEGINNING,
            role=Role.SUPERVISOR,
            track="registration",
            action="note",
            data={},
            previous_hash="",
            hash="",
            **by,
        )
        uow.add(action)
    shown = {"at": BEGINNING, "signal_id": None, "role": Role.SUPERVISOR, "purpose": None, **by}
    of = {"case_id": UUID(case_id), "operation": "list_victims", "classes": ["personal"]}
    uow.reads.keep([{"id": new_id(), **shown, **of} for _ in range(MANY + 1)])


def test_a_page_of_many_rows_takes_as_many_statements_as_one_of_few(
    service: Service, case_id: str
) -> None:
    ids = {"case_id": case_id, "account_id": str(service.world["supervisor"].account_id)}
    known, taken = {}, {}
    for login, path, asked, statements in PAGES:
        query = {name: value.format(**ids) for name, value in asked.items()}
        for size in (FEW, MANY):
            with counted(service.database) as sent:
                answer = service.get(login, path.format(**ids), limit=size, **query)
            assert len(answer.json().get("items", [])) == size, answer.text
            called = (login, path, *asked, size)
            known[called], taken[called] = statements, sent.count

    assert taken == known


@pytest.mark.usefixtures("case_id")
def test_a_list_of_cases_is_written_as_it_is_published(service: Service) -> None:
    sent = service.get("inspector", "/cases")
    published = CasePageOut.model_validate_json(sent.content)
    assert published.items[0].clocks
    assert sent.content == published.model_dump_json().encode()
    assert sent.headers["Link"] == f'<{published.next}>; rel="next"'
