"""`osh-incidents audit`: the daily roots, and who read what."""

import csv
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from osh_incidents.adapters import root_file
from osh_incidents.adapters.csv_tables import harmless
from osh_incidents.adapters.signing import new_signing_key
from osh_incidents.commands.opening import opened, said, signer
from osh_incidents.domain.labels import Text
from osh_incidents.domain.roots import SignedRoot
from osh_incidents.persistence.repositories.reads import ReadQuery
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import daily_roots, reads

_REFUSED = 1
_COLUMNS = ("authority", "at", "case_id", "signal_id", "operation", "classes", "purpose")
_LOST = Text(
    "{authority}: không ký, vì lịch sử đã mất hoặc bị cắt ngắn: {lost}",
    "{authority}: not signed, since histories are gone or shorter: {lost}",
)
_SIGNED = Text(
    "{authority} {day}: {histories} lịch sử, gốc {root}",
    "{authority} {day}: {histories} histories, root {root}",
)

audit = typer.Typer(
    help="Signed daily roots of every history, and who read what.", no_args_is_help=True
)


@audit.command("new-key")
def new_key(file: Path) -> None:
    """Make the Ed25519 key that signs the daily roots in *file*, readable by the owner alone."""
    file.touch(mode=0o600, exist_ok=False)
    file.write_text(new_signing_key(), encoding="ascii")


@audit.command("public-key")
def public_key() -> None:
    """Print the public key: keep it with the file of roots, away from this machine."""
    with opened() as (known, _):
        typer.echo(signer(known).public_pem, nl=False)


@audit.command("seal")
def seal(
    file: Annotated[Path, typer.Option(dir_okay=False, help="to which the roots are added")],
) -> None:
    """Sign today's root of every authority, unless it is signed, and add what *file* lacks."""
    refused = False
    with opened() as (known, context):
        key, now = signer(known), datetime.now(UTC)
        for authority in known.authorities:
            try:
                with transaction(context.database, authority, context.sealer) as uow:
                    uow.histories.freeze()
                    made = daily_roots.sign(uow, authority, key, now)
                    every = daily_roots.kept(uow)
                root_file.append(file, authority, every)
            except daily_roots.HistoryLost as error:
                refused = True
                typer.echo(said(_LOST.within(authority=authority, lost=error)), err=True)
            except ValueError as error:
                refused = True
                typer.echo(f"{authority}: {error}", err=True)
            else:
                typer.echo(said(_told(made)))
    if refused:
        raise typer.Exit(_REFUSED)


@audit.command("reads")
def list_reads(
    account: Annotated[str, typer.Option(help="client id")],
    since: Annotated[datetime, typer.Option("--from", help="UTC")],
    until: Annotated[datetime, typer.Option("--to", help="UTC, the first moment left out")],
) -> None:
    """Print as CSV what an account was shown: the extent of a breach."""
    writer = csv.writer(sys.stdout)
    writer.writerow(_COLUMNS)
    with opened() as (known, context):
        for authority in known.authorities:
            with transaction(context.database, authority, context.sealer, readonly=True) as uow:
                found = uow.accounts.by_client_id(account)
                if found is None:
                    raise typer.BadParameter(f"no account {account}")
                query = ReadQuery(
                    account_id=found.id,
                    since=since.replace(tzinfo=UTC),
                    until=until.replace(tzinfo=UTC),
                )
                for row in reads.every(uow, query):
                    classes = " ".join(row.classes)
                    of = (row.case_id, row.signal_id, row.operation, classes, harmless(row.purpose))
                    writer.writerow((authority, row.at.isoformat(), *of))


def _told(made: SignedRoot) -> Text:
    root = made.root
    return _SIGNED.within(
        authority=root.authority, day=root.day, histories=root.histories, root=root.root
    )
