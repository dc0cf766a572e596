"""Requests as bytes, made before anything is measured."""

import json
from uuid import uuid4

from bench.sending import Body


def get(path: str, token: str, tag: str = "") -> bytes:
    """Return the request of *path*, naming the entity *tag* that is known already."""
    known = f"If-None-Match: {tag}\r\n" if tag else ""
    return f"GET {path} HTTP/1.1\r\n{_about(token)}{known}\r\n".encode()


def post(path: str, token: str, body: Body, *, key: str | None = None, if_match: str = "") -> bytes:
    """Return *body* posted to *path* under a *key* of its own, or the one that is given."""
    content = json.dumps(body, ensure_ascii=False).encode()
    version = f"If-Match: {if_match}\r\n" if if_match else ""
    head = (
        f"POST {path} HTTP/1.1\r\n{_about(token)}{version}"
        f"Idempotency-Key: {key or uuid4().hex}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def _about(token: str) -> str:
    authorised = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"Host: 127.0.0.1\r\nAccept: application/json\r\n{authorised}"
