"""The last look before money is spent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import specimens
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from teg_tui.costs.advice import Via
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Selection
from teg_tui.screens.confirmation import Agreed, ConfirmationScreen, newest_two, offers_two
from teg_tui.service.views import Quote
from teg_tui.widgets.report_grid import ReportGrid

ROW = frozenset({CellKey(17, n) for n in (1, 2, 3, 4)} | {CellKey(17, None)})
BULK = specimens.quote(Selection(ROW))
KEY = ReportKey(17, 1, "round_notes")


class Host(App[None]):
    """The confirmation alone; remembers what was agreed."""

    def __init__(self, quote: Quote, via: Via = Via.BATCH) -> None:
        super().__init__()
        self.quote, self.via = quote, via
        self.answers: list[Agreed | None] = []
        self.asked: list[tuple[Selection, Via]] = []

    async def _requote(self, selection: Selection, via: Via) -> Quote:
        self.asked.append((selection, via))
        return specimens.quote(selection)

    def on_mount(self) -> None:
        screen = ConfirmationScreen(self.quote, self.via, specimens.STATUS, self._requote)
        self.push_screen(screen, self.answers.append)

    def said(self, name: str = "words") -> str:
        return str(self.screen.query_one(f"#confirmation-{name}", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], new_app: Callable[[], App[None]], size: tuple[int, int]
) -> None:
    async def arrange(pilot: Pilot[None]) -> None:
        while not any(grid.row_count for grid in pilot.app.screen.query(ReportGrid)):
            await pilot.pause(0.01)
        await pilot.press("v", "j", "r", "g")
        while not isinstance(pilot.app.screen, ConfirmationScreen):
            await pilot.pause(0.01)
        await pilot.pause(0.1)

    assert snap_compare(new_app(), terminal_size=size, run_before=arrange)


async def test_it_says_what_how_much_and_which_files() -> None:
    app = Host(BULK)
    async with app.run_test(size=(80, 30)):
        for words in ("11 reports in 2 waves", "full pipeline", "batch", "about $0.36"):
            assert words in app.said()
        assert "$3.20 of $20.00 spent this month" in app.said()
        assert "11 files will change" in app.said("list")


async def test_prompts_that_were_counted_are_said_beside_the_cost() -> None:
    app = Host(replace(BULK, estimate=replace(BULK.estimate, counted=4)))
    async with app.run_test(size=(80, 30)):
        assert "4 of 11 prompts counted exactly" in app.said()


async def test_the_keys_stay_in_sight_however_much_there_is_to_say() -> None:
    plan = replace(BULK.plan, fresh=(KEY,), unknown_origin=(KEY,), edited=(KEY,))
    plan = replace(plan, missing_needs=(KEY,), waits_for=((KEY, 3),))
    everything = replace(BULK, plan=plan, ask="above $5.00", refusal="story notes are missing")
    app = Host(everything, Via.REALTIME)
    async with app.run_test(size=(80, 24)):
        dialog, keys = app.screen.query_one(".dialog"), app.screen.query_one("#confirmation-keys")
        page = app.screen.query_one("#confirmation-page")
        assert keys.region in dialog.content_region
        assert keys.region.height
        assert not keys.region.overlaps(page.region)


async def test_nothing_to_write_is_one_sentence() -> None:
    nothing = specimens.quote(Selection(frozenset({CellKey(18, None)}), kinds=frozenset()))
    skipped = ((CellKey(18, None), "2 of 4 rounds played"),)
    plan = replace(nothing.plan, skipped=skipped)
    refusal = "nothing to write: 2 of 4 rounds played"
    app = Host(replace(nothing, plan=plan, refusal=refusal), Via.REALTIME)
    async with app.run_test(size=(80, 30)):
        assert app.said() == "Nothing to write: 2 of 4 rounds played"
        assert app.said("keys") == "n not now"


async def test_what_would_be_replaced_is_counted() -> None:
    plan = replace(BULK.plan, fresh=(KEY, KEY), unknown_origin=(KEY,), edited=(KEY,))
    app = Host(replace(BULK, plan=plan, ask="that is above $5.00"))
    async with app.run_test(size=(80, 30)):
        assert "2 up to date already" in app.said()
        assert "1 of unknown origin" in app.said()
        assert "1 edited by hand" in app.said()
        assert "That is above $5.00" in app.said()


async def test_a_refusal_cannot_be_agreed_to() -> None:
    app = Host(replace(BULK, refusal="the month's cap of $20.00 would be exceeded"))
    async with app.run_test(size=(80, 30)) as pilot:
        assert "The month's cap" in app.said()
        assert "send" not in app.said("keys")
        await pilot.press("y")
        assert app.answers == []
        await pilot.press("escape")
        assert app.answers == [None]


async def test_real_time_says_until_when_it_lasts_and_batch_is_one_key_away() -> None:
    app = Host(BULK, Via.REALTIME)
    async with app.run_test(size=(80, 30)) as pilot:
        assert "while this program is open" in app.said()
        assert "about $0.72" in app.said()
        await pilot.press("b")
        await pilot.pause()
        assert app.asked == [(BULK.plan.selection, Via.BATCH)]
        assert "about $0.36" in app.said()
        assert "while this program is open" not in app.said()
        await pilot.press("y")
        assert app.answers == [Agreed(BULK.plan.selection, Via.BATCH)]


async def test_a_yes_right_after_the_change_means_the_batch() -> None:
    app = Host(BULK, Via.REALTIME)
    async with app.run_test(size=(80, 30)):
        assert isinstance(app.screen, ConfirmationScreen)
        app.screen.action_as_batch()
        app.screen.action_agree()
    assert app.answers == [Agreed(BULK.plan.selection, Via.BATCH)]


async def test_real_time_is_agreed_to_as_it_stands() -> None:
    app = Host(BULK, Via.REALTIME)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("y")
        assert app.answers == [Agreed(BULK.plan.selection, Via.REALTIME)]


async def test_two_can_be_tried_before_all() -> None:
    app = Host(BULK)
    async with app.run_test(size=(80, 30)) as pilot:
        assert "try two cells first" in app.said("keys")
        await pilot.press("t")
        await pilot.pause()
        two = Selection(frozenset({CellKey(17, 4), CellKey(17, 3)}))
        assert app.asked == [(two, Via.BATCH)]
        assert "4 reports" in app.said()
        assert "try two" not in app.said("keys")
        await pilot.press("y")
        assert app.answers == [Agreed(two, Via.BATCH)]


async def test_missing_notes_are_offered() -> None:
    plan = replace(BULK.plan, missing_needs=(KEY, KEY))
    app = Host(replace(BULK, plan=plan, refusal="story notes are missing"))
    async with app.run_test(size=(80, 30)) as pilot:
        assert app.said().count("missing") == 1, "said once"
        await pilot.press("w")
        await pilot.pause()
        assert app.asked == [(replace(BULK.plan.selection, with_missing_notes=True), Via.BATCH)]
        assert "send" in app.said("keys")


def test_two_are_offered_only_for_many() -> None:
    notes = tuple(ReportKey(18, n, "round_notes") for n in (1, 2, 3))
    added = replace(BULK.plan, waves=(notes, *BULK.plan.waves), added=notes)
    assert newest_two(added) == [CellKey(17, 4), CellKey(17, 3)], "of what was chosen"
    assert offers_two(BULK.plan)
    assert not offers_two(specimens.quote(Selection(frozenset({CellKey(17, 1)}))).plan)
    assert newest_two(specimens.quote(Selection(ROW | {CellKey(18, 2)})).plan) == [
        CellKey(18, 2),
        CellKey(17, 4),
    ]
