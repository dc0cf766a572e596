"""Settings of production, from the environment."""

import json
import os
from pathlib import Path

SECRET_KEY = os.environ["PEER_SECRET"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "peer.urls"
WSGI_APPLICATION = "peer.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "rest_framework",
    "rest_framework.authtoken",
    "incidents",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "timeout": 60,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
    },
}
_POSTGRES = {"ENGINE": "django.db.backends.postgresql"}
_TOLD = json.loads(os.environ["PEER_DATABASE"])
# Each thread keeps its connection, as a production does that counts them.
DATABASES = {
    "default": {**(_POSTGRES if "HOST" in _TOLD else _SQLITE), **_TOLD, "CONN_MAX_AGE": None}
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["incidents.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
}

FIELD_KEY = bytes.fromhex(os.environ["PEER_FIELD_KEY"])
CODES = json.loads(Path(os.environ["PEER_CODES"]).read_text(encoding="utf-8"))
"""Code lists of the law: causes, severe injuries, sections of lines of business."""

# The tables are made at once, as the models are.
MIGRATION_MODULES = dict.fromkeys(("auth", "contenttypes", "authtoken", "incidents"))
