"""`osh-incidents db grant`: the least that the role of the service needs in PostgreSQL."""

import typer

from osh_incidents.commands.opening import opened
from osh_incidents.persistence import grants


def grant(role: str) -> None:
    """Let ROLE do what the service does, never change what is written once; run by the owner."""
    with opened() as (_, context):
        if context.database.is_sqlite:
            raise typer.BadParameter("SQLite has no roles; there the tables refuse by themselves")
        try:
            grants.grant(context.database, role)
        except grants.CannotBind as error:
            raise typer.BadParameter(str(error)) from error
    typer.echo(role)
