"""Every round that was ever played on the tour, for what is said of records and of other years."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from teg_tui.golf.claims.words.calendar import short_course
from teg_tui.golf.history import History
from teg_tui.golf.tour import Measure


@dataclass(frozen=True)
class Played:
    """A player's complete round."""

    teg: int
    round: int
    code: str
    course: str
    points: int | None
    gross: int | None
    strokes: int

    @property
    def when(self) -> tuple[int, int]:
        """Its tournament and its number in it."""
        return self.teg, self.round

    @property
    def values(self) -> set[int]:
        """Every figure that it may be called by."""
        return {its for its in (self.points, self.gross, self.strokes) if its is not None}


Way = Callable[[Played], int | None]
"""By what rounds are compared: the more the better."""


def _by_points(played: Played) -> int | None:
    return played.points


def _by_gross(played: Played) -> int | None:
    return None if played.gross is None else -played.gross


def _by_strokes(played: Played) -> int | None:
    return -played.strokes


BY_POINTS, BY_GROSS, BY_STROKES = _by_points, _by_gross, _by_strokes


def played_until(history: History, teg: int) -> tuple[Played, ...]:
    """Every complete round of everybody up to a tournament's end, in the order of play."""
    return tuple(
        Played(
            tournament.teg,
            rnd.number,
            code,
            short_course(rnd.course),
            card.total(Measure.STABLEFORD),
            card.total(Measure.GROSS),
            sum(score or 0 for score in card.scores),
        )
        for tournament in history.tour.tournaments
        for rnd in tournament.rounds
        if rnd.complete and tournament.teg <= teg
        for code, card in rnd.card_of.items()
        if card.complete
    )


def rank(own: Played, among: Iterable[Played], way: Way, *, worst: bool) -> set[int]:
    """Which place a round takes, from 1: counting the rounds before it, or their different values.

    () where it cannot be known.
    """
    value = way(own)
    if value is None:
        return set()
    others = [its for played in among if (its := way(played)) is not None]
    before = [its for its in others if (its < value if worst else its > value)]
    return {len(before) + 1, len(set(before)) + 1}
