"""Texts for people, as they are published."""

from osh_incidents.api.schemas.base import Out
from osh_incidents.domain.labels import Text


class TextOut(Out):
    """A text in both languages."""

    vi: str
    en: str


def text(found: Text) -> TextOut:
    """Return *found* as it is published."""
    return TextOut(vi=found.vi, en=found.en)
