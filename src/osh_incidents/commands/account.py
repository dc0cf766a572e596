"""Commands of the operator on organisations and their accounts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from osh_incidents import serving
from osh_incidents.api.schemas.webhooks import Address
from osh_incidents.domain.authority import Role
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.domain.webhooks import WebhookKind
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import accounts, credentials, moves, webhooks
from osh_incidents.services.account_log import By
from osh_incidents.services.webhooks import NewWebhook
from osh_incidents.settings import Settings

account = typer.Typer(help="Organisations and their accounts.", no_args_is_help=True)
account_keys = typer.Typer(help="Public keys of accounts.", no_args_is_help=True)
account.add_typer(account_keys, name="keys")

_ADDRESS = TypeAdapter(Address)


@account.command("add")
def account_add(  # noqa: PLR0913, PLR0917
    role: Role,
    client_id: str,
    name: Annotated[str, typer.Option(help="name of the organisation")],
    authority: str = "hp",
    tax_code: Annotated[str | None, typer.Option(help="of an employer")] = None,
    area: Annotated[list[str] | None, typer.Option(help="of a commune or its police")] = None,
    zone: Annotated[list[str] | None, typer.Option(help="of a zone authority")] = None,
) -> None:
    """Enter an organisation with one account and print the secret, which is shown only once."""
    new = accounts.NewOrganisation(authority, name, tax_code, tuple(area or ()), tuple(zone or ()))
    now = datetime.now(UTC)
    with (
        serving.opened(Settings()) as context,
        transaction(context.database, None, context.sealer) as uow,
    ):
        organisation = accounts.add_organisation(uow, new, now)
        _, secret = accounts.add_account(uow, organisation, role, client_id, now)
    typer.echo(json.dumps({"role": role.value, "client_id": client_id, "client_secret": secret}))


@account.command("notices")
def account_notices(client_id: str, url: str) -> None:
    """Send the notices owed to the body of an account to a system of its own.

    It prints the secret of the webhook, which is shown only once.
    """
    try:
        new = NewWebhook(_ADDRESS.validate_python(url), WebhookKind.NOTICE)
    except ValidationError as error:
        raise typer.BadParameter("must be an address with https:// or http://") from error
    now = datetime.now(UTC)
    with serving.opened(Settings()) as context:
        with transaction(context.database, None, context.sealer) as uow:
            actor = uow.accounts.actor(_known(uow, client_id).id, local_day(now))
        if actor is None:
            message = f"{client_id} is disabled"
            raise typer.BadParameter(message)
        with transaction(context.database, actor.authority, context.sealer) as uow:
            row, secret = webhooks.register(uow, moves.By(actor, now), new)
    typer.echo(json.dumps({"webhook": str(row.id), "url": row.url, "secret": secret}))


@account.command("bootstrap")
def account_bootstrap(
    client_id: str,
    name: Annotated[str, typer.Option(help="name of the operating organisation")],
    authority: str = "hp",
) -> None:
    """Create the first administrator and print its secret; refused if there is one already."""
    with _committed() as uow:
        if uow.accounts.has_role(Role.ADMIN):
            raise typer.BadParameter("there is an administrator already")
        now = datetime.now(UTC)
        new = accounts.NewOrganisation(authority, name)
        organisation = accounts.add_organisation(uow, new, now)
        _, secret = accounts.add_account(uow, organisation, Role.ADMIN, client_id, now)
    _show(client_id, secret)


@account.command("disable")
def account_disable(client_id: str) -> None:
    """Refuse an account from its next request on."""
    with _committed() as uow:
        accounts.disable(uow, _known(uow, client_id), _operator())


@account.command("enable")
def account_enable(client_id: str) -> None:
    """Let a disabled account act again."""
    with _committed() as uow:
        accounts.enable(uow, _known(uow, client_id), _operator())


@account.command("rotate-secret")
def account_rotate_secret(
    client_id: str,
    overlap: Annotated[int, typer.Option(min=0, help="hours the older ones still work")] = 24,
) -> None:
    """Print a new secret; the older ones end after a while."""
    with _committed() as uow:
        row = _known(uow, client_id)
        secret = credentials.rotate_secret(uow, row, timedelta(hours=overlap), _operator())
    _show(client_id, secret)


@account_keys.command("add")
def account_keys_add(
    client_id: str,
    jwk: Annotated[Path, typer.Argument(help="file with the public key as JWK")],
    days: Annotated[int, typer.Option(min=1, max=730, help="how long it is valid")] = 365,
) -> None:
    """Add a public key with which an account signs its requests for tokens."""
    by = _operator()
    with _committed() as uow:
        try:
            published = json.loads(jwk.read_text(encoding="utf-8"))
            ends = by.now + timedelta(days=days)
            row = credentials.add_key(uow, _known(uow, client_id), published, ends, by)
        except (InvalidFields, ValueError) as error:
            raise typer.BadParameter("no public key that is accepted, or a known one") from error
    typer.echo(row.kid)


def _operator() -> By:
    return By(None, datetime.now(UTC))


@contextmanager
def _committed() -> Iterator[UnitOfWork]:
    with (
        serving.opened(Settings()) as context,
        transaction(context.database, None, context.sealer) as uow,
    ):
        yield uow


def _known(uow: UnitOfWork, client_id: str) -> AccountRow:
    row = uow.accounts.by_client_id(client_id)
    if row is None:
        message = f"no account {client_id}"
        raise typer.BadParameter(message)
    return row


def _show(client_id: str, secret: str) -> None:
    typer.echo(json.dumps({"client_id": client_id, "client_secret": secret}))
