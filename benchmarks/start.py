"""Start to grid in a real pseudo-terminal, against a bare Textual app with the same table.

The second start, as a user has it: the ledger knows the grid. Measured to the bytes that
show the last row of the table.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from measures import (
    Figure,
    demonstration,
    environment,
    judged,
    last_known,
    milliseconds,
    program,
    show,
)
from screen import Screen

RUNS = 9
MOST = 1.3
BARE = Path(__file__).with_name("bare_table.py")


def measure() -> list[Figure]:
    """Both in turn, so that whatever else the machine does meets both."""
    ours, bare = [], []
    with demonstration() as found:
        grid = last_known(found)
        rows = [f"{row.name},{row.year},{row.area}" for row in grid.rows]
        awaited = str(grid.rows[-1].year)
        for _ in range(1 + RUNS):
            ours.append(_start([program()], found.root, awaited))
            bare.append(_start([sys.executable, "-P", str(BARE), *rows], found.root, awaited))
    took, reference = median(ours[1:]), median(bare[1:])
    return [
        Figure(
            "start to grid",
            milliseconds(took),
            f"bare Textual app {milliseconds(reference)}",
            f"{took / reference:.2f}x",
            f"<= {MOST}x",
            judged(took <= MOST * reference),
        )
    ]


def _start(command: Sequence[str], folder: Path, awaited: str) -> float:
    with Screen(command, cwd=folder, env=environment()) as screen:
        return screen.seconds_until(awaited)


if __name__ == "__main__":
    show(measure())
