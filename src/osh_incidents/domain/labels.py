"""Words for people: every code of the service carries its Vietnamese and its English label."""

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Self


@dataclass(frozen=True, slots=True)
class Text:
    """One message for people in both languages."""

    vi: str
    en: str

    def within(self, **facts: object) -> "Text":
        """Return the message with *facts* set into its braces."""
        return Text(self.vi.format(**facts), self.en.format(**facts))


class Labelled(StrEnum):
    """A closed vocabulary whose members are stored codes with a label in both languages."""

    label: Text

    if not TYPE_CHECKING:
        # An answer has hundreds of codes, and the library's own is two calls of Python for each.
        value = property(attrgetter("_value_"))

    def __new__(cls, value: str, vi: str = "", en: str = "") -> Self:
        """Make a member of the stored code *value*; a code alone looks its member up."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(vi, en)
        return member
