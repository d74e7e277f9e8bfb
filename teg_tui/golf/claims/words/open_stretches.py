"""Stretches of holes that are told by one end: "from the 5th to the last", "after the turn".

What is told after a hole may take it in or not, so that both come back.
"""

from __future__ import annotations

from collections.abc import Iterator

from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES

Part = tuple[int, int]
"""The first and the last of some holes."""
_HALF = HOLES // 2
TO_THE_END = compiled(
    r"\b(?:from|over|on|since) (?:the )?!(?P<from>\d+)(?: hole| tee)?,?"
    r" (?:to the (?:last|end|finish|clubhouse)|on(?:wards?)?\b|(?:home|in)\b(?! the))"
)
"""From a hole to the last."""
_BOTH_ENDS = compiled(
    r"\b(?:from|between) (?:the )?!(\d+)(?: hole| tee)? (?:to|and|through) (?:the )?!(\d+)"
)
_AFTER = compiled(r"\b(?:after|since|past|beyond|from)(?: the)?(?: par-#\d+| [a-z]+)? ?!(\d+)")
_BEFORE = compiled(
    r"\b(?:before|until|till|by|to|up to|through)(?: the)?(?: par-#\d+| [a-z]+)? ?!(\d+)"
)
_FROM_THERE = compiled(
    r"\b(?:from (?:there|then|that)|(?:there|here)after|after (?:that|it|this)|afterwards"
    r"|since then|the rest|from here|again|later|followed|more)\b"
)
"""Words of the holes behind the one named last."""
_LAST_FEW = compiled(
    r"\b(?:last|final|closing|remaining|other)(?: [a-z]+){0,2} (?:of )?#(\d+)(?: holes?)?\b"
    r"(?! (?:rounds|days))"
)
_FIRST_FEW = compiled(
    r"\b(?:first|opening)(?: [a-z]+){0,2} (?:of )?#(\d+)(?: holes?)?\b(?! (?:rounds|days))"
)
_OF_A_STRETCH = compiled(r"\$(\d+) of (?:just |only )?#(\d+)(?: holes)?\b")
"""An end of the round, and of how many holes: "his closing stretch of five holes"."""
_OUT = compiled(
    r"\b(?:going|went|way|gone) out\b|\boutwards?\b|\b(?:before|by|to|at|reach\w*|made) the turn\b"
)
_HOME = compiled(
    r"\b(?:coming|came|come|way|went) (?:home|back|in)\b|\b(?:home|in)wards?\b"
    r"|\b(?:after|from|beyond) the turn\b|\bback nines?\b"
)


def open_stretches(sentence: Sentence, at: int | None = None) -> list[Part]:
    """The holes that a sentence, or its clause around a place, may be about."""
    text = sentence.pattern if at is None else sentence.around(at)
    return [
        (first, last)
        for first, last in dict.fromkeys(_told(sentence, text, at))
        if 1 <= first <= last <= HOLES
    ]


def _told(sentence: Sentence, text: str, at: int | None) -> Iterator[Part]:
    for match in TO_THE_END.finditer(text):
        yield sentence.token(match["from"]).value, HOLES
    for match in _BOTH_ENDS.finditer(text):
        yield sentence.token(match[1]).value, sentence.token(match[2]).value
    for match in _AFTER.finditer(text):
        hole = sentence.token(match[1]).value
        yield from ((hole + 1, HOLES), (hole, HOLES))
    for match in _BEFORE.finditer(text):
        hole = sentence.token(match[1]).value
        yield from ((1, hole - 1), (1, hole))
    hole = sentence.last_hole(len(sentence.pattern) if at is None else at) or 0
    if hole and _FROM_THERE.search(text):
        yield from ((hole + 1, HOLES), (hole, HOLES))
    yield from _of_so_many(sentence, text)
    if _OUT.search(text):
        yield 1, _HALF
    if _HOME.search(text):
        yield _HALF + 1, HOLES


def _of_so_many(sentence: Sentence, text: str) -> Iterator[Part]:
    """The first few holes, or the last."""
    for match in _LAST_FEW.finditer(text):
        yield HOLES + 1 - sentence.token(match[1]).value, HOLES
    for match in _FIRST_FEW.finditer(text):
        yield 1, sentence.token(match[1]).value
    for match in _OF_A_STRETCH.finditer(text):
        its, many = sentence.token(match[1]), sentence.token(match[2]).value
        yield (1, many) if its.value == 1 else (HOLES + 1 - many, HOLES)
