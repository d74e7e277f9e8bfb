"""Exact counts of prompts, asked of the API a few at once, and never twice for the same prompt.

Whoever wants them calls `go_on` until all are there, waits as it is told, and may stop at any
moment: what has been counted is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from teg_tui.errors import TegError
from teg_tui.reports.key import ReportKey
from teg_tui.service.answers import GatewayError, TryLater
from teg_tui.service.context import NO_KEY, Context, log
from teg_tui.service.preparation import prompt
from teg_tui.service.views import Counts
from teg_tui.store.count_book import mark_of

_AT_ONCE = 4
_UNTOLD_WAIT = 5.0
"""Seconds to wait where the server says no number."""
_PATIENCE = 6
"""How often in a row it is waited without a single count before it is given up."""


class Counting:
    """Counts by the API's own counting, within its limits."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._hold_until: datetime | None = None
        self._refusals = 0

    async def go_on(self, keys: Sequence[ReportKey]) -> Counts:
        """Count a few more of these reports' prompts; how far it is then.

        Of a prompt that holds a text which is to be written first, even again, nobody knows.

        Raises:
            TegError: it can't be done, and why.
        """
        context = self._context
        if not context.endpoint.has_key:
            raise TegError(NO_KEY)
        planned, needs_of = frozenset(keys), context.material.needs_of
        certain = [key for key in keys if not planned.intersection(needs_of(key))]
        marks = {key: mark for key in certain if (mark := context.marks.mark(key))}
        wanted = [key for key, mark in marks.items() if context.counts.get(mark) is None]
        if wanted and not self._wait():
            await self._ask(wanted[:_AT_ONCE])
        counted = sum(context.counts.get(mark) is not None for mark in marks.values())
        return Counts(len(keys), len(marks), counted, self._wait())

    def _wait(self) -> float:
        """Seconds until the API may be asked again."""
        if self._hold_until is None:
            return 0.0
        return max(0.0, (self._hold_until - self._context.now()).total_seconds())

    async def _ask(self, keys: Sequence[ReportKey]) -> None:
        answers = await asyncio.gather(*map(self._count, keys), return_exceptions=True)
        refusals = [answer for answer in answers if isinstance(answer, BaseException)]
        self._refusals = self._refusals + 1 if len(refusals) == len(keys) else 0
        for refusal in refusals:
            if not isinstance(refusal, GatewayError):
                raise refusal
            self._take(refusal)

    async def _count(self, key: ReportKey) -> None:
        params, recipe = prompt(self._context, key)
        counted = await self._context.gateway.count_tokens(params)
        self._context.counts.add(mark_of(key, recipe), counted)

    def _take(self, refusal: GatewayError) -> None:
        """Wait as told, or give up."""
        context = self._context
        log.info("tokens were not counted: %s", refusal.reason)
        if not isinstance(refusal, TryLater) or refusal.away or self._refusals > _PATIENCE:
            self._refusals = 0
            raise TegError(f"tokens can't be counted now: {context.complaint(refusal)}")
        seconds = _UNTOLD_WAIT if refusal.retry_after is None else refusal.retry_after
        until = context.now() + timedelta(seconds=seconds)
        self._hold_until = max(self._hold_until or until, until)
