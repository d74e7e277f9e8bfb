"""Calls a person who is not at the screen: on the phone, by mail, in a chat, through apprise.

The addresses hold secrets (tokens, passwords) in any of their parts, so nothing of them is ever
shown or logged but the name of the service, and what apprise itself says is kept off every log.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import Any

from teg_tui.config import Calls
from teg_tui.errors import TegError
from teg_tui.outside_text import one_line
from teg_tui.service.context import Context

ENVIRONMENT = "TEG_NOTIFY_URLS"
"""Addresses beside those in `teg.toml`, which is committed: separated by spaces."""
PATIENCE = 15.0
"""Seconds for all channels together; then the night goes on."""
_TROUBLE = "trouble with calls"
_NOT_TAKEN = "not taken: nobody answers there, or the address is wrong"


class CallError(TegError):
    """Nobody can be called at all."""


@dataclass(frozen=True)
class Delivery:
    """What became of a message in one channel."""

    channel: str
    """Its number in the order of the addresses, and the service: "channel 2 (Telegram)"."""
    problem: str
    """Why it was not taken, in words; empty where it was."""


def addresses(config: Calls, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Every address a person is called at: those of `teg.toml`, then those of the environment."""
    return (*config.urls, *environ.get(ENVIRONMENT, "").split())


def names(urls: Sequence[str]) -> tuple[str, ...]:
    """What may be shown of addresses: "channel 1 (JSON)". Raises CallError without apprise."""
    return tuple(name for name, _ in _channels(urls))


def deliver(
    urls: Sequence[str], title: str, text: str, patience: float = PATIENCE
) -> tuple[Delivery, ...]:
    """Send a message through every channel at once; blocks until all have answered or time is up.

    Raises CallError where apprise is not installed.
    """
    begun = [(name, _begin(channel, title, text)) for name, channel in _channels(urls)]
    wait([answer for _, answer in begun], timeout=patience)
    late = f"no answer in {patience:g} s"
    return tuple(
        Delivery(name, answer.result() if answer.done() else late) for name, answer in begun
    )


def _channels(urls: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Each address's name and its channel; None where apprise knows no such address."""
    try:
        import apprise
    except ImportError:
        raise CallError(
            "addresses to call are set, but the package apprise is not installed",
            way_out="pip install 'teg-tui[notify]'",
        ) from None
    _mute()
    asset = apprise.AppriseAsset(app_id="teg-tui", app_desc="teg-tui", async_mode=False)
    for number, url in enumerate(urls, 1):
        channel = apprise.Apprise(asset=asset)
        if channel.add(url):
            yield f"channel {number} ({one_line(str(channel[0].service_name))})", channel
        else:
            yield f"channel {number}", None


def _begin(channel: Any, title: str, text: str) -> Future[str]:
    """Send in a thread that nobody has to wait for, at the program's end neither."""
    answer: Future[str] = Future()
    if channel is None:
        answer.set_result("apprise knows no such address")
        return answer

    def send() -> None:
        try:
            taken = channel.notify(body=text, title=title, body_format="text")
            answer.set_result("" if taken else _NOT_TAKEN)
        except Exception as error:  # whatever a service's plugin trips over
            answer.set_result(f"apprise failed ({type(error).__name__})")

    threading.Thread(target=send, name="call", daemon=True).start()
    return answer


def _mute() -> None:
    """Keep apprise's own words from the screen and from every log, for good."""
    logger = logging.getLogger("apprise")
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


async def call(context: Context) -> None:
    """Tell whoever is to be called what has happened; only the lock's holder may do so.

    Each call is taken from the ledger before it is made, so that it is made once at the most. A
    failure is said once, and stops nothing.
    """
    due = context.notices.take_calls()
    urls = addresses(context.workspace.config.notify)
    if not due or not urls:
        return
    text = "\n".join(one_line(notice.text) for notice in due)
    title = f"teg-tui: {one_line(context.root.name)}"
    try:
        found = await asyncio.to_thread(deliver, urls, title, text)
        problems = [f"{one.channel}: {one.problem}" for one in found if one.problem]
    except CallError as error:
        problems = [str(error)]
    words = "; ".join(problems)
    if words and words != context.ledger.meta(_TROUBLE):
        context.tell("warning", f"Nobody could be called: {words}")
    context.ledger.set_meta(_TROUBLE, words)
