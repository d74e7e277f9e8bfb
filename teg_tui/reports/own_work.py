"""Tables that a model wrote by itself although code writes them: replaced by their places.

A table, a line of standings or a box counts, whatever its markup, where it tells what a place of
the text tells: who stood where after which round, what a round gave, a scorecard, who won what.
Sentences never count, nor tables of anything else (birdies, holes led).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from teg_tui.golf.claims.boxes.figures import Setting, round_named
from teg_tui.golf.claims.boxes.lines import entries
from teg_tui.golf.claims.boxes.tables import Cell, cells, is_row
from teg_tui.golf.claims.check import Checker, checker_of, setting_of
from teg_tui.golf.claims.words.people import Roster
from teg_tui.golf.claims.words.text import Form, Passage, Source, passages
from teg_tui.golf.tour import Tour
from teg_tui.reports.key import ReportKey
from teg_tui.reports.renewal import split_tables
from teg_tui.reports.renewal.certainty import adds_up
from teg_tui.reports.renewal.prize_lines import prize_edits

_PER_ROUND = frozenset({"standings", "round_scores", "scorecards"})
_PRIZE = {"award", "prize", "competition", "trophy"}
_WINNER = ("winner", "player", "champion", "name")
_RANKED = re.compile(r"#|pos(?:ition)?\.?|place|rank|r\d|behind|gap|total|score")
_OF_THE_DAY = re.compile(r"out|in|front.*|back.*|f9|b9")
_WHOLE = re.compile(
    r"\b(?:totals?|tournament|overall|final|cumulative|running|after|through|standings|leaderboard)\b"
)
_DAY = re.compile(r"\b(?:round|day|today|scores)\b|\br\d\b")
_HEADING = re.compile(r"(#{1,6})\s")
_CAPTION = re.compile(r"\s*(?:\*\*|__)[^*|]+(?:\*\*|__):?\s*$")
# A box of which nothing is left but its title, or places that bring their own.
_EMPTY_BOX = re.compile(
    r"^[^\S\n]*<(section|div|table)\b[^<>]*>\s*"
    r"(?:<p\b[^<>]*>[^<>]*</p\s*>\s*)?(?P<marks>(?:\{\{[^{}\n]*\}\}\s*)*)</\1\s*>[^\S\n]*\n?",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """What a table tells: a place's name, and after which round or of which; 0 for no round."""

    name: str
    round: int


@dataclass(frozen=True)
class _Block:
    """Lines of a text, from 0, that tell what a place tells."""

    first: int
    last: int
    place: Place


def place_of(mark: str, key: ReportKey, last_round: int) -> Place:
    """What a place's mark, such as `standings:R2`, stands for in a report."""
    name, _, number = mark.partition(":R")
    if name not in _PER_ROUND:
        return Place(name, 0)
    if not number.isdecimal() and name != "standings" and key.round is None:
        return Place(name, 0)  # of every round
    return Place(name, int(number) if number.isdecimal() else key.round or last_round)


def without_own_tables(
    text: str, tour: Tour, key: ReportKey, there: Collection[str], required: Collection[str]
) -> tuple[str, int]:
    """The text without what its places tell, and how many tables and lines went.

    `there` are the marks that stand in the text; of the required ones that do not, each is put
    where its first such table was.
    """
    last = tour.by_teg[key.teg].last_round
    stand = {place_of(mark, key, last) for mark in there}
    lacking = {place_of(mark, key, last): mark for mark in required if mark not in there}
    lines: list[str | None] = list(text.split("\n"))
    gone = 0
    for block in list(_blocks(text, tour, key)):
        place = block.place
        if place not in stand and Place(place.name, 0) not in stand and place not in lacking:
            continue
        first = _with_caption(lines, block.first)
        lines[first : block.last + 1] = [None] * (block.last + 1 - first)
        gone += 1
        mark = lacking.pop(place, None)
        if mark is not None:
            lines[first] = f"\n{{{{{mark}}}}}\n"
            stand.add(place)
        else:
            _drop_empty_heading(lines, first)
    if not gone:
        return text, 0
    left = "\n".join(line for line in lines if line is not None)
    return _EMPTY_BOX.sub(lambda box: box["marks"], left), gone


def _with_caption(lines: Sequence[str | None], first: int) -> int:
    """Where a table begins with the bold line above it."""
    for above in (first - 1, first - 2):
        line = lines[above] if above >= 0 else None
        if line is None:
            return first
        if _CAPTION.match(line):
            return above
        if line.strip():
            return first
    return first


