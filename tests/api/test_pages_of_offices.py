"""What is listed of files, releases, accounts and webhooks, too, is not asked row by row."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from osh_incidents.domain.authority import Role
from osh_incidents.domain.webhooks import Sending
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.webhooks import WebhookDeliveryRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services.accounts import NewOrganisation, add_account, add_organisation
from tests.support import bodies, imports, releases, webhooks
from tests.support.service import Service
from tests.support.statements import counted
from tests.support.world import BEGINNING, SEALER

FEW, MANY = 5, 15
MOST_STATEMENTS = 5

PAGES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("employer", "/imports", {}),
    ("employer", "/imports/{imported}/rows", {}),
    ("inspector", "/releases", {}),
    ("inspector", "/releases/{release}/lineage", {"count": "victims"}),
    ("inspector", "/indicators/fatal-case-investigation/failing-cases", {"from": "2026"}),
    ("inspector", "/webhooks/{webhook}/deliveries", {}),
    ("admin", "/accounts", {}),
    ("admin", "/account-log", {}),
    ("employer", "/cases", {}),
)


@pytest.fixture
def ids(service: Service) -> Mapping[str, str]:
    """More of everything than fills a page."""
    numbers = range(MANY + 1)
    for number in numbers:
        service.declare("employer", bodies.accident(bodies.dead(**bodies.another(number))))
        imports.send(service, imports.as_csv([imports.row(number)]), mode="validate")
        releases.prepared(service)
    rows = [imports.row(number) for number in numbers]
    sent = imports.send(service, imports.as_csv(rows), mode="validate").json()
    while imports.read(service, sent["id"])["state"] != "done":
        imports.work(service)
    webhook = webhooks.register(service, "https://agency.example/hook")["id"]
    with transaction(service.database, "hp", SEALER) as uow:
        office = add_organisation(uow, NewOrganisation("hp", "Văn phòng"), BEGINNING)
        for number in numbers:
            add_account(uow, office, Role.AGENCY, f"office-{number}", BEGINNING)
            uow.add(_delivery(UUID(webhook)))
    release = releases.prepared(service)["id"]
    # By then an accident of which nothing became is one that fails.
    service.clock.advance(days=90)
    return {"imported": sent["id"], "webhook": webhook, "release": release}


def _delivery(webhook_id: UUID) -> WebhookDeliveryRow:
    return WebhookDeliveryRow(
        webhook_id=webhook_id,
        event_id=new_id(),
        subject_id=new_id(),
        type="osh.case.registered",
        state=Sending.DELIVERED,
        attempts=1,
        created_at=BEGINNING,
    )


@pytest.mark.long
def test_a_page_of_many_rows_takes_as_many_statements_as_one_of_few(
    service: Service, ids: Mapping[str, str]
) -> None:
    taken: dict[str, list[int]] = {}
    for login, path, asked in PAGES:
        query: dict[str, Any] = dict(asked)
        for size in (FEW, MANY):
            with counted(service.database) as sent:
                answer = service.get(login, path.format(**ids), limit=size, **query)
            assert len(answer.json().get("items", [])) == size, (path, answer.text)
            taken.setdefault(path, []).append(sent.count)

    assert {path: few for path, (few, _) in taken.items()} == {
        path: many for path, (_, many) in taken.items()
    }
    assert max(few for few, _ in taken.values()) <= MOST_STATEMENTS
