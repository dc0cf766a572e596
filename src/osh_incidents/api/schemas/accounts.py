"""Organisations, accounts and how accounts are known, as taken in and published."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.types import AreaCode, Day, Line, Moment, Name, TaxCode
from osh_incidents.domain.account_acts import AccountAct
from osh_incidents.domain.authority import Role

ClientId = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)
]
ZoneCode = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)
]
HttpUrl = Annotated[
    str, StringConstraints(strict=True, pattern=r"^https?://[!-~]+$", max_length=300)
]


class CompetenceIn(In):
    """An area, from *since* until before *until*."""

    area_code: AreaCode
    since: Day
    until: Day | None = None


class OrganisationIn(In):
    """An organisation to be entered."""

    name: Line
    tax_code: TaxCode | None = None
    areas: list[CompetenceIn] = Field(default=[], max_length=500)
    zone_codes: list[ZoneCode] = Field(default=[], max_length=50)


class CompetenceSetIn(In):
    """All areas with their days, and all zones; what is not in it ends as if it never was."""

    areas: list[CompetenceIn] = Field(max_length=500)
    zone_codes: list[ZoneCode] = Field(default=[], max_length=50)


class CompetenceOut(Out):
    """An area, from *since* until before *until*."""

    area_code: str
    since: date
    until: date | None


class OrganisationOut(Out):
    """An organisation and where it is competent."""

    id: UUID
    name: str
    tax_code: str | None
    areas: list[CompetenceOut]
    zone_codes: list[str]
    created_at: Moment


class OrganisationPageOut(Out):
    """A page of organisations; *next* is the address of the following one."""

    items: list[OrganisationOut]
    next: str | None


class AccountIn(In):
    """An account to be opened; its role is for good."""

    organisation_id: UUID
    role: Role
    client_id: ClientId


class AccountOut(Out):
    """An account."""

    id: UUID
    organisation_id: UUID
    role: Role
    client_id: str
    created_at: Moment
    disabled_at: Moment | None


class AccountPageOut(Out):
    """A page of accounts; *next* is the address of the following one."""

    items: list[AccountOut]
    next: str | None


class _LifeOut(Out):
    id: UUID
    created_at: Moment
    expires_at: Moment
    revoked_at: Moment | None
    last_used_on: date | None


class SecretOut(_LifeOut):
    """A secret, without itself; it begins with *hint*."""

    hint: str


class KeyOut(_LifeOut):
    """A public key of an account."""

    kid: str
    jwk: dict[str, Any]


class IdentityOut(Out):
    """What an outside issuer calls an account."""

    id: UUID
    issuer: str
    subject: str
    created_at: Moment


class AccountDetailOut(AccountOut):
    """An account with all by which it is or was known."""

    secrets: list[SecretOut]
    keys: list[KeyOut]
    identities: list[IdentityOut]


class SecretIn(In):
    """Until when the new secret is valid: a year if not said, two at most."""

    expires_at: Moment | None = None


class NewSecretOut(SecretOut):
    """A new secret; *client_secret* is shown this once."""

    client_secret: str


class KeyIn(In):
    """A public key as JWK (ES256 or RS256), and until when it is valid: a year if not said."""

    jwk: dict[str, Any] = Field(max_length=12)
    expires_at: Moment | None = None


class IdentityIn(In):
    """What an outside issuer, which has to be configured, calls the account."""

    issuer: HttpUrl
    subject: Name


class ActOut(Out):
    """What was done to an organisation or account, by whom; null if on the machine itself."""

    id: UUID
    at: Moment
    by_account_id: UUID | None
    act: AccountAct
    label_vi: str
    label_en: str
    organisation_id: UUID
    account_id: UUID | None
    data: dict[str, Any]


class ActPageOut(Out):
    """A page of the log of accounts; *next* is the address of the following one."""

    items: list[ActOut]
    next: str | None
