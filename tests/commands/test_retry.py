"""`retry` and `watch --once`: what was cut is sent again, by commands alone."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from online import online_tour

from teg_tui.costs.advice import Via
from teg_tui.demo import ensure_simulator, workspace_in
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.service.service import Service
from teg_tui.simulator.server import running
from teg_tui.workspace import Workspace

Command = Callable[..., Any]


async def begin(found: Workspace, selection: Selection) -> None:
    service = Service(found)
    await service.open()
    try:
        await service.start(selection, Via.BATCH)
    finally:
        await service.close()


def tick_until_settled(teg_tui: Command, root: Path) -> Any:
    """Cron at work; the answer of the tick that settled the run."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        said = teg_tui("-C", root, "watch", "--once")
        if said.out and "wave" not in said.out:
            return said
        time.sleep(0.5)
    raise AssertionError("the run did not settle")


def test_what_was_cut_is_sent_again_when_agreed(teg_tui: Command, tmp_path: Path) -> None:
    found = workspace_in(tmp_path / "tour")
    assert teg_tui("-C", found.root, "prompts", "--copy", "round_notes").code == 0
    prompt = found.root / "prompts" / "round_notes.md"
    prompt.write_text(re.sub(r"max_tokens = \d+", "max_tokens = 40", prompt.read_text()))
    with ensure_simulator(found):
        asyncio.run(begin(found, Selection(frozenset({CellKey(17, 1)}), Mode.NOTES)))
        cut = tick_until_settled(teg_tui, found.root)
        assert (cut.code, "1 held" in cut.out) == (1, True)

        unasked = teg_tui("-C", found.root, "retry")
        assert (unasked.code, "--yes" in unasked.err) == (2, True)
        assert len(teg_tui("-C", found.root, "batches", "--json").json["batches"]) == 1

        prompt.unlink()
        again = teg_tui("-C", found.root, "retry", 1, "--yes")
        assert again.code == 0
        assert "Run 2 is under way" in again.out
        assert tick_until_settled(teg_tui, found.root).code == 0
    assert (found.root / "data/commentary/round_reports/TEG17_R1_story_notes.md").is_file()


def test_a_run_that_does_not_exist_is_said(teg_tui: Command, tmp_path: Path) -> None:
    found = workspace_in(tmp_path / "tour")
    said = teg_tui("-C", found.root, "retry", 7, "--yes")
    assert (said.code, said.out) == (2, "")
    assert "7" in said.err


def test_without_a_number_it_goes_back_to_the_newest_run_in_which_something_lacks_still(
    teg_tui: Command, tmp_path: Path
) -> None:
    with running(faults=["create-401=2"]) as simulator:
        root = online_tour(tmp_path / "tour", simulator.url)
        for number in (1, 2):
            order = ("rounds", "17", str(number), "--story-notes-only", "--use-batch", "--yes")
            assert teg_tui("-C", root, *order).code == 1
        for again in (2, 1):
            assert teg_tui("-C", root, "retry", "--yes").code == 0
            teg_tui("-C", root, "watch", "--once")
            notes = f"data/commentary/round_reports/TEG17_R{again}_story_notes.md"
            assert (root / notes).is_file()
        said = teg_tui("-C", root, "retry", "--yes")
    assert (said.code, "there is nothing to retry" in said.err) == (2, True)
