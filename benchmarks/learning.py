"""How far estimates are off, and how often their range holds, as experience grows.

The simulator counts by a hidden truth, another for every seed: each kind of report has ratios of
its own, every request departs from them, and its texts are as long as they come out. A tour's
keeper writes one selection after the other, by batch, and before each run asks what it will cost.
From one run on the cap on one kind's answers is too small, so that some of them are cut.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import fmean

from measures import Figure, demonstration, judged, scratch, show

from teg_tui.costs.advice import Via
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.reports.state import Catalogue
from teg_tui.service.service import Service
from teg_tui.simulator.server import running
from teg_tui.simulator.tokens import Truth
from teg_tui.workspace import Workspace, shipped

SEEDS = range(1, 9)
RUNS = 12
CUT_FROM, CUT_KIND, CUT_AT = 6, "round_report", 1_000
"""A run, and the cap from then on, in tokens."""
LONGEST = 100
"""Ticks a run may take."""
AFTER = (0, 1, 3, 10)
HELD = 0.9


@dataclass(frozen=True)
class Run:
    """What was expected of a run by batch, and what came; USD."""

    low: float
    likely: float
    high: float
    actual: float

    @property
    def off(self) -> float:
        """The estimate's error, as a part of what came."""
        return abs(self.likely - self.actual) / self.actual

    @property
    def width(self) -> float:
        """From low to high, as a part of the likely."""
        return (self.high - self.low) / self.likely

    @property
    def held(self) -> bool:
        """Whether the range held what came."""
        return self.low <= self.actual <= self.high


class Hurried:
    """A clock whose sleeper wakes at once, a minute later."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 22, 20, tzinfo=UTC)

    def now(self) -> datetime:
        """What time it is here."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Time passes; others get their turn."""
        self.pass_by(seconds)
        await asyncio.sleep(0)

    def pass_by(self, seconds: float) -> None:
        """Time passes."""
        self._now += timedelta(seconds=max(0.0, seconds))


def measure() -> list[Figure]:
    """All seeds."""
    histories = [asyncio.run(_history(seed)) for seed in SEEDS]
    return [*_errors(histories), *_ranges(histories)]


def _errors(histories: list[list[Run]]) -> Iterator[Figure]:
    first = fmean(history[0].off for history in histories)
    for after in AFTER:
        runs = [history[after] for history in histories]
        off = fmean(run.off for run in runs)
        yield Figure(
            f"estimate of a run after {after} others is off by",
            f"{off:.0%}",
            f"range {fmean(run.width for run in runs):.0%} wide",
            f"{off / first:.2f}x",
            "falls" if after == max(AFTER) else "",
            judged(off < first / 2) if after == max(AFTER) else "",
        )


def _ranges(histories: list[list[Run]]) -> Iterator[Figure]:
    runs = [run for history in histories for run in history]
    held = sum(run.held for run in runs)
    yield Figure(
        "ranges that held what a run cost",
        f"{held} of {len(runs)}",
        aim=">= 9 of 10",
        verdict=judged(held >= HELD * len(runs)),
    )


async def _history(seed: int) -> list[Run]:
    """A tour's first runs."""
    clock = Hurried()
    with (
        scratch() as state,
        running(state, now=clock.now, truth=Truth(seed)) as simulator,
        demonstration(f'base_url = "{simulator.url}"', "poll_seconds = 1") as found,
    ):
        service = Service(found, clock=clock)
        await service.open()
        try:
            choices = _choices(await service.catalogue(), random.Random(seed))
            history = []
            for number in range(RUNS):
                if number == CUT_FROM:
                    _cap(found)
                history.append(await _run(service, clock, next(choices)))
            return history
        finally:
            await service.close()


def _choices(catalogue: Catalogue, chance: random.Random) -> Iterator[Selection]:
    """What a keeper writes: a round, a tournament, or all of it; no cell twice."""
    rows = [row for row in catalogue.rows if row.tournament.offered]
    chance.shuffle(rows)
    while True:
        for row in rows:
            rounds = [cell.key for cell in row.rounds if cell.offered]
            chosen: list[CellKey] = chance.choice(
                [rounds[-1:], rounds, [row.tournament.key], [*rounds, row.tournament.key]]
            )
            yield Selection(frozenset(chosen), Mode.FULL)


def _cap(found: Workspace) -> None:
    """Let answers of a kind be cut from now on."""
    prompts = found.root / "prompts"
    prompts.mkdir(exist_ok=True)
    text = (shipped("prompts") / f"{CUT_KIND}.md").read_text(encoding="utf-8")
    capped = re.sub(r"(?m)^max_tokens = \d+$", f"max_tokens = {CUT_AT}", text)
    assert capped != text
    (prompts / f"{CUT_KIND}.md").write_text(capped, encoding="utf-8")


async def _run(service: Service, clock: Hurried, selection: Selection) -> Run:
    quote = await service.quote(selection)
    expected = quote.estimate.batch
    assert expected is not None
    number = (await service.start(selection, Via.BATCH)).number
    for _ in range(LONGEST):
        await service.tick()
        run = next(run for run in await service.runs() if run.number == number)
        if run.finished_at is not None:
            break
        clock.pass_by(60)
    assert run.finished_at
    assert run.actual_usd
    assert run.filed + run.held == run.reports, run
    return Run(*map(float, (expected.low, expected.likely, expected.high, run.actual_usd)))


if __name__ == "__main__":
    show(measure())
