"""`teg-tui --version` against a bare interpreter: what every command pays before it begins."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

from measures import Figure, environment, judged, milliseconds, program, seconds_of, show

RUNS = 21
MOST = 6.0


def measure() -> list[Figure]:
    """Both in turn, so that whatever else the machine does meets both."""
    ours, bare = [], []
    for _ in range(RUNS):
        ours.append(_start(program(), "--version"))
        bare.append(_start(sys.executable, "-I", "-c", "pass"))
    ratio = median(ours) / median(bare)
    return [
        Figure(
            "teg-tui --version",
            milliseconds(median(ours)),
            f"bare interpreter {milliseconds(median(bare))}",
            f"{ratio:.1f}x",
            f"<= {MOST:.0f}x",
            judged(ratio <= MOST),
        )
    ]


def _start(*command: str) -> float:
    return seconds_of(
        lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment())
    )


if __name__ == "__main__":
    show(measure())
