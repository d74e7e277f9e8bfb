"""Lines of standings in no layout of their own: names and figures, and only signs between them.

"BQ 43 / PD 41", "BQ=43 PD=41", "[OV +4] [BQ +25]", "🥇 Ned 43 🥈 Bram 39", or one below the other.
A line is read so only if nothing remains of it: a word that is no name and no link makes it prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from teg_tui.golf.claims.words.people import Roster

_FEWEST = 3
"""Fewer names with figures may be anything."""
_LABEL_WORDS = re.compile(
    r"(?i)\b(?:round|day|stableford|gross|net|strokes|shots|points|pts|scores?|standings?|totals?"
    r"|leaderboard|table|result|after|final|trophy|jacket|overall|tournament)\b|\br\d\b"
)
_LONGEST_LABEL = 70
_BEFORE_NAME = re.compile(r"[^\w+-]*(?:T?=?(?P<place>\d{1,2})(?:st|nd|rd|th)?[.):=]?\s+)?[^\w+-]*$")
_LINK = re.compile(
    r"(?:'s)?[^\w+-]*(?:(?:had|has|is|was|on|with|at|scored)\s+)?"
    r"(?:T?\d{1,2}(?:st|nd|rd|th)\s+(?:with|on|at)\s+)?"
    r"(?:[–—:=.]\s*|-\s+)?(?P<figure>[+-]?\d{1,3}|E)(?!\w|[.,]\d|[.)] [A-Z])"
    r"\s*(?:points?|pts?|strokes?|shots?)?\b\)?(?:\s*\([^)]*\))?"
)


@dataclass(frozen=True)
class Scanned:
    """A player and his figure as they stand in a line."""

    name: str
    codes: tuple[str, ...]
    name_at: int
    start: int
    """Where the figure begins."""
    said: str
    place: tuple[int, str] | None
    """Where the place before his name stands, and how it is written."""


def scan(text: str, roster: Roster) -> tuple[str, list[Scanned]]:
    """A line's label and its entries; none where it is not made of these alone."""
    mentions = [m for m in roster.mentions(text) if len(m.codes) == 1]
    if len(mentions) < _FEWEST:
        return "", []
    found: list[Scanned] = []
    label, end = "", 0
    for mention in mentions:
        before = text[end : mention.start]
        gap = _BEFORE_NAME.search(before) if not found else _BEFORE_NAME.fullmatch(before)
        link = _LINK.match(text, mention.end)
        if gap is None or link is None:
            return "", []
        if not found:
            label = text[: gap.start()].strip(" *:|•–—-[")
        start = link.start("figure")
        its = Scanned(
            text[mention.start : mention.end],
            mention.codes,
            mention.start,
            start,
            link["figure"],
            _place(gap, end),
        )
        found.append(its)
        end = link.end()
    whole = not re.search(r"\w", text[end:])
    known = not label or (len(label) <= _LONGEST_LABEL and _LABEL_WORDS.search(label))
    once = len({its.codes for its in found}) == len(found)
    return (label, found) if whole and known and once else ("", [])


def _place(gap: re.Match[str], offset: int) -> tuple[int, str] | None:
    """A place as digits and where they stand."""
    digits = gap["place"]
    return (offset + gap.start("place"), digits) if digits else None
