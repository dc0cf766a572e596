"""Which version of a thing a change was decided on: nobody overwrites what he has not seen."""

from dataclasses import dataclass

from osh_incidents.domain.errors import ChangedSince


@dataclass(frozen=True, slots=True)
class Expected:
    """The versions on which a change was decided; None stands for whichever it is now."""

    versions: frozenset[int] | None

    def check(self, version: int) -> None:
        """Refuse a change of a thing that is in another *version* now.

        Raises:
            ChangedSince: with the version of now, as a number and as an entity tag.
        """
        if self.versions is not None and version not in self.versions:
            raise ChangedSince(members={"version": version, "etag": f'"{version}"'})
