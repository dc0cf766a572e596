"""Whether the service lives and can work."""

from osh_incidents.api import problems
from osh_incidents.api.dependencies import Made
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas.base import Out
from osh_incidents.domain.errors import Unavailable
from osh_incidents.persistence.unit_of_work import transaction

router = Router(tags=["health"])


class HealthOut(Out):
    """How the service stands."""

    status: str


@router.get(
    "/healthz", operation_id="get_health", summary="Tiến trình còn chạy / The process lives"
)
def get_health() -> HealthOut:
    """Answer as long as the process lives."""
    return HealthOut(status="ok")


@router.get(
    "/readyz",
    operation_id="get_readiness",
    summary="Dịch vụ sẵn sàng / The service can work",
    responses=problems.responses(Unavailable),
)
def get_readiness(made: Made) -> HealthOut:
    """Answer when the database of every authority can be read and has the newest schema."""
    for authority in made.database.authorities:
        with transaction(made.database, authority, made.sealer, readonly=True) as uow:
            uow.workforce.known_at((), made.clock())
    if not made.is_current():
        raise Unavailable
    return HealthOut(status="ready")
