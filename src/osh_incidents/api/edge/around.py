"""The order in which a request passes the edge."""

from starlette.types import ASGIApp

from osh_incidents.api.edge.addresses import Addresses
from osh_incidents.api.edge.bodies import Bodies
from osh_incidents.api.edge.compression import Compression
from osh_incidents.api.edge.deadlines import Deadlines
from osh_incidents.api.edge.heads import Heads
from osh_incidents.api.edge.observing import Observing
from osh_incidents.api.edge.options import Edge
from osh_incidents.api.edge.request_ids import RequestIds
from osh_incidents.api.edge.security_headers import SecurityHeaders


def around(app: ASGIApp, edge: Edge) -> ASGIApp:
    """Return *app* behind the edge: what is cheap to refuse is refused first."""
    app = Compression(app)
    app = Bodies(app, edge.largest_body, edge.body_seconds, edge.largest_import)
    app = Addresses(app, edge.quotas)
    app = Heads(app)
    app = Deadlines(app, edge.answer_seconds)
    app = SecurityHeaders(app, edge.marks, secure=edge.secure)
    app = Observing(app, edge.observers)
    return RequestIds(app)
