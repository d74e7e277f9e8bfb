"""A round's key moments, ranked, so that a writer picks and tells and need not judge.

A moment is what one player did on one hole and what it did at the top of the tables. Weights
are a matter of taste; that the lead counts more than a birdie, and a late lead more than an
early one, is their point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teg_tui.golf import rules
from teg_tui.golf.decisions import Decision
from teg_tui.golf.race import LeadEvent, LeadKind, Race
from teg_tui.golf.tour import HOLES, Card, Competition

MOST = 12
"""How many moments a round is given."""

_LEAD = {
    LeadKind.FIRST: 30,
    LeadKind.TAKEN: 60,
    LeadKind.REGAINED: 65,
    LeadKind.CLEAR: 40,
    LeadKind.SHARED: 35,
}
_LATE = 20
"""What the last hole adds to a lead event; the first adds next to nothing."""
_FOR_GOOD = 40


@dataclass(frozen=True)
class LeadMove:
    """What a hole changed at the top of one competition."""

    competition: Competition
    event: LeadEvent
    for_good: bool
    """Whether the winner led alone from here to the end of the tournament."""

    @property
    def weight(self) -> int:
        """How much it is worth telling."""
        weight = _LEAD[self.event.kind] + _LATE * self.event.hole // HOLES
        # Everybody is close while a tournament is young.
        return (weight // 2 if self.event.round == 1 else weight) + _FOR_GOOD * self.for_good


@dataclass(frozen=True)
class Moment:
    """What a player did on a hole, and what came of it."""

    code: str
    hole: int
    par: int
    strokes: int
    points: int | None
    moves: tuple[LeadMove, ...]

    @property
    def over(self) -> int:
        """Strokes to par."""
        return self.strokes - self.par

    @property
    def decides(self) -> bool:
        """Whether a winner led alone from here to the end."""
        return any(move.for_good for move in self.moves)

    @property
    def is_turn(self) -> bool:
        """Whether a lead changed hands here, or was won for good."""
        return self.decides or any(move.event.is_change for move in self.moves)

    @property
    def weight(self) -> int:
        """How much it is worth telling."""
        golf = 10 * max(0, (self.points or 0) - 3)
        if self.over < 0:
            golf += 30 * -self.over
        elif self.over >= rules.BLOW_UP:
            golf += 5 * self.over
        return golf + sum(move.weight for move in self.moves)


def moments(
    cards: Mapping[str, Card], races: Sequence[Race], decisions: Sequence[Decision] = ()
) -> tuple[Moment, ...]:
    """The moments of a complete round most worth telling, best first.

    `decisions` tell where the lead was won for good: only once the tournament is over.
    """
    moves = _moves(cards, races, decisions)
    found = [
        Moment(
            code, hole.number, hole.par, score, points, tuple(moves.get((code, hole.number), ()))
        )
        for code, card in cards.items()
        for hole, score, points in zip(card.holes, card.scores, card.points, strict=True)
        if score is not None
        and (
            score < hole.par
            or score >= hole.par + rules.BLOW_UP
            or (points is not None and points > 3)
            or (code, hole.number) in moves
        )
    ]
    return tuple(sorted(found, key=lambda m: (-m.weight, m.hole, m.code))[:MOST])


def _moves(
    cards: Mapping[str, Card], races: Sequence[Race], decisions: Sequence[Decision]
) -> dict[tuple[str, int], list[LeadMove]]:
    """What happened at the top, by the player and hole it is told with."""
    moves: dict[tuple[str, int], list[LeadMove]] = defaultdict(list)
    won = {decision.competition.name: decision.for_good for decision in decisions}
    for race in races:
        for event in race.events:
            hero = _hero(event, cards)
            if hero is not None:
                for_good = won.get(race.competition.name) == (event.round, event.hole)
                moves[hero, event.hole].append(LeadMove(race.competition, event, for_good))
    return moves


def _hero(event: LeadEvent, cards: Mapping[str, Card]) -> str | None:
    """Whose hole a lead event is told with: who came to the lead or stayed there alone.

    Nobody's, where players are level on a tournament's first hole, or where nobody of them
    played.
    """
    candidates: tuple[str, ...] = ()
    if len(event.leaders) == 1:
        candidates = event.leaders
    elif event.before:
        came = tuple(code for code in event.leaders if code not in event.before)
        gone = tuple(code for code in event.before if code not in event.leaders)
        candidates = came or gone
    return next((code for code in candidates if code in cards), None)
