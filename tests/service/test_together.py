"""Several processes, several runs, git in its moods, a user who changes his mind."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest

from teg_tui import workspace as workspaces
from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.plan import Mode
from teg_tui.reports.state import State
from teg_tui.service.service import Service
from teg_tui.service.views import (
    BatchState,
    CatalogueChanged,
    Notice,
    RunsChanged,
    StatusChanged,
)


async def test_one_process_talks_and_the_other_takes_over_when_it_goes(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(pace=300)
    async with house.service() as second:
        async with house.service() as first:
            assert await first.tick()
            run = await doing.begin(second, doing.cells((3, 1)))
            assert not await second.tick()
            assert not (await second.status()).holder
            await first.tick()
            assert len(house.books()) == 1
            (batch,) = (await second.runs())[0].batches
            assert batch.state is BatchState.IN_PROGRESS
        run = await doing.finish(second, clock, run.number)
        assert (await second.status()).holder
    assert run.filed == 2
    assert len(house.books()) == 2


async def test_nothing_is_begun_beyond_what_somebody_agreed_to(
    house: Any, clock: Any, doing: Any
) -> None:
    """A question may stand on the screen while another run comes to its end."""
    async with house.service() as service:
        notes = await doing.begin(service, doing.cells((3, 1), mode=Mode.NOTES))
        quote = await service.quote(doing.cells((3, 1)))
        await doing.finish(service, clock, notes.number)
        with pytest.raises(TegError, match=r"TEG 3 R1 .* would be written as well by now"):
            await service.start(quote.plan.agreed, Via.BATCH)
        assert len(await service.runs()) == 1
        again = await service.quote(doing.cells((3, 1)))
        assert (await service.start(again.plan.agreed, Via.BATCH)).reports == 2


async def test_who_waits_for_the_lock_waits_quietly(house: Any) -> None:
    class Counted(Service):
        ticks = 0

        async def tick(self) -> bool:
            Counted.ticks += 1
            return await super().tick()

    config = house.root / "teg.toml"
    config.write_text(config.read_text().replace("poll_seconds = 60", "poll_seconds = 1"))
    async with house.service() as holder:
        assert await holder.tick()
        waiting = Counted(holder.workspace)
        await waiting.open()
        with suppress(TimeoutError):
            async with asyncio.timeout(60) as limit:
                async for event in waiting.watch():
                    if isinstance(event, StatusChanged):  # all that is new has been told
                        Counted.ticks = 0
                        limit.reschedule(asyncio.get_running_loop().time() + 1.5)
        await waiting.close()
    assert Counted.ticks <= 3


async def test_two_submits_in_one_instant_send_each_report_once(
    house: Any, clock: Any, doing: Any
) -> None:
    async with house.service() as one, house.service() as other:
        selection = doing.cells((3, 1), mode="notes")
        catalogues = await asyncio.gather(one.catalogue(), other.catalogue())
        assert catalogues[0] == catalogues[1]
        runs = await asyncio.gather(
            *(doing.begin(s, selection) for s in (one, other)), return_exceptions=True
        )
        for begun in runs:
            if not isinstance(begun, TegError):
                await doing.finish(one, clock, begun.number)
    sent = [custom_id for batch in house.books() for custom_id in batch["custom_ids"]]
    assert len(sent) == 1


async def test_a_second_run_waits_for_what_the_first_one_writes(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(pace=300)
    async with house.service() as service:
        first = await doing.begin(service, doing.cells((3, 1), (3, 2)))
        await service.tick()
        second = await doing.begin(service, doing.cells((3, None)))
        await service.tick()
        second = await doing.run_of(service, second.number)
        assert second.waiting == f"waits for run {first.number}"
        assert second.batches == ()
        second = await doing.finish(service, clock, second.number)
        first = await doing.run_of(service, first.number)
    assert first.filed == 4
    assert second.failed == 0
    assert second.filed >= 3
    sent = [i.rpartition("-")[0] for batch in house.books() for i in batch["custom_ids"]]
    assert len(sent) == len(set(sent))


async def test_what_is_being_written_already_is_refused_with_its_run(
    make_house: Callable[..., Any], doing: Any
) -> None:
    house = make_house(pace=300)
    async with house.service() as service:
        await doing.begin(service, doing.cells((3, 1)))
        quote = await service.quote(doing.cells((3, 1)))
        assert "run 1" in quote.refusal


async def test_a_commit_that_fails_is_made_later(house: Any, clock: Any, doing: Any) -> None:
    hook = house.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today\nexit 1\n")
    hook.chmod(0o755)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        run = await doing.finish(service, clock, run.number)
        assert run.filed == 2
        assert "not committed yet" in run.batches[0].note
        assert "not today" in run.batches[0].note
        assert house.git("rev-list", "--count", "HEAD").strip() == "1"
    hook.unlink()
    clock.advance(hours=1)
    async with house.service() as service:
        await service.tick()
        run = await doing.run_of(service, run.number)
    assert run.batches[0].note == ""
    assert house.git("rev-list", "--count", "HEAD").strip() == "3"
    assert house.git("status", "--porcelain") == ""


async def test_what_a_hook_makes_of_a_report_is_not_taken_for_an_edit(
    house: Any, clock: Any, doing: Any
) -> None:
    hook = house.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\nfor f in $(git diff --cached --name-only | grep md$); do\n"
        '  echo "Made tidy." >> "$f"; git add "$f"; done\n'
    )
    hook.chmod(0o755)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await doing.finish(service, clock, run.number)
        assert house.file_of("TEG3_R1_report.md").read_text().endswith("Made tidy.\n")
        assert (await service.catalogue()).cells[3, 1].state is State.PRESENT


async def test_without_commits_wanted_none_is_made(house: Any, clock: Any, doing: Any) -> None:
    house.configure(more="\n[git]\ncommit = false\n")
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 2
    assert house.git("rev-list", "--count", "HEAD").strip() == "1"


async def test_cancel_keeps_what_is_done_and_sends_no_more(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(pace=600)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2)))
        await service.tick()
        await service.cancel(run.number)
        await service.cancel(run.number)
        run = await doing.finish(service, clock, run.number)
        assert len(house.books()) == 1
        assert run.filed + run.failed == 4
        assert run.failed >= 2
        assert run.canceled == run.failed
        told = service.context.notices.after(0)[-1].text
        assert told.endswith(f"{run.canceled} cancelled")
        assert " failed" not in told
        assert not any(
            "IN_FLIGHT" in c.state.name for c in (await service.catalogue()).rows[0].rounds
        )
        again = await service.retry(run.number)
        again = await doing.finish(service, clock, again.number)
    assert run.filed + again.filed == 4


async def test_a_fresh_clone_knows_from_the_commits_where_reports_came_from(
    house: Any, clock: Any, doing: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await doing.finish(service, clock, run.number)
        before = (await service.catalogue()).reports
    clone = tmp_path_factory.mktemp("clone")
    house.git("clone", "-q", str(house.root), str(clone))
    service = Service(workspaces.load(clone), clock=clock)
    await service.open()
    try:
        after = (await service.catalogue()).reports
    finally:
        await service.close()
    assert after == before
    assert any(status.provenance for status in after.values())


async def test_a_broken_ledger_is_set_aside_and_said(house: Any, clock: Any, doing: Any) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await doing.finish(service, clock, run.number)
    ledger = house.root / ".teg-tui" / "ledger.db"
    for side in ("-wal", "-shm"):
        ledger.with_name(ledger.name + side).unlink(missing_ok=True)
    ledger.write_bytes(b"no ledger at all" * 500)
    async with house.service() as service:
        catalogue = await service.catalogue()
        assert catalogue.cells[3, 1].state is State.PRESENT
        notices = service.context.notices.after(0)
        assert any("could not be read" in notice.text for notice in notices)
    (aside,) = ledger.parent.glob("ledger-broken-*.db")
    assert aside.read_bytes().startswith(b"no ledger")


async def test_watching_tells_what_changes_and_stops_at_once(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(pace=120)
    seen: list[Any] = []
    async with house.service() as service:
        await service.catalogue()
        run = await doing.begin(service, doing.cells((3, 1)))
        events = service.watch()
        async for event in events:
            seen.append(event)
            if isinstance(event, Notice) and "finished" in event.text:
                break
        await events.aclose()
        assert (await doing.run_of(service, run.number)).filed == 2
    kinds = {type(event) for event in seen}
    assert kinds == {CatalogueChanged, RunsChanged, StatusChanged, Notice}
    quiet = [event for event in seen if isinstance(event, CatalogueChanged)]
    assert all(a.catalogue != b.catalogue for a, b in pairwise(quiet))


async def test_closing_while_a_batch_is_being_sent_costs_no_second_one(
    house: Any, clock: Any, doing: Any
) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        ticking = asyncio.create_task(service.tick())
        while not house.books():  # noqa: ASYNC110 - made in the simulator's thread
            await asyncio.sleep(0)
        ticking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await ticking
    async with house.service() as service:
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    assert len(house.books()) == 1


async def test_the_ledger_holds_a_report_in_one_open_run_only(house: Any, doing: Any) -> None:
    async with house.service() as service:
        await doing.begin(service, doing.cells((3, 1), mode="notes"))
        ledger = service.context.ledger
        ledger.write(
            "INSERT INTO runs (number, via, title, waves, started_at, finished_at, cancel,"
            " waiting, estimated, pretend, owner)"
            " SELECT 99, via, title, waves, started_at, NULL, 0, '', '', 1, 0 FROM runs"
        )
        again = (
            "INSERT INTO run_reports (run, teg, round, kind, wave, place, open)"
            " VALUES (99, 3, 1, 'round_notes', 1, 0, ?)"
        )
        with pytest.raises(sqlite3.IntegrityError):
            ledger.write(again, 1)
        ledger.write(again, 0)
