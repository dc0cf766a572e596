"""The law as it is known: the shipped provisions with what was added or corrected at run time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from osh_incidents.domain.law.model import Because, Provision, T_co, Version


class Law:
    """Every provision as it stands for one computation; immutable."""

    def __init__(self, added: Mapping[str, Sequence[Version[object]]] | None = None) -> None:
        """Know the shipped provisions with the versions *added* by key.

        A version with the first day of a shipped one corrects it; any other takes its place in
        time.
        """
        self._added = {key: tuple(versions) for key, versions in (added or {}).items()}

    def provision(self, shipped: Provision[T_co]) -> Provision[T_co]:
        """Return *shipped* with what was added to it."""
        added = cast("tuple[Version[T_co], ...]", self._added.get(shipped.key, ()))
        if not added:
            return shipped
        by_day = {version.since: version for version in (*shipped.versions, *added)}
        ordered = tuple(by_day[day] for day in sorted(by_day))
        return Provision(shipped.key, shipped.title, ordered, shipped.shape)

    def on(self, shipped: Provision[T_co], day: date) -> Version[T_co]:
        """Return the version of *shipped* in force on *day*.

        Raises:
            NoRuleInForce: *day* is before the first version.
        """
        return self.provision(shipped).on(day)

    def because(self, shipped: Provision[T_co], day: date) -> Because:
        """Return the reference that a value computed under the version of *day* carries.

        Raises:
            NoRuleInForce: *day* is before the first version.
        """
        return self.provision(shipped).because(day)


SHIPPED = Law()
"""The law as it is in the code, with nothing added."""
