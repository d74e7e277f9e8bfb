"""Disks that are full, read-only or gone: nothing is lost, nothing is paid twice, all is said."""

from __future__ import annotations

import asyncio
import errno
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, aclosing, closing
from pathlib import Path
from typing import Any

import pytest
from refusing import no_file_beyond, refused

from teg_tui.errors import TegError
from teg_tui.service import logfile
from teg_tui.service.service import Service
from teg_tui.service.views import Event, Notice, RunsChanged, StatusChanged

MOST_EVENTS = 400


async def watch_until(service: Service, enough: Callable[[Event], bool]) -> list[Event]:
    """What is told while the poller runs, up to the event that is waited for."""
    seen: list[Event] = []
    async with asyncio.timeout(20), aclosing(service.watch()) as events:
        async for event in events:
            seen.append(event)
            if enough(event):
                return seen
            assert len(seen) < MOST_EVENTS, seen[-5:]
    raise AssertionError("the poller has ended")


def is_over(event: Event) -> bool:
    return (
        isinstance(event, RunsChanged)
        and event.runs != ()
        and all(run.finished_at for run in event.runs)
    )


def trouble_in(event: Event) -> str:
    return event.status.trouble if isinstance(event, StatusChanged) else ""


def check(house: Any, *, batches: int = 2) -> None:
    assert len(house.books()) == batches
    assert list(house.root.rglob(".teg-*.tmp")) == []
    with closing(sqlite3.connect(house.root / ".teg-tui" / "ledger.db")) as ledger:
        assert ledger.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.parametrize("ticks", [0, 1, 2])
async def test_a_disk_that_refuses_for_a_while_costs_time_and_nothing_else(
    make_house: Any, clock: Any, doing: Any, ticks: int
) -> None:
    house = make_house(pace=60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2)))
        for _ in range(ticks):
            await service.tick()
            clock.advance(seconds=70)
        before = {path: (house.root / path).read_bytes() for path in house.reports()}
        with no_file_beyond(0):
            for _ in range(3):
                with pytest.raises(TegError, match="the disk refuses"):
                    await service.tick()
                clock.advance(seconds=70)
            assert {path: (house.root / path).read_bytes() for path in house.reports()} == before
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.held, run.failed) == (4, 0, 0)
        assert not service.context.ledger.pending_commits()
    check(house)


@pytest.mark.parametrize(
    ("number", "words", "out"),
    [
        (errno.EDQUOT, "your disk quota is used up", "Free 3 MB; next try "),
        (errno.EROFS, "the disk is read-only", "Make it writable; next try "),
    ],
)
async def test_what_the_disk_says_is_told_and_waited_for(
    make_house: Any, clock: Any, doing: Any, number: int, words: str, out: str
) -> None:
    house = make_house(pace=60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        with refused(number, house.root):
            for _ in range(3):
                clock.advance(seconds=70)
                await service.tick()
            said = (await service.status()).trouble
            assert f"{words} since " in said
            assert out in said
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, (await service.status()).trouble) == (1, "")
    check(house, batches=1)


async def test_a_disk_that_fills_up_right_after_a_batch_was_sent_costs_no_second_one(
    house: Any, clock: Any, doing: Any
) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        service.context.ledger.write(
            "CREATE TRIGGER full BEFORE UPDATE OF state ON batches WHEN NEW.state = 'in_progress'"
            " BEGIN SELECT raise(ABORT, 'full'); END"
        )
        await service.tick()
        assert len(house.books()) == 1
        service.context.ledger.write("DROP TRIGGER full")
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    check(house, batches=1)


