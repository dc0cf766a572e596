"""Reference metadata as it is published."""

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.texts import TextOut, text
from osh_incidents.domain import reference_metadata
from osh_incidents.domain.indicators.model import Indicator


class ConceptOut(Out):
    """One heading of the structure, and what it says of the figure."""

    number: str
    code: str
    title: TextOut
    text: TextOut


class MetadataOut(Out):
    """What a reader must know of a figure, in the order of the European structure (ESMS 2.0)."""

    indicator: str
    definition_version: str
    title: TextOut
    structure: str
    concepts: list[ConceptOut]


def metadata(indicator: Indicator) -> MetadataOut:
    """Return what a reader must know of *indicator*."""
    return MetadataOut(
        indicator=indicator.name,
        definition_version=indicator.version,
        title=text(indicator.title),
        structure="ESMS 2.0",
        concepts=[
            ConceptOut(number=one.number, code=one.code, title=text(one.title), text=text(one.says))
            for one in reference_metadata.concepts(indicator)
        ],
    )
