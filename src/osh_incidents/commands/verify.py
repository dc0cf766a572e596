"""`osh-incidents verify`: every history against its hashes, its head, the states and the roots."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from osh_incidents.adapters import root_file
from osh_incidents.adapters.signing import Checker
from osh_incidents.commands.opening import checker, opened, progress, said
from osh_incidents.domain.labels import Text
from osh_incidents.domain.verification import Difference
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import daily_roots, verifying

_DIFFERENT = 1
_NOT_DONE = 2
_WHOLE = Text(
    "Mọi lịch sử đều nguyên vẹn: {entries} mục, {roots} gốc đã ký.",
    "Every history is whole: {entries} entries, {roots} signed roots.",
)
_NO_KEY = Text(
    "Cần khóa công khai để kiểm tra chữ ký: --public-key.",
    "The signatures need a public key: --public-key.",
)


@dataclass
class Outcome:
    """What was looked at."""

    entries: int = 0
    roots: int = 0


def verify(
    authority: Annotated[str | None, typer.Option(help="only this one")] = None,
    root: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="file of daily roots, kept apart"),
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option(exists=True, help="PEM; else that of the signing key is used")
    ] = None,
) -> None:
    """Check every history; each difference is a line, and any makes the exit code 1."""
    with opened() as (known, context):
        check = checker(known, public_key)
        if root is not None and check is None:
            typer.echo(said(_NO_KEY), err=True)
            raise typer.Exit(_NOT_DONE)
        chosen = known.authorities if authority is None else (authority,)
        outcome, different = Outcome(), False
        with progress("Nhật ký / log") as tell:
            for one in chosen:
                if one not in known.authorities:
                    raise typer.BadParameter(f"no authority {one}")
                with transaction(context.database, one, context.sealer, readonly=True) as uow:
                    for found in examined(uow, one, Against(root, check), outcome, tell):
                        different = True
                        typer.echo(found.told())
    if different:
        raise typer.Exit(_DIFFERENT)
    typer.echo(said(_WHOLE.within(entries=outcome.entries, roots=outcome.roots)))


@dataclass(frozen=True, slots=True)
class Against:
    """What the database is held against: the roots of *file*, signed by the key of *checker*."""

    file: Path | None = None
    checker: Checker | None = None


def examined(
    uow: UnitOfWork,
    authority: str,
    against: Against,
    outcome: Outcome,
    tell: Callable[[int], None],
) -> Iterator[Difference]:
    """Yield every difference in the records of *authority*, and count what was looked at."""
    uow.histories.freeze()
    try:
        roots = inside = daily_roots.kept(uow)
        if against.file is not None:
            roots = root_file.read(against.file, authority)
            yield from daily_roots.compared(inside, roots)
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_NOT_DONE) from error
    yield from daily_roots.flaws(roots, against.checker)
    outcome.roots += len(roots)

    def count(entries: int) -> None:
        outcome.entries += entries
        tell(entries)

    vouched = verifying.signed(one.root for one in roots)
    yield from verifying.Check(uow, authority, vouched, count).differences()
