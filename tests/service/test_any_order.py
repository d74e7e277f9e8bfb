"""Whatever is done in whatever order: nothing is paid for twice, no result and no edit is lost.

A machine selects, sends, lies, waits, breaks connections, cancels, retries, edits by hand, restarts
and opens a second process; after every step it looks into the simulator's books.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from teg_tui import workspace as workspaces
from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.service.service import Service
from teg_tui.simulator.faults import FAULTS
from teg_tui.simulator.server import running

CELLS = [CellKey(3, 1), CellKey(3, 2), CellKey(3, None)]
EDITED = "Written by hand: "


class World(RuleBasedStateMachine):
    """One workspace, one account, one clock."""

    template: Path
    make_clock: Any

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stack = ExitStack()
        self.clock = self.make_clock()
        home = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.root = home / "tour"
        shutil.copytree(self.template, self.root)
        self.simulator = self.stack.enter_context(running(now=self.clock.now, pace=90, lies=0.5))
        config = self.root / "teg.toml"
        text = config.read_text().splitlines()
        config.write_text("\n".join([f'base_url = "{self.simulator.url}"', *text[1:]]) + "\n")
        self.edits = 0
        self.to_be_kept: set[str] = set()
        self.service = self.do(self.opened())

    def do(self, coroutine: Any) -> Any:
        return self.loop.run_until_complete(coroutine)

    async def opened(self) -> Service:
        service = Service(workspaces.load(self.root), clock=self.clock)
        await service.open()
        return service

    @rule(
        cells=st.sets(st.sampled_from(CELLS), min_size=1),
        mode=st.sampled_from([Mode.NOTES, Mode.FULL]),
        fault=st.sampled_from([None, *sorted(FAULTS)]),
    )
    def begin(self, cells: set[CellKey], mode: Mode, fault: str | None) -> None:
        if fault is not None:
            self.simulator.account.faults.arm(fault)
        try:
            self.do(self.service.start(Selection(frozenset(cells), mode), Via.BATCH))
        except TegError as error:
            assert "writing" in str(error) or "missing" in str(error)  # noqa: PT017 - one of two ends
        self.do(self.service.tick())

    @rule()
    def tick(self) -> None:
        self.do(self.service.tick())

    @rule(minutes=st.sampled_from([1, 2, 15, 90, 25 * 60]))
    def wait(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)
        self.do(self.service.tick())

    @rule(rate=st.sampled_from([0.0, 0.2, 1.0]))
    def lie_from_now_on(self, rate: float) -> None:
        self.simulator.account.lie(rate)

    @rule(number=st.integers(1, 4))
    def cancel(self, number: int) -> None:
        if self.service.context.runs.run(number) is not None:
            self.do(self.service.cancel(number))

    @rule(number=st.integers(1, 4))
    def retry(self, number: int) -> None:
        try:
            self.do(self.service.retry(number))
        except TegError as error:
            assert "no run" in str(error) or "nothing to write" in str(error)  # noqa: PT017 - likewise

    @rule(which=st.integers(0, 8))
    def edit_by_hand(self, which: int) -> None:
        reports = sorted((self.root / "data" / "commentary").rglob("*.md"))
        if reports:
            report = reports[which % len(reports)]
            self.to_be_kept.discard(report.read_text())  # what he overwrites is his own affair
            self.edits += 1
            report.write_text(f"{EDITED}{self.edits}\n")
            self.to_be_kept.add(report.read_text())

    @rule(steps=st.integers(1, 40))
    def die_and_begin_again(self, steps: int) -> None:
        async def break_off() -> None:
            ticking = asyncio.ensure_future(self.service.tick())
            for _ in range(steps):
                await asyncio.sleep(0)
            ticking.cancel()
            await asyncio.gather(ticking, return_exceptions=True)
            await self.service.close()

        self.do(break_off())
        self.service = self.do(self.opened())

    @rule()
    def look_in_from_a_second_process(self) -> None:
        async def look() -> None:
            other = await self.opened()
            mine = await self.service.tick()
            assert mine != await other.tick()
            assert await other.runs() == await self.service.runs()
            await other.close()

        self.do(look())

    @invariant()
    def books_balance(self) -> None:
        asked = Counter(self.asked())
        made = Counter(name.rpartition("-")[0] for name, _ in self.in_the_books())
        assert made <= asked, f"sent more often than asked for: {made - asked}"

    def asked(self) -> list[str]:
        """Each report as often as the user asked for it, as custom_ids begin."""
        context = self.service.context
        rows = context.ledger.rows("SELECT teg, round, kind FROM run_reports")
        kinds = context.material.kinds if rows else {}
        names = []
        for row in rows:
            rnd = f"_R{row['round']}" if row["round"] else ""
            names.append(f"TEG{row['teg']}{rnd}_{kinds[row['kind']].suffix}")
        return names

    def in_the_books(self) -> list[tuple[str, bool]]:
        """(custom_id, billed) of everything that the simulator was ever sent."""
        read = self.simulator.account.books.read(self.clock.now(), tokens=False)
        return [
            (custom_id, custom_id in batch["billed"])
            for batch in read["batches"]
            for custom_id in batch["custom_ids"]
        ]

    def teardown(self) -> None:
        try:
            self.come_to_an_end()
        finally:
            self.do(self.service.close())
            self.loop.close()
            self.stack.close()

    def come_to_an_end(self) -> None:
        """Left to itself every run ends, and whatever was billed is there to be read."""
        for _ in range(400):
            self.do(self.service.tick())
            if self.service.context.runs.idle():
                break
            self.clock.advance(minutes=2)
        runs = self.do(self.service.runs())
        assert all(run.finished_at for run in runs), [run.waiting for run in runs]
        rows = self.service.context.ledger.rows("SELECT * FROM requests")
        outcomes = {row["custom_id"]: row["outcome"] for row in rows}
        kept = ("filed", "held")
        lost = [i for i, billed in self.in_the_books() if billed and outcomes.get(i) not in kept]
        assert lost == []
        kinds = self.service.context.material.kinds if rows else {}
        for row in rows:
            if not kinds[row["kind"]].notes:  # notes go on, with what is false struck out
                assert (row["outcome"] == "held") == (row["false_claims"] > 0)
        self.corrected_twice_at_most()
        self.books_balance()
        self.edits_are_kept()

    def corrected_twice_at_most(self) -> None:
        rows = self.service.context.ledger.rows(
            "SELECT r.number, b.run AS of FROM runs r JOIN batches b ON b.number = r.corrects"
        )
        of = {row["number"]: row["of"] for row in rows}
        for run in of:
            assert of.get(of.get(of[run], 0)) is None, f"run {run} is a third correction"
        assert len(self.corrected()) == len(set(self.corrected()))

    def corrected(self) -> list[int]:
        rows = self.service.context.ledger.rows("SELECT corrects FROM runs")
        return [row["corrects"] for row in rows if row["corrects"] is not None]

    def edits_are_kept(self) -> None:
        texts = {
            path.read_text()
            for folder in (self.root / "data" / "commentary", self.root / ".teg-tui" / "replaced")
            for path in folder.rglob("*.md")
        }
        assert texts >= self.to_be_kept


def test_nothing_is_paid_twice_or_lost_in_whatever_order(
    house: Any, clock: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    template = tmp_path_factory.mktemp("template") / "tour"
    shutil.copytree(house.root, template, ignore=shutil.ignore_patterns(".teg-tui"))
    world = type("World", (World,), {"template": template, "make_clock": type(clock)})
    run_state_machine_as_test(
        world,
        settings=settings(
            max_examples=6,
            stateful_step_count=12,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
