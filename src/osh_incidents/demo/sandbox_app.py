"""The application of the sandbox: marked in every answer, and with a way back to its beginning."""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Response

from osh_incidents.adapters.tokens import Claims
from osh_incidents.api import problems
from osh_incidents.api.app import Context, create_app
from osh_incidents.api.dependencies import claims
from osh_incidents.api.edge.options import Edge
from osh_incidents.demo.sandbox_copies import Copies
from osh_incidents.domain.errors import NotAuthenticated

ENVIRONMENT = {"OSH-Environment": "sandbox"}


def sandbox_app(context: Context, copies: Copies) -> FastAPI:
    """Return the application over *context*, which can be put back to how it began."""
    app = create_app(context, Edge(secure=False, docs=True, marks=ENVIRONMENT))
    app.title = f"{app.title} SANDBOX"
    app.include_router(_router(context, copies))
    return app


def _router(context: Context, copies: Copies) -> APIRouter:
    router = APIRouter(prefix="/api/v1/sandbox", tags=["sandbox"])

    @router.post(
        "/reset",
        operation_id="reset_sandbox",
        summary="Trở về ban đầu / Put everything back",
        status_code=204,
        responses=problems.responses(NotAuthenticated),
    )
    def reset_sandbox(_claims: Annotated[Claims, Depends(claims)]) -> Response:
        """Put every record back to how the sandbox began; any account may; tokens stay valid."""
        context.database.dispose()
        copies.put_back()
        context.database.dispose()
        return Response(status_code=204)

    return router
