"""The tour gone through once, in order: what facts need to know of what came before.

Everything asked of a `History` is asked *as of* a round or tournament, and answered from what
was complete before it: later rounds never change an answer. Only complete rounds count, and of
a tournament's places and prizes only those of rounds without a gap before them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from teg_tui.errors import DataError
from teg_tui.golf.card_summary import CardSummary, summarize
from teg_tui.golf.decisions import Decision, decide, given
from teg_tui.golf.race import Race, follow
from teg_tui.golf.records import (
    Entry,
    Holding,
    Mark,
    RecordBook,
    round_entries,
    tournament_entries,
)
from teg_tui.golf.tour import Competition, Measure, Round, Tour, Tournament


@dataclass(frozen=True)
class Best:
    """The best value of something, and whose it is."""

    value: int
    holders: tuple[Holding, ...]


@dataclass(frozen=True)
class Visits:
    """A course or area as of a round or tournament."""

    earlier: tuple[tuple[int, int], ...]
    """Tournament and round numbers, oldest first; () for a first visit."""
    best_gross: Best | None
    """Lowest round to par at the course before."""
    best_points: Best | None


@dataclass(frozen=True)
class Comeback:
    """A winner who came from behind."""

    teg: int
    code: str
    deficit: int
    """How far behind the lead he was."""
    rounds_left: int


class History:
    """What is known of the tour's past, at any point of it."""

    def __init__(self, tour: Tour) -> None:
        self.tour = tour
        self._summaries: dict[tuple[int, int], tuple[CardSummary, ...]] = {}
        self._marks: dict[tuple[int, int | None], tuple[Mark, ...]] = {}
        self._races: dict[int, tuple[tuple[Race, ...], ...]] = {}
        self._decisions: dict[int, tuple[Decision, ...]] = {}
        self._appearances: dict[str, list[int]] = defaultdict(list)
        self._honours: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._at_course: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._in_area: dict[str, list[int]] = defaultdict(list)
        self._comebacks: dict[tuple[str, Measure, int], list[Comeback]] = defaultdict(list)
        self._book = RecordBook()
        for tournament in tour.tournaments:
            self._take_in(tournament)

    def complete(self, teg: int, rnd: int | None = None) -> tuple[Tournament, tuple[Round, ...]]:
        """A tournament and its rounds up to one (or to the last complete one).

        Raises:
            DataError: there is no such round, or it or one before it is not complete.
        """
        tournament = self.tour.by_teg.get(teg)
        name = tournament.name if tournament else f"{self.tour.event} {teg}"
        number = tournament.complete_through if tournament and rnd is None else rnd
        if tournament is None or not number or tournament.round(number) is None:
            missing = "complete round" if rnd is None else f"round {rnd}"
            raise DataError(f"{name} has no {missing}", way_out="Choose one that has been played")
        if not tournament.ready(number):
            raise DataError(
                f"{name} round {number} is not complete, or one before it is not",
                way_out="Enter the missing cards and holes",
            )
        return tournament, tournament.through(number)

    def summaries(self, teg: int, rnd: int) -> tuple[CardSummary, ...]:
        """A complete round's cards added up, by code."""
        return self._summaries[teg, rnd]

    def marks(self, teg: int, rnd: int | None) -> tuple[Mark, ...]:
        """What a round's scores (rnd None: a finished tournament's totals) set."""
        return self._marks.get((teg, rnd), ())

    def races(self, teg: int) -> tuple[tuple[Race, ...], ...]:
        """For every competition in force, its race in every round up to the first incomplete."""
        return self._races[teg]

    def races_of(self, teg: int, rnd: int) -> tuple[Race, ...]:
        """For every competition in force, its race in one round."""
        return tuple(race for races in self._races[teg] for race in races if race.round == rnd)

    def decisions(self, teg: int) -> tuple[Decision, ...]:
        """How every competition ended; () while the tournament is not finished."""
        return self._decisions.get(teg, ())

    def appearances(self, code: str, before: int) -> int:
        """In how many earlier tournaments a player had a complete round."""
        return sum(teg < before for teg in self._appearances.get(code, ()))

    def honours(self, award: str, code: str, before: int) -> tuple[int, ...]:
        """In which earlier tournaments a player was given an award."""
        return tuple(teg for teg in self._honours.get((award, code), ()) if teg < before)

    def visits(self, rnd: Round) -> Visits:
        """The course as of before a round."""
        here = (rnd.teg, rnd.number)
        earlier = tuple(v for v in self._at_course.get(rnd.course, ()) if v < here)
        cards = [(s, teg, n) for teg, n in earlier for s in self._summaries[teg, n]]
        gross = [(s.gross, Holding(s.player.code, teg, n)) for s, teg, n in cards]
        points = [
            (-s.points, Holding(s.player.code, teg, n))
            for s, teg, n in cards
            if s.points is not None
        ]
        return Visits(earlier, _lowest(gross), _highest(points))

    def area_before(self, area: str, teg: int) -> tuple[int, ...]:
        """Earlier tournaments in the same area."""
        return tuple(t for t in self._in_area.get(area, ()) if t < teg)

    def biggest_comeback(
        self, competition: Competition, rounds_left: int, before: int
    ) -> Comeback | None:
        """The most a later winner was behind with so many rounds left; the earliest of equals."""
        known = self._comebacks.get((competition.name, competition.measure, rounds_left), ())
        earlier = [comeback for comeback in known if comeback.teg < before]
        return max(earlier, key=lambda c: (c.deficit, -c.teg, c.code), default=None)

    def _take_in(self, tournament: Tournament) -> None:
        teg = tournament.teg
        complete = [rnd for rnd in tournament.rounds if rnd.complete]
        for rnd in complete:
            self._take_in_round(rnd)
        for code in {card.player.code for rnd in complete for card in rnd.cards}:
            self._appearances[code].append(teg)
        if complete and tournament.area:
            self._in_area[tournament.area].append(teg)
        unbroken = tournament.through(tournament.complete_through)
        self._races[teg] = tuple(
            tuple(follow(unbroken, competition)) for competition in self.tour.competitions_of(teg)
        )
        if tournament.finished:
            self._take_in_end(tournament)

    def _take_in_round(self, rnd: Round) -> None:
        summaries = tuple(summarize(card) for card in rnd.cards)
        self._summaries[rnd.teg, rnd.number] = summaries
        entries = [e for s in summaries for e in round_entries(s, rnd.teg, rnd.number)]
        self._marks[rnd.teg, rnd.number] = self._book.enter(entries, rnd.course)
        self._at_course[rnd.course].append((rnd.teg, rnd.number))

    def _take_in_end(self, tournament: Tournament) -> None:
        teg, rounds = tournament.teg, len(tournament.rounds)
        decisions = tuple(decide(self.tour, tournament, races) for races in self._races[teg])
        self._decisions[teg] = decisions
        for decision, races in zip(decisions, self._races[teg], strict=True):
            for award in given(decision):
                for player in award.players:
                    self._honours[award.name, player.code].append(teg)
            if decision.award.exception is None:
                self._note_comebacks(teg, races)
        entries: list[Entry] = []
        for player in tournament.players:
            its = [
                s
                for rnd in tournament.rounds
                for s in self._summaries[teg, rnd.number]
                if s.player.code == player.code
            ]
            if len(its) == rounds:
                entries += tournament_entries(its, teg)
        self._marks[teg, None] = self._book.enter(entries)

    def _note_comebacks(self, teg: int, races: tuple[Race, ...]) -> None:
        competition = races[-1].competition
        winners = {player.code for player in races[-1].after.leaders}
        for played, race in enumerate(races[:-1], 1):
            left = len(races) - played
            for row in race.after.rows:
                if row.player.code in winners and row.behind:
                    self._comebacks[competition.name, competition.measure, left].append(
                        Comeback(teg, row.player.code, row.behind, left)
                    )


def _lowest(values: list[tuple[int, Holding]]) -> Best | None:
    if not values:
        return None
    best = min(value for value, _ in values)
    return Best(best, tuple(holding for value, holding in values if value == best))


def _highest(negated: list[tuple[int, Holding]]) -> Best | None:
    best = _lowest(negated)
    return Best(-best.value, best.holders) if best else None


_latest: History | None = None
"""Replaced whole, never changed: threads may race to make it, and each gets a right one."""


def history_of(tour: Tour) -> History:
    """The history of a tour, kept for the latest one asked of: a program looks at one at a time."""
    global _latest
    history = _latest
    if history is None or history.tour is not tour:
        history = _latest = History(tour)
    return history
