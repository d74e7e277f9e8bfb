"""Exact counts, a few at a time: how long to wait between, and what to say of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from teg_tui.reports.plan import Selection
from teg_tui.screens.door import Door
from teg_tui.service.views import Counts
from teg_tui.widgets.figures import plural


async def count_all(door: Door, selection: Selection) -> AsyncGenerator[Counts, None]:
    """Count a selection's prompts, as far as they can be; how far it is after each few.

    May be stopped at any moment. Raises TegError where it can't go on, and why.
    """
    while True:
        counts = await door.count(selection)
        yield counts
        if counts.done:
            return
        await asyncio.sleep(counts.wait)


def words_of_counts(counts: Counts) -> str:
    """What came of it."""
    if not counts.reports:
        return "There is nothing to count: nothing would be written"
    said = f"{counts.counted} of {plural(counts.reports, 'prompt')} counted exactly"
    unwritten = counts.reports - counts.countable
    if not unwritten:
        return said
    return f"{said}; {unwritten} will be written from notes still to come"
