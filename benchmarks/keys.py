"""From a key to the first byte of what it paints, in a pseudo-terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat
from statistics import median, quantiles

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

PRESSES = 150
SETTLED = 3.0
"""Seconds after which the scores are read and the first quote is there."""
MOST = 0.016
PACES = {"one at a time": 0.2, "held down": 1 / 30}
"""Seconds between two keys: time for the quote of each; a keyboard's own repeat."""


def measure() -> list[Figure]:
    """The cursor around the grid, up and down; every cell has its own quote and its own words."""
    with demonstration() as found:
        grid = last_known(found)
        with Screen([program()], cwd=found.root, env=environment()) as screen:
            screen.seconds_until(str(grid.rows[-1].year))
            screen.drain(SETTLED)
            return [_figure(name, list(_press(screen, pace))) for name, pace in PACES.items()]


def _press(screen: Screen, pace: float) -> Iterator[float]:
    journey = chain(repeat("down", 8), ["right"], repeat("up", 8), ["left"])
    path = list(journey)
    for number in range(PRESSES):
        yield screen.answer(path[number % len(path)])
        screen.drain(pace)


def _figure(name: str, times: list[float]) -> Figure:
    worst = quantiles(times, n=20)[-1]
    return Figure(
        f"key to first byte, {name}",
        f"p95 {milliseconds(worst)}",
        f"median {milliseconds(median(times))}",
        aim=f"p95 < {milliseconds(MOST)}",
        verdict=judged(worst < MOST),
    )


if __name__ == "__main__":
    show(measure())
