"""Files that change while the workspace is open: noticed, believed when they can be read."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import watchfiles

from teg_tui import workspace as workspaces
from teg_tui.costs.advice import Via
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Selection
from teg_tui.reports.state import Catalogue, State
from teg_tui.service import poller
from teg_tui.service.service import Service
from teg_tui.service.views import CatalogueChanged
from teg_tui.service.watching import FileWatcher, there

SCORES, CONFIG = "data/all-scores.csv", "teg.toml"
PATIENCE = 30.0
ROUND_2 = CellKey(3, 2)


# Hearing of them.


def test_a_folder_that_is_not_there_is_awaited_in_the_nearest_one_above(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    wanted = (tmp_path / "data" / "commentary" / "drafts", tmp_path)
    assert there(wanted) == {tmp_path / "data", tmp_path}


@pytest.fixture
def heard() -> threading.Event:
    return threading.Event()


@pytest.fixture
def watch_folder(tmp_path: Path, heard: threading.Event) -> Any:
    """A watcher of `tmp_path/reports`, there or not; ended with the test."""
    watcher = FileWatcher(lambda: [tmp_path / "reports"], heard.set)
    watcher.start()
    while not watcher.working:
        heard.wait(0.01)
    yield watcher
    watcher.stop()
    assert not watcher.working


def heard_after(heard: threading.Event, change: Callable[[], object]) -> bool:
    """Changes once more where the system had not begun to listen yet."""
    for _ in range(20):
        change()
        if heard.wait(PATIENCE / 20):
            heard.clear()
            return True
    return False


def test_what_comes_into_a_folder_made_later_is_heard(
    tmp_path: Path, watch_folder: FileWatcher, heard: threading.Event
) -> None:
    reports = tmp_path / "reports"
    assert heard_after(heard, lambda: reports.mkdir(exist_ok=True))
    assert heard_after(heard, lambda: (reports / "one.md").write_text(os.urandom(8).hex()))
    (reports / "one.md").unlink()
    reports.rmdir()
    assert heard.wait(PATIENCE)
    heard.clear()
    reports.mkdir()
    assert heard_after(heard, lambda: (reports / "two.md").write_text(os.urandom(8).hex()))


async def test_the_workspaces_own_folders_are_watched_and_where_a_link_leads(
    house: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shared = tmp_path_factory.mktemp("shared") / "scores.csv"
    (house.root / SCORES).rename(shared)
    (house.root / SCORES).symlink_to(shared)
    async with house.service() as service:
        await service.catalogue()
        folders = service.library.folders()
    commentary = house.root / "data" / "commentary"
    assert {folder for folder in folders if not folder.is_relative_to(house.root)} == {
        shared.parent
    }
    assert folders >= {
        house.root,
        house.root / "data",
        house.root / "prompts",
        commentary / "round_reports",
        commentary / "drafts",
        house.root / ".git" / "logs",
    }


# Telling them.


@asynccontextmanager
async def opened(root: Path) -> AsyncIterator[Service]:
    """With the wall's clock."""
    service = Service(workspaces.load(root))
    await service.open()
    try:
        yield service
    finally:
        await service.close()


async def told_after(
    root: Path, change: Callable[[], object], wanted: Callable[[Catalogue], bool]
) -> bool:
    """Whether a catalogue as wanted is told after a change to a watched workspace."""
    changed = False
    async with (
        opened(root) as service,
        asyncio.timeout(PATIENCE),
        aclosing(service.watch()) as events,
    ):
        async for event in events:
            if not changed:
                changed = isinstance(event, CatalogueChanged)
                if changed:
                    await asyncio.sleep(0.5)  # until the system listens
                    change()
            elif isinstance(event, CatalogueChanged) and wanted(event.catalogue):
                return True
    return False


def without_last_hole(root: Path) -> None:
    path = root / SCORES
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))


def round_2_is_incomplete(catalogue: Catalogue) -> bool:
    return catalogue.cells[ROUND_2].state is State.INCOMPLETE


