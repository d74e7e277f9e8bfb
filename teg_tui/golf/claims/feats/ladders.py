"""Everything that records are kept of: rounds, nines, holes, counts and whole tournaments.

A `Ladder` holds one of these of everybody, of a course or of a player, in the order of play; what
stood on it at any moment is asked of it. Made once for a tour, as its parts are asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from teg_tui.golf.card_summary import CardSummary
from teg_tui.golf.history import History
from teg_tui.golf.tour import Tournament

ROUND, NINE, HOLE, EVENT = "round", "nine", "hole", "event"
WHOLE = 99
"""In place of a round's number: the tournament."""
_WITH_IT = 2
When = tuple[int, int]


class Deed(NamedTuple):
    """One figure of a player's."""

    what: str
    """What is counted: "points", "gross", "strokes", "net", "birdies", "pars", …"""
    span: str
    """Over what: a round, a nine, a hole, a tournament."""
    code: str
    teg: int
    round: int
    course: str
    part: int
    """Which nine, 1 or 2; how many rounds a tournament had; else 0."""
    value: int

    @property
    def when(self) -> When:
        """Its tournament and its round in it; a tournament's total comes behind its rounds."""
        return self.teg, self.round

    @property
    def high_is_good(self) -> bool:
        """Whether more of it is better."""
        return self.what in {"points", "birdies", "pars"}


class Stood(NamedTuple):
    """What stood on a ladder beside a deed, at the top or at the bottom of it."""

    own: Deed
    scope: str
    high: bool
    value: int
    holders: tuple[Deed, ...]
    until: int
    """Before the deed's tournament (0), before its round (1), with all of that round (2)."""

    @property
    def before(self) -> bool:
        """Whether it stood there when the deed's round began, or its tournament."""
        return self.until < _WITH_IT

    @property
    def beyond(self) -> int:
        """By how much the deed goes beyond it; less than nothing where it falls short."""
        return (self.own.value - self.value) * (1 if self.high else -1)


class Ladder:
    """Deeds that are compared, in the order of play."""

    def __init__(self, deeds: list[Deed]) -> None:
        self._values = [deed.value for deed in deeds]
        self._whens = [deed.when for deed in deeds]
        self._having: dict[int, list[tuple[int, Deed]]] = {}
        self._tops: dict[tuple[int, bool], tuple[int, tuple[Deed, ...]]] = {}
        for place, deed in enumerate(deeds):
            self._having.setdefault(deed.value, []).append((place, deed))

    def top(self, until: When, *, within: bool, high: bool) -> tuple[int, tuple[Deed, ...]] | None:
        """The highest (or lowest) before a moment, `within` its round or not, and whose it was."""
        end = (bisect_right if within else bisect_left)(self._whens, until)
        if not end:
            return None
        if (end, high) not in self._tops:
            edge = (max if high else min)(self._values[:end])
            holders = tuple(deed for place, deed in self._having[edge] if place < end)
            self._tops[end, high] = edge, holders
        return self._tops[end, high]

    def ranks(self, own: Deed, *, high: bool) -> set[int]:
        """Which places a deed takes among all until its round: by deeds, and by their values."""
        values = self._values[: bisect_right(self._whens, own.when)]
        ahead = [its for its in values if (its > own.value if high else its < own.value)]
        return {len(ahead) + 1, len(set(ahead)) + 1}


