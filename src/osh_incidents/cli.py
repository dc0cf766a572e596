"""Commands of the operator: everything that is not asked over HTTP."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from osh_incidents import migrating, serving
from osh_incidents.adapters import json_logs, token_keys
from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.sealing import new_key
from osh_incidents.api.app import create_app
from osh_incidents.commands import field_keys
from osh_incidents.commands.account import account
from osh_incidents.commands.audit import audit
from osh_incidents.commands.facts import facts
from osh_incidents.commands.grant import grant
from osh_incidents.commands.import_file import import_file
from osh_incidents.commands.person import person
from osh_incidents.commands.retention import retention
from osh_incidents.commands.verify import verify
from osh_incidents.demo import running, sandbox
from osh_incidents.national.command import national
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import accounts, reference
from osh_incidents.services.worker import rounds
from osh_incidents.settings import Settings

app = typer.Typer(
    help="Occupational accidents and diseases: the service and its tools.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
db = typer.Typer(help="The database.", no_args_is_help=True)
keys = typer.Typer(help="Keys of tokens and of sealed columns.", no_args_is_help=True)
app.add_typer(db, name="db")
app.add_typer(keys, name="keys")
app.add_typer(account, name="account")
app.add_typer(facts, name="facts")
app.command("national")(national)
app.command("demo")(running.demo)
app.command("import")(import_file)
app.command("sandbox")(sandbox.sandbox)
app.command("verify")(verify)
app.add_typer(audit, name="audit")
app.add_typer(retention, name="retention")
app.add_typer(person, name="person")
db.command("grant")(grant)
keys.command("rotate-fields")(field_keys.rotate_fields)
keys.command("fields")(field_keys.fields)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on")] = 8000,
) -> None:
    """Serve the API; the settings come from the environment."""
    json_logs.to_stream()
    known = Settings()
    with serving.opened(known) as context:
        made = create_app(context, serving.edge_from(known, context))
        serving.run(made, known, serving.listening(host, port))


@app.command()
def worker(
    *,
    once: Annotated[bool, typer.Option("--once", help="one round, then end")] = False,
    every: Annotated[int, typer.Option(min=1, help="seconds between rounds")] = 5,
) -> None:
    """Do what the service owes by itself: put the feed in order, send to webhooks, keep the tally.

    To be run beside `serve`; several at once share the work.
    """
    known = Settings()
    with serving.opened(known) as context:
        office, parts = serving.office_from(known, context), serving.parts_from(context)
        serving.settle()
        while True:
            for told in rounds(office, known.authorities, parts):
                typer.echo(told)
            if once:
                return
            time.sleep(every)


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring every schema to the newest version and load what is missing of the areas."""
    with serving.opened(Settings()) as context:
        migrating.upgrade(context.database, sealer=context.sealer)
        with transaction(context.database, None, context.sealer) as uow:
            reference.load_areas(uow)


@db.command("add-authority")
def db_add_authority(code: str, prefix: str, name_vi: str, name_en: str) -> None:
    """Enter an authority; *code* must be among OSH_AUTHORITIES, *prefix* begins case numbers."""
    with (
        serving.opened(Settings()) as context,
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


@keys.command("rotate")
def keys_rotate(
    directory: Path,
    after: Annotated[int, typer.Option(min=10, help="minutes until the new key signs")] = 60,
) -> None:
    """Add a token key that is published now and signs later; drop those nobody needs any more."""
    made, dropped = token_keys.rotate(directory, datetime.now(UTC), timedelta(minutes=after))
    typer.echo(made)
    for path in dropped:
        typer.echo(f"{path} dropped")
