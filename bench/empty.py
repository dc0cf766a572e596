"""The service with two endpoints more, which do nothing: the floor under every operation.

    python -m bench.empty PORT

As `osh-incidents serve` starts it, and with the same settings. `/bench/token` checks the token
and opens no transaction, `/bench/nothing` does not even that.
"""

import sys
from typing import Annotated

from fastapi import Depends

from osh_incidents import serving
from osh_incidents.adapters import json_logs
from osh_incidents.adapters.tokens import Claims
from osh_incidents.api.app import create_app
from osh_incidents.api.dependencies import claims
from osh_incidents.settings import Settings

TOKEN, NOTHING = "/bench/token", "/bench/nothing"


def nothing() -> dict[str, str]:
    """Answer that there is nothing."""
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
        app.get(TOKEN)(checked)
        app.get(NOTHING)(nothing)
        serving.run(app, known, serving.listening("127.0.0.1", int(sys.argv[1])))


if __name__ == "__main__":
    main()