async def test_a_changed_score_file_is_told_without_looking_for_it(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seconds in ("_FILES_SECONDS", "_LOOK_SECONDS"):
        monkeypatch.setattr(poller, seconds, 10 * PATIENCE)
    assert await told_after(
        house.root, lambda: without_last_hole(house.root), round_2_is_incomplete
    )


async def test_where_the_system_tells_nothing_files_are_looked_at(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*args: object, **how: object) -> None:
        raise OSError(28, "No space left on device")  # what Linux says when all watches are taken

    monkeypatch.setattr(watchfiles, "watch", refuses)
    monkeypatch.setattr(poller, "_FILES_SECONDS", 10 * PATIENCE)
    assert await told_after(
        house.root, lambda: without_last_hole(house.root), round_2_is_incomplete
    )


# Believing them.


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
async def test_cards_come_in_hole_by_hole_and_the_last_one_completes_the_round(
    house: Any, tour_folder: Any, suffix: str
) -> None:
    rows, name = tour_folder.scores, f"data/all-scores.{suffix}"
    of_round_2 = [row for row in rows if row["Round"] == "2"]
    by_hole = sorted(of_round_2, key=lambda row: int(row["Hole"]))
    seen = []
    (house.root / SCORES).unlink()
    async with house.service() as service:
        for count in (1, 27, 53, 54):
            tour_folder.scores = [row for row in rows if row["Round"] == "1"] + by_hole[:count]
            tour_folder.write(name)
            cell = (await service.catalogue()).cells[ROUND_2]
            seen.append((cell.state, cell.note, cell.offered))
    assert seen == [
        (State.INCOMPLETE, "1 of 3 cards, 1 of 54 holes", False),
        (State.INCOMPLETE, "3 of 3 cards, 27 of 54 holes", False),
        (State.INCOMPLETE, "3 of 3 cards, 53 of 54 holes", False),
        (State.MISSING, "", True),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (SCORES, None),
        (SCORES, ""),
        (SCORES, "\0\1\2 no table"),
        (SCORES, "TEGNum,Round,Hole,PAR,SI,Pl,Sc\n3,1,1,4,1,AV,ma"),
        (CONFIG, None),
        (CONFIG, "model = "),
        (CONFIG, "modle = 'x'\n"),
    ],
)
async def test_what_cannot_be_read_changes_nothing_and_is_said_until_it_can(
    house: Any, name: str, text: str | None
) -> None:
    path = house.root / name
    kept = path.with_name("kept")
    async with house.service() as service:
        before = await service.catalogue()
        path.rename(kept)
        if text is not None:
            path.write_text(text)
        assert await service.catalogue() is before
        assert (await service.status()).trouble == "", "it may be being saved at this moment"
        house.clock.advance(seconds=2)
        assert await service.catalogue() is before
        assert path.name in (await service.status()).trouble
        kept.rename(path)
        assert await service.catalogue() is before
        assert (await service.status()).trouble == ""


async def test_a_changed_configuration_holds_at_once_but_for_what_a_start_needs(
    house: Any,
) -> None:
    async with house.service() as service:
        await service.catalogue()
        text = (house.root / CONFIG).read_text().replace(house.simulator.url, "http://127.0.0.1:9")
        (house.root / CONFIG).write_text(f'model = "claude-haiku-4-5"\n{text}')
        await service.catalogue()
        assert (await service.status()).model == "claude-haiku-4-5"
        assert service.context.endpoint.base_url == house.simulator.url
        (told,) = service.context.notices.after(0)
        assert "base_url holds from the next start on" in told.text


async def test_what_a_pull_brings_is_known_by_its_commits(
    house: Any, doing: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    notes = ReportKey(3, 1, "round_notes")
    clone = tmp_path_factory.mktemp("elsewhere") / "clone"
    house.git("clone", "-q", str(house.root), str(clone))
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await doing.finish(service, house.clock, run.number)
    async with opened(clone) as service:
        assert (await service.catalogue()).reports[notes].state is State.MISSING
        house.git("-C", str(clone), "pull", "-q")
        assert (await service.catalogue()).reports[notes].state is State.PRESENT


LIMERICK = """\
+++
kind = "limerick"
title = "Limerick"
scope = "round"
needs = ["round_notes"]
max_tokens = 500
words = 40
output = "{rounds}/{EVENT}{teg}_R{round}_limerick.md"
suffix = "limerick"
stem = "limerick"
+++
Write a limerick on the round, and nothing else.
"""


@pytest.mark.parametrize("via", list(Via))
async def test_a_kind_that_goes_in_the_middle_of_a_run_fails_in_words_and_alone(
    house: Any, doing: Any, via: Via
) -> None:
    prompt = house.root / "prompts" / "limerick.md"
    prompt.parent.mkdir()
    prompt.write_text(LIMERICK)
    kinds = frozenset({"round_notes", "round_report", "limerick"})
    async with house.service() as service:
        selection = Selection(frozenset({CellKey(3, 1)}), kinds=kinds)
        run = await service.start(selection, via)
        prompt.unlink()
        async with asyncio.timeout(PATIENCE):
            while run.finished_at is None:
                await service.tick()
                house.clock.advance(seconds=70)
                await asyncio.sleep(0.01)  # what is written in real time goes on by itself
                run = await doing.run_of(service, run.number)
        outcomes = {one.key.kind: one.reason for one in await service.outcomes(run.number)}
    assert (run.filed, run.failed) == (2, 1)
    assert outcomes == {
        "round_notes": "",
        "round_report": "",
        "limerick": "there is no kind of report 'limerick' any more",
    }
