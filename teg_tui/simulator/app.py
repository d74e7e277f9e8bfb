"""The ASGI application: paths to endpoints, errors to the API's own shape."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from teg_tui.simulator.account import Account
from teg_tui.simulator.control import Controls
from teg_tui.simulator.faults import ConnectionDropped
from teg_tui.simulator.gate import CONTROL, Gate, hang_up
from teg_tui.simulator.problems import ApiError, invalid, not_found
from teg_tui.simulator.routes import Endpoints


def build_app(account: Account) -> ASGIApp:
    """The whole server but its socket."""
    api, control = Endpoints(account), Controls(account)
    batches = "/v1/messages/batches"
    app = Starlette(
        routes=[
            Route("/v1/messages", api.create_message, methods=["POST"]),
            Route("/v1/messages/count_tokens", api.count_tokens, methods=["POST"]),
            Route(batches, api.create_batch, methods=["POST"]),
            Route(batches, api.list_batches, methods=["GET"]),
            Route(f"{batches}/{{id}}", api.retrieve_batch, methods=["GET"]),
            Route(f"{batches}/{{id}}", api.delete_batch, methods=["DELETE"]),
            Route(f"{batches}/{{id}}/cancel", api.cancel_batch, methods=["POST"]),
            Route(f"{batches}/{{id}}/results", api.batch_results, methods=["GET"]),
            Route("/v1/models", api.list_models, methods=["GET"]),
            Route("/v1/models/{id}", api.retrieve_model, methods=["GET"]),
            Route(f"{CONTROL}books", control.books, methods=["GET"]),
            Route(f"{CONTROL}faults", control.faults, methods=["GET", "POST", "DELETE"]),
            Route(f"{CONTROL}lies", control.lies, methods=["GET", "POST"]),
            Route(f"{CONTROL}clock", control.clock, methods=["GET", "POST"]),
        ],
        exception_handlers={
            ApiError: _api_error,
            HTTPException: _http_error,
            ConnectionDropped: _drop,
        },
    )
    return Gate(app, account.books.calls, account.faults, account.clock)


def _api_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, ApiError):
        raise error
    request_id = getattr(request.state, "request_id", "")
    return JSONResponse(error.body(request_id), error.status, error.headers)


def _http_error(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code != 404:
        return _api_error(request, invalid(f"{request.method} is not allowed here"))
    return _api_error(request, not_found("Not found"))


async def _drop(request: Request, _error: Exception) -> Response:
    await hang_up(request.scope, request.receive)
    return Response()
