"""Whether the endpoint answers, takes our key, and has the same time as we.

Nothing that is asked costs anything. A name that nobody resolves can block a thread for longer
than anybody waits: it is left behind.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from teg_tui.errors import TegError
from teg_tui.service import endpoint as endpoints
from teg_tui.service.answers import DefiniteNo, GatewayError, complaint
from teg_tui.service.away import NOT_TRUSTED, why
from teg_tui.service.doctor.finding import Finding, Patient, Verdict, told
from teg_tui.service.endpoint import Endpoint
from teg_tui.service.explaining.explanation import CONSOLE
from teg_tui.service.gateway import Gateway

SECONDS = 8.0
"""For all that is asked, whatever hangs."""
_STEP_SECONDS = 4.0
_CLOCKS_DIFFER = timedelta(minutes=2)
_MANY = 120
"""Minutes, from which on hours say more."""


@dataclass(frozen=True)
class Heard:
    """What came back."""

    away: str = ""
    """Why nobody answered; empty where somebody did."""
    ahead: timedelta | None = None
    """By how much this computer's clock is ahead of theirs; None where they did not say."""
    refusal: str | None = None
    """Why the key was not taken; empty where it was, None where that is not known."""
    unwell: str = ""
    """What keeps those who answer from helping; empty for nothing."""


class Call:
    """A call that goes on while other things are looked at."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._heard = Heard(away=f"no answer within {SECONDS:.0f} seconds")
        self._endpoint = endpoint
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._ask, name="doctor", daemon=True)
        self._thread.start()

    def heard(self) -> Heard:
        """What came back, after a few seconds at the most."""
        self._ready.wait()
        self._thread.join(SECONDS)
        return self._heard

    def _ask(self) -> None:
        try:
            import anthropic  # noqa: F401 (loaded here: nobody waits for an answer meanwhile)
        finally:
            self._ready.set()
        heard = _greet(self._endpoint)
        if not heard.away and self._endpoint.has_key:
            heard = asyncio.run(_try_key(self._endpoint, heard))
        self._heard = heard


def find(patient: Patient) -> Endpoint | Finding:
    """The endpoint in use; what is wrong with it, where it is none."""
    try:
        return endpoints.find(patient.config.base_url)
    except TegError as error:
        return Finding("endpoint", Verdict.TROUBLE, *told(error))


def findings(patient: Patient, endpoint: Endpoint, heard: Heard) -> Iterator[Finding]:
    """What the call says of endpoint, key, connection and clock."""
    pretend = ": a simulator, its money is pretend" if endpoint.pretend else ""
    address = endpoint.base_url.partition("?")[0]  # whatever follows may be a secret
    yield Finding("endpoint", Verdict.FINE, f"{address}{pretend}")
    yield _key(endpoint, heard)
    yield _connection(patient, endpoint, heard)
    yield _clock(heard)


def _key(endpoint: Endpoint, heard: Heard) -> Finding:
    if endpoint.pretend:
        return Finding("key", Verdict.FINE, "none is needed, and none is sent")
    if not endpoint.has_key:
        way_out = "Set ANTHROPIC_API_KEY; without one everything works but writing"
        return Finding("key", Verdict.ADVICE, "there is no API key", way_out)
    if heard.refusal:
        way_out = f"See whether it is still good in the console ({CONSOLE}), or set another"
        return Finding("key", Verdict.ADVICE, heard.refusal, way_out)
    if heard.refusal is None:
        return Finding("key", Verdict.NOT_LOOKED_AT, "there is one, not tried")
    return Finding("key", Verdict.FINE, "there is one, and it is taken")


def _connection(patient: Patient, endpoint: Endpoint, heard: Heard) -> Finding:
    if heard.unwell:
        what = f"{endpoint.name} answers, and can't help just now: {heard.unwell}"
        return Finding("connection", Verdict.ADVICE, what, "Wait: what is under way goes on then")
    if not heard.away:
        return Finding("connection", Verdict.FINE, f"{endpoint.name} answers")
    if patient.config.demo:
        what = "the simulator of this demonstration is not running; who needs it starts it"
        return Finding("connection", Verdict.FINE, what)
    way_out = "See to network, proxy or name server; what is under way waits, and goes on by itself"
    if heard.away == NOT_TRUSTED:
        way_out = (
            "Ask who stands in between, such as a company's proxy: name its certificate in"
            " SSL_CERT_FILE, and start teg-tui anew"
        )
    if endpoint.pretend:
        way_out = "Start it (teg-tui simulator), or take base_url out of teg.toml"
    return Finding(
        "connection", Verdict.ADVICE, f"{endpoint.name} does not answer: {heard.away}", way_out
    )


def _clock(heard: Heard) -> Finding:
    if heard.ahead is None:
        return Finding("clock", Verdict.NOT_LOOKED_AT, "not compared: nobody told the time")
    seconds = round(abs(heard.ahead).total_seconds())
    if abs(heard.ahead) < _CLOCKS_DIFFER:
        return Finding("clock", Verdict.FINE, f"as the server's, to {max(seconds, 1)} s")
    minutes = round(seconds / 60)
    off = f"{minutes} minutes" if minutes < _MANY else f"{round(minutes / 60)} hours"
    where = "ahead" if heard.ahead > timedelta(0) else "behind"
    return Finding(
        "clock",
        Verdict.ADVICE,
        f"this computer's is {off} {where} of the server's",
        "Have it set by itself (NTP): times that are told are wrong by as much",
    )


def _greet(endpoint: Endpoint) -> Heard:
    """Ask without a key: any answer, a refusal too, says that somebody is there."""
    import httpx2

    proxies = not endpoint.pretend
    try:
        with httpx2.Client(
            timeout=_STEP_SECONDS, follow_redirects=False, trust_env=proxies
        ) as client:
            before = datetime.now(UTC)
            answer = client.get(f"{endpoint.base_url}/v1/models")
            here = before + (datetime.now(UTC) - before) / 2
    except Exception as error:
        return Heard(away=why(f"{type(error).__name__}: {error}"))
    try:
        there = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return Heard()
    return Heard(ahead=here - there.astimezone(UTC))


async def _try_key(endpoint: Endpoint, heard: Heard) -> Heard:
    """Ask for the newest batch, which costs nothing."""
    gateway = Gateway(endpoint)
    try:
        async with asyncio.timeout(_STEP_SECONDS):
            await gateway.newest()
    except DefiniteNo as refused:
        return replace(heard, refusal=complaint(endpoint, refused))
    except (GatewayError, TimeoutError) as error:
        return replace(heard, unwell=str(error) or "no answer in time")
    finally:
        await gateway.close()
    return replace(heard, refusal="")
