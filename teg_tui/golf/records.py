"""Records and personal bests, told as of the round that set them.

A `Series` is something that is measured in every round or tournament; a `Ladder` holds all its
values so far. A round's values enter together, so that players of one round are compared with
what was there before it and with each other. What is worth telling comes out as a `Mark`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from teg_tui.golf.card_summary import CardSummary


class Scope(StrEnum):
    """Among what a mark is one."""

    TOUR = "tour"
    COURSE = "course"
    OWN = "personal"


class End(StrEnum):
    """Which end of a series."""

    BEST = "best"
    WORST = "worst"


@dataclass(frozen=True)
class Series:
    """Something that is measured time and again."""

    name: str
    """"Stableford points in a round"."""
    best: str = "highest"
    """What the best value is called: "highest", "lowest"."""
    worst: str = "lowest"
    high_is_best: bool = True
    signed: bool = False
    """Whether values are strokes to par."""
    ends: tuple[End, ...] = (End.BEST, End.WORST)
    scopes: tuple[Scope, ...] = (Scope.TOUR, Scope.OWN)
    depth: int = 1
    """Down to which rank of the whole tour it is worth telling."""
    tour_from: int = 20
    """How many values there must be before a tour record means anything; own and course: four."""

    def word(self, end: End) -> str:
        """ "highest" or "lowest"."""
        return self.best if end is End.BEST else self.worst


class Holding(NamedTuple):
    """Whose value it is, and from when."""

    code: str
    teg: int
    round: int | None


class Entry(NamedTuple):
    """A value that enters its ladders."""

    series: Series
    holding: Holding
    value: int
    detail: str
    """Which nine or hole, where that is not plain; else empty."""


@dataclass(frozen=True)
class Mark:
    """A value that stands out."""

    code: str
    series: Series
    scope: Scope
    end: End
    value: int
    detail: str
    rank: int
    """1: the record."""
    shared: int
    """How many others have the same value, this round's included."""
    of: int
    """Among how many values, this round's included."""
    previous: int
    """The record before this round."""
    holders: tuple[Holding, ...]
    """Who held it, oldest first."""

    @property
    def is_record(self) -> bool:
        """Whether it is better (or worse) than all before."""
        return self.rank == 1 and self.value != self.previous

    @property
    def weight(self) -> tuple[int, int, int]:
        """The smaller, the more worth telling."""
        order = (Scope.TOUR, Scope.COURSE, Scope.OWN).index(self.scope)
        first = 0 if self.rank == 1 and self.scope is not Scope.OWN else 1
        return (first, order, 0 if self.is_record else self.rank)


_BEST, _WORST = (End.BEST,), (End.WORST,)
_TOUR = (Scope.TOUR,)
_EVERY = (Scope.TOUR, Scope.COURSE, Scope.OWN)
_LOW = ("lowest", "highest", False)
POINTS = Series("Stableford points in a round", scopes=_EVERY, depth=3)
GROSS = Series("gross to par in a round", *_LOW, signed=True, scopes=_EVERY, depth=3)
STROKES = Series("strokes in a round", *_LOW, scopes=_TOUR)
NINE_POINTS = Series("Stableford points on a nine")
NINE_GROSS = Series("gross to par on a nine", *_LOW, signed=True)
_FEW = ("fewest", "most", False)
BIRDIES = Series("birdies or better in a round", "most", "fewest", ends=_BEST)
BLOW_UPS = Series("blow-ups in a round", *_FEW, ends=_WORST, scopes=_TOUR)
ZEROS = Series("zeros in a round", *_FEW, ends=_WORST, scopes=_TOUR)
HOLE = Series("strokes on one hole", *_LOW, ends=_WORST)

_OTHERS_FROM = 4
"""How many values there must be before a personal best or a course record means anything."""
_CROWD = 3
"""From how many others on a shared value is nothing much."""


def round_entries(summary: CardSummary, teg: int, rnd: int) -> Iterator[Entry]:
    """What a round's card puts into the series."""
    holding = Holding(summary.player.code, teg, rnd)
    tally = summary.tally
    worst = max(score for score in summary.card.scores if score is not None)
    hole = f"hole {summary.card.scores.index(worst) + 1}"
    yield Entry(GROSS, holding, summary.gross, "")
    yield Entry(STROKES, holding, summary.strokes, "")
    yield Entry(BLOW_UPS, holding, tally.blow_ups, "")
    yield Entry(HOLE, holding, worst, hole)
    if tally.under_par:
        yield Entry(BIRDIES, holding, tally.under_par, "")
    if summary.points is not None:
        yield Entry(POINTS, holding, summary.points, "")
    if tally.zeros is not None:
        yield Entry(ZEROS, holding, tally.zeros, "")
    for nine, name in zip(summary.nines, ("front nine", "back nine"), strict=True):
        yield Entry(NINE_GROSS, holding, nine.gross, name)
        if nine.points is not None:
            yield Entry(NINE_POINTS, holding, nine.points, name)


@cache
def _tournament_series(rounds: int) -> dict[str, Series]:
    """Series over that many rounds: totals of different lengths can't be compared."""
    over, many = f"over {rounds} rounds", 10
    return {
        "points": Series(f"Stableford points {over}", depth=3, tour_from=many),
        "gross": Series(f"gross to par {over}", *_LOW, signed=True, depth=3, tour_from=many),
        "net": Series(f"net to par {over}", *_LOW, signed=True, depth=3, tour_from=many),
        "birdies": Series(
            f"birdies or better {over}", "most", "fewest", ends=_BEST, scopes=_TOUR, tour_from=many
        ),
        "blow-ups": Series(f"blow-ups {over}", *_FEW, ends=_WORST, scopes=_TOUR, tour_from=many),
        "zeros": Series(f"zeros {over}", *_FEW, ends=_WORST, scopes=_TOUR, tour_from=many),
    }


