"""What was on the screen and has gone is kept by nothing, however often it comes and goes."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable

import specimens
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from teg_tui.app import Heard, TegApp
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import State
from teg_tui.service.views import CatalogueChanged
from teg_tui.widgets.letting_go import let_go


async def come_and_go(pilot: Pilot[None], door: specimens.SpecimenDoor) -> None:
    """A report, a question, help, the batches, another cell; and a report is stale for a while."""
    await pilot.press("enter", "escape", "g", "escape", "question_mark", "escape", "b", "b")
    await pilot.press("j", "k")
    fresh = door.shown
    key = ReportKey(17, None, "main_report")
    stale = specimens.with_report(fresh, specimens.status(key, "Main report", State.STALE))
    for catalogue in (stale, fresh):
        pilot.app.post_message(Heard(CatalogueChanged(catalogue)))
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def alive() -> Counter[str]:
    """How many widgets there are, and painted lines of them."""
    let_go()
    gc.collect()
    return Counter(
        type(one).__name__ for one in gc.get_objects() if isinstance(one, Widget | Strip)
    )


async def test_what_has_gone_from_the_screen_is_kept_by_nothing(
    new_app: Callable[[], TegApp], door: specimens.SpecimenDoor
) -> None:
    async with new_app().run_test(size=(80, 24)) as pilot:
        await come_and_go(pilot, door)
        before = alive()
        await come_and_go(pilot, door)
        assert alive() <= before