def _drop_empty_heading(lines: list[str | None], first: int) -> None:
    """Take away a heading under which nothing is left."""
    above = next((n for n in range(first - 1, -1, -1) if (lines[n] or "").strip()), None)
    heading = _HEADING.match(lines[above] or "") if above is not None else None
    if above is None or heading is None or len(heading[1]) == 1:
        return
    below = next((line for line in lines[first:] if (line or "").strip()), None)
    following = _HEADING.match(below) if below else None
    if below is None or (following and len(following[1]) <= len(heading[1])):
        lines[above] = None


def _blocks(text: str, tour: Tour, key: ReportKey) -> Iterator[_Block]:
    checker = checker_of(tour)
    finder = _Finder(checker, key, Source(text))
    return finder.blocks()


class _Finder:
    """Finds what a model wrote of what code writes."""

    def __init__(self, checker: Checker, key: ReportKey, source: Source) -> None:
        self.key, self.source = key, source
        self.book, self.roster = checker.book(key.teg), checker.roster(key.teg)
        last = self.book.tournament.last_round
        self.final = self.book.tournament.finished and key.round in (None, last)

    def blocks(self) -> Iterator[_Block]:
        for group in split_tables(self.source, list(passages(self.source))):
            setting = setting_of(self.book, self.key.round, group[0])
            if len(group[0].headings) < 2:  # a title says nothing of what stands beneath it
                setting = replace(setting, words="")
            of_table = is_row(group[0])
            place = self.table(group, setting) if of_table else self.line(group[0], setting)
            if place is not None:
                start, end = self.extent(group)
                first, last = self.source.place(start)[0], self.source.place(end)[0]
                yield _Block(first - 1, last - 1, place)

    def extent(self, group: Sequence[Passage]) -> tuple[int, int]:
        """Where a table or line begins and ends; of one in HTML with its outermost tags."""
        text = self.source.text
        start, end = group[0].origin[0], group[-1].origin[-1]
        opened = text.rfind("<table", 0, start)
        closed = text.find("</table>", end)
        if is_row(group[0]) and opened > text.rfind("</table>", 0, start) and closed >= 0:
            return opened, closed
        return start, end

    def line(self, passage: Passage, setting: Setting) -> Place | None:
        """What a line of standings, or of a prize, tells."""
        if (
            passage.form is Form.PROSE
            and "\n" in self.source.text[passage.origin[0] : passage.origin[-1]]
        ):
            return None  # a paragraph
        label, found = entries(passage, self.roster)
        if not found:
            prize = self.final and prize_edits(passage, self.book, self.roster) is not None
            return Place("results", 0) if prize else None
        known = {code for entry in found for code in entry.codes} & self.book.codes
        words = f"{label} {setting.words}".casefold()
        totals = adds_up(label, setting) or adds_up(words, setting)
        if 2 * len(known) < len(self.book.codes) or not totals:
            return None
        return self.of_round(label.casefold() or setting.words, setting)

    def table(self, rows: Sequence[Passage], setting: Setting) -> Place | None:
        """What a table tells."""
        parted = [cells(row) for row in rows]
        header = [cell.text.casefold() for cell in parted[0]]
        if header and header[0].startswith("record"):
            return Place("records", 0)
        if _PRIZE & set(header) and any(name.startswith(_WINNER) for name in header):
            return Place("results", 0)
        players = sum(bool(self.roster.of(cell.text)) for cell in parted[0])
        if header and header[0].startswith(("hole", "#")) and 2 * players >= len(self.book.codes):
            return Place("scorecards", self.number("", setting))
        named = sum(_has_name(row, self.roster) for row in parted[1:])
        figures = [name for name in header if _RANKED.fullmatch(name) or adds_up(name, setting)]
        if named < 2 or 2 * named < len(parted) - 1 or not figures:
            return None
        if any(_OF_THE_DAY.fullmatch(name) for name in header):
            return Place("round_scores", self.number("", setting))
        if any(_RANKED.fullmatch(name) for name in header):
            return Place("standings", self.number("", setting))
        return self.of_round(" ".join([*header, setting.words]), setting)

    def of_round(self, words: str, setting: Setting) -> Place:
        """Standings, unless the words say that it is one round's scores."""
        day = _DAY.search(words) and not _WHOLE.search(words)
        return Place("round_scores" if day else "standings", self.number(words, setting))

    def number(self, words: str, setting: Setting) -> int:
        """The round that is meant."""
        return round_named(words) or setting.round or self.book.last


def _has_name(row: Sequence[Cell], roster: Roster) -> bool:
    return any(roster.of(cell.text) for cell in row[:3])
