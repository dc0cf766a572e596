"""Putting an application together from the settings."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from osh_incidents.adapters.oidc import OutsideIssuers
from osh_incidents.adapters.sealing import ColumnSealer
from osh_incidents.adapters.token_keys import KeyDirectory, keys_of_text
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.api.app import Context, present
from osh_incidents.persistence.engine import open_database
from osh_incidents.settings import Settings

_FIRST_KEY = 1


def context_from(settings: Settings) -> Context:
    """Return what the application is made with.

    Raises:
        OSError, ValueError, TypeError: a key is missing or not of its kind.
    """
    field_key = bytes.fromhex(settings.field_key_file.read_text(encoding="ascii").strip())
    return Context(
        database=open_database(settings.database_url, settings.authorities),
        sealer=ColumnSealer({_FIRST_KEY: field_key}, current=_FIRST_KEY),
        tokens=Tokens(settings.issuer, settings.audience, _token_keys(settings)),
        outside=_outside_issuers(settings),
    )


@contextmanager
def opened(settings: Settings) -> Iterator[Context]:
    """Yield what the service works with, and close the database at the end."""
    context = context_from(settings)
    try:
        yield context
    finally:
        context.database.dispose()


def _outside_issuers(settings: Settings) -> OutsideIssuers:
    if settings.outside_issuers_file is None:
        return OutsideIssuers()
    text = settings.outside_issuers_file.read_text(encoding="utf-8")
    return OutsideIssuers.of_json(text)


def _token_keys(settings: Settings) -> Callable[[datetime], Sequence[TokenKey]]:
    if settings.token_key_directory is not None:
        directory = KeyDirectory(settings.token_key_directory)
        directory.begin(present())
        return directory
    if settings.token_key_file is not None:
        text = settings.token_key_file.read_text(encoding="ascii")
    else:
        assert settings.token_key_pem is not None
        text = settings.token_key_pem.get_secret_value()
    keys = keys_of_text(text)
    return lambda _: keys
