"""PostgreSQL looks for what many are compared with by what its tables hold now."""

import pytest
from sqlalchemy import text

from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import declarations
from osh_incidents.services.declarations import Sent
from osh_incidents.services.moves import By
from tests.api.test_many_declarations import parsed, unlike
from tests.support.service import Service
from tests.support.world import BEGINNING, SEALER

PREPARED = 5
"""How often the driver sends a text before it has it prepared; the server keeps a plan after five
more."""


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
def test_no_plan_of_the_time_when_there_was_little_is_kept_for_many(service: Service) -> None:
    modes = set[object]()
    for batch in range(3 * PREPARED):
        with transaction(service.database, "hp", SEALER) as uow:
            actor = uow.accounts.actor(service.world["inspector"].account_id, BEGINNING.date())
            assert actor is not None
            by = By(actor, BEGINNING)
            many = [Sent(by, parsed(unlike(number))) for number in (2 * batch, 2 * batch + 1)]
            declarations.declare_all(uow, many)
            modes.add(uow.session.scalar(text("SHOW plan_cache_mode")))
    with transaction(service.database, "hp", SEALER) as uow:
        asked = text(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements "
            "WHERE statement LIKE '%name_folded%' AND statement LIKE '%UNION%'"
        )
        plans = uow.session.execute(asked).all()
        after = uow.session.scalar(text("SHOW plan_cache_mode"))

    assert (modes, after) == ({"force_custom_plan"}, "auto")
    assert [generic for generic, _ in plans] == [0]
    assert plans[0].custom_plans >= PREPARED
