"""What is printed before the demonstration starts: where it is, and requests to paste."""

import json
import shlex
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from osh_incidents.api.app import Context
from osh_incidents.api.schemas.examples import ACCIDENT
from osh_incidents.demo.accounts import Login
from osh_incidents.demo.city import FIRST_YEAR
from osh_incidents.demo.directory import Directory
from osh_incidents.demo.enterprises import HOME
from osh_incidents.demo.seeding import the_economy
from osh_incidents.domain.authority import Role
from osh_incidents.domain.days import ICT, local_day
from osh_incidents.persistence.repositories.accounts import actor_of
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services.authentication import scope_of

_BEFORE = timedelta(hours=2)
_KNOWN_AFTER = timedelta(minutes=10)


def text(directory: Directory, context: Context, address: str) -> str:
    """Return all that is printed; the tokens in it live ten minutes."""
    now = context.clock()
    inspector = directory.login(Role.INSPECTOR)
    token = _token(context, inspector, now)
    figures = f"from={FIRST_YEAR}&to={local_day(now).year}&by=sector"
    frequency = f"{address}/api/v1/indicators/fatal-accident-frequency?{figures}"
    lines = (
        f"Dịch vụ / service: {address}   OpenAPI: {address}/api/v1/openapi.json",
        f"Tài khoản / accounts: {directory.accounts}   cả nước / country: {directory.national}",
        f"Mã truy cập 10 phút của thanh tra / inspector's token for 10 minutes:\n{token}",
        "",
        "Khai báo TNLĐ / declare an accident:",
        _declare(address, _token(context, directory.login(Role.EMPLOYER), now), now),
        "Ba vụ mới nhất / the three newest cases:",
        _get(f"{address}/api/v1/cases?limit=3", token),
        "Tần suất TNLĐ chết người theo ngành / frequency of fatal accidents by sector:",
        _get(frequency, token),
        "Mã truy cập mới / a new token:",
        _new_token(address, inspector),
        "",
        "Dừng bằng Ctrl+C / stop with Ctrl+C",
    )
    return "\n".join(lines)


def declaration(now: datetime) -> dict[str, Any]:
    """Return an accident of two hours ago at the first enterprise of the city."""
    body, unit = deepcopy(ACCIDENT), the_economy().first
    body["workplace"] |= {
        "tax_code": unit.tax_code,
        "name": unit.name,
        "vsic_code": unit.vsic_code,
        "owner_type": unit.owner_type.value,
        "area_code": HOME,
        "workers_total": unit.workers,
        "workers_female": unit.workers // 3,
    }
    occurred = (now - _BEFORE).astimezone(ICT).replace(microsecond=0)
    body["accident"] |= {
        "area_code": HOME,
        "occurred_at": occurred.isoformat(),
        "known_at": (occurred + _KNOWN_AFTER).isoformat(),
    }
    return body


def _token(context: Context, login: Login, now: datetime) -> str:
    with transaction(context.database, None, context.sealer, readonly=True) as uow:
        account = uow.accounts.by_client_id(login.client_id)
        assert account is not None
        actor = actor_of(account, local_day(now))
    scope = scope_of(actor, None)
    return context.tokens.issue(account.id, login.client_id, actor.authority, scope, now)


def _declare(address: str, token: str, now: datetime) -> str:
    body = shlex.quote(json.dumps(declaration(now), ensure_ascii=False, separators=(",", ":")))
    return (
        f"curl -sS '{address}/api/v1/declarations' -H 'Authorization: Bearer {token}' "
        f"-H 'Content-Type: application/json' -d {body}"
    )


def _get(url: str, token: str) -> str:
    return f"curl -sS '{url}' -H 'Authorization: Bearer {token}'"


def _new_token(address: str, login: Login) -> str:
    return (
        f"curl -sS '{address}/oauth/token' -d grant_type=client_credentials "
        f"-d client_id={login.client_id} -d client_secret={login.client_secret}"
    )
