"""Commune-level units as they are published: through time, with who is competent."""

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.because import BecauseOut, because
from osh_incidents.domain.territory import Boundary, Competence, Competent, Place, Relative
from osh_incidents.services.reference import Described


class PlaceOut(Out):
    """A unit by its code, which may have meant another unit on another day."""

    code: str
    name: str
    district: str | None = Field(description="null since 1/7/2025: there are no districts")
    province: str


class AreaSummaryOut(PlaceOut):
    """A unit as it stands in a list."""

    boundaries: list[Boundary]


class CompetentOut(Out):
    """A body that is competent for the unit on that day, and by which rule."""

    body: str
    name_vi: str
    name_en: str
    because: BecauseOut

    @classmethod
    def of(cls, found: Competent) -> "CompetentOut":
        """Return *found* as it is published."""
        return cls(
            body=found.body,
            name_vi=found.name.vi,
            name_en=found.name.en,
            because=because(found.because),
        )


class RelativeOut(PlaceOut):
    """A unit before or after a change."""

    whole: bool = Field(description="whether all of the earlier unit went over, or a part")
    is_default: bool = Field(description="whether the later unit answers for the earlier one")
    certain: bool = Field(
        description="false where the source does not tell units of one name apart"
    )


class AreaOut(AreaSummaryOut):
    """A unit on a day with who is competent, where it came from and what became of it."""

    on: date
    since: date
    until: date | None = Field(description="the first day on which it was no more")
    competent_bodies: list[CompetentOut]
    predecessors: list[RelativeOut]
    successors: list[RelativeOut]


class AreaPageOut(Out):
    """A page of units by code; `next` is the address of the next one."""

    items: list[AreaSummaryOut]
    next: str | None


def summary(place: Place, within: tuple[Boundary, ...]) -> AreaSummaryOut:
    """Return the unit as it stands in a list."""
    return AreaSummaryOut.model_validate({**_place(place), "boundaries": list(within)})


def whole(found: Described, on: date) -> AreaOut:
    """Return the unit with everything known of it."""
    here: Competence = found.competence
    return AreaOut.model_validate(
        {
            **_place(here.place),
            "boundaries": list(here.boundaries),
            "on": on,
            "since": here.place.since,
            "until": here.place.until,
            "competent_bodies": [
                CompetentOut.of(body) for body in (here.labour_department, here.police)
            ],
            "predecessors": _relatives(found.predecessors),
            "successors": _relatives(found.successors),
        }
    )


def _place(place: Place) -> dict[str, object]:
    return {
        "code": place.code,
        "name": place.name,
        "district": place.district,
        "province": place.province,
    }


def _relatives(found: Iterable[Relative]) -> list[RelativeOut]:
    return [
        RelativeOut.model_validate(
            {
                **_place(one.place),
                "whole": one.whole,
                "is_default": one.is_default,
                "certain": one.certain,
            }
        )
        for one in found
    ]
