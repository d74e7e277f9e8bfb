"""The door: who may in, an id and a date for every answer, and the calls counted."""

from __future__ import annotations

import itertools
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from teg_tui.simulator.faults import ConnectionDropped, Point
from teg_tui.simulator.ids import make_id
from teg_tui.simulator.params import VERSIONS
from teg_tui.simulator.problems import ApiError, invalid
from teg_tui.simulator.sending import gone

if TYPE_CHECKING:
    from collections import Counter

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from teg_tui.simulator.faults import FaultBoard
    from teg_tui.simulator.timekeeper import Timekeeper

CONTROL = "/_simulator/"
"""Paths of the simulator's own, which the API does not have."""


class Gate:
    """Wraps the endpoints: checks a call's headers, gives its answer `request-id` and `Date`."""

    def __init__(
        self, app: ASGIApp, calls: Counter[str], faults: FaultBoard, clock: Timekeeper
    ) -> None:
        self._app = app
        self._calls = calls
        self._faults = faults
        self._clock = clock
        self._numbers = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one call through, or answer it here."""
        if scope["type"] != "http" or scope["path"].startswith(CONTROL):
            await self._app(scope, receive, send)
            return
        self._calls[f"{scope['method']} {scope['path']}"] += 1
        request_id = make_id("req", id(self), next(self._numbers))
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["request-id"], headers["date"] = request_id, self._clock.date()
            await send(message)

        try:
            check_headers(Headers(scope=scope))
            self._faults.strike(Point.ANY_CALL)
        except ConnectionDropped:
            await hang_up(scope, receive)
            return
        except ApiError as error:
            refusal = JSONResponse(error.body(request_id), error.status)
            await refusal(scope, receive, send_with_id)
            return
        with suppress(ClientDisconnect):  # died in the middle of its call: nobody is left to tell
            await self._app(scope, receive, send_with_id)


async def hang_up(scope: Scope, receive: Receive) -> None:
    """Break the connection, and wait until it is: only then nothing more is said on it."""
    scope["state"]["drop_connection"]()
    await gone(receive)


def check_headers(headers: Headers) -> None:
    """Any key will do, but there must be one, and a version we know."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    bearer = token.strip() if scheme.lower() == "bearer" else ""
    if not bearer and not headers.get("x-api-key", "").strip():
        raise ApiError(401, "authentication_error", "Authorization: a key is required")
    version = headers.get("anthropic-version")
    if version is None:
        raise invalid("anthropic-version: header is required")
    if version not in VERSIONS:
        raise invalid(f'anthropic-version: "{version}" is not a valid version')
