"""A report on the screen, which may be replaced while it is still being painted."""

from __future__ import annotations

import asyncio
from random import Random

from pilots import until
from textual import work
from textual.app import App, ComposeResult

from teg_tui.widgets.claim_marks import Marking
from teg_tui.widgets.report_text import ReportMarkdown

REPORT = "\n\n".join(f"## Hole {n}\n\n| par | net |\n|---|---|\n| 4 | {n} |" for n in range(1, 13))


class Reading(App[None]):
    def compose(self) -> ComposeResult:
        yield ReportMarkdown()

    @work(exclusive=True, exit_on_error=False)
    async def read(self, text: str) -> None:
        await self.query_one(ReportMarkdown).show(text, Marking())


async def test_a_text_shown_again_before_it_is_all_there_ends_nothing() -> None:
    app = Reading()
    async with app.run_test() as pilot:
        for moment in range(60):
            app.read(REPORT)
            await asyncio.sleep(Random(moment).choice((0, 0.001, 0.005, 0.01, 0.02, 0.03, 0.05)))
            assert app.is_running
        app.read("# The end")
        await until(pilot, lambda: app.query_one(ReportMarkdown).source == "# The end")
        await pilot.pause()
        assert app.is_running
