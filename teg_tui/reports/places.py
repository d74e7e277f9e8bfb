"""Fills the places of a text from the scores, when it is filed.

A place is a name in double braces. A table's stands on a line by itself; `{{title}}` and a
player's code (`{{NQ}}`, his full name) stand in a sentence. `{{standings:R2}}` means round 2:
of a tournament, or an earlier one of the same. What a place becomes is made of the scores
alone, and never looked through for places again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from teg_tui.golf.tour import Round, Tour, Tournament
from teg_tui.reports import boxes, tables
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind
from teg_tui.reports.promptfile import EVERY_ROUND
from teg_tui.reports.record_table import records
from teg_tui.reports.template import Template

_PLACE = re.compile(r"\{\{([^{}\n]{1,60})\}\}")
_SPEC = re.compile(r"([A-Za-z0-9_]+)(?::R([0-9]{1,2}))?")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ORNAMENT = "*_#>-:. \t"
"""What may surround a table's place on its line and means nothing there."""
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight")

HEADINGS = {
    "results": "Results",
    "standings": "Standings",
    "round_scores": "Round scores",
    "scorecards": "Scorecards",
    "records": "Records and personal bests",
}
"""Under which heading a required place goes that the text lacks."""


@dataclass(frozen=True)
class Filled:
    """A text as it is filed."""

    text: str
    notes: tuple[str, ...]
    """What a user should know: places that were missing or unknown, a sentence each."""


def fill(text: str, tour: Tour, kind: Kind, key: ReportKey, *, whole: bool = True) -> Filled:
    """Fill the places of a report's text, the required ones even where the text lacks them.

    A text that is not `whole` is still being written: what it lacks may yet come.
    """
    # The checker's rules are slow to import, and most processes never file a text.
    from teg_tui.reports.own_work import without_own_tables
    from teg_tui.reports.renewal import renew

    tournament = tour.by_teg[key.teg]
    filler = _Filler(tour, tournament, key, kind.template)
    required = list(_required(kind, tournament)) if whole else []
    notes: list[str] = []
    if whole:
        text, gone = without_own_tables(text, tour, key, _marks(text), required)
        notes += [f"{gone} of the model's own tables were taken out"] if gone else []
    lines = [line.rstrip() for line in text.strip().splitlines()]
    for place in required:
        if not filler.holds(lines, place):
            lines = _inserted(lines, place)
            notes.append(f"{{{{{place}}}}} was not in the text: put in")
    filled = filler.filled(lines)
    notes += [f"{place}: no such place, left as it is" for place in filler.unknown]
    if whole:
        renewed = renew(filled, tour, key)
        filled = renewed.text
        notes += [f"figures put right in {renewed.tables} tables"] if renewed.tables else []
    return Filled(filled, tuple(notes))


def _marks(text: str) -> set[str]:
    """The names of the places that stand in a text."""
    return {_name(match[1]) for match in _PLACE.finditer(text)}


def _required(kind: Kind, tournament: Tournament) -> Iterator[str]:
    for place in kind.places:
        if place.endswith(EVERY_ROUND):
            name = place.removesuffix(EVERY_ROUND)
            yield from (f"{name}:R{rnd.number}" for rnd in tournament.rounds)
        else:
            yield place


@dataclass
class _Filler:
    """What each place of one report becomes."""

    tour: Tour
    tournament: Tournament
    key: ReportKey
    template: Template | None
    unknown: dict[str, None] = field(default_factory=dict)
    """Places left as they are, in order."""

    def holds(self, lines: list[str], place: str) -> bool:
        """Whether a place is there, or (for the title) a heading that names the tournament."""
        if place == "title":
            heading = _HEADING.fullmatch(lines[0]) if lines else None
            name = rf"\b{re.escape(self.tournament.name)}(?!\w)"
            if heading and re.search(name, heading[2], re.IGNORECASE):
                return True
        return any(_name(m[1]) == place for line in lines for m in _PLACE.finditer(line))

    def filled(self, lines: list[str]) -> str:
        out: list[str] = []
        for line in lines:
            for piece in self.pieces(line):
                # Tables need blank lines around them; two in a row are never needed.
                if piece or (out and out[-1]):
                    out.append(piece)
        if self.template is not None:
            out = [self.template.with_attributes(line) for line in out]
        return "\n".join(out).strip() + "\n"

    def pieces(self, line: str) -> Iterator[str]:
        """A line with its places filled, cut where a table stands in it."""
        start = 0
        for match in _PLACE.finditer(line):
            block = self.block(_name(match[1]))
            if block is None:
                continue
            yield from self.sentence(line[start : match.start()])
            yield from ("", block, "")
            start = match.end()
        if start == 0:
            yield self.inline(line)
        else:
            yield from self.sentence(line[start:])

    def sentence(self, text: str) -> Iterator[str]:
        """What stands beside a table on its line, unless it says nothing."""
        if text.strip(_ORNAMENT):
            yield self.inline(text.strip())

    def inline(self, text: str) -> str:
        if _name(text.strip().removeprefix("{{").removesuffix("}}")) == "title":
            text = f"# {text.strip()}"
        return _PLACE.sub(lambda match: self.words(_name(match[1])) or self.left(match), text)

    def left(self, match: re.Match[str]) -> str:
        self.unknown.setdefault(match[0])
        return match[0]

    def words(self, place: str) -> str:
        """What a place in a sentence becomes; empty where there is none of that name."""
        if place == "title":
            return tables.title(self.tournament, self.round_meant(None))
        for player in self.tournament.players:
            if player.code == place:
                return tables.plain(player.full_name)
        return ""

    def block(self, place: str) -> str | None:
        """What a place on a line by itself becomes; None where there is none of that name."""
        spec = _SPEC.fullmatch(place)
        make = _BLOCKS.get(spec[1]) if spec else None
        if spec is None or make is None:
            return None
        asked = int(spec[2]) if spec[2] else None
        rnd = self.round_meant(asked)
        if asked is not None and rnd is None:
            return None
        if self.template is not None and spec[1] in self.template.sections:
            return _IN_TEMPLATE[spec[1]](self.template, self.tour, self.tournament, rnd)
        return make(self.tour, self.tournament, rnd)

    def round_meant(self, asked: int | None) -> Round | None:
        """The report's round, or the one asked for, none that a round's report can't know of."""
        number = asked or self.key.round
        if number is None or (self.key.round is not None and number > self.key.round):
            return None
        return self.tournament.round(number)


