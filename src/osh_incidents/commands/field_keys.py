"""`osh-incidents keys rotate-fields` and `keys fields`: the keys of sealed columns."""

import time
from collections import Counter
from datetime import timedelta
from typing import Annotated

import typer

from osh_incidents.adapters.field_keys import DirectorySealer, new_key_file
from osh_incidents.api.app import Context, present
from osh_incidents.commands.opening import opened, progress, said
from osh_incidents.domain.labels import Text
from osh_incidents.services.field_rotation import BATCH, Vault
from osh_incidents.settings import Settings

_UNREADABLE = 1
_MADE = Text(
    "Khóa mới {key}, mã hóa từ {since}; mọi tiến trình đọc được trước lúc đó.",
    "New key {key}, seals from {since}; every process reads it before then.",
)
_DONE = Text(
    "Mọi giá trị nay thuộc khóa {key}; {count} giá trị vừa được mã hóa lại.",
    "Every value is now by key {key}; {count} were sealed anew.",
)
_UNKNOWN = Text("không mở được bằng khóa nào", "opens with no key")
_BY = Text("khóa {key}: {count} giá trị", "key {key}: {count} values")
_DROP = Text(
    "Bỏ được khóa {key} (giữ lại chừng nào còn bản sao lưu cần đến nó).",
    "Key {key} may be dropped (keep it as long as a backup needs it).",
)
_KEEP = Text("Chưa được bỏ khóa {key}.", "Key {key} must stay.")


def rotate_fields(
    *,
    after: Annotated[
        int, typer.Option(min=0, help="seconds until a new key seals; services reread every 30")
    ] = 90,
    batch: Annotated[int, typer.Option(min=1, help="rows in one transaction")] = BATCH,
) -> None:
    """Seal every value anew with the newest key; run it again if it was stopped.

    If nothing is left to do by the newest key and the keys are in a directory, a new one is made.
    """
    with opened() as (known, context):
        if _is_done(known, context):
            _make(context, after)
        total, unreadable = 0, list[str]()
        with progress("Mã hóa lại / sealing anew") as tell:
            for authority in known.authorities:
                vault = Vault(context.database, context.sealer, authority)
                for outcome in vault.rotate(batch):
                    total += outcome.renewed
                    unreadable += [f"{authority}: {one}" for one in outcome.unreadable]
                    tell(outcome.renewed)
        for one in unreadable:
            typer.echo(f"{one}: {said(_UNKNOWN)}", err=True)
        if unreadable:
            raise typer.Exit(_UNREADABLE)
        typer.echo(said(_DONE.within(key=context.sealer.keys[0], count=total)))
        _tell(known, context)


def fields() -> None:
    """Tell how many values each key has sealed, and which key may be dropped."""
    with opened() as (known, context):
        _tell(known, context)


def _is_done(known: Settings, context: Context) -> bool:
    """Whether nothing of another key is left, so that a further key is what is asked for."""
    return len(context.sealer.keys) == 1 or not set(_counts(known, context)) - {
        context.sealer.keys[0]
    }


def _make(context: Context, after: int) -> None:
    sealer = context.sealer
    if not isinstance(sealer, DirectorySealer):
        return
    newest = max(sealer.keys)
    if newest == sealer.keys[0]:
        made = new_key_file(sealer.directory, present() + timedelta(seconds=after))
        newest, since = made.id, made.seals_from.isoformat()
        typer.echo(said(_MADE.within(key=newest, since=since)))
    while sealer.keys[0] != newest:
        sealer.reread(present())
        time.sleep(0.2)


def _tell(known: Settings, context: Context) -> None:
    counts = _counts(known, context)
    for key in sorted({*context.sealer.keys, *counts}):
        typer.echo(said(_BY.within(key=key, count=counts[key])))
    for key in context.sealer.keys[1:]:
        typer.echo(said((_KEEP if counts[key] else _DROP).within(key=key)))


def _counts(known: Settings, context: Context) -> Counter[int]:
    found = Counter[int]()
    for authority in known.authorities:
        found += Vault(context.database, context.sealer, authority).counts()
    return found
