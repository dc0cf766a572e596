"""`osh-incidents national`."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from osh_incidents.domain.authority import Role
from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.labels import Text
from osh_incidents.national import comparing, published, showing
from osh_incidents.national.calling import Caller, Credentials, Stopped
from osh_incidents.national.posting import send_all
from osh_incidents.national.records import Record, unit_records

_DIFFERENT = 1
_NOT_DONE = 2
_INTERRUPTED = 130

_NOT_EMPTY = Text(
    "Đơn vị này đã có vụ tai nạn trong các năm được hỏi: hãy dùng tài khoản của một đơn vị còn "
    "trống, hoặc chỉ so sánh bằng --only-compare.",
    "The authority already has accidents of these years: use an account of an empty one, or only "
    "compare by --only-compare.",
)
_SENT = Text(
    "Đã gửi {all} khai báo trong {seconds} giây ({rate:.1f}/giây).",
    "Sent {all} declarations in {seconds} s ({rate:.1f}/s).",
)
_STOPPED_BY_HAND = Text(
    "Đã dừng. Bản ghi đã gửi được giữ lại: lần sau hãy dùng một đơn vị còn trống.",
    "Stopped. What was sent is kept: use an empty authority for the next run.",
)
_NO_ACCOUNT = Text(
    "Không có tài khoản: cần --client-id và --client-secret, hoặc tệp {path} có tài khoản "
    "'inspector'.",
    "No account: give --client-id and --client-secret, or a file {path} with an 'inspector'.",
)


def _address(text: str) -> str:
    try:
        read = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise typer.BadParameter(str(error)) from error
    if read.scheme not in {"http", "https"} or not read.host:
        raise typer.BadParameter("http://… or https://…")
    return text


def national(  # noqa: PLR0913
    url: Annotated[
        str, typer.Option(callback=_address, help="address of the service")
    ] = "http://127.0.0.1:8000",
    accounts: Annotated[
        Path, typer.Option(help="JSON file with role, client_id, client_secret of an account")
    ] = Path(".demo/national.json"),
    client_id: Annotated[str | None, typer.Option(envvar="NATIONAL_CLIENT_ID")] = None,
    client_secret: Annotated[str | None, typer.Option(envvar="NATIONAL_CLIENT_SECRET")] = None,
    years: Annotated[str, typer.Option(help="2018-2024, or 2018,2021")] = "2018-2024",
    workers: Annotated[int, typer.Option(min=1, max=32, help="connections at once")] = 4,
    *,
    only_compare: Annotated[bool, typer.Option("--only-compare", help="send nothing")] = False,
) -> None:
    """Send made-up accidents that add up to the published national figures, and count them again.

    The account must be an inspector of an authority that has no accidents of those years.

    Exits with 0 if every published number equals the one computed, 1 if not, 2 if it was not done.
    """
    console = Console()
    asked = _years(years)
    try:
        credentials = _credentials(accounts, client_id, client_secret)
        with closing(Caller(url, credentials, workers)) as caller:
            if not only_compare:
                _send(console, caller, asked, workers)
            compared = comparing.lines(comparing.computed(caller.get, asked))
    except Stopped as stop:
        showing.say(console, stop.text)
        raise typer.Exit(_NOT_DONE) from stop
    except KeyboardInterrupt as interrupt:
        showing.say(console, _STOPPED_BY_HAND)
        raise typer.Exit(_INTERRUPTED) from interrupt
    showing.show(console, compared, comparing.changes(compared))
    if any(line.differs for line in compared):
        raise typer.Exit(_DIFFERENT)


def _send(console: Console, caller: Caller, years: Sequence[int], workers: int) -> None:
    if not comparing.is_empty(comparing.computed(caller.get, years)):
        raise Stopped(_NOT_EMPTY)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
    ) as progress:
        total = sum(published.of_year(year)[Count.ACCIDENTS, None].value for year in years)
        task = progress.add_task("Gửi khai báo / Declaring", total=total)

        def send(record: Record) -> None:
            caller.create("/declarations", record)
            progress.advance(task)

        began = time.monotonic()
        send_all(chain.from_iterable(map(unit_records, years)), send, workers)
    seconds = time.monotonic() - began
    showing.say(console, _SENT.within(all=total, seconds=round(seconds), rate=total / seconds))


def _years(text: str) -> list[int]:
    try:
        found = sorted(set(_listed(text)))
    except ValueError as error:
        raise typer.BadParameter("2018-2024, or 2018,2021", param_hint="--years") from error
    if not found or not set(found) <= set(published.years()):
        known = ", ".join(map(str, published.years()))
        raise typer.BadParameter(f"published are {known}", param_hint="--years")
    return found


def _listed(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _credentials(path: Path, client_id: str | None, client_secret: str | None) -> Credentials:
    if client_id and client_secret:
        return Credentials(client_id, client_secret)
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        listed = read if isinstance(read, list) else [read]
        account = next(one for one in listed if one["role"] == Role.INSPECTOR)
        return Credentials(account["client_id"], account["client_secret"])
    except (OSError, ValueError, LookupError, TypeError, StopIteration) as error:
        raise Stopped(_NO_ACCOUNT.within(path=path)) from error