def tournament_entries(summaries: Sequence[CardSummary], teg: int) -> Iterator[Entry]:
    """What a player's tournament puts into the series; only of those who played every round."""
    holding = Holding(summaries[0].player.code, teg, None)
    series = _tournament_series(len(summaries))
    values: dict[str, list[int] | list[int | None]] = {
        "points": [summary.points for summary in summaries],
        "gross": [summary.gross for summary in summaries],
        "net": [summary.net for summary in summaries],
        "birdies": [summary.tally.under_par for summary in summaries],
        "blow-ups": [summary.tally.blow_ups for summary in summaries],
        "zeros": [summary.tally.zeros for summary in summaries],
    }
    for name, its in values.items():
        numbers = [value for value in its if value is not None]
        total = sum(numbers)
        if len(numbers) == len(its) and (total or name != "birdies"):
            yield Entry(series[name], holding, total, "")


class Ladder:
    """All values of a series in one scope, so far."""

    def __init__(self) -> None:
        self._values: list[int] = []
        self._holders: dict[int, list[Holding]] = {}

    def __len__(self) -> int:
        return len(self._values)

    def add(self, value: int, holding: Holding) -> None:
        """One more value."""
        insort(self._values, value)
        self._holders.setdefault(value, []).append(holding)

    def extreme(self, *, high: bool) -> tuple[int, tuple[Holding, ...]]:
        """The highest or lowest value and who holds it; there must be one."""
        value = self._values[-1 if high else 0]
        return value, tuple(self._holders[value])

    def reaches(self, value: int, depth: int, *, high: bool) -> bool:
        """Whether a new value would be among the `depth` highest (or lowest) that there are."""
        if high:
            return value >= self._values[-depth]
        return value <= self._values[depth - 1]

    def rank(self, value: int, *, high: bool) -> tuple[int, int]:
        """A held value's rank, 1 for the highest (or lowest), and how many others share it."""
        low_side = bisect_left(self._values, value)
        up_to = bisect_right(self._values, value)
        return (len(self) - up_to if high else low_side) + 1, up_to - low_side - 1


class _Claim(NamedTuple):
    """A value about to enter a ladder, with the record as it was."""

    entry: Entry
    scope: Scope
    end: End
    ladder: Ladder
    previous: int
    holders: tuple[Holding, ...]

    def mark(self) -> Mark | None:
        """The mark it makes, once all of its round have entered; None where it is nothing much."""
        series, value = self.entry.series, self.entry.value
        rank, shared = self.ladder.rank(value, high=_high(series, self.end))
        if rank > _depth(series, self.scope):
            return None
        if value == self.previous and (self.scope is Scope.OWN or len(self.holders) > _CROWD):
            return None
        if rank > 1 and shared >= _CROWD:
            return None
        return Mark(
            self.entry.holding.code,
            series,
            self.scope,
            self.end,
            value,
            self.entry.detail,
            rank,
            shared,
            len(self.ladder),
            self.previous,
            self.holders,
        )


class RecordBook:
    """Every ladder of the tour, filled round by round."""

    def __init__(self) -> None:
        self._ladders: dict[tuple[Scope, str, str], Ladder] = defaultdict(Ladder)

    def enter(self, entries: Sequence[Entry], course: str = "") -> tuple[Mark, ...]:
        """Enter what one round or tournament brought; its marks, most telling first."""
        ladders = [
            (entry, scope, self._ladder(entry, scope, course))
            for entry in entries
            for scope in entry.series.scopes
        ]
        claims = [
            _Claim(entry, scope, end, ladder, *ladder.extreme(high=high))
            for entry, scope, ladder in ladders
            if len(ladder) >= (entry.series.tour_from if scope is Scope.TOUR else _OTHERS_FROM)
            for end in entry.series.ends
            if scope is not Scope.COURSE or end is End.BEST
            for high in (_high(entry.series, end),)
            if ladder.reaches(entry.value, _depth(entry.series, scope), high=high)
        ]
        for entry, _, ladder in ladders:
            ladder.add(entry.value, entry.holding)
        return _told(mark for claim in claims if (mark := claim.mark()) is not None)

    def _ladder(self, entry: Entry, scope: Scope, course: str) -> Ladder:
        among = {Scope.TOUR: "", Scope.COURSE: course, Scope.OWN: entry.holding.code}[scope]
        return self._ladders[scope, among, entry.series.name]


def _high(series: Series, end: End) -> bool:
    """Whether that end of a series is the high one."""
    return series.high_is_best is (end is End.BEST)


def _depth(series: Series, scope: Scope) -> int:
    """Down to which rank a value is told of."""
    return series.depth if scope is Scope.TOUR else 1


def _told(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in order; a personal one goes where the same value is the tour's record."""
    ordered = sorted(marks, key=lambda m: (m.weight, m.series.name, m.end, m.code, m.detail))
    records = {
        (mark.code, mark.series.name, mark.end, mark.value)
        for mark in ordered
        if mark.scope is Scope.TOUR and mark.rank == 1
    }
    return tuple(
        mark
        for mark in ordered
        if mark.scope is not Scope.OWN
        or (mark.code, mark.series.name, mark.end, mark.value) not in records
    )
