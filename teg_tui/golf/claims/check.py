"""The checker: a report and the tour's scores in, its claims with their verdicts out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from teg_tui.golf.claims.boxes.figures import Setting, round_named
from teg_tui.golf.claims.boxes.lines import check_line, is_entry, joined
from teg_tui.golf.claims.boxes.tables import check_table, is_row
from teg_tui.golf.claims.claim import Claim, Subject
from teg_tui.golf.claims.prose import Prose
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.calendar import Calendar
from teg_tui.golf.claims.words.people import Roster
from teg_tui.golf.claims.words.report import Report
from teg_tui.golf.claims.words.text import Passage, Source, passages
from teg_tui.golf.claims.words.tokens import Names
from teg_tui.golf.history import History, history_of
from teg_tui.golf.tour import Player, Tour


def check(text: str, tour: Tour, subject: Subject) -> tuple[Claim, ...]:
    """The claims of a report on a round or tournament, in the order of the text.

    Nothing is claimed of a tournament that has no complete round, or that the tour does not know.
    """
    tournament = tour.by_teg.get(subject.teg)
    if tournament is None or not tournament.complete_through:
        return ()
    checker = checker_of(tour)
    claims = checker.claims(Source(text), subject)
    return tuple(sorted(claims, key=lambda claim: (claim.line, claim.column)))


class Checker:
    """A tour's books, made as they are asked for and kept."""

    def __init__(self, tour: Tour) -> None:
        self.tour = tour
        self.history: History = history_of(tour)
        self._books: dict[int, Scorebook] = {}
        self._rosters: dict[int, Roster] = {}
        self._calendars: dict[int, Calendar] = {}

    def book(self, teg: int) -> Scorebook:
        """A tournament's scores."""
        if teg not in self._books:
            self._books[teg] = Scorebook(self.history, teg)
        return self._books[teg]

    def roster(self, teg: int) -> Roster:
        """A tournament's names."""
        if teg not in self._rosters:
            everybody: dict[str, Player] = {}
            for tournament in self.tour.tournaments:
                everybody |= {player.code: player for player in tournament.players}
            self._rosters[teg] = Roster(self.book(teg).players, everybody.values())
        return self._rosters[teg]

    def calendar(self, teg: int) -> Calendar:
        """A tournament's days and courses."""
        if teg not in self._calendars:
            self._calendars[teg] = Calendar(self.tour, self.tour.by_teg[teg])
        return self._calendars[teg]

    def claims(self, source: Source, subject: Subject) -> Iterator[Claim]:
        """The claims of a text, family by family."""
        book, roster = self.book(subject.teg), self.roster(subject.teg)
        calendar = self.calendar(subject.teg)
        report = Report(source, book, roster, calendar, subject.round)
        prose = Prose(report, _names(self.tour, book, roster, calendar))
        for kind, its in groupby(passages(source), lambda passage: _shape(passage, roster)):
            group = list(its)
            setting = setting_of(book, subject.round, group[0])
            if kind == "table":
                yield from check_table(source, group, setting, roster)
            elif kind == "entry" and len(group) > 1:
                yield from check_line(source, joined(group), setting, roster) or ()
            else:
                for passage in group:
                    setting = setting_of(book, subject.round, passage)
                    line = check_line(source, passage, setting, roster)
                    yield from prose.check(passage, setting.round) if line is None else line


def _shape(passage: Passage, roster: Roster) -> str:
    """What a passage may be part of: a table, or a list that is a table of standings."""
    if is_row(passage):
        return "table"
    return "entry" if is_entry(passage, roster) else "text"


def _names(tour: Tour, book: Scorebook, roster: Roster, calendar: Calendar) -> Names:
    """What is called how: awards by their full names, and by the last word of each."""
    awards: dict[str, str] = {}
    for competition in book.competitions:
        for award in (competition.name, competition.last_place):
            if award:
                awards[award.casefold()] = award
                awards.setdefault(award.casefold().split()[-1], award)
                awards.setdefault(" ".join(award.casefold().split()[-2:]), award)
    champions = tuple(sorted(book.codes & frozenset[str]().union(*book.defending.values())))
    last = book.tournament.last_round
    return Names(roster, tour.event, awards, last, calendar.only_days, champions)


def setting_of(book: Scorebook, rnd: int | None, passage: Passage) -> Setting:
    """Where a passage stands: its round is what the headings above it name, else `rnd`.

    "Round 2: the tournament so far" names none, where round 2 is the last that has been played.
    """
    above = [heading.casefold() for heading in passage.headings]
    latest = book.tournament.complete_through
    named = next(
        (
            n
            for words in reversed(above)
            if (n := round_named(words)) and not (n == latest and "so far" in words)
        ),
        None,
    )
    number = named if named in book.numbers else rnd
    return Setting(book, number, above[-1] if above else "")


_latest: Checker | None = None
"""Replaced whole, never changed, as the latest history is."""


def checker_of(tour: Tour) -> Checker:
    """The books of a tour, kept for the latest one asked of."""
    global _latest
    checker = _latest
    if checker is None or checker.tour is not tour:
        checker = _latest = Checker(tour)
    return checker
