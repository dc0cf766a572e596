"""The log of what is done to organisations and accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from osh_incidents.domain.account_acts import AccountAct
from osh_incidents.domain.authority import Actor
from osh_incidents.persistence.base import touch
from osh_incidents.persistence.tables.common import AccountRow, OrganisationRow
from osh_incidents.persistence.tables.identity import AccountActRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

_BEGINNINGS = frozenset({AccountAct.ORGANISATION_ENTERED, AccountAct.ACCOUNT_OPENED})


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, and when; without an actor the operator does it on the machine itself."""

    actor: Actor | None
    now: datetime

    @property
    def account_id(self) -> UUID | None:
        """Return the account that acts."""
        return self.actor.account_id if self.actor else None


def record(
    uow: UnitOfWork, by: By, act: AccountAct, on: AccountRow | OrganisationRow, **data: Any
) -> None:
    """Add that *by* did *act* to an account or organisation; secrets are no part of *data*."""
    account = on if isinstance(on, AccountRow) else None
    organisation_id = on.organisation_id if isinstance(on, AccountRow) else on.id
    uow.add(
        AccountActRow(
            at=by.now,
            by_account_id=by.account_id,
            act=act,
            organisation_id=organisation_id,
            account_id=account.id if account else None,
            data=data,
        )
    )
    if act not in _BEGINNINGS:
        touch(on)
    uow.flush()
