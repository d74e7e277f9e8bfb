"""A card added up: totals, stretches of holes, and how many of each score.

Made once for every card and read by records, facts and their text.
"""

from __future__ import annotations

from dataclasses import dataclass

from teg_tui.golf import rules
from teg_tui.golf.tour import HOLES, Card, Player

STRETCHES = ((1, 9), (10, 18), (1, 6), (7, 12), (13, 18))
"""The parts of a round that reports speak of: nines, then sixes (first and last hole)."""


@dataclass(frozen=True)
class Tally:
    """How many holes of each score; every hole is in exactly one of the first six."""

    eagles: int
    """Two under par or better."""
    birdies: int
    pars: int
    bogeys: int
    doubles: int
    blow_ups: int
    """Triple bogey or worse."""
    zeros: int | None
    """Holes without a point; None without a handicap."""

    @property
    def under_par(self) -> int:
        """Birdies and better."""
        return self.eagles + self.birdies


@dataclass(frozen=True)
class Stretch:
    """Consecutive holes of one card."""

    first: int
    last: int
    gross: int
    """Strokes to par."""
    points: int | None

    @property
    def holes(self) -> int:
        """How many."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class CardSummary:
    """One player's complete round in numbers."""

    card: Card
    strokes: int
    gross: int
    """Strokes to par."""
    net: int | None
    """Net strokes to par; None without a handicap, as are points."""
    points: int | None
    tally: Tally
    stretches: tuple[Stretch, ...]
    """In the order of `STRETCHES`."""

    @property
    def player(self) -> Player:
        """Whose card it is."""
        return self.card.player

    @property
    def nines(self) -> tuple[Stretch, Stretch]:
        """Out and in."""
        return self.stretches[0], self.stretches[1]

    @property
    def sixes(self) -> tuple[Stretch, ...]:
        """Holes 1-6, 7-12, 13-18."""
        return self.stretches[2:]


def known(values: tuple[int | None, ...]) -> tuple[int, ...]:
    """Values of a card that is complete, where none is missing; () where they can't be known."""
    return tuple(value for value in values if value is not None)


def summarize(card: Card) -> CardSummary:
    """Add up a complete card."""
    over, points, net = known(card.gross_to_par), known(card.points), known(card.net_to_par)
    return CardSummary(
        card=card,
        strokes=card.strokes,
        gross=sum(over),
        net=sum(net) if net else None,
        points=sum(points) if points else None,
        tally=_tally(over, points),
        stretches=tuple(stretch(over, points, first, last) for first, last in STRETCHES),
    )


def stretch(over: tuple[int, ...], points: tuple[int, ...], first: int, last: int) -> Stretch:
    """Holes `first` to `last`, added up."""
    part = slice(first - 1, last)
    return Stretch(first, last, sum(over[part]), sum(points[part]) if points else None)


def _tally(over: tuple[int, ...], points: tuple[int, ...]) -> Tally:
    eagles = sum(value <= -2 for value in over)
    birdies, pars, bogeys, doubles = (over.count(value) for value in (-1, 0, 1, 2))
    return Tally(
        eagles=eagles,
        birdies=birdies,
        pars=pars,
        bogeys=bogeys,
        doubles=doubles,
        blow_ups=sum(value >= rules.BLOW_UP for value in over),
        zeros=points.count(0) if len(points) == HOLES else None,
    )
