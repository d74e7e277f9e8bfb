"""Texts as they are being written in real time, for whoever watches.

A listener is told the newest state of each text, never every piece: who listens slowly misses
words for a moment, not for good.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from teg_tui.costs import prices, tokens
from teg_tui.reports.key import ReportKey
from teg_tui.service import results
from teg_tui.service.context import Context
from teg_tui.service.views import Writing


@dataclass(eq=False)
class Page:
    """One report's text."""

    run: int
    key: ReportKey
    model: str
    input_tokens: int
    """Estimated."""
    turned: Callable[[Page], None]
    """Told of every change."""
    pieces: list[str] = field(default_factory=list)
    over: bool = False

    def add(self, piece: str) -> None:
        """More of it has come."""
        self.pieces.append(piece)
        self.turned(self)

    def close(self) -> None:
        """No more will come."""
        self.over = True
        self.turned(self)

    @property
    def output_tokens(self) -> int:
        """So far, roughly."""
        return tokens.prose(self.model, sum(map(len, self.pieces)))


class Listener:
    """What has changed since one watcher was told last."""

    def __init__(self, describe: Callable[[Page], Writing]) -> None:
        self._describe = describe
        self._changed: dict[ReportKey, Page] = {}
        self.news = asyncio.Event()
        """Set while there is something to take."""

    def turn(self, page: Page) -> None:
        """A page has changed."""
        self._changed[page.key] = page
        self.news.set()

    def take(self) -> list[Writing]:
        """What has changed, as it is now."""
        pages, self._changed = self._changed, {}
        self.news.clear()
        return [self._describe(page) for page in pages.values()]


class Pages:
    """All texts being written in this process."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._open: list[Page] = []
        self._listeners: list[Listener] = []

    def open(self, run: int, key: ReportKey, model: str, input_tokens: int) -> Page:
        """A report is being written from now on."""
        page = Page(run, key, model, input_tokens, self._turn)
        self._open.append(page)
        return page

    def listen(self) -> Listener:
        """Begin to be told."""
        listener = Listener(self._describe)
        self._listeners.append(listener)
        for page in self._open:
            listener.turn(page)
        return listener

    def forget(self, listener: Listener) -> None:
        """Be told no more."""
        self._listeners.remove(listener)

    def _turn(self, page: Page) -> None:
        if page.over:
            self._open.remove(page)
        for listener in self._listeners:
            listener.turn(page)

    def _describe(self, page: Page) -> Writing:
        return Writing(
            run=page.run,
            key=page.key,
            text=self._text(page),
            output_tokens=page.output_tokens,
            cost_usd=self._cost(page),
            over=page.over,
        )

    def _text(self, page: Page) -> str:
        """As it will be filed, as far as it has come; as it came where its scores are gone."""
        text = results.shown("".join(page.pieces))
        if not text:
            return ""
        try:
            return self._context.material.fill(text, page.key, whole=page.over).text
        except KeyError:
            return text

    def _cost(self, page: Page) -> Decimal | None:
        """What the run has cost, and what of it is under way as far as it has come."""
        total = self._context.batches.cost_of(page.run)
        now = self._context.now()
        for one in self._open:
            if one.run == page.run:
                cost = prices.cost(one.model, one.input_tokens, one.output_tokens, now, batch=False)
                if cost is None:
                    return None
                total += cost
        return total
