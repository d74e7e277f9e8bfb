"""Lines of a results box, written anew: "Trophy Winner: Bea TRASK (2nd Trophy)".

Only who won, for which time and with what total changes; names stay in the spelling that was used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf import wording
from teg_tui.golf.claims.boxes.figures import figures_in
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.people import Roster
from teg_tui.golf.claims.words.text import Passage
from teg_tui.golf.decisions import Decision, given
from teg_tui.golf.standings import Award
from teg_tui.golf.tour import Measure, Player
from teg_tui.reports.renewal.edits import Edit

_LINE = re.compile(
    r"\s*(?P<label>[^:|()]{4,60}):\s*(?P<names>[^:|()\d]{2,80}?)\s*"
    r"(?:\((?P<paren>[^()]{1,60})\))?\s*[.*]*\s*$"
)
_WON = re.compile(r"\b(?:winners?|champions?|won by|goes to|awarded to)\b", re.I)
_NOT_FINAL = re.compile(r"\b(?:round|runners?|second|lead\w*|race|standings|after|day)\b", re.I)
_ORDINAL = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b")
_AND = re.compile(r",\s*|\s*&\s*|\s+and\s+")


def prize_edits(passage: Passage, book: Scorebook, roster: Roster) -> list[Edit] | None:
    """The edits that put the line of a prize right; None where it is none."""
    line = _LINE.match(passage.text)
    if line is None:
        return None
    found = _award(line["label"], book)
    parts = [part.strip() for part in _AND.split(line["names"].strip()) if part.strip()]
    if found is None or not parts or not all(_is_name(part, roster) for part in parts):
        return None
    decision, award = found
    if not award.players:
        return None
    edits = []
    said = {code for part in parts for code in roster.of(part)[:1]}
    if said != {player.code for player in award.players}:
        words = _names(parts[0], award.players, roster)
        edits.append(_edit(passage, line.start("names"), line.end("names"), words))
    if line["paren"]:
        for start, end, words in _details(line["paren"], decision, award, book):
            edits.append(
                _edit(passage, line.start("paren") + start, line.start("paren") + end, words)
            )
    return edits


def _edit(passage: Passage, start: int, end: int, words: str) -> Edit:
    return Edit(passage.origin[start], passage.origin[end - 1] + 1, words)


def _award(label: str, book: Scorebook) -> tuple[Decision, Award] | None:
    """The one prize that a label names; none while rounds remain."""
    if _NOT_FINAL.search(label):
        return None
    spoken = set(re.findall(r"\w+", label.casefold()))
    fitting = []
    for decision in book.history.decisions(book.teg):
        for award in given(decision):
            last_word = award.name.casefold().split()[-1]
            won = award is decision.award
            whole = award.name.casefold() == label.strip().casefold()
            if last_word in spoken and (whole or not won or _WON.search(label)):
                fitting.append((decision, award))
    return fitting[0] if len(fitting) == 1 else None


def _is_name(words: str, roster: Roster) -> bool:
    mentions = roster.mentions(words)
    return len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(words))


def _names(sample: str, players: Sequence[Player], roster: Roster) -> str:
    """Players in the spelling of a name that stood there: a code, as in the scores, or in prose."""
    known = roster.everybody[roster.of(sample)[0]]
    if sample == known.code:
        return wording.listed([player.code for player in players])
    if sample == known.name:
        return wording.listed([player.name for player in players])
    return wording.listed([player.full_name for player in players])


def _details(
    paren: str, decision: Decision, award: Award, book: Scorebook
) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of what stands in brackets: for which time, or with what total."""
    ordinals = list(_ORDINAL.finditer(paren))
    if ordinals:
        times = [
            wording.ordinal(len(book.history.honours(award.name, player.code, book.teg)) + 1)
            for player in award.players
        ]
        first, last = ordinals[0], ordinals[-1]
        # "(1st Trophy)" of two winners is "(1st Trophy, 2nd Trophy)".
        alone = f"{paren[last.end() :]}, "
        between = alone if first is last else paren[first.end() : ordinals[1].start()]
        yield first.start(), last.end(), between.join(times)
        return
    figures = list(figures_in(paren))
    if len(figures) != 1:
        return
    start, end, figure = figures[0]
    measure = decision.competition.measure
    if re.search(r"\bp(?:oin)?ts\b", paren):
        measure = Measure.STABLEFORD
    elif re.search(r"\bgross\b", paren) or (figure.signed and measure is Measure.STABLEFORD):
        measure = Measure.GROSS
    totals = {book.total(player.code, book.last, measure) for player in award.players}
    if measure is not Measure.STABLEFORD and not figure.signed:
        totals = {book.strokes_total(player.code, book.last) for player in award.players}
    if len(totals) == 1 and (total := totals.pop()) is not None:
        yield start, end, figure.like(total)
