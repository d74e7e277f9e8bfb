"""Reports written in real time: streamed, filed as they come, and never asked for twice."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from canary import KEY

from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import State
from teg_tui.service.service import Service
from teg_tui.service.views import BatchState, Event, Outcome, RunView, Writing
from teg_tui.store.ledger import Ledger
from teg_tui.store.records import RunReport
from teg_tui.store.run_book import RunBook


async def begin(service: Service, selection: Any) -> RunView:
    return await service.start(selection, Via.REALTIME)


async def end_of(service: Service, run: RunView) -> RunView:
    """Tick until a run is over; it goes on by itself meanwhile."""
    for _ in range(500):
        await service.tick()
        view = next(one for one in await service.runs() if one.number == run.number)
        if view.finished_at is not None:
            return view
        await asyncio.sleep(0.01)
    raise AssertionError(f"not finished: {view}")


async def until(condition: Callable[[], Any]) -> None:
    """Let others work until something is so."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came to that")


def posts(house: Any) -> int:
    return int(house.simulator.account.books.calls["POST /v1/messages"])


def answers(house: Any) -> list[Any]:
    return list(house.simulator.account.store.messages())


def raw_rows(house: Any) -> list[Any]:
    files = sorted((house.root / "data" / "batch_results").glob("realtime_*_results.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def requests_of(run: RunView) -> dict[ReportKey, Any]:
    return {request.key: request for batch in run.batches for request in batch.requests}


async def test_two_waves_end_as_committed_files_with_one_commit_a_wave(
    house: Any, doing: Any
) -> None:
    async with house.service() as service:
        run = await begin(service, doing.cells((3, 1), (3, 2)))
        assert (run.via, run.reports) == (Via.REALTIME, 4)
        run = await end_of(service, run)
    assert (run.filed, run.held, run.failed) == (4, 0, 0)
    assert [batch.state for batch in run.batches] == [BatchState.COLLECTED] * 2
    assert house.reports() == {
        f"data/commentary/round_reports/TEG3_R{n}_{name}.md"
        for n in (1, 2)
        for name in ("story_notes", "report")
    }
    assert house.git("status", "--porcelain") == ""
    assert house.git("rev-list", "--count", "HEAD").strip() == "3"
    assert house.git("log").count("In real time") == 2
    assert len(answers(house)) == posts(house) == 4
    assert house.books() == []


async def test_a_run_is_over_when_its_last_wave_is_committed(house: Any, doing: Any) -> None:
    hook = house.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    wait = "while [ ! -e data/batch_results/*_2_summary.json ]; do sleep 0.05; done"
    hook.write_text(f"#!/bin/sh\n{wait}; sleep 0.2\n")  # the first while the second is written
    hook.chmod(0o755)
    async with house.service() as service:
        run = await begin(service, doing.cells((3, 1)))
        ticking = asyncio.create_task(end_of(service, run))
        await until(lambda: service.viewer.run(run.number).finished_at)
        assert service.context.ledger.pending_commits() == ()
        await ticking
    assert house.git("rev-list", "--count", "HEAD").strip() == "3"


async def test_every_answer_is_kept_as_it_came(house: Any, doing: Any) -> None:
    async with house.service() as service:
        run = await end_of(service, await begin(service, doing.cells((3, 1), mode="notes")))
    (row,) = raw_rows(house)
    (request,) = requests_of(run).values()
    assert row["custom_id"] == request.custom_id
    assert row["result"]["message"]["usage"]["output_tokens"] == request.output_tokens


async def test_it_costs_the_standard_price_and_a_batch_half(house: Any, doing: Any) -> None:
    async with house.service() as service:
        quote = await service.quote(doing.cells((3, 1), mode="notes"), via=Via.REALTIME)
        live = await end_of(service, await begin(service, doing.cells((3, 1), mode="notes")))
        batch = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        batch = await doing.finish(service, house.clock, batch.number)
    assert live.actual_usd == 2 * batch.actual_usd
    assert live.estimated == live.batches[0].estimated == quote.estimate.standard


async def test_provenance_says_that_it_was_no_batch(house: Any, doing: Any) -> None:
    async with house.service() as service:
        await end_of(service, await begin(service, doing.cells((3, 1), mode="notes")))
        status = (await service.catalogue()).reports[ReportKey(3, 1, "round_notes")]
    assert status.state is State.PRESENT
    assert status.provenance is not None
    assert status.provenance.batch_id is None
    assert status.provenance.output_tokens > 0


class Halting:
    """Middleware that keeps back the end of every text until somebody wants it."""

    def __init__(self) -> None:
        self.may_end = threading.Event()

    def wrap(self, app: Any, _account: Any) -> Any:
        async def halting(scope: Any, receive: Any, send: Any) -> None:
            pieces = 0

            async def halt(message: Any) -> None:
                nonlocal pieces
                pieces += message.get("body", b"").count(b"event: content_block_delta")
                await send(message)
                if pieces > 3:
                    await asyncio.to_thread(self.may_end.wait, 60)

            await app(scope, receive, halt)

        return halting


async def test_the_text_is_told_as_it_is_written(
    make_house: Callable[..., Any], doing: Any
) -> None:
    halting = Halting()
    house = make_house(pace=0.4, wrap=halting.wrap)
    async with house.service() as service:
        run = await begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        told: list[Writing] = []
        async with aclosing(watching(service)) as events:
            async for event in events:
                if isinstance(event, Writing):
                    told.append(event)
                if {page.key.round for page in told if page.text} == {1, 2}:
                    halting.may_end.set()
                if sum(page.over for page in told) == 2:
                    break
        run = await end_of(service, run)
    for rnd in (1, 2):
        pages = [page for page in told if page.key == ReportKey(3, rnd, "round_notes")]
        assert len(pages) > 1
        for before, after in pairwise(pages):
            assert after.text.startswith(before.text.rpartition("\n")[0])
        assert pages[-1].over
        assert pages[-1].text == house.file_of(f"TEG3_R{rnd}_story_notes.md").read_text()
    begun = {page.key: place for place, page in reversed(list(enumerate(told))) if page.text}
    first_over = next(place for place, page in enumerate(told) if page.over)
    costs = [
        page.cost_usd for page in told[max(begun.values()) : first_over]
    ]  # no prompt is a guess
    assert costs == sorted(costs)
    assert all(page.cost_usd for page in told)
    assert told[-1].cost_usd == pytest.approx(run.actual_usd, rel=Decimal("0.5"))


async def watching(service: Service) -> AsyncIterator[Event]:
    async with aclosing(service.watch()) as events:
        async for event in events:
            yield event


async def test_who_only_watches_sees_the_run_come_to_its_end(house: Any, doing: Any) -> None:
    async with house.service() as service:
        run = await begin(service, doing.cells((3, 1)))
        async with asyncio.timeout(30):
            async with aclosing(watching(service)) as events:
                async for _ in events:
                    (run,) = await service.runs()
                    if run.finished_at is not None:
                        break
    assert run.filed == 2
    assert house.git("status", "--porcelain") == ""


@pytest.mark.parametrize("fault", ["stream-cut", "messages-drop", "messages-500"])
async def test_an_unclear_answer_may_have_been_billed_and_is_not_asked_for_again(
    make_house: Callable[..., Any], doing: Any, fault: str
) -> None:
    house = make_house(faults=[fault])
    house.configure(more="\n[realtime]\nat_once = 1\n")
    async with house.service() as service:
        run = await begin(service, doing.cells((3, 1), (3, 2)))
        run = await end_of(service, run)
        assert (run.filed, run.failed) == (2, 2)
        lost = requests_of(run)[ReportKey(3, 1, "round_notes")]
        assert lost.outcome is Outcome.FAILED
        assert "it may have been billed" in lost.reason
        assert run.in_doubt_usd > 0
        assert posts(house) == 3
        catalogue = await service.catalogue()
        blocked = catalogue.reports[ReportKey(3, 1, "round_report")]
        assert "story notes of round 1, which did not come" in blocked.note
        again = await end_of(service, await service.retry(run.number, Via.REALTIME))
        assert (again.reports, again.filed, again.in_doubt_usd) == (2, 2, 0)


async def test_what_is_refused_for_good_has_failed_and_cost_nothing(house: Any, doing: Any) -> None:
    config = house.root / "teg.toml"
    config.write_text(f'model = "claude-2"\n{config.read_text()}')
    async with house.service() as service:
        run = await end_of(service, await begin(service, doing.cells((3, 1), mode="notes")))
    (request,) = requests_of(run).values()
    assert "404" in request.reason
    assert "billed" not in request.reason
    assert (run.in_doubt_usd, request.cost_usd) == (0, 0)
    assert posts(house) == 1


async def test_who_is_told_to_wait_waits_and_asks_again(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["messages-429=2"])
    begun = clock.now()
    async with house.service() as service:
        run = await end_of(service, await begin(service, doing.cells((3, 1), mode="notes")))
    assert (run.filed, run.failed, run.in_doubt_usd) == (1, 0, 0)
    assert posts(house) == 3
    assert (clock.now() - begun).total_seconds() >= 60


async def test_the_limits_in_the_headers_are_kept_without_being_refused_once(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(requests_a_minute=1)
    house.configure(more="\n[realtime]\nat_once = 1\n")
    begun = clock.now()
    async with house.service() as service:
        run = await end_of(service, await begin(service, doing.cells((3, 1), (3, 2))))
    assert run.filed == 4
    assert posts(house) == 4
    assert (clock.now() - begun).total_seconds() >= 180


@pytest.mark.parametrize(("at_once", "seen"), [(1, 1), (4, 2)])
async def test_no_more_are_under_way_at_once_than_the_config_allows(
    make_house: Callable[..., Any], doing: Any, at_once: int, seen: int
) -> None:
    most, now = 0, 0

    def counting(app: Any, _account: Any) -> Any:
        async def counted(scope: Any, receive: Any, send: Any) -> None:
            nonlocal most, now
            if scope.get("path") != "/v1/messages":
                await app(scope, receive, send)
                return
            now += 1
            most = max(most, now)
            try:
                await app(scope, receive, send)
            finally:
                now -= 1

        return counted

    house = make_house(pace=0.1, wrap=counting)
    house.configure(more=f"\n[realtime]\nat_once = {at_once}\n")
    async with house.service() as service:
        cells = doing.cells((3, 1), (3, 2), mode="notes")
        run = await end_of(service, await begin(service, cells))
    assert run.filed == 2
    assert most == seen


async def test_a_cancel_keeps_what_is_done_and_begins_nothing_more(
    make_house: Callable[..., Any], doing: Any
) -> None:
    house = make_house(pace=0.3)
    house.configure(more="\n[realtime]\nat_once = 1\n")
    async with house.service() as service:
        run = await begin(service, doing.cells((3, 1), (3, 2)))
        await until(lambda: posts(house))
        async with house.service() as other:  # the order may come from another process
            await other.cancel(run.number)
        run = await end_of(service, run)
        assert (run.filed, run.failed, run.in_doubt_usd) == (1, 3, 0)
        assert posts(house) == 1
        states = {s.state for s in (await service.catalogue()).reports.values()}
        assert State.FAILED not in states


async def test_what_ends_with_the_program_may_have_been_billed_or_was_not_sent(
    make_house: Callable[..., Any], doing: Any
) -> None:
    house = make_house(pace=20)
    house.configure(more="\n[realtime]\nat_once = 1\n")
    async with house.service() as service:
        run = await begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        await until(lambda: posts(house))
    async with house.service() as service:
        run = await end_of(service, run)
        reports = (await service.catalogue()).reports
    assert (run.filed, run.failed) == (0, 2)
    assert run.in_doubt_usd > 0
    assert "may have been billed" in reports[ReportKey(3, 1, "round_notes")].note
    assert "not sent" in reports[ReportKey(3, 2, "round_notes")].note
    assert posts(house) == 1
    assert not list((house.root / ".teg-tui").glob("realtime-*.lock"))


async def test_another_process_leaves_a_living_run_alone_and_commits_it(
    make_house: Callable[..., Any], doing: Any
) -> None:
    house = make_house(pace=0.5)
    async with house.service() as holder, house.service() as owner:
        assert await holder.tick()
        run = await begin(owner, doing.cells((3, 1), mode="notes"))
        await until(lambda: posts(house))
        await holder.tick()
        (view,) = await holder.runs()
        assert view.finished_at is None
        assert view.failed == 0
        run = await end_of(holder, run)
    assert run.filed == 1
    assert house.git("log", "-1", "--format=%s").startswith("Story notes: TEG 3 R1")


async def test_no_key_no_start(house: Any, doing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    house.configure(pretend=False)
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    monkeypatch.setenv("HOME", str(house.root))
    async with house.service() as service:
        with pytest.raises(TegError, match="API key"):
            await begin(service, doing.cells((3, 1)))
        assert await service.runs() == ()


async def test_the_months_cap_is_held_against_the_standard_price(
    house: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    selection = doing.cells((3, 1), (3, 2))
    house.configure(pretend=False)
    async with house.service() as service:
        standard = (await service.quote(selection, via=Via.REALTIME)).estimate.standard
    cap = float(standard.likely) * 0.75
    house.configure(pretend=False, more=f"\n[budget]\nmonthly_cap = {cap}\nconfirm_above = {cap}\n")
    async with house.service() as service:
        batch = await service.quote(selection)
        live = await service.quote(selection, via=Via.REALTIME)
        assert (batch.refusal, batch.ask) == ("", "")
        assert "monthly cap" in live.refusal
        assert "agreed?" in live.ask
        with pytest.raises(TegError, match="monthly cap"):
            await begin(service, selection)


async def test_an_answer_on_disk_is_filed_after_a_crash(
    make_house: Callable[..., Any], doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house()
    async with house.service() as service:
        run = await begin(service, doing.cells((3, 1), mode="notes"))
        reports = house.root / "data" / "commentary" / "round_reports"
        reports.parent.mkdir(exist_ok=True)
        reports.write_text("something in the way")
        await until(lambda: raw_rows(house))
    reports.unlink()
    async with house.service() as service:
        run = await end_of(service, run)
    assert (run.filed, run.in_doubt_usd) == (1, 0)
    assert posts(house) == 1


KILLED = """
import asyncio, sys
from pathlib import Path
from teg_tui import workspace
from teg_tui.costs.advice import Via
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.service.service import Service
async def write():
    service = Service(workspace.load(Path(sys.argv[1])))
    await service.open()
    cells = frozenset({CellKey(3, 1), CellKey(3, 2)})
    await service.start(Selection(cells, Mode.NOTES), Via.REALTIME)
    await asyncio.sleep(60)
asyncio.run(write())
"""


async def test_a_killed_process_leaves_its_run_to_the_next_which_asks_for_nothing_again(
    make_house: Callable[..., Any], doing: Any
) -> None:
    house = make_house(pace=30)
    house.configure(more="\n[realtime]\nat_once = 1\n")
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(house.root))
    async with house.service() as service:
        await until(lambda: posts(house))
        (run,) = await service.runs()
        await service.tick()
        assert (await service.runs())[0].finished_at is None
        process.kill()
        await process.wait()
        run = await end_of(service, run)
    assert (run.filed, run.failed) == (0, 2)
    reasons = sorted(report.reason for report in service_reports(house, run.number))
    assert "may have been billed" in reasons[0]
    assert "not sent" in reasons[1]
    assert run.in_doubt_usd > 0
    assert posts(house) == 1
    assert not list((house.root / ".teg-tui").glob("realtime-*.lock"))


KILLS_ITSELF = """
import os, signal
def look(event, arguments):
    if event == "os.rename" and "_info.json" in str(arguments[1]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(look)
"""


async def test_a_run_killed_between_its_last_report_and_its_end_is_committed_and_ended(
    house: Any,
) -> None:
    script = KILLED.replace("async def", f"{KILLS_ITSELF}\nasync def", 1)
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, str(house.root))
    await process.wait()
    async with house.service() as service:
        (run,) = await service.runs()
        assert (run.filed, run.finished_at) == (2, None)
        run = await end_of(service, run)
        assert (run.filed, run.failed, run.in_doubt_usd) == (2, 0, 0)
    assert house.git("log").count("Teg-Report: ") == 2


def service_reports(house: Any, run: int) -> tuple[RunReport, ...]:
    ledger = Ledger(house.root / ".teg-tui", now=house.clock.now())
    try:
        return RunBook(ledger).reports(run)
    finally:
        ledger.close()
