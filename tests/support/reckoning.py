"""A tour's figures worked out a second time, from strokes, pars and handicaps alone.

It shares no arithmetic with the program, and knows complete rounds in which everybody plays
only: such is the demonstration tour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from teg_tui.golf.tour import Card, Competition, Measure, Round, Tour


def points_of(card: Card) -> list[int]:
    """Stableford points a hole."""
    assert card.handicap is not None
    full, rest = divmod(card.handicap, 18)
    return [
        max(0, 2 - (score - full - (1 if rest >= hole.si else 0) - hole.par))
        for hole, score in zip(card.holes, strokes_of(card), strict=True)
    ]


def strokes_of(card: Card) -> list[int]:
    """Strokes a hole; every hole was played."""
    return [score for score in card.scores if score is not None]


def gross_of(card: Card) -> list[int]:
    """Strokes to par a hole."""
    return [s - hole.par for s, hole in zip(strokes_of(card), card.holes, strict=True)]


def net_of(card: Card) -> list[int]:
    """Net strokes to par a hole."""
    assert card.handicap is not None
    full, rest = divmod(card.handicap, 18)
    received = [full + (1 if rest >= hole.si else 0) for hole in card.holes]
    return [over - given for over, given in zip(gross_of(card), received, strict=True)]


VALUES: dict[Measure, Callable[[Card], list[int]]] = {
    Measure.STABLEFORD: points_of,
    Measure.GROSS: gross_of,
    Measure.NET: net_of,
}


def signed(over: int) -> str:
    """Strokes to par as a scoreboard has them."""
    return "E" if over == 0 else f"{over:+d}"


def shown(value: int, measure: Measure) -> str:
    """A total in its measure."""
    return str(value) if measure is Measure.STABLEFORD else signed(value)


def distance(value: int, measure: Measure) -> str:
    """A gap with its unit."""
    word = "point" if measure is Measure.STABLEFORD else "stroke"
    return f"{value} {word}{'' if value == 1 else 's'}"


def placed(merits: dict[str, int]) -> dict[str, str]:
    """Codes with their places ("T2"), by merit: the more the better."""
    everybody = list(merits.values())
    return {
        code: ("T" if everybody.count(its) > 1 else "") + str(1 + sum(o > its for o in everybody))
        for code, its in merits.items()
    }


class Reckoning:
    """A tournament up to one of its rounds."""

    def __init__(self, tour: Tour, teg: int, upto: int | None = None) -> None:
        self.tour, self.teg = tour, teg
        self.tournament = tour.by_teg[teg]
        self.rounds: list[Round] = [r for r in self.tournament.rounds if r.cards][:upto]
        self.last = self.rounds[-1]
        self.competitions = [
            c for c in tour.competitions if (c.first_teg or 0) <= teg and teg <= (c.last_teg or teg)
        ]
        self._known: dict[Measure, dict[str, list[int]]] = {}

    @property
    def left(self) -> int:
        """Rounds to come."""
        return len(self.tournament.rounds) - len(self.rounds)

    @cached_property
    def codes(self) -> list[str]:
        """Everybody."""
        return sorted(card.player.code for card in self.last.cards)

    def card(self, code: str, number: int | None = None) -> Card:
        """One card."""
        rnd = self.last if number is None else self.rounds[number - 1]
        return next(card for card in rnd.cards if card.player.code == code)

    def totals(
        self, competition: Competition, rounds: int | None = None, holes: int = 18
    ) -> dict[str, int]:
        """Everybody's total after so many holes of the last of so many rounds."""
        number = len(self.rounds[:rounds])
        values = self._values(competition.measure)
        return {c: sum(its[: 18 * (number - 1) + holes]) for c, its in values.items()}

    def _values(self, measure: Measure) -> dict[str, list[int]]:
        """By code: a value a hole, round after round."""
        if measure not in self._known:
            self._known[measure] = {
                code: [
                    value
                    for number in range(1, len(self.rounds) + 1)
                    for value in VALUES[measure](self.card(code, number))
                ]
                for code in self.codes
            }
        return self._known[measure]

    def merits(
        self, competition: Competition, rounds: int | None = None, holes: int = 18
    ) -> dict[str, int]:
        """The same, the more the better."""
        sign = 1 if competition.high_wins else -1
        return {c: sign * v for c, v in self.totals(competition, rounds, holes).items()}

    def places(self, competition: Competition, rounds: int | None = None) -> dict[str, str]:
        """Everybody's place after so many rounds."""
        return placed(self.merits(competition, rounds))

    def top(self, competition: Competition, rounds: int | None = None) -> tuple[list[str], int]:
        """Who is in front after so many rounds, and by how much (0: shared)."""
        merits = self.merits(competition, rounds)
        best = max(merits.values())
        leaders = [code for code in self.codes if merits[code] == best]
        behind = [best - m for m in merits.values() if m != best]
        return leaders, min(behind, default=0) if len(leaders) == 1 else 0

    def last_ones(self, competition: Competition) -> list[str]:
        """Who is last."""
        merits = self.merits(competition)
        return [code for code in self.codes if merits[code] == min(merits.values())]

    def tops(self, competition: Competition) -> Iterator[tuple[int, int, list[str]]]:
        """Round, hole, who is in front after it."""
        for number in range(1, len(self.rounds) + 1):
            for hole in range(1, 19):
                merits = self.merits(competition, number, hole)
                best = max(merits.values())
                yield number, hole, [code for code in self.codes if merits[code] == best]

    def changes(self, competition: Competition) -> list[tuple[int, int, str]]:
        """Round, hole and who took the lead from another sole leader."""
        sole, found = None, []
        for number, hole, leaders in self.tops(competition):
            if len(leaders) == 1:
                if sole not in (None, leaders[0]):
                    found.append((number, hole, leaders[0]))
                sole = leaders[0]
        return found

    def for_good(self, competition: Competition) -> tuple[int, int] | None:
        """From where the winner led alone to the end."""
        winner, since = self.top(competition)[0], None
        for number, hole, leaders in self.tops(competition):
            alone = leaders == winner and len(winner) == 1
            since = (since or (number, hole)) if alone else None
        return since

    def given(self, competition: Competition) -> list[tuple[str, list[str]]]:
        """Its awards and whose they are, exceptions heeded."""
        by_rule = [(competition.name, self.top(competition)[0])]
        if competition.last_place:
            by_rule.append((competition.last_place, self.last_ones(competition)))
        told = {(e.teg, e.award): sorted(e.players) for e in self.tour.exceptions}
        return [(name, told.get((self.teg, name), codes)) for name, codes in by_rule]


def won_before(tour: Tour, teg: int) -> dict[tuple[str, str], list[int]]:
    """By award and code: the earlier tournaments in which it was given to him."""
    found: dict[tuple[str, str], list[int]] = {}
    for each in tour.tournaments:
        if each.teg < teg and all(rnd.cards for rnd in each.rounds):
            its = Reckoning(tour, each.teg)
            for competition in its.competitions:
                for name, codes in its.given(competition):
                    for code in codes:
                        found.setdefault((name, code), []).append(each.teg)
    return found


def earlier_rounds(tour: Tour, teg: int, number: int) -> list[Round]:
    """Every complete round before one."""
    return [
        rnd
        for each in tour.tournaments
        for rnd in each.rounds
        if rnd.cards and (rnd.teg, rnd.number) < (teg, number)
    ]
