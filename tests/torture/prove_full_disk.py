"""A disk that is really full, or read-only, at every stage of a run; with every bit of room left.

The tour lies on a disk of its own, in memory. Mounting one takes rights: where they are missing the
proof is skipped, and says so.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import pytest
from refusing import filled, read_only, tiny_disk
from world import Ground, WorldClock, ground

from teg_tui import workspace as workspaces
from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.service.service import Service
from teg_tui.simulator.server import open_account

DISK = 24_000_000
STAGES = range(5)
ROOM = (*range(0, 65_536, 4_096), *range(65_536, 400_000, 32_768))
"""Bytes left while the disk is full."""
CELLS = Selection(frozenset({CellKey(3, 1), CellKey(3, 2)}), Mode.FULL)
STEP = 35.0
"""Seconds between two ticks; a batch takes sixty."""


@pytest.fixture(scope="module")
def earth(tmp_path_factory: pytest.TempPathFactory, new_tour_folder: Any) -> Iterator[Ground]:
    folder = new_tour_folder(tmp_path_factory.mktemp("tour"))
    folder.play(3, 1, {"AV": 10, "BT": 18, "CO": 28})
    folder.play(3, 2, {"AV": 10, "BT": 18, "CO": 28}, over=2)
    with ground(folder.write()) as made:
        yield made


@pytest.mark.parametrize("stage", STAGES)
def test_a_full_disk_costs_time_and_nothing_else(
    stage: int, earth: Ground, tmp_path: Path, count: Callable[..., None]
) -> None:
    wrong = []
    for room in ROOM:
        try:
            with tiny_disk(tmp_path / "disk", DISK) as disk:
                trial = Trial(earth, disk, tmp_path / f"account-{room}")
                asyncio.run(trial.run(stage, filled(disk, room), under_way=True))
        except PermissionError as error:
            pytest.skip(str(error))
        except AssertionError as error:
            wrong.append(f"{room} bytes left: {error}")
        else:
            count("full disks: runs")
            count("full disks: ticks that could not do all they had to", len(trial.said))
    assert wrong == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_disk_that_is_read_only_costs_time_and_nothing_else(
    stage: int, earth: Ground, tmp_path: Path, count: Callable[..., None]
) -> None:
    try:
        with tiny_disk(tmp_path / "disk", DISK) as disk:
            trial = Trial(earth, disk, tmp_path / "account")
            asyncio.run(trial.run(stage, read_only(disk), under_way=False))
    except PermissionError as error:
        pytest.skip(str(error))
    count("read-only disks: runs")
    count("read-only disks: ticks that could not do all they had to", len(trial.said))


class Trial:
    """One run, with the disk refusing for a while."""

    def __init__(self, earth: Ground, disk: Path, account: Path) -> None:
        self.disk, self.clock, self.said = disk, WorldClock(), list[str]()
        self.root = disk / "tour"
        shutil.copytree(earth.template, self.root)
        self.account = open_account(account, now=self.clock.now, pace=0.0)
        earth.switchboard.serve(self.account)
        earth.switchboard.pace = 60.0

    async def run(
        self, stage: int, refusing: AbstractContextManager[None], *, under_way: bool
    ) -> None:
        """`under_way`: while the program runs; a disk in use can't be made read-only."""
        service = Service(workspaces.load(self.root), clock=self.clock)
        await service.open()
        number = (await service.start(CELLS, Via.BATCH)).number
        for _ in range(stage):
            await self.tick(service)
        before = self.reports()
        if not under_way:
            await service.close()
        with refusing:
            if not under_way:
                service = Service(workspaces.load(self.root), clock=self.clock)
                await service.open()
            for _ in range(4):
                await self.tick(service)
            assert all(self.reports().get(path) == data for path, data in before.items())
            await service.close()
            service = Service(workspaces.load(self.root), clock=self.clock)
            await service.open()  # a start while it is full
            await service.catalogue()
            assert [run.number for run in await service.runs()] == [number]
            await self.tick(service)
            assert self.left() == []
            await service.close()
        service = Service(workspaces.load(self.root), clock=self.clock)
        await service.open()
        for _ in range(40):
            await self.tick(service)
        (run,) = await service.runs()
        assert (run.filed, run.held, run.failed) == (4, 0, 0), run
        assert service.context.ledger.pending_commits() == ()
        assert (await service.status()).trouble == ""
        await service.close()
        self.check()

    async def tick(self, service: Service) -> None:
        try:
            await service.tick()
        except TegError as error:
            service.context.disk.failed(self.clock.now(), error)
        if trouble := (await service.status()).trouble:
            self.said.append(trouble)
        self.clock.advance(seconds=STEP)

    def check(self) -> None:
        books = self.account.books.read(self.clock.now(), tokens=False)["batches"]
        sent = [
            custom_id.rpartition("-")[0] for batch in books for custom_id in batch["custom_ids"]
        ]
        assert sorted(sent) == sorted(set(sent)), "sent twice"
        assert len(sent) == 4
        assert self.left() == []
        assert not (self.root / ".teg-tui" / "replaced").exists()
        with closing(sqlite3.connect(self.root / ".teg-tui" / "ledger.db")) as ledger:
            assert ledger.execute("PRAGMA integrity_check").fetchone()[0] == "ok"

    def left(self) -> list[Path]:
        return list(self.root.rglob(".teg-*.tmp"))

    def reports(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.root.rglob("*.md")}
