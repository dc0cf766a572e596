"""`osh-incidents facts`."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from osh_incidents import serving
from osh_incidents.commands.opening import progress
from osh_incidents.services import fact_rebuilding
from osh_incidents.services.fact_history import Difference
from osh_incidents.services.fact_rebuilding import Outcome, Store
from osh_incidents.settings import Settings

facts = typer.Typer(help="The facts of figures, as the log gives them.", no_args_is_help=True)

_DIFFERENT = 1
_CHECKED = "{cases} cases, {from_before} from before, {differences} differences"
_REBUILT = (
    "{cases} cases, {from_before} from before and left, {written} versions written, "
    "{removed} removed"
)

Authority = Annotated[
    str | None, typer.Option(help="code of one authority; without it, all that are served")
]


@facts.command()
def verify(authority: Authority = None) -> None:
    """Prove that the facts follow from the log and agree with the records; changes nothing.

    Exits with 1 if anything differs, each on a line of its own.
    """
    _go_through(authority, "Checking", fact_rebuilding.verify, _CHECKED)


@facts.command()
def rebuild(authority: Authority = None) -> None:
    """Write the facts anew from the log; what is right stays as it is.

    Exits with 1 if the log of a case is broken; its facts are left alone.
    """
    _go_through(authority, "Rebuilding", fact_rebuilding.rebuild, _REBUILT)


def _go_through(
    authority: str | None,
    doing: str,
    work: Callable[[Store], Iterator[Outcome]],
    told: str,
) -> None:
    known, differences = Settings(), 0
    if authority is not None and authority not in known.authorities:
        served = ", ".join(known.authorities)
        raise typer.BadParameter(f"served are {served}", param_hint="--authority")
    with serving.opened(known) as context:
        for code in (authority,) if authority is not None else known.authorities:
            store = Store(context.database, context.sealer, code)
            done = _followed(store, doing, work(store))
            typer.echo(f"{code}: {told.format(**done)}")
            differences += done["differences"]
    if differences:
        raise typer.Exit(_DIFFERENT)


def _followed(store: Store, doing: str, outcomes: Iterator[Outcome]) -> Counter[str]:
    """Return the sum of *outcomes*; print each difference, and on a terminal how far it is."""
    total = Counter[str]()
    with progress(f"{doing} {store.authority}", store.count()) as tell:
        for outcome in outcomes:
            for difference in outcome.differences:
                typer.echo(f"{store.authority}: {_line(difference)}")
            for year, half, area, sector in outcome.tally:
                cell = f"{year}-H{half}, area {area}, sector {sector}"
                typer.echo(f"{store.authority}: tally of {cell}: not what the facts add up to")
            total.update(
                cases=outcome.cases,
                from_before=outcome.from_before,
                written=outcome.written,
                removed=outcome.removed,
                differences=len(outcome.differences) + len(outcome.tally),
            )
            tell(outcome.cases)
    return total


def _line(one: Difference) -> str:
    named = [f"case {one.case_id}"]
    if one.victim_id is not None:
        named.append(f"victim {one.victim_id}")
    if one.known_from is not None:
        named.append(f"known from {one.known_from.isoformat()}")
    if one.where is not None:
        named.append(one.where)
    return f"{', '.join(named)}: {one.problem.label.en}"
