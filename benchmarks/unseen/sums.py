"""A tournament's figures added up a second time, from strokes, pars and handicaps alone.

It shares no arithmetic with the program, and knows only complete rounds in which everybody plays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from teg_tui.golf.tour import Card, Competition, Measure, Player, Round, Tour


@dataclass(frozen=True)
class Sheet:
    """One player's round, hole by hole."""

    strokes: tuple[int, ...]
    pars: tuple[int, ...]
    over: tuple[int, ...]
    net: tuple[int, ...]
    points: tuple[int, ...]

    def by(self, measure: Measure) -> tuple[int, ...]:
        """What a competition counts."""
        counted = {Measure.STABLEFORD: self.points, Measure.GROSS: self.over}
        return counted.get(measure, self.net)

    def holes(self, wanted: Callable[[int, int], bool]) -> list[int]:
        """The numbers of the holes whose strokes to par and points are as wanted."""
        both = zip(self.over, self.points, strict=True)
        return [number for number, its in enumerate(both, 1) if wanted(*its)]


def sheet_of(card: Card) -> Sheet:
    """A complete card, reckoned."""
    handicap = card.handicap or 0
    strokes = tuple(score or 0 for score in card.scores)
    pars = tuple(hole.par for hole in card.holes)
    given = tuple(handicap // 18 + (hole.si <= handicap % 18) for hole in card.holes)
    over = tuple(s - p for s, p in zip(strokes, pars, strict=True))
    net = tuple(o - g for o, g in zip(over, given, strict=True))
    return Sheet(strokes, pars, over, net, tuple(max(0, 2 - n) for n in net))


class Sums:
    """A tournament up to (and with) one of its rounds; None: all that was played."""

    def __init__(self, tour: Tour, teg: int, upto: int | None = None) -> None:
        self.tour, self.teg = tour, teg
        self.tournament = next(t for t in tour.tournaments if t.teg == teg)
        played = [rnd for rnd in self.tournament.rounds if rnd.cards]
        self.rounds: list[Round] = played[:upto]
        self.many = len(self.rounds)
        self.sheets = [{c.player.code: sheet_of(c) for c in rnd.cards} for rnd in self.rounds]
        self.players: dict[str, Player] = {c.player.code: c.player for c in self.rounds[0].cards}
        self.codes = sorted(self.players)
        self.competitions = [
            c
            for c in tour.competitions
            if (c.first_teg or 0) <= teg <= (teg if c.last_teg is None else c.last_teg)
        ]

    @property
    def planned(self) -> int:
        """Rounds played and announced."""
        return len(self.tournament.rounds)

    @cached_property
    def finished(self) -> bool:
        """Whether no round is to come."""
        return self.many == self.planned

    def total(
        self, competition: Competition, code: str, rounds: int | None = None, holes: int = 18
    ) -> int:
        """After so many holes of the last of so many rounds."""
        its = self.sheets[:rounds]
        whole = sum(sum(sheet[code].by(competition.measure)) for sheet in its[:-1])
        return whole + sum(its[-1][code].by(competition.measure)[:holes])

    def merit(
        self, competition: Competition, code: str, rounds: int | None = None, holes: int = 18
    ) -> int:
        """The same, the more the better."""
        sign = 1 if competition.high_wins else -1
        return sign * self.total(competition, code, rounds, holes)

    def place(self, competition: Competition, code: str, rounds: int | None = None) -> int:
        """Who is better, and one."""
        mine = self.merit(competition, code, rounds)
        return 1 + sum(self.merit(competition, other, rounds) > mine for other in self.codes)

    def at(self, competition: Competition, place: int, rounds: int | None = None) -> list[str]:
        """Everybody in a place."""
        return [c for c in self.codes if self.place(competition, c, rounds) == place]

    def first(
        self, competition: Competition, rounds: int | None = None, holes: int = 18
    ) -> list[str]:
        """Everybody in front."""
        merits = {c: self.merit(competition, c, rounds, holes) for c in self.codes}
        return [code for code in self.codes if merits[code] == max(merits.values())]

    def last(self, competition: Competition, rounds: int | None = None) -> list[str]:
        """Everybody at the end."""
        merits = {c: self.merit(competition, c, rounds) for c in self.codes}
        return [code for code in self.codes if merits[code] == min(merits.values())]

    def order(self, competition: Competition, rounds: int | None = None) -> list[str]:
        """The table, best first."""
        return sorted(self.codes, key=lambda c: -self.merit(competition, c, rounds))

    def front(self, competition: Competition) -> list[tuple[int, int, tuple[str, ...]]]:
        """Round, hole, who is in front after it: from the first hole to the last."""
        return [
            (number, hole, tuple(self.first(competition, number, hole)))
            for number in range(1, self.many + 1)
            for hole in range(1, 19)
        ]

    def changes(self, competition: Competition) -> list[tuple[int, int, str, str]]:
        """Round, hole, who took the lead, from which other sole leader."""
        found, sole = [], ""
        for number, hole, leaders in self.front(competition):
            if len(leaders) == 1:
                if sole and sole != leaders[0]:
                    found.append((number, hole, leaders[0], sole))
                sole = leaders[0]
        return found

    def winners(self, competition: Competition) -> list[str]:
        """Who was given the prize."""
        return self._given(competition.name, self.first(competition))

    def losers(self, competition: Competition) -> list[str]:
        """Who was given the prize for the last."""
        return self._given(competition.last_place, self.last(competition))

    def _given(self, award: str, by_rule: list[str]) -> list[str]:
        for exception in self.tour.exceptions:
            if (exception.teg, exception.award) == (self.teg, award):
                return list(exception.players)
        return by_rule


def wins_before(tour: Tour, teg: int, award: str, code: str) -> list[int]:
    """The finished tournaments before one in which an award was somebody's."""
    found = []
    for each in tour.tournaments:
        if each.teg >= teg or not all(rnd.cards for rnd in each.rounds):
            continue
        sums = Sums(tour, each.teg)
        for competition in sums.competitions:
            first, last = sums.winners(competition), sums.losers(competition)
            if (award == competition.name and code in first) or (
                award and award == competition.last_place and code in last
            ):
                found.append(each.teg)
    return found
