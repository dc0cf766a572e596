"""`osh-incidents person export`: everything held on one person, at that person's request."""

import sys

import typer

from osh_incidents.api.app import present
from osh_incidents.api.schemas import persons as published
from osh_incidents.commands.opening import acting, authority_of, opened
from osh_incidents.commands.retention import AccountName
from osh_incidents.domain.authority import Permission
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import persons, reads

person = typer.Typer(help="What is owed to the people on record.", no_args_is_help=True)

_OPERATION = "person export"


@person.callback()
def _group() -> None:
    """Keep `export` a command of its own."""


@person.command()
def export(account: AccountName, purpose: str = "") -> None:
    """Print as JSON all that is held on the person whose citizen id stands on standard input.

    It is noted that ACCOUNT was shown it, in every case of the person.
    """
    citizen_id = sys.stdin.readline().strip()
    with opened() as (_, context):
        authority = authority_of(context, account)
        with transaction(context.database, authority, context.sealer) as uow:
            actor = acting(uow, account)
            if not actor.may(Permission.PERSONS_EXPORT):
                raise typer.BadParameter("may not export", param_hint="--account")
            found = persons.held(uow, actor, citizen_id)
            if uow.shown:
                reader = reads.Reader(actor, _OPERATION, reads.purpose_of(purpose))
                reads.keep(uow, uow.shown, reader, present())
            told = published.person(found).model_dump_json(indent=2)
    typer.echo(told)
