"""The socket: loopback only, for as long as somebody wants it."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from teg_tui.errors import TegError
from teg_tui.simulator.account import Account
from teg_tui.simulator.app import build_app
from teg_tui.simulator.books import Books
from teg_tui.simulator.faults import FaultBoard
from teg_tui.simulator.limits import Limits
from teg_tui.simulator.store import Store
from teg_tui.simulator.timekeeper import Timekeeper, system_now
from teg_tui.simulator.tokens import AS_TOLD, Truth


def open_account(
    folder: Path,
    *,
    pace: float = 2.0,
    list_delay: float = 0.0,
    faults: Sequence[str] = (),
    now: Callable[[], datetime] = system_now,
    requests_a_minute: int = 4000,
    counts_a_minute: int = 4000,
    truth: Truth = AS_TOLD,
    lies: float = 0.0,
) -> Account:
    """The account that lies in a folder, made where there is none."""
    store, board = Store(folder), FaultBoard()
    board.arm_all(faults)
    clock = Timekeeper(now, store.clock_offset, store.clock_skew)
    limits, counts = Limits(requests_a_minute), Limits(counts_a_minute)
    account = Account(
        store, clock, board, Books(store, truth), pace, list_delay, limits, counts, truth
    )
    account.lie(lies)
    return account


def serve(
    *,
    host: str,
    port: int,
    state: Path | None,
    pace: float,
    list_delay: float,
    faults: Sequence[str],
    lies: float,
    exit_with_stdin: bool,
) -> None:
    """Serve until interrupted; see `teg_tui.simulator.serve`."""
    listener = _listen(host, port)
    with _folder(state) as folder:
        account = open_account(folder, pace=pace, list_delay=list_delay, faults=faults, lies=lies)
        server = Server(build_app(account), announce=lambda: _say(_url(listener)))
        if exit_with_stdin:
            threading.Thread(target=_stop_with_stdin, args=(server,), daemon=True).start()
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return


@dataclass(frozen=True)
class Running:
    """A simulator in a thread of this process."""

    url: str
    account: Account


@contextmanager
def running(
    state: Path | None = None,
    *,
    pace: float = 0.0,
    list_delay: float = 0.0,
    faults: Sequence[str] = (),
    now: Callable[[], datetime] = system_now,
    requests_a_minute: int = 4000,
    counts_a_minute: int = 4000,
    truth: Truth = AS_TOLD,
    lies: float = 0.0,
    wrap: Callable[[Any, Account], Any] = lambda app, _account: app,
) -> Iterator[Running]:
    """A simulator on a free port while the block lasts; `wrap` puts ASGI middleware before it."""
    listener = _listen("127.0.0.1", 0)
    ready = threading.Event()
    with _folder(state) as folder:
        account = open_account(
            folder,
            pace=pace,
            list_delay=list_delay,
            faults=faults,
            now=now,
            requests_a_minute=requests_a_minute,
            counts_a_minute=counts_a_minute,
            truth=truth,
            lies=lies,
        )
        server = Server(wrap(build_app(account), account), announce=ready.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        ready.wait()
        try:
            yield Running(_url(listener), account)
        finally:
            server.should_exit = True
            thread.join()


class Server(uvicorn.Server):
    """uvicorn, telling when it answers."""

    def __init__(self, app: Any, announce: Callable[[], object]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=DroppableConnection,
                ws="none",
                lifespan="off",
                log_level="warning",
                access_log=False,
                date_header=False,  # ours may be wrong on purpose
                timeout_graceful_shutdown=1,
            )
        )
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        self._announce()


class DroppableConnection(H11Protocol):
    """A connection that an endpoint can break: `request.state.drop_connection()`."""

    def connection_made(  # type: ignore[override]  # narrower than asyncio's, as in uvicorn
        self, transport: asyncio.Transport
    ) -> None:
        """Let this connection's calls know how to break it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "drop_connection": transport.abort}


def _listen(host: str, port: int) -> socket.socket:
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise TegError(
            f"The simulator listens on this computer only, not on {host}",
            way_out="Use 127.0.0.1",
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # Two may bind one port, but only one may listen on it: the other learns it here.
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        raise TegError(
            f"The simulator can't listen on {host}, port {port}: {error}",
            way_out="Choose another port; 0 takes a free one",
        ) from error
    return listener


def _url(listener: socket.socket) -> str:
    host, port, *_ = listener.getsockname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def _folder(state: Path | None) -> Iterator[Path]:
    if state is not None:
        yield state
        return
    with tempfile.TemporaryDirectory(prefix="teg-simulator-") as temporary:
        yield Path(temporary)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _stop_with_stdin(server: uvicorn.Server) -> None:
    """Ask the server to stop when standard input closes, as it does when a parent dies."""
    while os.read(0, 4096):
        pass
    server.should_exit = True
