"""Which account an outside identity acts as."""

from osh_incidents.adapters.oidc import Identity
from osh_incidents.adapters.tokens import Claims
from osh_incidents.domain.authority import GRANTS
from osh_incidents.domain.errors import NotAuthenticated
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.unit_of_work import transaction


def claims_of(database: Database, sealer: Sealer, identity: Identity) -> Claims:
    """Return what a token of ours would say for the account of *identity*.

    Raises:
        NotAuthenticated: no account is called so.
    """
    with transaction(database, None, sealer, readonly=True) as uow:
        account = uow.accounts.by_identity(identity.issuer, identity.subject)
    if account is None:
        raise NotAuthenticated
    scope = frozenset(permission.value for permission in GRANTS[account.role].permissions)
    authority = account.organisation.authority_code
    return Claims(account.id, authority, identity.expires_at, scope)