class Ladders:
    """All ladders of a tour."""

    def __init__(self, history: History) -> None:
        self._all: dict[tuple[str, str], list[Deed]] = {}
        self._of: dict[tuple[str, int], list[Deed]] = {}
        for tournament in history.tour.tournaments:
            for deed in _deeds(history, tournament):
                self._all.setdefault((deed.what, deed.span), []).append(deed)
                self._of.setdefault((deed.code, deed.teg), []).append(deed)
        self._made: dict[tuple[str | int, ...], Ladder] = {}
        self._stood: dict[tuple[Deed, str], tuple[Stood, ...]] = {}

    def beside(self, own: Deed, scope: str, *, same_part: bool) -> Ladder:
        """The ladder on which a deed stands: of the tour, its course, or its player's own.

        With `same_part` only front nines beside a front nine; tournaments of equally many rounds
        are always apart.
        """
        same_part = same_part or own.span == EVENT
        among = {"tour": "", "course": own.course, "own": own.code}[scope]
        key = (own.what, own.span, scope, among, own.part if same_part else -1)
        if key not in self._made:
            deeds = self._all[own.what, own.span]
            self._made[key] = Ladder(
                [
                    deed
                    for deed in deeds
                    if (not same_part or deed.part == own.part)
                    and (scope != "course" or deed.course == own.course)
                    and (scope != "own" or deed.code == own.code)
                ]
            )
        return self._made[key]

    def stood(self, own: Deed, scope: str) -> tuple[Stood, ...]:
        """What stood beside a deed before its tournament, before its round, and with that round."""
        if (own, scope) not in self._stood:
            self._stood[own, scope] = tuple(self._standing(own, scope))
        return self._stood[own, scope]

    def _standing(self, own: Deed, scope: str) -> Iterator[Stood]:
        if scope == "course" and own.span == EVENT:
            return
        moments = (((own.teg, 0), False), (own.when, False), (own.when, True))
        for same_part in (False, True) if own.span == NINE else (False,):
            ladder = self.beside(own, scope, same_part=same_part)
            for high in (True, False):
                for number, (until, within) in enumerate(moments):
                    top = ladder.top(until, within=within, high=high)
                    if top:
                        yield Stood(own, scope, high, *top, number)

    def of(self, codes: frozenset[str], teg: int) -> Iterator[Deed]:
        """Everything that some players did at a tournament."""
        for code in sorted(codes):
            yield from self._of.get((code, teg), ())


@lru_cache(maxsize=2)
def ladders_of(history: History) -> Ladders:
    """The ladders of a tour, kept for the latest two asked of."""
    return Ladders(history)


def _deeds(history: History, tournament: Tournament) -> Iterator[Deed]:
    """What a tournament's complete rounds put on the ladders, and its totals once it is over."""
    mine: dict[str, list[CardSummary]] = {}
    for rnd in tournament.rounds:
        if rnd.complete:
            for its in history.summaries(tournament.teg, rnd.number):
                mine.setdefault(its.player.code, []).append(its)
                yield from _of_round(its, tournament.teg, rnd.number, rnd.course)
    for code, cards in mine.items() if tournament.finished else ():
        if len(cards) == len(tournament.rounds):
            for what, value in _COUNTED.items():
                values = [value(card) for card in cards]
                known = [its for its in values if its is not None]
                if len(known) == len(values):
                    yield Deed(what, EVENT, code, tournament.teg, WHOLE, "", len(cards), sum(known))


def _of_round(card: CardSummary, teg: int, number: int, course: str) -> Iterator[Deed]:
    code = card.player.code
    for what, value in _COUNTED.items():
        its = value(card)
        if its is not None:
            yield Deed(what, ROUND, code, teg, number, course, 0, its)
    for part, nine in enumerate(card.nines, 1):
        yield Deed("gross", NINE, code, teg, number, course, part, nine.gross)
        scores = card.card.scores[nine.first - 1 : nine.last]
        strokes = sum(score or 0 for score in scores)
        yield Deed("strokes", NINE, code, teg, number, course, part, strokes)
        if nine.points is not None:
            yield Deed("points", NINE, code, teg, number, course, part, nine.points)
    most = max(score or 0 for score in card.card.scores)
    yield Deed("strokes", HOLE, code, teg, number, course, 0, most)


_COUNTED: dict[str, Callable[[CardSummary], int | None]] = {
    "points": lambda card: card.points,
    "gross": lambda card: card.gross,
    "strokes": lambda card: card.strokes,
    "net": lambda card: card.net,
    "birdies": lambda card: card.tally.under_par,
    "pars": lambda card: card.tally.pars,
    "blow-ups": lambda card: card.tally.blow_ups,
    "zeros": lambda card: card.tally.zeros,
}
