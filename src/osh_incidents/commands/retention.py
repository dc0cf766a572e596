"""`osh-incidents retention`: which files are past their time, and making them anonymous."""

from datetime import datetime
from typing import Annotated

import typer

from osh_incidents.api.app import present
from osh_incidents.commands.opening import acting, authority_of, opened, refuse, said
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import DomainError
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import retention as keeping
from osh_incidents.services.moves import By

retention = typer.Typer(help="How long cases name people.", no_args_is_help=True)

_PROPOSED = Text(
    "Đã đề nghị ẩn danh {number}; người thứ hai chạy lại lệnh này để duyệt.",
    "{number} is proposed; another person runs this command again to approve.",
)
_DONE = Text("Đã ẩn danh {number}.", "{number} names nobody any more.")

AccountName = Annotated[str, typer.Option("--account", help="client id of who acts")]


@retention.command()
def due(
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="else today")] = None,
) -> None:
    """List the cases that need not be kept any more: number, and until when it had to be."""
    day = on.date() if on is not None else local_day(present())
    with opened() as (known, context):
        for authority in known.authorities:
            with transaction(context.database, authority, context.sealer, readonly=True) as uow:
                for one in keeping.due(uow, day):
                    typer.echo(f"{authority},{one.name},{one.kept_until.isoformat()}")


@retention.command()
def anonymise(number: str, account: AccountName) -> None:
    """Propose to erase what names people in the case NUMBER, or approve what another proposed.

    For good: only a backup has it after that. The figures, the releases and the log stay.
    """
    now = present()
    with opened() as (_, context):
        authority = authority_of(context, account)
        try:
            with transaction(context.database, authority, context.sealer) as uow:
                done = keeping.anonymise(uow, By(acting(uow, account), now), number)
        except DomainError as error:
            refuse(error)
    typer.echo(said((_DONE if done else _PROPOSED).within(number=number)))
