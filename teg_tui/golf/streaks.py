"""Runs of like holes on a card, and its best and worst six holes in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from teg_tui.golf import rules
from teg_tui.golf.card_summary import Stretch, known, stretch
from teg_tui.golf.tour import HOLES, Card

WINDOW = 6
"""Holes in the stretch that is looked for as a player's best and worst."""


@dataclass(frozen=True)
class Streak:
    """Consecutive holes that share something."""

    code: str
    name: str
    """The holes by what they share: "pars or better"."""
    first: int
    last: int

    @property
    def length(self) -> int:
        """How many holes."""
        return self.last - self.first + 1


_GROSS: tuple[tuple[str, int, Callable[[int], bool]], ...] = (
    ("birdies or better", 2, lambda over: over < 0),
    ("pars or better", 3, lambda over: over <= 0),
    ("blow-ups", 2, lambda over: over >= rules.BLOW_UP),
)
_POINTS: tuple[tuple[str, int, Callable[[int], bool]], ...] = (
    ("holes of 3 points or more", 3, lambda points: points >= 3),
    ("holes with points", 9, lambda points: points > 0),
    ("zeros", 2, lambda points: points == 0),
)
"""What is shared, from how many holes on it is worth telling, and how a hole qualifies."""


def streaks(card: Card) -> tuple[Streak, ...]:
    """Every streak of a complete card that is worth telling, longest first."""
    found: list[Streak] = []
    code = card.player.code
    for values, kinds in ((known(card.gross_to_par), _GROSS), (known(card.points), _POINTS)):
        for name, least, qualifies in kinds:
            found += [
                Streak(code, name, first, last)
                for first, last in _runs(values, qualifies)
                if last - first + 1 >= least
            ]
    return tuple(sorted(found, key=lambda s: (-s.length, s.first, s.name)))


def _runs(values: Sequence[int], qualifies: Callable[[int], bool]) -> list[tuple[int, int]]:
    """First and last hole of every unbroken run that qualifies."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for hole, value in enumerate(values, 1):
        if qualifies(value):
            start = start or hole
        elif start is not None:
            runs.append((start, hole - 1))
            start = None
    if start is not None:
        runs.append((start, len(values)))
    return runs


def best_and_worst(card: Card) -> tuple[Stretch, Stretch]:
    """The best and the worst six holes in a row of a complete card; the earliest of equals.

    By points; by gross where points are not known.
    """
    over, points = known(card.gross_to_par), known(card.points)
    merits = points or tuple(-value for value in over)
    sums = [sum(merits[start : start + WINDOW]) for start in range(HOLES - WINDOW + 1)]
    best, worst = sums.index(max(sums)) + 1, sums.index(min(sums)) + 1
    return (
        stretch(over, points, best, best + WINDOW - 1),
        stretch(over, points, worst, worst + WINDOW - 1),
    )
