"""What the checks ask of a tournament's scores, answered from what `golf` already adds up.

A book is made once for a tournament and kept; every answer is None where it can't be known: a
player who was not there, a round not played, no handicap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from teg_tui.golf.claims.feats.chronicle import Played, played_until
from teg_tui.golf.facts import HoleFacts, hole_facts
from teg_tui.golf.history import History
from teg_tui.golf.race import Race, follow
from teg_tui.golf.standings import Standing, Standings, round_standings
from teg_tui.golf.tour import HOLES, Card, Competition, Measure, Player, Round

_BY_POINTS = Competition("Stableford", Measure.STABLEFORD, high_wins=True)
_BY_GROSS = Competition("Gross", Measure.GROSS, high_wins=False)
_BY_NET = Competition("Net", Measure.NET, high_wins=False)
_PLAIN = {Measure.STABLEFORD: _BY_POINTS, Measure.GROSS: _BY_GROSS, Measure.NET: _BY_NET}


class Scorebook:
    """One tournament's scores, as far as it has been played."""

    def __init__(self, history: History, teg: int) -> None:
        self.history = history
        self.teg = teg
        self.tournament = history.tour.by_teg[teg]
        self.rounds: tuple[Round, ...] = self.tournament.through(self.tournament.complete_through)
        self.competitions = history.tour.competitions_of(teg)
        self.players: tuple[Player, ...] = self.tournament.players
        self._tables: dict[tuple[Measure, int], Standings] = {}
        self._holes: dict[int, tuple[HoleFacts, ...]] = {}
        self._races: dict[Measure, tuple[Race, ...]] = {}
        self._values: dict[tuple[str, int, Measure], tuple[int, ...]] = {}
        self._sums: dict[tuple[str, int | None, Measure | None], tuple[int, ...]] = {}
        """Before the first hole, after it, after the second, …; without a measure: strokes."""
        self._totals: dict[tuple[str, int, Measure | None], int | None] = {}
        self._running: dict[tuple[str, int, int, Measure], int | None] = {}
        self._careers: dict[tuple[str, Measure], list[tuple[tuple[int, int], int]]] = {}

    @cached_property
    def codes(self) -> frozenset[str]:
        """Codes of everybody who played."""
        return frozenset(player.code for player in self.players)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rounds that are complete."""
        return tuple(rnd.number for rnd in self.rounds)

    @cached_property
    def past(self) -> tuple[Played, ...]:
        """Every complete round there ever was, this tournament's included."""
        return played_until(self.history, self.teg)

    @property
    def last(self) -> int:
        """The number of the last complete round; 0 for none."""
        return self.numbers[-1] if self.numbers else 0

    @cached_property
    def _by_number(self) -> dict[int | None, Round]:
        return {rnd.number: rnd for rnd in self.rounds}

    @cached_property
    def defending(self) -> dict[str, frozenset[str]]:
        """Competition -> codes of who won it the time before."""
        tournaments = self.history.tour.tournaments
        before = [its.teg for its in tournaments if its.teg < self.teg and its.finished]
        everybody = {player.code for its in tournaments for player in its.players}
        return {
            its.name: frozenset(
                code
                for code in everybody
                if before and before[-1] in self.history.honours(its.name, code, self.teg)
            )
            for its in self.competitions
        }

    def round(self, number: int | None) -> Round | None:
        """A complete round by its number."""
        return self._by_number.get(number)

    def hole_facts(self, number: int) -> tuple[HoleFacts, ...]:
        """How the holes of a complete round played; () for no such round."""
        if number not in self._holes:
            rnd = self.round(number)
            self._holes[number] = tuple(hole_facts([rnd])) if rnd else ()
        return self._holes[number]

    def before(self, number: int) -> int | None:
        """The round before one."""
        index = bisect_left(self.numbers, number)
        return self.numbers[index - 1] if index else None

    def card(self, code: str, number: int | None) -> Card | None:
        """A player's card of a complete round."""
        rnd = self.round(number)
        return rnd.card_of.get(code) if rnd else None

    def values(self, code: str, number: int | None, measure: Measure) -> tuple[int, ...]:
        """Hole by hole what a player had in a round; () where that can't be known."""
        if number is None:
            return ()
        key = (code, number, measure)
        if key not in self._values:
            card = self.card(code, number)
            found = card.values(measure) if card else ()
            self._values[key] = tuple(value for value in found if value is not None)
        return self._values[key]

    def stretch(
        self, code: str, number: int | None, measure: Measure, first: int = 1, last: int = HOLES
    ) -> int | None:
        """What a player had over some holes of a round."""
        key = (code, number, measure)
        if key not in self._sums:
            self._sums[key] = _running(self.values(code, number, measure))
        return _between(self._sums[key], first, last)

    def strokes(
        self, code: str, number: int | None, first: int = 1, last: int = HOLES
    ) -> int | None:
        """Strokes over some holes of a round."""
        key = (code, number, None)
        if key not in self._sums:
            card = self.card(code, number)
            self._sums[key] = _running([score or 0 for score in card.scores] if card else ())
        return _between(self._sums[key], first, last)

    def running(self, code: str, number: int, hole: int, measure: Measure) -> int | None:
        """A player's total after a hole of a round; None for who missed a round until then."""
        key = (code, number, hole, measure)
        if key not in self._running:
            now, earlier = self.stretch(code, number, measure, 1, hole), self.before(number)
            total = 0 if earlier is None else self.total(code, earlier, measure)
            self._running[key] = None if now is None or total is None else total + now
        return self._running[key]

    def total(self, code: str, through: int, measure: Measure) -> int | None:
        """The sum over all rounds up to one; None for who missed any of them."""
        key = (code, through, measure)
        if key not in self._totals:
            sums = [self.stretch(code, n, measure) for n in self.numbers if n <= through]
            self._totals[key] = _sum_of_all(sums)
        return self._totals[key]

    def strokes_total(self, code: str, through: int) -> int | None:
        """Strokes over all rounds up to one."""
        key = (code, through, None)
        if key not in self._totals:
            self._totals[key] = _sum_of_all(
                [self.strokes(code, n) for n in self.numbers if n <= through]
            )
        return self._totals[key]

    def races(self, measure: Measure) -> tuple[Race, ...]:
        """The race by a measure in every complete round."""
        if measure not in self._races:
            for races in self.history.races(self.teg):
                if races and races[0].competition.measure is measure:
                    self._races[measure] = races
                    break
            else:
                self._races[measure] = tuple(follow(self.rounds, _PLAIN[measure]))
        return self._races[measure]

    def race(self, measure: Measure, number: int | None) -> Race | None:
        """The race by a measure in one round."""
        return next((race for race in self.races(measure) if race.round == number), None)

    def table(self, measure: Measure, after: int | None) -> Standings | None:
        """The standings after a round."""
        race = self.race(measure, after)
        return race.after if race else None

    def day(self, measure: Measure, number: int | None) -> Standings | None:
        """The table of one round by itself."""
        rnd = self.round(number)
        if rnd is None:
            return None
        key = (measure, rnd.number)
        if key not in self._tables:
            self._tables[key] = round_standings(rnd.cards, _PLAIN[measure])
        return self._tables[key]

    def place(self, code: str, measure: Measure, after: int | None) -> Standing | None:
        """A player's place after a round."""
        return place_in(self.table(measure, after), code)

    def career(self, code: str, measure: Measure, until: int) -> list[int]:
        """What a player had in every round he ever played, up to a round of this tournament."""
        key = (code, measure)
        if key not in self._careers:
            self._careers[key] = [
                ((rnd.teg, rnd.number), total)
                for tournament in self.history.tour.tournaments
                for rnd in tournament.rounds
                if rnd.complete
                and (card := rnd.card_of.get(code))
                and (total := card.total(measure)) is not None
            ]
        return [total for when, total in self._careers[key] if when <= (self.teg, until)]

    def leads(self, measure: Measure, code: str, rounds: Iterable[int]) -> tuple[int, int]:
        """After how many holes of these rounds a player led alone, and shared the lead."""
        alone = shared = 0
        for number in rounds:
            race = self.race(measure, number)
            if race is not None:
                its = race.holes_led(code)
                alone, shared = alone + its[0], shared + its[1]
        return alone, shared


def place_in(table: Standings | None, code: str) -> Standing | None:
    """A player's row in a table."""
    rows = table.rows if table else ()
    return next((row for row in rows if row.player.code == code), None)


def _running(values: Iterable[int]) -> tuple[int, ...]:
    """The sums before the first hole, after it, after the second, …; () of nothing."""
    sums = (0, *accumulate(values))
    return sums if len(sums) > 1 else ()


def _between(sums: Sequence[int], first: int, last: int) -> int | None:
    end = len(sums) - 1
    return sums[min(last, end)] - sums[min(first - 1, end)] if sums else None


def _sum_of_all(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
