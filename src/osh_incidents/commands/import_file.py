"""`osh-incidents import`: sends a file over HTTP, waits for it, and keeps what was rejected."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, NoReturn
from uuid import uuid4

import httpx
import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from osh_incidents.domain.imports import Atomicity, FileFormat, ImportKind, ImportMode, ImportState

_SECRET = "IMPORT_CLIENT_SECRET"  # noqa: S105
_PART = 262_144
_TRIES = 6
_ENDED = {ImportState.DONE, ImportState.FAILED, ImportState.CANCELLED}
_UNAVAILABLE = 503
_UNKNOWN = 401


def import_file(  # noqa: PLR0913
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    *,
    kind: Annotated[ImportKind, typer.Option(help="what its rows are")],
    url: Annotated[str, typer.Option(help="address of the service")],
    client_id: Annotated[str, typer.Option(help="account; its secret is asked for")],
    mode: Annotated[ImportMode, typer.Option(help="validate stores nothing")] = ImportMode.COMMIT,
    atomic: Annotated[Atomicity, typer.Option(help="all rows or each")] = Atomicity.ROW,
    charset: Annotated[str | None, typer.Option(help="of a CSV file")] = None,
) -> None:
    """Send FILE to the service at URL; the secret is IMPORT_CLIENT_SECRET or asked for.

    Ends with 1 if a row was rejected or the file could not be read; the rejected rows are kept
    beside FILE.
    """
    form = _format(file)
    secret = os.environ.get(_SECRET) or typer.prompt("Secret", hide_input=True)
    query = {"kind": kind.value, "mode": mode.value, "atomic": atomic.value}
    media_type = form.media_type + (f"; charset={charset}" if charset else "")
    with httpx.Client(base_url=url, timeout=60) as client:
        sender = _Sender(client, client_id, secret)
        found = sender.send(file, query, media_type)
        rejected = found["counts"]["rejected"]
        if rejected:
            kept = file.with_name(f"{file.stem}-errors.{form.value}")
            kept.write_bytes(
                sender.get(f"/api/v1/imports/{found['id']}/errors.{form.value}").content
            )
            typer.echo(kept)
    _tell(found)
    if rejected or found["state"] != ImportState.DONE:
        raise typer.Exit(1)


class _Sender:
    """One account at one service; what was lost on the way is sent again under the same key."""

    def __init__(self, client: httpx.Client, client_id: str, secret: str) -> None:
        self._client, self._login = client, (client_id, secret)
        self._console = Console(stderr=True)
        self._token = ""

    def send(self, file: Path, query: dict[str, str], media_type: str) -> Any:
        key, size = str(uuid4()), file.stat().st_size
        shown = self._console.is_terminal
        with Progress(console=self._console, disable=not shown, transient=True) as progress:
            task = progress.add_task("Gửi / sending", total=size)

            def post() -> httpx.Response:
                progress.update(task, completed=0)
                return self._client.post(
                    "/api/v1/imports",
                    params=query,
                    content=_parts(file, progress, task),
                    headers={
                        **self._headers(),
                        "Content-Type": media_type,
                        "Idempotency-Key": key,
                    },
                )

            found = self._asked(post).json()
            progress.update(task, description="Xử lý / taking in", completed=0)
            while found["state"] not in _ENDED:
                time.sleep(1)
                found = self.get(f"/api/v1/imports/{found['id']}").json()
                progress.update(task, completed=found["bytes_read"])
        return found

    def get(self, path: str) -> httpx.Response:
        return self._asked(lambda: self._client.get(path, headers=self._headers()))

    def _asked(self, ask: Callable[[], httpx.Response]) -> httpx.Response:
        """Return an answer, asking again after a pause where the service was away."""
        answer: httpx.Response | None = None
        for number in range(_TRIES):
            try:
                answer = ask()
            except httpx.TransportError as error:
                if number == _TRIES - 1:
                    _end(f"{type(error).__name__}: {self._client.base_url}")
            else:
                if answer.status_code == _UNKNOWN and number < _TRIES - 1:
                    self._token = ""
                    continue
                if answer.status_code != _UNAVAILABLE:
                    break
            time.sleep(min(2**number, 20))
        assert answer is not None
        if answer.is_error:
            _end(answer.text)
        return answer

    def _headers(self) -> dict[str, str]:
        if not self._token:
            answer = self._client.post(
                "/oauth/token", data={"grant_type": "client_credentials"}, auth=self._login
            )
            if answer.is_client_error:
                _end(answer.text)
            answer.raise_for_status()
            self._token = answer.json()["access_token"]
        return {"Authorization": f"Bearer {self._token}"}


def _parts(file: Path, progress: Progress, task: TaskID) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while part := opened.read(_PART):
            yield part
            progress.advance(task, len(part))


def _format(file: Path) -> FileFormat:
    try:
        return FileFormat(file.suffix.removeprefix(".").lower())
    except ValueError:
        _end(f"{file.name}: .csv, .xlsx, .ndjson")


def _tell(found: Any) -> None:
    typer.echo(found["state"])
    for name, count in found["counts"].items():
        typer.echo(f"{name}: {count}")
    if found["fault"]:
        row = found["fault"]["row"]
        typer.echo(f"{found['fault']['detail']}{f' ({row})' if row else ''}", err=True)


def _end(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
