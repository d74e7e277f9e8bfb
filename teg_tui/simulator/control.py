"""The simulator's own endpoints, for whoever drives it: the books, faults, lies, the clock."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from teg_tui.errors import TegError
from teg_tui.simulator.account import Account
from teg_tui.simulator.faults import FAULTS
from teg_tui.simulator.timekeeper import stamp


class Controls:
    """All of them, over one account."""

    def __init__(self, account: Account) -> None:
        self._account = account

    async def books(self, request: Request) -> Response:
        """`GET /_simulator/books`, with `?tokens=1` also what each batch used."""
        tokens = request.query_params.get("tokens") == "1"
        return JSONResponse(self._account.books.read(self._account.clock.now(), tokens=tokens))

    async def faults(self, request: Request) -> Response:
        """`GET` what there is, `POST {"name", "times"}` to arm one, `DELETE` to disarm all."""
        board = self._account.faults
        if request.method == "DELETE":
            board.clear()
        elif request.method == "POST":
            try:
                wanted = json.loads(await request.body())
                board.arm(str(wanted["name"]), int(wanted.get("times", 1)))
            except (ValueError, KeyError, TypeError, AttributeError):
                return _wrong('Say {"name": "…", "times": 1}')
            except TegError as error:
                return _wrong(str(error))
        known = {name: fault.about for name, fault in FAULTS.items()}
        return JSONResponse({"armed": board.armed, "struck": dict(board.struck), "known": known})

    async def lies(self, request: Request) -> Response:
        """`GET` the rate and every lie told so far, `POST {"rate": 0.3}` to lie from now on."""
        account = self._account
        if request.method == "POST":
            try:
                account.lie(float(json.loads(await request.body())["rate"]))
            except (ValueError, KeyError, TypeError):
                return _wrong('Say {"rate": 0.3}')
            except TegError as error:
                return _wrong(str(error))
        told = account.books.lies(account.clock.now())
        return JSONResponse({"rate": account.lies, "told": told})

    async def clock(self, request: Request) -> Response:
        """`GET` the time, `POST {"advance": SECONDS}` to drive it, `{"skew": SECONDS}` to lie."""
        account = self._account
        if request.method == "POST":
            try:
                [(what, seconds)] = json.loads(await request.body()).items()
                {"advance": account.advance, "skew": account.skew}[what](float(seconds))
            except (ValueError, KeyError, TypeError, AttributeError):
                return _wrong('Say {"advance": SECONDS} or {"skew": SECONDS}')
        now = account.clock.now()
        return JSONResponse({"now": stamp(now), "told": account.clock.told(now)})


def _wrong(message: str) -> JSONResponse:
    return JSONResponse({"error": message}, 400)
