"""From files to a `Tour`: the one door through which scores come in.

`load_tour` reads the score file (`score_rows`), the smaller ones beside it (`lists`) and the
published winners (`awards`). What can't be used is one `DataError` that names every row; what
can be used all the same is used, and said in a note. Everything derived (points, standings,
winners) is computed from strokes, par, stroke index and handicap alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from teg_tui.golf import awards
from teg_tui.golf.files import DataFiles
from teg_tui.golf.lists import Announced, Lists, read_lists
from teg_tui.golf.score_rows import ScoreRow, read_scores, scores_path
from teg_tui.golf.tables import Findings
from teg_tui.golf.tour import (
    HOLES,
    AwardException,
    Card,
    Competition,
    Hole,
    Player,
    Round,
    Tour,
    Tournament,
)


@dataclass(frozen=True)
class LoadedTour:
    """A tour, and what was noticed while it was read."""

    tour: Tour
    notes: tuple[str, ...]
    """One line each, naming file, row and column where there is one."""
    sources: tuple[Path, ...]
    """The files it was read from, the scores first."""


def load_tour(
    root: Path,
    files: DataFiles,
    competitions: Sequence[Competition] = (),
    exceptions: Sequence[AwardException] = (),
    event: str = "TEG",
) -> LoadedTour:
    """Read a tour; without `competitions`, they are derived from the published winners."""
    findings = Findings()
    path = scores_path(root, files, findings)
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    rows = read_scores(path, file, files, event, findings)
    findings.raise_problems()
    lists = read_lists(root, files, findings)
    players = _players(rows, lists, file, files, findings)
    reading = _Reading(event, file, files, lists, players, findings)
    tour = Tour(
        tournaments=reading.tournaments(rows),
        competitions=tuple(competitions),
        exceptions=tuple(exceptions),
        courses=lists.courses,
        event=event,
    )
    published = awards.read_winners(root, files.winners, findings)
    if not competitions:
        tour = awards.derived(tour, published, files.winners, findings)
    awards.compare(tour, published, files.winners, findings)
    winners = root / files.winners
    sources = (path, *lists.sources, *((winners,) if winners.is_file() else ()))
    return LoadedTour(tour, tuple(findings.notes), sources)


def _players(
    rows: Iterable[ScoreRow], lists: Lists, file: str, files: DataFiles, findings: Findings
) -> dict[str, Player]:
    """Everybody in the scores, by code; the list of players has the last word on a name."""
    said: dict[str, Counter[str]] = {}
    for (code, name), count in Counter((row.code, row.name) for row in rows).items():
        said.setdefault(code, Counter())[name] = count
    players: dict[str, Player] = {}
    for code, names in said.items():
        del names[""]
        listed = (lists.names or {}).get(code)
        name = listed or (names.most_common(1)[0][0] if names else code)
        others = ", ".join(sorted(names.keys() - {name}))
        if others:
            findings.note(f"{code} is called {name}, but also {others}: {name} is used", file)
        if lists.names is not None and listed is None:
            what = f"has no {code}, who has scores: called {name}, as in {file}"
            findings.note(what, files.players)
        players[code] = Player(code, name)
    for name, count in Counter(player.name for player in players.values()).items():
        if count > 1:
            codes = ", ".join(code for code, player in players.items() if player.name == name)
            findings.note(f"{name} has several codes: {codes} count as different players", file)
    return players


@dataclass(frozen=True)
class _Reading:
    """What is needed to make tournaments of rows."""

    event: str
    file: str
    files: DataFiles
    lists: Lists
    players: Mapping[str, Player]
    findings: Findings

    def tournaments(self, rows: Iterable[ScoreRow]) -> tuple[Tournament, ...]:
        """Every event played or announced, oldest first."""
        played = {
            key: list(group) for key, group in groupby(rows, key=lambda row: (row.teg, row.round))
        }
        scored = {key for key, group in played.items() if any(row.score for row in group)}
        newest = max((teg for teg, _ in scored), default=0)
        mentioned = played.keys() | self.lists.rounds.keys()
        tournaments = []
        for teg in sorted({teg for teg, _ in mentioned}):
            last = max(number for event, number in mentioned if event == teg)
            its_scored = {number for event, number in scored if event == teg}
            rounds = [
                self._round(teg, number, played.get((teg, number), ()), awaiting=teg == newest)
                for number in self._numbers(teg, last, its_scored, over=teg < newest)
            ]
            if rounds:
                tournaments.append(self._tournament(teg, rounds, newest))
        self._say_handicaps(tournaments)
        return tuple(tournaments)

    def _say_handicaps(self, tournaments: Sequence[Tournament]) -> None:
        """Without a handicap there are no points and no net scores."""
        without = {
            t.name: sorted({c.player.code for r in t.rounds for c in r.cards if c.handicap is None})
            for t in tournaments
        }
        if any(c.handicap is not None for t in tournaments for r in t.rounds for c in r.cards):
            for name, codes in without.items():
                if codes:
                    what = f"{name} has no handicap for {', '.join(codes)}: gross only"
                    self.findings.note(what, self.file)
        elif tournaments:
            self.findings.note("nobody has a handicap: gross only", self.file)

    def _numbers(self, teg: int, last: int, scored: set[int], *, over: bool) -> list[int]:
        """The rounds of an event, up to `last`, that were or will be played.

        What nobody played will not be played any more once a later round has been, or once the
        event is over.
        """
        until = last if over else max(scored, default=0)
        never = [number for number in range(1, until + 1) if number not in scored]
        if never:
            what = f"round {', '.join(map(str, never))} of {self.event} {teg}"
            what += " was never played" if over else " has no scores, but a later one has"
            where = self.files.rounds if self.lists.rounds else self.file
            self.findings.note(f"{what}: left out", where)
        return [number for number in range(1, last + 1) if number not in never]

    def _tournament(self, teg: int, rounds: list[Round], newest: int) -> Tournament:
        announced = [self.lists.rounds.get((teg, rnd.number)) for rnd in rounds]
        self._say_unannounced(teg, rounds, announced)
        name = f"{self.event} {teg}"
        year = next((a.year for a in announced if a and a.year), None)
        area = next((a.area for a in announced if a and a.area), "")
        tournament = Tournament(teg, name, year, area, tuple(rounds))
        if teg == newest:
            tournament = self._with_awaited_cards(tournament)
        self._say_gaps(tournament)
        return tournament

    def _say_unannounced(
        self, teg: int, rounds: list[Round], announced: Sequence[Announced | None]
    ) -> None:
        unknown = [str(r.number) for r, a in zip(rounds, announced, strict=True) if a is None]
        if unknown and self.lists.rounds:
            which = "" if len(unknown) == len(rounds) else f"round {', '.join(unknown)} of "
            what = f"has no {which}{self.event} {teg}: courses and dates are unknown"
            self.findings.note(what, self.files.rounds)

    def _round(self, teg: int, number: int, rows: Sequence[ScoreRow], *, awaiting: bool) -> Round:
        announced = self.lists.rounds.get((teg, number)) or Announced("", None, "", None)
        card_rows = {code: list(g) for code, g in groupby(rows, key=lambda row: row.code)}
        with_scores = {c: g for c, g in card_rows.items() if any(row.score for row in g)}
        holes = tuple(Hole(*hole) for hole in sorted({(r.hole, r.par, r.si) for r in rows}))
        rnd = Round(teg, number, announced.course, announced.date, (), ())
        if not with_scores:
            return rnd
        return replace(
            rnd,
            holes=holes,
            cards=tuple(self._card(teg, holes, group) for group in with_scores.values()),
            missing=tuple(sorted(card_rows.keys() - with_scores.keys())) if awaiting else (),
        )

    def _card(self, teg: int, holes: tuple[Hole, ...], rows: Sequence[ScoreRow]) -> Card:
        code = rows[0].code
        handicap = next((row.handicap for row in rows if row.handicap is not None), None)
        if handicap is None:
            handicap = self.lists.handicaps.get(teg, {}).get(code)
        scores = {row.hole: row.score for row in rows}
        return Card(
            self.players[code], handicap, holes, tuple(scores.get(hole.number) for hole in holes)
        )

    def _with_awaited_cards(self, tournament: Tournament) -> Tournament:
        """Whose card the latest round of the newest event still awaits."""
        played = [rnd for rnd in tournament.rounds if rnd.played]
        latest = played[-1]
        handicaps = self.lists.handicaps.get(tournament.teg)
        if len(played) > 1:
            expected = {code for rnd in played[:-1] for code in rnd.card_of}
        else:
            expected = {code for code, handicap in (handicaps or {}).items() if handicap}
        if handicaps is not None:
            expected -= {code for code, handicap in handicaps.items() if handicap is None}
        missing = tuple(sorted((expected | set(latest.missing)) - latest.card_of.keys()))
        rounds = tuple(
            replace(rnd, missing=missing if rnd is latest else ()) for rnd in tournament.rounds
        )
        if missing:
            what = f"round {latest.number} of {tournament.name} awaits the cards of"
            what += f" {', '.join(missing)}; blank the handicap of one who does not play"
            self.findings.note(what, self.file)
        return replace(tournament, rounds=rounds)

    def _say_gaps(self, tournament: Tournament) -> None:
        for rnd in tournament.rounds:
            if not rnd.played:
                continue
            where = f"round {rnd.number} of {tournament.name}"
            if len(rnd.holes) == HOLES and {h.si for h in rnd.holes} != set(range(1, HOLES + 1)):
                self.findings.note(f"{where} has stroke indexes twice: used as they are", self.file)
            blanks = {
                card.player.code: HOLES - sum(score is not None for score in card.scores)
                for card in rnd.cards
                if not card.complete
            }
            if blanks:
                holes = ", ".join(f"{code} {count}" for code, count in blanks.items())
                what = f"{where} is incomplete, holes without a score: {holes}"
                self.findings.note(what, self.file)