async def test_what_to_free_is_said_once_and_until_it_is_free(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        clock.advance(minutes=5)
        results = house.root / "data" / "batch_results"
        shelved = results.rename(house.root / "shelved")
        results.write_text("something in the way")
        for _ in range(100):
            await service.tick()
            clock.advance(minutes=5)
        said = (await service.status()).trouble
        assert said.startswith("data/batch_results: a file stands in the folder's place since Sun")
        assert "next try" in said
        log = (house.root / ".teg-tui" / logfile.NAME).read_text()
        assert log.count("in the folder's place") <= 2
        assert len(service.context.notices.after(0)) == 0
        results.unlink()
        shelved.rename(results)
        clock.advance(minutes=11)
        await service.tick()  # whatever the batch was put off for: the disk takes files again
        assert (await doing.run_of(service, run.number)).filed == 1
        assert (await service.status()).trouble == ""
    check(house, batches=1)


async def test_where_nothing_can_be_written_all_is_shown_and_nothing_begun_until_it_can(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
    calls = house.calls()
    with ExitStack() as disk:
        disk.enter_context(no_file_beyond(0))
        async with house.service() as service:
            assert not await service.tick()
            assert [its.number for its in await service.runs()] == [run.number]
            assert (await service.catalogue()).rows
            with pytest.raises(TegError):
                await doing.begin(service, doing.cells((3, 2), mode="notes"))
            assert house.calls() == calls
            told = await watch_until(service, lambda event: bool(trouble_in(event)))
            assert ".teg-tui: " in trouble_in(told[-1])
            disk.close()
            told = await watch_until(service, is_over)
            assert (await doing.run_of(service, run.number)).filed == 1
            assert (await service.status()).trouble == ""
    check(house, batches=1)


def overwrite(ledger: Path) -> None:
    """As a failing disk or a careless program does it."""
    for file in (ledger, *ledger.parent.glob("ledger.db-wal")):
        with file.open("r+b") as handle:
            size = file.stat().st_size
            handle.write(b"\xff" * size)


def cut(ledger: Path) -> None:
    """What was written last, and has not been taken into the file itself yet, is gone."""
    ledger.with_name("ledger.db-wal").write_bytes(b"")


def delete(ledger: Path) -> None:
    shutil.rmtree(ledger.parent)


@pytest.mark.parametrize("damage", [overwrite, cut, delete])
async def test_a_ledger_damaged_under_the_running_program_is_set_aside_and_made_again(
    make_house: Any, clock: Any, doing: Any, damage: Callable[[Path], None]
) -> None:
    house = make_house(pace=150)
    ledger = house.root / ".teg-tui" / "ledger.db"
    async with house.service() as service:
        await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await watch_until(service, lambda event: "in_progress" in repr(event))
        damage(ledger)
        service.context.ledger.rows("PRAGMA shrink_memory")  # what is in memory is not read again
        told = await watch_until(service, is_over)
        (run,) = await service.runs()
        assert (run.filed, run.failed) == (1, 0)
    notices = [event.text for event in told if isinstance(event, Notice)]
    assert any("was read back: 1 run, 1 batch" in text for text in notices), notices
    assert bool(list(ledger.parent.glob("ledger-broken-*.db"))) == (damage is overwrite)
    check(house, batches=1)


async def test_a_ledger_that_has_forgotten_a_submission_does_not_repeat_it(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        service.context.ledger.write(
            "UPDATE batches SET state = 'prepared', batch_id = NULL, submitted_at = NULL"
        )
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    check(house, batches=1)


@pytest.mark.parametrize(
    "gone",
    [
        "data/batch_requests",
        "data/batch_results",
        "data/commentary",
        ".teg-tui/teg-tui.log",
        ".teg-tui/lock",
    ],
)
async def test_what_vanishes_in_the_middle_of_a_run_is_made_again_or_not_needed(
    make_house: Any, clock: Any, doing: Any, gone: str
) -> None:
    house = make_house(pace=60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        for path in (house.root / gone, house.root / "prompts"):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    check(house, batches=1)


async def test_a_workspace_that_vanishes_is_not_made_anew_and_goes_on_when_it_is_back(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=150)
    away = house.root.with_name("away")
    async with house.service() as service:
        await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await watch_until(service, lambda event: "in_progress" in repr(event))
        house.root.rename(away)
        await watch_until(service, lambda event: "vanished" in trouble_in(event))
        assert not house.root.exists()
        away.rename(house.root)
        await watch_until(service, is_over)
        assert (await service.runs())[0].filed == 1
    check(house, batches=1)
