"""Signatures by which a receiver knows our messages (Standard Webhooks)."""

import base64
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from standardwebhooks import Webhook

_PREFIX = "whsec_"
_BYTES = 32


def new_webhook_secret() -> str:
    """Return a new secret of 256 bits, in the form that receivers' libraries take."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def headers_of(message_id: str, at: datetime, body: str, by: Iterable[str]) -> Mapping[str, str]:
    """Return the headers of a message signed *at* a moment by each secret of *by*."""
    # The library takes any moment for one in UTC, and cuts the signed second off.
    moment = at.astimezone(UTC)
    signatures = (Webhook(secret).sign(message_id, moment, body) for secret in by)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
