"""What every command of the operator works with."""

from collections.abc import Iterator
from contextlib import contextmanager

from osh_incidents import serving
from osh_incidents.api.app import Context
from osh_incidents.settings import Settings


def settings() -> Settings:
    """Read the settings from the environment."""
    return Settings()


@contextmanager
def opened(known: Settings) -> Iterator[Context]:
    """Yield what the service works with, and close the database at the end."""
    context = serving.context_from(known)
    try:
        yield context
    finally:
        context.database.dispose()
