"""Configuration, from the environment alone."""

import os
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Self

from limits import parse
from pydantic import AfterValidator, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _rate(value: str) -> str:
    if value and parse(value).amount < 1:
        raise ValueError("a rate of nothing would refuse everybody")
    return value


Rate = Annotated[str, AfterValidator(_rate)]
"""As `600/minute` or `10/second`; empty for no limit."""

_FOR_TESTS = {"OSH_TEST_POSTGRES_URL"}


class Settings(BaseSettings):
    """Read once; unknown names starting with `OSH_` are refused, values never shown in errors."""

    model_config = SettingsConfigDict(env_prefix="OSH_", frozen=True, hide_input_in_errors=True)

    database_url: str = Field(
        description="SQLAlchemy URL: postgresql+psycopg://… or sqlite:///path/common.db"
    )
    authorities: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("hp",), description="codes of the authorities served, separated by commas"
    )
    token_key_directory: Path | None = Field(
        default=None, description="directory of ES256 signing keys, as `keys rotate` makes them"
    )
    token_key_file: Path | None = Field(
        default=None, description="PEM file of ES256 keys: the first signs, others verify"
    )
    token_key_pem: SecretStr | None = Field(default=None, description="the same as text")
    field_key_directory: Path | None = Field(
        default=None, description="directory of keys of sealed columns, as `keys new` makes them"
    )
    field_key_file: Path | None = Field(
        default=None, description="file with such keys, one a line in hex: the first seals"
    )
    field_keys: SecretStr | None = Field(default=None, description="the same as text")
    outside_issuers_file: Path | None = Field(
        default=None, description="JSON file with the outside issuers whose tokens are accepted"
    )
    audit_key_file: Path | None = Field(
        default=None, description="PEM file of the Ed25519 key that signs the daily roots"
    )
    audit_key: SecretStr | None = Field(default=None, description="the same key itself, as PEM")
    issuer: str = Field(description="public address of this service, the issuer of its tokens")
    audience: str = "osh-incidents"
    docs: bool = Field(default=False, description="answer the contract as a page at /docs/")
    rate_account: Rate = Field(default="1200/minute", description="requests of one account")
    rate_address: Rate = Field(default="2400/minute", description="requests of one address")
    rate_token: Rate = Field(default="60/minute", description="token requests of one address")
    rate_storage: str = Field(
        default="memory://", description="where requests are counted; redis://… for all processes"
    )
    largest_import: int = Field(
        default=536_870_912, ge=1, description="bytes of the largest file that is taken in"
    )
    proxies: str = Field(
        default="", description="addresses whose X-Forwarded-For is believed, by commas"
    )
    notices_to_private_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        default=(),
        description="networks of our own that notices and webhooks may be sent to, by commas",
    )
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = Field(
        default=None, ge=1, le=65_535, description="where measures are answered; nowhere if unset"
    )

    @field_validator("authorities", "notices_to_private_networks", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split(",")) if isinstance(value, str) else value

    @field_validator("authorities")
    @classmethod
    def _plain_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        # The code becomes the name of a schema, so it may hold nothing that needs quoting.
        if not value or not all(
            code.isascii() and code.isalpha() and code.islower() for code in value
        ):
            raise ValueError("authority codes are lower-case letters a-z")
        return value

    @model_validator(mode="after")
    def _know_where_the_keys_are(self) -> Self:
        places = (self.token_key_directory, self.token_key_file, self.token_key_pem)
        if sum(place is not None for place in places) != 1:
            raise ValueError(
                "exactly one of OSH_TOKEN_KEY_DIRECTORY, OSH_TOKEN_KEY_FILE and OSH_TOKEN_KEY_PEM"
            )
        return self

    @model_validator(mode="after")
    def _know_every_name(self) -> Self:
        known = {f"OSH_{name}".upper() for name in type(self).model_fields} | _FOR_TESTS
        if unknown := {name for name in os.environ if name.startswith("OSH_")} - known:
            raise ValueError(f"unknown settings: {', '.join(sorted(unknown))}")
        return self
