"""Figures as a Frictionless Data Package: one zip with the numbers, their schema and metadata."""

import hashlib
import io
import json
import zipfile
from typing import Any

from osh_incidents.adapters import csv_tables
from osh_incidents.domain.observation import DataSet

MEDIA_TYPE = "application/zip"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
"""Under which the numbers may be used again."""

_SOURCE = (
    "Hồ sơ vụ tai nạn lao động, bệnh nghề nghiệp và số lao động do cơ quan có thẩm quyền nhập / "
    "Case records of occupational accidents and diseases, and workforce numbers entered by the "
    "authority"
)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The only time in the archive, so that the same content is the same bytes."""


def package(data: DataSet, metadata: dict[str, Any]) -> bytes:
    """Return the archive of *data* with the reference *metadata* of its indicator."""
    table = csv_tables.table(data)
    files = {
        "datapackage.json": _json(_described(data, table)),
        "data.csv": table,
        "metadata.json": _json(metadata),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _described(data: DataSet, table: bytes) -> dict[str, Any]:
    fields = [
        {"name": name, "type": kind, "description": says}
        | ({"constraints": {"required": True}} if name in _REQUIRED else {})
        for name, kind, says in csv_tables.COLUMNS
    ]
    return {
        "profile": "tabular-data-package",
        "name": data.indicator,
        "title": f"{data.title.vi} / {data.title.en}",
        "version": data.version,
        "created": data.as_known_at,
        "licenses": [LICENCE],
        "sources": [{"title": _SOURCE}],
        "resources": [
            {
                "name": "data",
                "path": "data.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(table),
                "hash": f"sha256:{hashlib.sha256(table).hexdigest()}",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }


_REQUIRED = frozenset({"indicator", "period", "measure", "unit", "obs_status", "conf_status"})


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
