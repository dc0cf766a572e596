"""Encryption in the column as the service does it: AES-256-GCM, bound to its place."""

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_CIPHER = AESGCM(settings.FIELD_KEY)


def seal(plain, place):
    """Return *plain* encrypted for *place*."""
    nonce = os.urandom(12)
    return nonce + _CIPHER.encrypt(nonce, plain, place.encode())


def unseal(sealed, place):
    """Return what was sealed for *place*."""
    return _CIPHER.decrypt(bytes(sealed[:12]), bytes(sealed[12:]), place.encode())


def blind(value):
    """Return by what equal values are found."""
    return hmac.new(settings.FIELD_KEY, value.encode(), hashlib.sha256).digest()
