"""Writing a published figure in each form."""

import json
from typing import Any

from osh_incidents.adapters import csv_tables, data_package, sdmx
from osh_incidents.api.formats.choosing import Format
from osh_incidents.api.formats.data_sets import data_set
from osh_incidents.api.schemas.metadata import metadata
from osh_incidents.domain.indicators.model import Indicator
from osh_incidents.services.indicators import Question
from osh_incidents.services.observations import units

FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The figure",
        "headers": {"ETag": {"schema": {"type": "string"}, "description": "of this very content"}},
        "content": {
            form.media_type: {"schema": {"type": "string"} if form is not Format.ZIP else {}}
            for form in Format
            if form is not Format.JSON
        },
    },
    304: {"description": "Still as the caller has it (`If-None-Match`)"},
}
"""The answers of an operation that returns a figure in every form."""


def written(form: Format, told: dict[str, Any], indicator: Indicator, question: Question) -> bytes:
    """Return the figure as it was *told* in *form*."""
    if form is Format.JSON:
        return as_json(told)
    data = data_set(told, question.where, units(indicator))
    match form:
        case Format.CSV:
            return csv_tables.table(data)
        case Format.SDMX_CSV:
            return sdmx.data(data)
        case Format.ZIP:
            return data_package.package(data, metadata(indicator).model_dump(mode="json"))


def as_json(content: dict[str, Any]) -> bytes:
    """Return *content* as JSON, the same bytes for the same content."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
