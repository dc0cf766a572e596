"""What every command of the audit opens: the database, the keys, and a bar on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from osh_incidents import serving
from osh_incidents.adapters.signing import Checker, Signer
from osh_incidents.api.app import Context, present
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import DomainError
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.settings import Settings


@contextmanager
def opened() -> Iterator[tuple[Settings, Context]]:
    """Yield the settings and what the service works with, and close the database at the end."""
    known = Settings()
    with serving.opened(known) as context:
        yield known, context


def signer(known: Settings) -> Signer:
    """Return who signs the daily roots, or end: there is no key."""
    found = _signer(known)
    if found is None:
        raise typer.BadParameter("set OSH_AUDIT_KEY_FILE or OSH_AUDIT_KEY")
    return found


def checker(known: Settings, public_key: Path | None) -> Checker | None:
    """Return who checks signatures: by the given public key, else by that of our own."""
    if public_key is not None:
        return Checker(public_key.read_text(encoding="ascii"))
    own = _signer(known)
    return None if own is None else Checker(own.public_pem)


def said(text: Text) -> str:
    """Return *text* in both languages."""
    return f"{text.vi} / {text.en}"


@contextmanager
def progress(text: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show how much has been done, of *total* if that is known, on a terminal alone."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with Progress(
        *columns, console=console, disable=not console.is_terminal, transient=True
    ) as bar:
        task = bar.add_task(text, total=total)
        yield lambda count: bar.update(task, advance=count)


def _signer(known: Settings) -> Signer | None:
    if known.audit_key_file is not None:
        return Signer(known.audit_key_file.read_text(encoding="ascii"))
    if known.audit_key is not None:
        return Signer(known.audit_key.get_secret_value())
    return None


def acting(uow: UnitOfWork, client_id: str) -> Actor:
    """Return who acts by the account *client_id* today, or end: it is none that may act."""
    row = uow.accounts.by_client_id(client_id)
    actor = None if row is None else uow.accounts.actor(row.id, local_day(present()))
    if actor is None:
        message = f"no account {client_id} that may act"
        raise typer.BadParameter(message, param_hint="--account")
    return actor


def authority_of(context: Context, client_id: str) -> str:
    """Return the authority of the account *client_id*, or end: it is none that may act."""
    with transaction(context.database, None, context.sealer, readonly=True) as uow:
        return acting(uow, client_id).authority


def refuse(error: DomainError) -> NoReturn:
    """End with what stands in the way, in both languages."""
    for told in [fault.detail for fault in error.errors] or [error.detail]:
        typer.echo(said(told), err=True)
    raise typer.Exit(1)
