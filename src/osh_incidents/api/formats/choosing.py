"""In which form an answer is asked for, and whether the caller has it already."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from importlib.metadata import version

from fastapi import Request, Response

from osh_incidents.adapters import data_package, sdmx
from osh_incidents.api.conditions import is_known


class Format(StrEnum):
    """A form of a figure, by the value of the parameter `format` and the end of the path."""

    JSON = "json"
    CSV = "csv"
    SDMX_CSV = "sdmx.csv"
    ZIP = "zip"

    @property
    def media_type(self) -> str:
        """Return the media type of an answer in this form."""
        return _TYPES[self]


VERSION = version("osh-incidents")
"""Of the code: another one may answer otherwise from the same records."""

_TYPES = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.SDMX_CSV: sdmx.MEDIA_TYPE,
    Format.ZIP: data_package.MEDIA_TYPE,
}
_ACCEPTED = {kind.split(";")[0]: form for form, kind in _TYPES.items()}
_SUFFIXES = {f".{form.value}": form for form in (Format.SDMX_CSV, Format.CSV, Format.ZIP)}


def parted(name: str) -> tuple[str, Format | None]:
    """Return *name* without the end that asks for a form, and that form."""
    for suffix, form in _SUFFIXES.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix), form
    return name, None


def chosen(request: Request, parameter: Format | None, suffix: Format | None) -> Format:
    """Return the form asked for: by parameter, by the end of the path, by `Accept`, else JSON."""
    return parameter or suffix or _by_accept(request.headers.get("accept", ""))


def _by_accept(accept: str) -> Format:
    wanted = []
    for place, part in enumerate(accept.lower().split(",")):
        kind, *parameters = (one.strip() for one in part.split(";"))
        if kind in _ACCEPTED:
            wanted.append((-_quality(parameters), place, _ACCEPTED[kind]))
    wanted = [one for one in wanted if one[0] < 0]
    return min(wanted)[2] if wanted else Format.JSON


def _quality(parameters: list[str]) -> float:
    for one in parameters:
        if one.startswith("q="):
            try:
                return float(one[2:])
            except ValueError:
                return 0
    return 1


def tag(request: Request, *parts: object) -> str:
    """Return the weak entity tag of what *request* asks for, given all that it depends on.

    It is weak, since an answer also tells at which moment it was computed.
    """
    told = repr((VERSION, request.url.path, request.url.query, *parts))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()}"'


def unchanged(request: Request, etag: str) -> Response | None:
    """Answer 304 if the caller names *etag* in `If-None-Match` (RFC 9110), else None."""
    if is_known(request, etag):
        return Response(status_code=304, headers=_caching(etag))
    return None


def answer(form: Format, content: bytes, name: str, etag: str) -> Response:
    """Answer a figure in *form*."""
    headers = {"Content-Type": form.media_type}
    if form is not Format.JSON:
        headers["Content-Disposition"] = f'attachment; filename="{name}.{form.value}"'
    return Response(content, headers={**_caching(etag), **headers})


def answered(request: Request, content: bytes, headers: Mapping[str, str]) -> Response:
    """Answer *content*, or 304 if the caller has it."""
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    return unchanged(request, etag) or Response(content, headers={**_caching(etag), **headers})


def _caching(etag: str) -> dict[str, str]:
    return {
        "ETag": etag,
        "Vary": "Accept, Authorization",
        "Cache-Control": "private, no-cache",
    }
