"""Something that takes messages over HTTP, as a phone's service does."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "t0p-s3cret-t0ken"


class Phone:
    """One that listens."""

    def __init__(self, port: int) -> None:
        self.address = f"json://keeper:{SECRET}@127.0.0.1:{port}/{SECRET}"
        self.status = 200
        self.heard: list[dict[str, Any]] = []


@contextmanager
def listening() -> Iterator[Phone]:
    """A phone that is switched on while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            phone.heard.append(json.loads(body))
            self.send_response(phone.status)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's)
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    phone = Phone(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield phone
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
