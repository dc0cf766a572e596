"""Accounts and the organisations they act for, in the common schema."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor
from osh_incidents.persistence.tables.common import AccountRow, AuthorityRow


class Accounts:
    """The accounts of every authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def by_client_id(self, client_id: str) -> AccountRow | None:
        """Return the account of an OAuth 2.0 client id."""
        return self._session.scalars(
            select(AccountRow).where(AccountRow.client_id == client_id)
        ).one_or_none()

    def actor(self, account_id: UUID, today: date) -> Actor | None:
        """Return who acts by *account_id*, competent as of *today*; None if gone or disabled."""
        account = self._session.get(AccountRow, account_id)
        if account is None or account.disabled_at is not None:
            return None
        return actor_of(account, today)

    def authority(self, code: str) -> AuthorityRow:
        """Return the authority of *code*, which must exist."""
        return self._session.get_one(AuthorityRow, code)


def actor_of(account: AccountRow, today: date) -> Actor:
    """Return the actor that *account* is on *today*."""
    organisation = account.organisation
    return Actor(
        account_id=account.id,
        organisation_id=organisation.id,
        role=account.role,
        authority=organisation.authority_code,
        tax_code=organisation.tax_code,
        area_codes=frozenset(
            area.area_code
            for area in organisation.areas
            if area.since <= today and (area.until is None or today < area.until)
        ),
        zone_codes=frozenset(organisation.zone_codes),
    )
