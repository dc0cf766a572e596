"""Putting an application together from the settings."""

from osh_incidents.adapters.sealing import ColumnSealer
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.api.app import Context
from osh_incidents.persistence.engine import open_database
from osh_incidents.settings import Settings

_FIRST_KEY = 1


def context_from(settings: Settings) -> Context:
    """Return what the application is made with.

    Raises:
        OSError, ValueError: a key file is missing or holds no key of its kind.
    """
    pem = settings.token_key_file.read_text(encoding="ascii")
    field_key = bytes.fromhex(settings.field_key_file.read_text(encoding="ascii").strip())
    return Context(
        database=open_database(settings.database_url, settings.authorities),
        sealer=ColumnSealer({_FIRST_KEY: field_key}, current=_FIRST_KEY),
        tokens=Tokens(settings.issuer, settings.audience, TokenKey.of(pem)),
    )
