"""Results that are not as the simulator would give them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


class Meddler:
    """ASGI middleware that rewrites the rows of results."""

    def __init__(self) -> None:
        self.rewrite: Callable[[list[bytes]], list[bytes]] = lambda rows: rows

    def wrap(self, app: Any, _account: Any) -> Any:
        async def meddled(scope: Any, receive: Any, send: Any) -> None:
            if not scope.get("path", "").endswith("/results"):
                await app(scope, receive, send)
                return
            start: dict[str, Any] = {}
            body = b""

            async def collect(message: Any) -> None:
                nonlocal body
                if message["type"] == "http.response.start":
                    start.update(message)
                else:
                    body += message.get("body", b"")

            await app(scope, receive, collect)
            if start["status"] == 200:
                rows = self.rewrite(body.splitlines(keepends=True))
                body = b"".join(rows)
                start["headers"] = [h for h in start["headers"] if h[0] != b"content-length"]
            await send(start)
            await send({"type": "http.response.body", "body": body})

        return meddled


def changed(row: bytes, **message: Any) -> bytes:
    plain = json.loads(row)
    plain["result"]["message"] |= message
    return json.dumps(plain).encode() + b"\n"


def failed(row: bytes, result: dict[str, Any]) -> bytes:
    return (
        json.dumps({"custom_id": json.loads(row)["custom_id"], "result": result}).encode() + b"\n"
    )
