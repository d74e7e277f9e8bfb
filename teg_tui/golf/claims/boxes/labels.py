"""What the label over a list of figures says they are of, and whether all of it is understood.

A label that holds a word nobody taught us ("Putts", "Age", "Best round of the week") may make the
figures anything. They are judged only where nearly all of them fit one thing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.tour import HOLES

_COUNTS = ("one", "two", "three", "four", "five", "six")
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_COUNTS)})"
_KNOWN = (
    r"(?:holes? |h)\d{1,2} ?- ?\d{1,2}|^\d{1,2}-\d{1,2}$|(?<=\()\d{1,2}-\d{1,2}(?=\))",
    rf"(?:after|through|following) (?:the )?{_NUMBER}(?: (?:rounds|days|of {_NUMBER}))?",
    r"(?:after|through) \d{1,3} holes",
    rf"(?:rounds?|rd\.?|day|r) ?{_NUMBER}",
    r"(?:first|second|third|fourth|fifth|sixth|final|last|1st|2nd|3rd|4th) (?:round|day)",
    r"(?:first|opening|second|middle|third|last|final|closing) (?:six|stretch)",
    r"(?:front|back|first|second|opening|closing|outward|inward) (?:nine|9)",
    r"rounds?|day|today|yesterday|totals?|tournament|overall|final|cumulative|aggregate|running",
    r"after|through|following|to date|sum|start|before|overnight|going (?:in|out|into)|coming in",
    r"at halfway|halfway|end|standings?|table|leaderboard|board|box|scores?|results?|positions?",
    r"points?|pts\.?|stableford|gross|nett?|strokes|shots|to par|vs\.? par|over par|full|field",
    r"front|back|f9|b9|^out$|^in$|birdies?|eagles?|pars|blow[- ]?ups?|disasters?|zero(?:e?s)?",
    r"blanks?|hc|hcp|handicaps?|behind|gap|deficit|off (?:the )?lead|to (?:the )?leader|combined",
    r"the|of|at|by|for|after|and|with|a|per|vs\.?|competition|championship|prize|classification",
)
_OF_NUMBERS = re.compile(rf"(?:(?<!\w)(?:{'|'.join(_KNOWN)})(?!\w)|\+/-)")


@lru_cache(maxsize=256)
def _rest(label: str) -> frozenset[str]:
    """The words of a label that say nothing known."""
    return frozenset(re.findall(r"\w+", _OF_NUMBERS.sub(" ", label)))


def is_known(label: str, book: Scorebook) -> bool:
    """Whether every word of a label, in small letters, is understood."""
    prizes = {
        word
        for competition in book.competitions
        for name in (competition.name, competition.last_place or "")
        for word in name.casefold().split()
    }
    event = re.sub(rf"\b\w+ {book.teg}\b", " ", label)
    return _rest(event.strip()) <= prizes


_PARTS = (
    (re.compile(r"\b(?:first|opening) (?:six|6)\b"), 1, 6),
    (re.compile(r"\b(?:second|middle) (?:six|6)\b"), 7, 12),
    (re.compile(r"\b(?:third|last|final|closing) (?:six|6)\b"), 13, HOLES),
    (re.compile(r"\b(?:front|f9|going out|(?:first|opening|outward) (?:nine|9))\b|^out$"), 1, 9),
    (
        re.compile(r"\b(?:back|b9|coming in|(?:second|closing|inward) (?:nine|9))\b|^in$"),
        10,
        HOLES,
    ),
)
HOLES_NAMED = re.compile(r"\b(?:holes? |h)(\d{1,2})\s*-\s*(\d{1,2})\b|^(\d{1,2})-(\d{1,2})$")
"""A stretch of holes: over a column, or a line, of what was scored on it."""

_IN_BRACKETS = re.compile(r"\((\d{1,2})-(\d{1,2})\)")


def part_of(label: str) -> tuple[int, int] | None:
    """The first and last of the holes that a label names; "in" is a nine only by itself."""
    words = label.strip()
    part = next(((first, last) for p, first, last in _PARTS if p.search(words)), None)
    holes = HOLES_NAMED.search(words) or _IN_BRACKETS.search(words)
    if holes and not part:
        first, last = (int(digits) for digits in holes.groups() if digits)
        part = first, last
    return part


_GONE = re.compile(
    rf"\b(?:after|through|following) (?:(?P<holes>\d{{2,3}}) holes|(?P<many>{_NUMBER})"
    r"(?= rounds\b| days\b| of\b|$))|\b(?P<half>halfway)\b"
)


def rounds_gone(label: str, last: int) -> int | None:
    """After how many of `last` rounds figures stood: "after three", "at halfway"; None: unsaid.

    0 where the words name no end of a round.
    """
    gone = _GONE.search(label.strip())
    if gone is None:
        return None
    if gone["half"]:
        return last // 2 if last % 2 == 0 else 0
    if gone["holes"]:
        rounds, over = divmod(int(gone["holes"]), HOLES)
        return 0 if over or rounds > last else rounds
    many = gone["many"]
    rounds = _COUNTS.index(many) + 1 if many in _COUNTS else int(many)
    return rounds if rounds <= last else 0
