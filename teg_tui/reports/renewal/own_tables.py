"""Tables as `reports.tables` writes them, found in a text by their captions and heads.

Each is made again as a whole, footnotes included. Only what bears our own heads is taken for one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from teg_tui.golf.claims.boxes.figures import round_named
from teg_tui.golf.tour import Round, Tour, Tournament
from teg_tui.reports import record_table, tables
from teg_tui.reports.key import ReportKey
from teg_tui.reports.renewal.edits import Edit

_CAPTION = re.compile(r"\*\*(?P<what>.+), (?:final|after round (?P<after>\d{1,2}))\*\*")
_ROUND = re.compile(r"\*\*Round (?P<number>\d{1,2}), .+ \(par \d+\)\*\*")
_STANDINGS = re.compile(r"\| Pos \| Player \|(?: R\d+ \|)* (?:Points|Gross|Net) \| Behind \|")
_SCORECARD = re.compile(r"\| Hole \| Par \| SI \|.*\|")
RESULTS = "| Award | Player | Total | Margin | Career |"
ROUND_SCORES = "| Player | Out | In | Strokes | Gross | Net | Points |"
RECORDS = "| Record | Player | Value | Round | Before |"
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_TAGGED = re.compile(
    r"(?P<head>\s*<(?P<tag>\w+)\b[^<>]*\bdateline\b[^<>]*>)(?P<parts>[^<>]*)(?P<tail></(?P=tag)>)\s*"
)
_OURS = re.compile(r"\bRound \d+ of \d+\b|\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEAR_THE_TOP = 6
"""Among how many lines the dateline stands."""


@dataclass(frozen=True)
class _Lines:
    """A text's lines, each with where it begins."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[str, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the lines from `first` to `last` begin and end, without the last one's break."""
        return self.starts[first], self.starts[last] + len(self.lines[last])


def own_edits(text: str, tour: Tour, key: ReportKey) -> Iterator[Edit]:
    """An edit for every table of ours, whether it changes anything or not."""
    tournament = tour.by_teg.get(key.teg)
    if tournament is None:
        return
    pieces = text.splitlines(keepends=True)
    starts = tuple(sum(map(len, pieces[:n])) for n in range(len(pieces)))
    lines = _Lines(text, starts, tuple(piece.rstrip("\r\n") for piece in pieces))
    finder = _Finder(tour, tournament, key, lines)
    index = 0
    while index < len(lines.lines):
        found = finder.at(index)
        if found is None:
            index += 1
            continue
        first, last, words = found
        index = last + 1
        if words:
            ending = "\r\n" if "\r\n" in text else "\n"
            yield Edit(*lines.span(first, last), words.replace("\n", ending))


@dataclass(frozen=True)
class _Finder:
    """Finds the tables of one report."""

    tour: Tour
    tournament: Tournament
    key: ReportKey
    lines: _Lines

    def at(self, index: int) -> tuple[int, int, str] | None:
        """The first and last line of a table whose head or only line is here, and its words now."""
        line = self.lines.lines[index].strip()
        if line == record_table.NOTHING:
            return index, index, self.records(index)
        if (dateline := self.dateline(index)) is not None:
            return index, index, dateline
        if not line.startswith("| "):
            return None
        first, last = self.caption(index), self.end(index)
        above = "" if first is None else self.lines.lines[first].strip()
        if line == RESULTS:
            return index, self.footnotes(last), self.results()
        if line == RECORDS:
            return index, last, self.records(index)
        if first is None:
            return None
        if _STANDINGS.fullmatch(line) and (caption := _CAPTION.fullmatch(above)):
            return first, self.footnotes(last), self.standings(caption)
        named = _ROUND.fullmatch(above)
        rnd = self.played(int(named["number"])) if named else None
        if rnd is not None and line == ROUND_SCORES:
            return first, last, tables.round_scores(self.tour, self.tournament, [rnd])
        if rnd is not None and _SCORECARD.fullmatch(line):
            return first, self.names_line(last, line), tables.scorecards([rnd])
        return None

    # what it is to be; empty where the scores no longer say

    def results(self) -> str:
        over = self.tournament.finished and self.key.round in (None, self.tournament.last_round)
        return tables.results(self.tour, self.tournament) if over else ""

    def dateline(self, index: int) -> str | None:
        """What a dateline is to be; None where the line is none."""
        if self.is_dateline(index):
            return tables.dateline(self.tournament, self.about())
        tagged = _TAGGED.fullmatch(self.lines.lines[index]) if index < _NEAR_THE_TOP else None
        return self.in_tags(tagged) if tagged else None

    def in_tags(self, line: re.Match[str]) -> str:
        """A dateline in HTML: all of it where it is in our form, of another's the year alone."""
        parts, year = line["parts"], self.tournament.year
        if _OURS.search(parts):
            separator = next((its for its in (" | ", " · ") if its in parts), ", ")
            today = tables.dateline_parts(self.tournament, self.about())
            parts = html.escape(separator.join(today), quote=False)
        elif year is not None and len(_YEAR.findall(parts)) == 1:
            parts = _YEAR.sub(str(year), parts)
        return f"{line['head']}{parts}{line['tail']}"

    def standings(self, caption: re.Match[str]) -> str:
        last = self.key.round or self.tournament.last_round
        after = int(caption["after"]) if caption["after"] else last
        if not self.tournament.ready(after):
            return ""
        for competition in self.tour.competitions_of(self.key.teg):
            if tables.plain(competition.name) == caption["what"]:
                return tables.standings_table(self.tour, self.tournament, competition, after)
        return ""

    def records(self, index: int) -> str:
        number = self.key.round or self.round_over(index)
        rnd = None if number is None else self.played(number)
        ready = self.tournament.ready(number)
        if not ready or (number is not None and rnd is None):
            return ""
        return record_table.records(self.tour, self.tournament, rnd)

    def played(self, number: int) -> Round | None:
        return self.tournament.round(number) if self.tournament.ready(number) else None

    def about(self) -> Round | None:
        return None if self.key.round is None else self.tournament.round(self.key.round)

    # where it begins and ends

    def caption(self, index: int) -> int | None:
        """The bold line above a table."""
        above = index - 1
        while above >= 0 and not self.lines.lines[above].strip():
            above -= 1
        found = above >= 0 and self.lines.lines[above].strip().startswith("**")
        return above if found and index - above <= 2 else None

    def end(self, index: int) -> int:
        """The last row."""
        while index + 1 < len(self.lines.lines) and self.lines.lines[index + 1].startswith("|"):
            index += 1
        return index

    def footnotes(self, last: int) -> int:
        """The last footnote after a table; its last row where it has none."""
        while self.below(last).startswith("\\* "):
            last += 2
        return last

    def names_line(self, last: int, header: str) -> int:
        """The line below a scorecard that says whose columns they are."""
        code = header.split(" | ")[3].removesuffix(" |") if header.count(" | ") > 2 else ""
        return last + 2 if code and self.below(last).startswith(f"{code} ") else last

    def below(self, last: int) -> str:
        """The paragraph after a line."""
        lines = self.lines.lines
        return lines[last + 2] if last + 2 < len(lines) and not lines[last + 1].strip() else ""

    def round_over(self, index: int) -> int | None:
        """The round that the heading above names."""
        for line in reversed(self.lines.lines[:index]):
            if heading := _HEADING.fullmatch(line):
                return round_named(heading[1].casefold())
        return None

    def is_dateline(self, index: int) -> bool:
        """Whether a line is a dateline of ours: in italics beneath the title, of several parts."""
        line = self.lines.lines[index].strip()
        return (
            index < _NEAR_THE_TOP
            and len(line) > 2
            and line[0] == line[-1] == "*"
            and line[1] != "*"
            and " · " in line
        )
