"""Moving about in the app under a pilot, whatever else the machine has to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from teg_tui.reports.key import CellKey
from teg_tui.screens.overview import OverviewScreen
from teg_tui.widgets.report_grid import ReportGrid


async def until(pilot: Pilot[None], fits: Callable[[], object]) -> None:
    """Let the app work until something is so; far longer than it can take is an error."""
    async with asyncio.timeout(40):
        while not fits():
            await pilot.pause(0.01)


async def in_front(pilot: Pilot[None], kind: type[Screen[Any]]) -> None:
    """A screen of that kind is in front, and has been painted."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


async def stand_on(pilot: Pilot[None], cell: CellKey) -> None:
    """The overview has its rows, and the cursor is on a cell of them."""
    app = pilot.app
    await in_front(pilot, OverviewScreen)
    grid = app.screen.query_one(ReportGrid)
    await until(pilot, lambda: grid.row_count)  # on its first rows the grid places the cursor
    grid.go_to(cell)
    await pilot.pause()
