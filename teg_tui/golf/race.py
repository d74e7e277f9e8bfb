"""Who led after every hole, in one competition, through a tournament.

A tie for the lead is not taking the lead: only a sole leader has it. The lead *changes* when a
sole leader comes after another sole leader, directly or by way of a tie; going clear again of
a tie is no change. Totals agree with `standings.standings` after every hole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from teg_tui.golf.standings import Standing, Standings, rank
from teg_tui.golf.tour import HOLES, Competition, Player, Round

_HOLE_PLAYED = 100_000
"""What a hole played weighs against strokes where the lowest total wins; more than any total."""


class LeadKind(StrEnum):
    """What happened at the top."""

    FIRST = "first sole lead"
    TAKEN = "lead taken"
    REGAINED = "lead regained"
    CLEAR = "clear again"
    """The last sole leader shakes off a tie."""
    SHARED = "lead shared"


@dataclass(frozen=True)
class LeadEvent:
    """A hole after which the top of the table was not what it had been."""

    round: int
    hole: int
    kind: LeadKind
    leaders: tuple[str, ...]
    """Codes of those in first place now."""
    before: tuple[str, ...]
    """Of those in first place a hole earlier; () at the start of a tournament."""
    last_sole: str | None
    """Who had led alone most recently, up to the hole before."""
    margin: int | None
    """How far a sole leader is ahead; None where shared, alone in the table or not comparable."""
    chasers: tuple[str, ...]
    """Codes of those in second place behind a sole leader."""

    @property
    def is_change(self) -> bool:
        """Whether the lead went from one sole leader to another."""
        return self.kind in (LeadKind.TAKEN, LeadKind.REGAINED)


@dataclass(frozen=True)
class Race:
    """One competition during one round."""

    competition: Competition
    round: int
    before: Standings | None
    """After the round before; None in the first."""
    after: Standings
    leaders: tuple[tuple[str, ...], ...]
    """Codes in first place after each of the 18 holes."""
    margins: tuple[int | None, ...]
    """How far a sole leader was ahead after each; None where shared or not comparable."""
    events: tuple[LeadEvent, ...]

    @property
    def changes(self) -> int:
        """How often the lead changed hands."""
        return sum(event.is_change for event in self.events)

    def holes_led(self, code: str) -> tuple[int, int]:
        """After how many holes of the round a player led alone, and shared the lead."""
        alone = self.leaders.count((code,))
        return alone, sum(code in leaders for leaders in self.leaders) - alone


class _Table:
    """Running totals of one competition."""

    def __init__(self, competition: Competition) -> None:
        self.competition = competition
        self.players: dict[str, Player] = {}
        self.totals: dict[str, int] = {}
        self.holes: dict[str, int] = {}
        self.merit: dict[str, int] = {}
        """The more the better; codes only of those who can be ranked."""

    def add(self, code: str, value: int) -> None:
        total = self.totals[code] = self.totals.get(code, 0) + value
        holes = self.holes[code] = self.holes.get(code, 0) + 1
        self.merit[code] = total if self.competition.high_wins else holes * _HOLE_PLAYED - total

    def top(self) -> tuple[str, ...]:
        if not self.merit:
            return ()
        best = max(self.merit.values())
        return tuple(sorted(code for code, merit in self.merit.items() if merit == best))

    def lead(self, leader: str) -> tuple[int | None, tuple[str, ...]]:
        """How far a sole leader is ahead, and of whom."""
        rest = {code: merit for code, merit in self.merit.items() if code != leader}
        if not rest:
            return None, ()
        second = max(rest.values())
        chasers = tuple(sorted(code for code, merit in rest.items() if merit == second))
        comparable = self.competition.high_wins or self.holes[leader] == self.holes[chasers[0]]
        return (self.merit[leader] - second if comparable else None), chasers

    def standings(self, latest: dict[str, int]) -> Standings:
        rows: tuple[Standing, ...] = rank(
            [
                (self.players[code], self.totals[code], self.holes[code], latest.get(code))
                for code in self.merit
            ],
            high_wins=self.competition.high_wins,
        )
        return Standings(self.competition, rows)


class _Top:
    """The lead's history so far: what tells a lead taken from one regained."""

    def __init__(self) -> None:
        self.leaders: tuple[str, ...] = ()
        self.last_sole: str | None = None
        self.led: set[str] = set()

    def move(self, leaders: tuple[str, ...]) -> LeadKind | None:
        """Take note of the leaders after a hole; what happened, or None for nothing."""
        if leaders == self.leaders:
            return None
        self.leaders = leaders
        if len(leaders) != 1:
            return LeadKind.SHARED
        sole, previous = leaders[0], self.last_sole
        regained = sole in self.led
        self.last_sole = sole
        self.led.add(sole)
        if previous is None:
            return LeadKind.FIRST
        if previous == sole:
            return LeadKind.CLEAR
        return LeadKind.REGAINED if regained else LeadKind.TAKEN


def follow(rounds: Iterable[Round], competition: Competition) -> Iterator[Race]:
    """The race in each of a tournament's rounds, from its first on; all must be complete."""
    table, top = _Table(competition), _Top()
    before: Standings | None = None
    for rnd in rounds:
        values: dict[str, tuple[int, ...]] = {}
        for card in rnd.cards:
            # A complete card lacks values only where its handicap is unknown: then all of them.
            its = tuple(v for v in card.values(competition.measure) if v is not None)
            if its:
                values[card.player.code] = its
                table.players[card.player.code] = card.player
        leaders, margins, events = _play(rnd.number, table, top, values)
        after = table.standings({code: sum(its) for code, its in values.items()})
        yield Race(competition, rnd.number, before, after, leaders, margins, events)
        before = after


def _play(
    number: int, table: _Table, top: _Top, values: dict[str, tuple[int, ...]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[int | None, ...], tuple[LeadEvent, ...]]:
    """Play a round's holes; after each the leaders, their margin, what happened at the top."""
    leaders: list[tuple[str, ...]] = []
    margins: list[int | None] = []
    events: list[LeadEvent] = []
    for index in range(HOLES):
        for code, its in values.items():
            table.add(code, its[index])
        now, before, last_sole = table.top(), top.leaders, top.last_sole
        margin, chasers = table.lead(now[0]) if len(now) == 1 else (None, ())
        leaders.append(now)
        margins.append(margin)
        kind = top.move(now)
        if kind is not None:
            events.append(
                LeadEvent(number, index + 1, kind, now, before, last_sole, margin, chasers)
            )
    return tuple(leaders), tuple(margins), tuple(events)


def lead_for_good(races: Iterable[Race], code: str) -> tuple[int, int] | None:
    """The round and hole from which a player led alone to the end; None if he did not."""
    since: tuple[int, int] | None = None
    for race in races:
        for hole, leaders in enumerate(race.leaders, 1):
            if leaders != (code,):
                since = None
            elif since is None:
                since = race.round, hole
    return since
