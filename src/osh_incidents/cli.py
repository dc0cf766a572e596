"""Commands of the operator: everything that is not asked over HTTP."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from osh_incidents import migrating, serving
from osh_incidents.adapters import notice_sender
from osh_incidents.adapters.sealing import new_key
from osh_incidents.adapters.tokens import new_key_pem
from osh_incidents.api.app import create_app, present
from osh_incidents.commands.facts import facts
from osh_incidents.commands.opening import opened, settings
from osh_incidents.demo import running
from osh_incidents.domain.authority import Role
from osh_incidents.domain.errors import NotFound, Unavailable
from osh_incidents.national.command import national
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import accounts, notice_sending, reference
from osh_incidents.services.tally_keeping import keep_short

app = typer.Typer(
    help="Occupational accidents and diseases: the service and its tools.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
db = typer.Typer(help="The database.", no_args_is_help=True)
keys = typer.Typer(help="Keys of tokens and of sealed columns.", no_args_is_help=True)
account = typer.Typer(help="Organisations and their accounts.", no_args_is_help=True)
app.add_typer(db, name="db")
app.add_typer(keys, name="keys")
app.add_typer(account, name="account")
app.add_typer(facts, name="facts")
app.command("national")(national)
app.command("demo")(running.demo)


_LONGEST_URL = 500


def _notice_url(value: str | None) -> str | None:
    """Return *value* if notices can be posted to it."""
    if value and (not value.startswith(("https://", "http://")) or len(value) > _LONGEST_URL):
        raise typer.BadParameter(f"must begin with https:// or http:// ({_LONGEST_URL} at most)")
    return value or None


NoticeUrl = Annotated[
    str | None,
    typer.Option(help="where its own system takes notices of cases", callback=_notice_url),
]


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on")] = 8000,
) -> None:
    """Serve the API; the settings come from the environment."""
    uvicorn.run(
        create_app(serving.context_from(settings())),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
    )


@app.command()
def deliver(
    *,
    once: Annotated[bool, typer.Option("--once", help="one round, then end")] = False,
    every: Annotated[int, typer.Option(min=1, help="seconds between rounds")] = 30,
) -> None:
    """Send the notices that are due to the systems of the bodies; to be run beside `serve`.

    It also keeps the tally of the figures short.
    """
    known = settings()
    with opened(known) as context:
        office = notice_sending.Office(
            context.database,
            context.sealer,
            notice_sender.post,
            present,
            known.issuer.rstrip("/"),
        )
        while True:
            for authority in known.authorities:
                _deliver(office, authority)
            if once:
                return
            time.sleep(every)


def _deliver(office: notice_sending.Office, authority: str) -> None:
    try:
        sent, failed = notice_sending.send_due(office, authority)
        keep_short(office.database, office.sealer, authority)
    except Unavailable as error:
        typer.echo(f"{authority}: {error.title.en}", err=True)
        return
    if sent or failed:
        typer.echo(f"{authority}: {sent} sent, {failed} failed")


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring every schema to the newest version and load what is missing of the areas."""
    with opened(settings()) as context:
        migrating.upgrade(context.database)
        with transaction(context.database, None, context.sealer) as uow:
            reference.load_areas(uow)


@db.command("add-authority")
def db_add_authority(code: str, prefix: str, name_vi: str, name_en: str) -> None:
    """Enter an authority; *code* must be among OSH_AUTHORITIES, *prefix* begins case numbers."""
    with (
        opened(settings()) as context,
        transaction(context.database, None, context.sealer) as uow,
    ):
        accounts.add_authority(uow, code, name_vi, name_en, prefix)


@keys.command("new")
def keys_new(directory: Path) -> None:
    """Make a token key and a field key in *directory*, readable by the owner alone."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in (("token.pem", new_key_pem()), ("field.key", new_key().hex())):
        path = directory / name
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(text, encoding="ascii")
        typer.echo(path)


@account.command("add")
def account_add(  # noqa: PLR0913, PLR0917
    role: Role,
    client_id: str,
    name: Annotated[str, typer.Option(help="name of the organisation")],
    authority: str = "hp",
    tax_code: Annotated[str | None, typer.Option(help="of an employer")] = None,
    area: Annotated[list[str] | None, typer.Option(help="of a commune or its police")] = None,
    zone: Annotated[list[str] | None, typer.Option(help="of a zone authority")] = None,
    notice_url: NoticeUrl = None,
) -> None:
    """Enter an organisation with one account and print the secret, which is shown only once."""
    new = accounts.NewOrganisation(
        authority, name, tax_code, tuple(area or ()), tuple(zone or ()), notice_url
    )
    now = datetime.now(UTC)
    with (
        opened(settings()) as context,
        transaction(context.database, None, context.sealer) as uow,
    ):
        organisation = accounts.add_organisation(uow, new, now)
        _, secret = accounts.add_account(uow, organisation, role, client_id, now)
    typer.echo(json.dumps({"role": role.value, "client_id": client_id, "client_secret": secret}))


@account.command("notices")
def account_notices(client_id: str, notice_url: NoticeUrl = None) -> None:
    """Set where the organisation of an account takes notices; without an address, nowhere."""
    with (
        opened(settings()) as context,
        transaction(context.database, None, context.sealer) as uow,
    ):
        try:
            accounts.set_notice_url(uow, client_id, notice_url)
        except NotFound as error:
            raise typer.BadParameter(f"no account {client_id}") from error
