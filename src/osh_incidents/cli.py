"""Commands of the operator: everything that is not asked over HTTP."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from osh_incidents import migrating, serving
from osh_incidents.adapters.sealing import new_key
from osh_incidents.adapters.tokens import new_key_pem
from osh_incidents.api.app import create_app
from osh_incidents.demo import running
from osh_incidents.domain.authority import Role
from osh_incidents.national.command import national
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import accounts, reference
from osh_incidents.settings import Settings

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
app.command("national")(national)
app.command("demo")(running.demo)


def settings() -> Settings:
    """Read the settings from the environment."""
    return Settings()


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


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring every schema to the newest version and load what is missing of the areas."""
    context = serving.context_from(settings())
    migrating.upgrade(context.database)
    with transaction(context.database, None, context.sealer) as uow:
        reference.load_areas(uow)


@db.command("add-authority")
def db_add_authority(code: str, prefix: str, name_vi: str, name_en: str) -> None:
    """Enter an authority; *code* must be among OSH_AUTHORITIES, *prefix* begins case numbers."""
    context = serving.context_from(settings())
    with transaction(context.database, None, context.sealer) as uow:
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
) -> None:
    """Enter an organisation with one account and print the secret, which is shown only once."""
    context = serving.context_from(settings())
    new = accounts.NewOrganisation(authority, name, tax_code, tuple(area or ()), tuple(zone or ()))
    now = datetime.now(UTC)
    with transaction(context.database, None, context.sealer) as uow:
        organisation = accounts.add_organisation(uow, new, now)
        _, secret = accounts.add_account(uow, organisation, role, client_id, now)
    typer.echo(json.dumps({"role": role.value, "client_id": client_id, "client_secret": secret}))
