"""Whether the caller has already what is asked for (RFC 9110)."""

from fastapi import Request


def is_known(request: Request, etag: str) -> bool:
    """Whether `If-None-Match` names *etag*, compared weakly, or whatever there is."""
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    weak = {one.removeprefix("W/") for one in known}
    return known == ["*"] or etag.removeprefix("W/") in weak
