"""Records of which every role may see some: cases of several units, signals, releases, offices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from osh_incidents.domain.authority import Role
from osh_incidents.domain.vocabulary import Scheme
from osh_incidents.domain.webhooks import Sending
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow, WorkplaceRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.webhooks import WebhookDeliveryRow, WebhookRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import accounts
from tests.support import bodies, clients, imports, releases, signals, walks
from tests.support.service import Service
from tests.support.world import (
    BEGINNING,
    OTHER_TAX_CODE,
    SEALER,
    TAX_CODE,
    ZONE,
    Login,
    World,
)

FAR_AREA = "11329"
RULE = "investigate-within"
Ids = Mapping[str, str]
"""What stands in the path of an operation on a record, by the name of the parameter."""


@dataclass(frozen=True, slots=True)
class Records:
    """The service, and the ids of all records by their name, kind by kind."""

    service: Service
    cases: Mapping[str, Ids]
    signals: Mapping[str, Ids]
    releases: Mapping[str, Ids]
    organisations: Mapping[str, Ids]
    accounts: Mapping[str, Ids]
    amendments: Mapping[str, Ids]
    webhooks: Mapping[str, Ids]
    imports: Mapping[str, Ids]


def build(service: Service) -> Records:
    """Enter all records through the service; the zones, which no declaration names, directly."""
    full = with_more_logins(service)
    admin = {"hp": "admin", "vn": "national-admin"}
    told: Records = Records(
        full,
        _cases(full),
        {
            "of-health": {"signal_id": signals.send(full)["id"]},
            "of-employer": {"signal_id": signals.send(full, "employer", source="return")["id"]},
            "foreign": {"signal_id": signals.send(full, "national-inspector")["id"]},
        },
        {
            "draft": {"release_id": releases.prepared(full)["id"]},
            "published": {"release_id": releases.published(full, audience="everyone")},
            "foreign": {"release_id": releases.prepared(full, "national-inspector")["id"]},
        },
        {of: _organisation(full, login) for of, login in admin.items()},
        {},
        {"proposed": _amendment(full)},
        {
            "of-health": _webhook(full, "health"),
            "foreign": _webhook(full, "national-inspector"),
        },
        {
            name: {"import_id": _import(full, login)}
            for name, login in (
                ("of-employer", "employer"),
                ("of-inspector", "inspector"),
                ("foreign", "national-inspector"),
            )
        },
    )
    opened = {of: _account(full, login, told.organisations[of]) for of, login in admin.items()}
    return replace(told, accounts=opened)


def with_more_logins(service: Service) -> Service:
    """Return *service* with more logins: the same offices again in another authority."""
    new = accounts.NewOrganisation
    more = {
        "far-commune": (Role.COMMUNE, new("hp", "UBND phường xa", area_codes=(FAR_AREA,))),
        "far-police": (Role.POLICE, new("hp", "Công an phường xa", area_codes=(FAR_AREA,))),
        "far-zone": (Role.ZONE_AUTHORITY, new("hp", "Ban khác", zone_codes=("far-zone",))),
        "other-union": (Role.UNION, new("hp", "Công đoàn khác")),
        "national-admin": (Role.ADMIN, new("vn", "Quản trị")),
        "national-employer": (Role.EMPLOYER, new("vn", "Cơ khí Ví Dụ", TAX_CODE)),
        "national-commune": (Role.COMMUNE, new("vn", "UBND", area_codes=("11311",))),
    }
    logins: dict[str, Login] = dict(service.world)
    with transaction(service.database, None, SEALER) as uow:
        for name, (role, unit) in more.items():
            entered = accounts.add_organisation(uow, unit, BEGINNING)
            row, secret = accounts.add_account(uow, entered, role, name, BEGINNING)
            logins[name] = Login(row.id, entered.id, name, secret, unit.authority)
    world: World = logins
    return Service(service.database, world, service.clock, service.edge)


def _import(service: Service, login: str) -> str:
    import_id: str = imports.send(service, b"x", login=login).json()["id"]
    return import_id


def _cases(service: Service) -> dict[str, Ids]:
    fatal = bodies.dead(citizen_id="031190000001", injury_codes=["011"])
    elsewhere = {"area_code": FAR_AREA, "place": "Bãi vật liệu"}
    sent: dict[str, tuple[str, str, bodies.Body]] = {
        "fatal": ("employer", "inspector", bodies.accident(fatal)),
        "light": ("employer", "inspector", _declared(1)),
        "neighbour": ("other-employer", "inspector", _declared(2, OTHER_TAX_CODE)),
        "distant": ("other-employer", "inspector", _declared(3, OTHER_TAX_CODE, **elsewhere)),
        "disease": ("employer", "inspector", bodies.disease()),
        "foreign": ("national-employer", "national-inspector", bodies.accident(fatal)),
        "foreign-light": ("national-employer", "national-inspector", _declared(1)),
    }
    declared = {name: service.declare(by, body) for name, (by, _, body) in sent.items()}
    for authority in ("hp", "vn"):
        with transaction(service.database, authority, SEALER) as uow:
            for unit in uow.session.scalars(select(WorkplaceRow)):
                unit.zone_code = ZONE if unit.tax_code == TAX_CODE else "far-zone"
            for case in uow.session.scalars(select(CaseRow)):
                case.zone_code = ZONE if case.tax_code == TAX_CODE else "far-zone"
    for one, other in (("fatal", "light"), ("distant", "neighbour"), ("foreign", "foreign-light")):
        _investigate(service, sent[one][1], declared[one]["case"]["id"])
        keep_apart(service, sent[one][1], *(declared[name]["case"]["id"] for name in (one, other)))
    return {name: _ids(service, sent[name][1], told) for name, told in declared.items()}


def _declared(number: int, tax_code: str = TAX_CODE, **changed: Any) -> bodies.Body:
    """Return an accident on a day of its own, so that nobody takes two of them for one."""
    at = f"2026-03-0{number}T08:00:00+07:00"
    severity = {"condition": "fatal", "died_at": at} if changed else {}
    hurt = bodies.victim(**bodies.another(number), **severity)
    body = bodies.accident(hurt, occurred_at=at, known_at=at, **changed)
    body["workplace"] |= {"tax_code": tax_code}
    return body


def _investigate(service: Service, by: str, case_id: str) -> None:
    """Take the case in, investigate it with the union, and open claims on employer and fund."""
    service.act(by, case_id, "registration", action="register")
    union = "union" if by == "inspector" else "other-union"
    members = [dict(member) for member in bodies.PROVINCIAL_TEAM]
    members[2]["organisation_id"] = str(service.world[union].organisation_id)
    walks.investigate(service, case_id, by=by, members=members)
    asked = {"accident": {"place": "Kho"}, "reason": "Ghi nhầm"}
    path = f"/api/v1/cases/{case_id}"
    answer = service.client.patch(path, json=asked, headers=service.headers(by))
    assert answer.status_code == 202, answer.text
    with transaction(service.database, service.world[by].authority, SEALER) as uow:
        case = uow.session.get_one(CaseRow, UUID(case_id))
        (owed,) = case.claims
        case.claims.append(
            ClaimRow(
                id=new_id(),
                case_id=case.id,
                victim_id=owed.victim_id,
                scheme=Scheme.FUND_DEATH,
                state=owed.state,
                opened_at=owed.opened_at,
                paid_vnd=0,
                underpaid=False,
                payments=[],
            )
        )


def keep_apart(service: Service, by: str, case_id: str, other_id: str) -> None:
    """Decide that two cases are not one."""
    decision = {"relation": "not_duplicate", "case_id": other_id, "reason": "Hai vụ khác nhau"}
    answer = service.post(by, f"/cases/{case_id}/links", decision)
    assert answer.status_code == 201, answer.text


def _ids(service: Service, by: str, told: dict[str, Any]) -> Ids:
    case_id = told["case"]["id"]
    case = service.get(by, f"/cases/{case_id}").json()
    corrections = service.get(by, f"/cases/{case_id}/corrections").json()["items"]
    victims = service.get(by, f"/cases/{case_id}/victims").json()["items"]
    claims = [claim["id"] for _, claim in walks.claims(service, case_id, by)]
    pairs = service.get(by, f"/cases/{case_id}/possible-duplicates").json()["items"]
    found = {
        "case_id": case_id,
        "tracking_no": told["declaration"]["tracking_no"],
        "victim_id": victims[0]["id"],
        "recipient_id": [one["id"] for one in case["recipients"]],
        "claim_id": claims,
        "correction_id": [one["id"] for one in corrections],
        "other_id": [one["case_id"] for one in pairs if one["state"] == "not_duplicate"],
    }
    first = {name: one[:1] if isinstance(one, list) else [one] for name, one in found.items()}
    return {name: str(*one) for name, one in first.items() if one}


def _organisation(service: Service, admin: str) -> Ids:
    answer = service.post(admin, "/organisations", {"name": "Đơn vị ví dụ"})
    assert answer.status_code == 201, answer.text
    return {"organisation_id": answer.json()["id"]}


def _account(service: Service, admin: str, of: Ids) -> Ids:
    """Open an account with all by which an account can be known."""
    client = {"role": "agency", "client_id": f"spare-of-{admin}"}
    account = service.post(admin, "/accounts", {**of, **client}).json()["id"]
    known = {
        "secret_id": ("secrets", {}),
        "key_id": ("keys", {"jwk": clients.Signer().jwk}),
        "identity_id": ("identities", {"issuer": "https://id.example", "subject": admin}),
    }
    ids = {"account_id": account}
    for name, (part, body) in known.items():
        answer = service.post(admin, f"/accounts/{account}/{part}", body)
        assert answer.status_code == 201, answer.text
        ids[name] = answer.json()["id"]
    return ids


def _amendment(service: Service) -> Ids:
    body = {
        "since": "2026-03-01",
        "value": {
            one: {"amount": 4, "unit": "days", "extension": 0}
            for one in ("light", "one_severe", "several_severe", "fatal")
        },
        "source": {"instrument": "Nghị định giả định", "article": "1", "mark": "verified"},
        "verified_on": "2026-03-01",
        "reason": "Văn bản mới",
    }
    answer = service.post("admin", f"/rules/{RULE}/amendments", body)
    assert answer.status_code == 201, answer.text
    return {"key": RULE, "amendment_id": answer.json()["id"]}


def _webhook(service: Service, login: str) -> Ids:
    """Register a webhook with a delivery that was given up."""
    answer = service.post(login, "/webhooks", {"url": "https://system.example/changes"})
    assert answer.status_code == 201, answer.text
    webhook_id, delivery_id = answer.json()["id"], new_id()
    with transaction(service.database, service.world[login].authority, SEALER) as uow:
        delivery = WebhookDeliveryRow(
            id=delivery_id,
            webhook_id=UUID(webhook_id),
            event_id=new_id(),
            subject_id=new_id(),
            position=1,
            type="osh.case.registration.register",
            state=Sending.DEAD,
            attempts=9,
            created_at=BEGINNING,
        )
        uow.add(delivery)
    return {"webhook_id": webhook_id, "delivery_id": str(delivery_id)}


def begin_again(service: Service, login: str, ids: Ids) -> None:
    """Let a webhook that was ended be there for the operations that follow."""
    with transaction(service.database, service.world[login].authority, SEALER) as uow:
        uow.session.get_one(WebhookRow, UUID(ids["webhook_id"])).ended_at = None


def absent() -> Ids:
    """Return ids of nothing."""
    names = (
        "case victim claim recipient correction other signal release "
        "organisation account secret key identity amendment webhook delivery import"
    )
    ids = {f"{name}_id": str(uuid4()) for name in names.split()}
    return ids | {"tracking_no": "AAAAAAA-BBBBBBB-CCCCCCC-DDDDDDD"}
