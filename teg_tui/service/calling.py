"""Calls a person who is not at the screen: on the phone, by mail, in a chat, through apprise.

The addresses hold secrets (tokens, passwords) in any of their parts, so nothing of them is ever
shown or logged but the name of the service; what apprise itself logs is kept off the log for that
reason, but for the number of an HTTP error.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
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
_HTTP_ERROR = re.compile(r"error=(\d{3})\b")


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


def deliver(
    urls: Sequence[str], title: str, text: str, patience: float = PATIENCE
) -> tuple[Delivery, ...]:
    """Send a message through every channel at once; blocks until all have answered or time is up.

    Raises CallError where apprise is not installed.
    """
    try:
        import apprise
    except ImportError:
        raise CallError(
            "addresses to call are set, but the package apprise is not installed",
            way_out="pip install 'teg-tui[notify]'",
        ) from None
    asset = apprise.AppriseAsset(app_id="teg-tui", app_desc="teg-tui", async_mode=False)
    answers: list[Future[str]] = []
    names = []
    _mute()
    for number, url in enumerate(urls, 1):
        channel = apprise.Apprise(asset=asset)
        known = bool(channel.add(url))
        name = f" ({one_line(str(channel[0].service_name))})" if known else ""
        names.append(f"channel {number}{name}")
        answers.append(_begin(channel, title, text) if known else _never())
    wait(answers, timeout=patience)
    return tuple(
        Delivery(name, answer.result() if answer.done() else f"no answer in {patience:.0f} s")
        for name, answer in zip(names, answers, strict=True)
    )


def _never() -> Future[str]:
    answer: Future[str] = Future()
    answer.set_result("apprise knows no such address")
    return answer


def _begin(channel: Any, title: str, text: str) -> Future[str]:
    """Send in a thread that nobody has to wait for, at the program's end neither."""
    answer: Future[str] = Future()

    def send() -> None:
        try:
            with _warnings() as said:
                taken = channel.notify(body=text, title=title, body_format="text")
            answer.set_result("" if taken else _refusal(said))
        except Exception as error:  # whatever a service's plugin trips over
            answer.set_result(f"apprise failed ({type(error).__name__})")

    threading.Thread(target=send, name="call", daemon=True).start()
    return answer


def _refusal(said: Sequence[str]) -> str:
    """The number of the HTTP error, if there was one; the rest may hold parts of the address."""
    codes = [found[1] for words in said if (found := _HTTP_ERROR.search(words))]
    if codes:
        return f"refused (HTTP {codes[-1]})"
    return "not taken: nobody answers there, or the address is wrong"


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What apprise says in this thread while the block lasts."""
    said: list[str] = []
    here = threading.get_ident()

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == here:
                said.append(record.getMessage())

    collector = Collector(logging.WARNING)
    logging.getLogger("apprise").addHandler(collector)
    try:
        yield said
    finally:
        logging.getLogger("apprise").removeHandler(collector)


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
