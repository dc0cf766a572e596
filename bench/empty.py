"""The service with three endpoints more, which do nothing: the floor under every operation.

    python -m bench.empty PORT

As `osh-incidents serve` starts it, and with the same settings. `/bench/account` looks in a
transaction whether the account still stands, as every operation does; `/bench/token` checks the
token and opens none, and `/bench/nothing` does not even that.
"""

import sys
from typing import Annotated

from fastapi import Depends

from osh_incidents import serving
from osh_incidents.adapters import json_logs
from osh_incidents.adapters.tokens import Claims
from osh_incidents.api.app import create_app
from osh_incidents.api.dependencies import claims
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.settings import Settings

ACCOUNT, TOKEN, NOTHING = "/bench/account", "/bench/token", "/bench/nothing"


def nothing() -> dict[str, str]:
    """Answer that there is nothing."""
    return {}


def looked_up(_: Annotated[Actor, holding(Permission.INDICATORS_READ)]) -> dict[str, str]:
    """Answer the same to whoever may see figures."""
    return {}


def checked(_: Annotated[Claims, Depends(claims)]) -> dict[str, str]:
    """Answer the same to whoever has a token."""
    return {}


def main() -> None:
    """Serve until the process is told to end."""
    json_logs.to_stream()
    known = Settings()
    with serving.opened(known) as context:
        app = create_app(context, serving.edge_from(known, context))
        router = Router()
        router.get(ACCOUNT, operation_id="account")(looked_up)
        app.include_router(router)
        app.get(TOKEN)(checked)
        app.get(NOTHING)(nothing)
        serving.run(app, known, serving.listening("127.0.0.1", int(sys.argv[1])))


if __name__ == "__main__":
    main()
