"""What the app takes while a batch is watched and nobody touches a key: CPU and memory.

python benchmarks/idle.py [SECONDS]
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import ExitStack, aclosing

from measures import (
    MEGABYTE,
    PROC,
    Figure,
    cpu_seconds,
    demonstration,
    environment,
    judged,
    program,
    resident,
    scratch,
    show,
    simulator,
)
from screen import Screen

from teg_tui.costs.advice import Via
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.service.service import Service
from teg_tui.workspace import CONFIG_FILE, Workspace

SECONDS = 65.0
"""Long enough for one poll."""
SETTLED = 12.0
"""Long enough to start, and for the first poll, which is due by then and loads the SDK."""
MOST_CPU = 0.3
MOST_MEMORY = 150


def measure(seconds: float = SECONDS) -> list[Figure]:
    """One batch at a simulator that takes an hour for it, asked after once a minute."""
    if not PROC.is_dir():
        return [Figure("idle CPU and memory", "not measured: there is no /proc here")]
    with ExitStack() as stack:
        state = stack.enter_context(scratch())
        url = stack.enter_context(simulator(state, pace=3600))
        found = stack.enter_context(demonstration(f'base_url = "{url}"', "poll_seconds = 3"))
        asyncio.run(_send(found))
        config = found.root / CONFIG_FILE
        config.write_text(config.read_text().replace("poll_seconds = 3", "poll_seconds = 60"))
        screen = stack.enter_context(Screen([program()], cwd=found.root, env=environment()))
        screen.seconds_until("Story notes")
        screen.drain(SETTLED)
        before = cpu_seconds(screen.pid)
        screen.drain(seconds)
        percent = (cpu_seconds(screen.pid) - before) / seconds * 100
        memory = resident(screen.pid) / MEGABYTE
    return [
        Figure(
            f"CPU with a batch watched, {seconds:.0f} s",
            f"{percent:.2f} %",
            aim=f"<= {MOST_CPU} %",
            verdict=judged(percent <= MOST_CPU),
        ),
        Figure(
            "memory with a batch watched",
            f"{memory:.0f} MB",
            aim=f"<= {MOST_MEMORY} MB",
            verdict=judged(memory <= MOST_MEMORY),
        ),
    ]


async def _send(found: Workspace) -> None:
    """Have a batch under way, and nobody who holds the lock."""
    service = Service(found)
    await service.open()
    catalogue = await service.catalogue()
    newest = catalogue.rows[1].teg
    cells = frozenset(CellKey(newest, rnd) for rnd in (1, 2, 3, 4))
    await service.start(Selection(cells, Mode.NOTES), Via.BATCH)
    async with aclosing(service.watch()) as events:
        async for _ in events:
            if any(batch.batch_id for run in await service.runs() for batch in run.batches):
                break
    await service.close()


if __name__ == "__main__":
    show(measure(*map(float, sys.argv[1:])))