def _name(inside: str) -> str:
    """A place's name; models write an underscore with a backslash before it now and then."""
    return inside.replace("\\", "").strip()


def _rounds(tournament: Tournament, rnd: Round | None) -> list[Round]:
    return [each for each in tournament.rounds if each.played] if rnd is None else [rnd]


def _dateline(_tour: Tour, tournament: Tournament, rnd: Round | None) -> str:
    return tables.dateline(tournament, rnd)


def _results(tour: Tour, tournament: Tournament, rnd: Round | None) -> str | None:
    return tables.results(tour, tournament) if _is_final(tournament, rnd) else None


def _is_final(tournament: Tournament, rnd: Round | None) -> bool:
    return rnd is None or rnd.number == tournament.last_round


def _standings(tour: Tour, tournament: Tournament, rnd: Round | None) -> str:
    return tables.standings_tables(tour, tournament, _after(tournament, rnd))


def _after(tournament: Tournament, rnd: Round | None) -> int:
    return tournament.last_round if rnd is None else rnd.number


def _round_scores(tour: Tour, tournament: Tournament, rnd: Round | None) -> str:
    return tables.round_scores(tour, tournament, _rounds(tournament, rnd))


def _scorecards(_tour: Tour, tournament: Tournament, rnd: Round | None) -> str:
    return tables.scorecards(_rounds(tournament, rnd))


_BLOCKS: dict[str, Callable[[Tour, Tournament, Round | None], str | None]] = {
    "dateline": _dateline,
    "results": _results,
    "standings": _standings,
    "round_scores": _round_scores,
    "scorecards": _scorecards,
    "records": records,
}


def _dateline_box(
    template: Template, _tour: Tour, tournament: Tournament, rnd: Round | None
) -> str:
    return boxes.dateline(template, tournament, rnd)


def _results_box(
    template: Template, tour: Tour, tournament: Tournament, rnd: Round | None
) -> str | None:
    return boxes.results(template, tour, tournament) if _is_final(tournament, rnd) else None


def _standings_box(
    template: Template, tour: Tour, tournament: Tournament, rnd: Round | None
) -> str:
    return boxes.standings_box(template, tour, tournament, _after(tournament, rnd))


_IN_TEMPLATE: dict[str, Callable[[Template, Tour, Tournament, Round | None], str | None]] = {
    "dateline": _dateline_box,
    "results": _results_box,
    "standings": _standings_box,
}


def _inserted(lines: list[str], place: str) -> list[str]:
    """The text with a place that it lacks, where a reader would look for it."""
    mark = f"{{{{{place}}}}}"
    heading = _HEADING.fullmatch(lines[0]) if lines else None
    if place == "title":
        if heading and len(heading[1]) == 1:
            return [f"# {mark}: {heading[2]}", *lines[1:]]
        return [f"# {mark}", "", *lines]
    if place == "dateline":
        at = 1 if heading else 0
        return [*lines[:at], "", mark, "", *lines[at:]]
    name, _, rnd = place.partition(":R")
    end = _section_end(lines, int(rnd)) if rnd else None
    if end is not None:
        return [*lines[:end], "", mark, "", *lines[end:]]
    after = f" after round {rnd}" if rnd else ""
    return [*lines, "", f"## {HEADINGS[name]}{after}", "", mark]


def _section_end(lines: list[str], rnd: int) -> int | None:
    """Where the section on a round ends: after its last line with words; None without one."""
    number = f"(?:{rnd}|{_NUMBERS[rnd]})" if rnd < len(_NUMBERS) else str(rnd)
    of_round = re.compile(rf"\bround {number}\b", re.IGNORECASE)
    level = 0
    end = None
    for index, line in enumerate(lines):
        heading = _HEADING.fullmatch(line)
        if end is None:
            if heading and len(heading[1]) > 1 and of_round.search(heading[2]):
                level, end = len(heading[1]), index + 1
        elif heading and len(heading[1]) <= level:
            break
        elif line.strip("-*_ "):
            end = index + 1
    return end
