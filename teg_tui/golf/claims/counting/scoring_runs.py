"""Holes in a row on which somebody scored: "a run of 15 holes with points", "on the first 16"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

_RUN = compiled(
    r"\b(?:run|string|streak|sequence|row) of #(?P<n>\d+) (?:(?:straight|consecutive) )?holes"
    r" (?:with (?:points|a point)|in the points|scored on)\b"
)
_EACH_OF_ALL = compiled(
    r"(?P<who>@\d+(?:, @\d+)*,? and @\d+) (?:each |all |both )?(?:scored|had points|took points)"
    r"(?: points)? (?:on|at) (?:all(?: #(?P<n>\d+))?|every one of the #\d+)(?: holes)?(?=[,.;:]|$)"
)
_ON_FIRST = compiled(
    r"(?:;|,|\band) @(?P<p>\d+) (?:(?:scored|had points) )?on (?:each of )?"
    r"(?:the !\d+ #(?P<n>\d+)|#(?P<m>\d+) in a row from (?:the )?!(?P<h>\d+))(?=[,.;:]|$)"
)
""" "Bram scored on all 18 holes; Vanthrip on the first 16, Ned on 14 in a row from the 5th"."""
_SCORED = compiled(r"\b(?:scored|points)\b")
_OTHERS = compiled(r"\b(?:birdie|par|bogey|zero|blank)s?\b|\bnothing\b")


def check_scoring_runs(sentence: Sentence) -> Iterator[Claim]:
    """The rows of holes with points of a sentence."""
    rounds = [n for n in (sentence.section_round,) if n in sentence.book.numbers]
    if not rounds or sentence.elsewhere or not sentence.has("scored", "points"):
        return
    for match in _RUN.finditer(sentence.pattern):
        yield from _run(sentence, match, rounds[0])
    for match in _EACH_OF_ALL.finditer(sentence.pattern):
        yield from _on_all(sentence, match, rounds[0])
    for match in _ON_FIRST.finditer(sentence.pattern):
        told = sentence.pattern[: match.start()]
        if _SCORED.search(told) and not _OTHERS.search(told):
            yield from _from_hole(sentence, match, rounds[0])


def _scored(sentence: Sentence, code: str, number: int, first: int = 1) -> str:
    """A letter for every hole from one on: an x where somebody scored."""
    values = sentence.book.values(code, number, Measure.STABLEFORD)[first - 1 :]
    return "".join("x" if value else " " for value in values)


def _run(sentence: Sentence, match: re.Match[str], number: int) -> Iterator[Claim]:
    """A row that nobody who may be meant had on the day; it may have begun the day before."""
    token = sentence.token(match["n"])
    owner = sentence.owner(match.start())
    codes = sentence.playing(owner) or sorted(sentence.book.codes)
    marks = [_scored(sentence, code, number) for code in codes]
    lengths = {len(row) for its in marks for row in its.split()}
    across = {
        len(before) - len(before.rstrip("x")) + len(now) - len(now.lstrip("x"))
        for code, now in zip(codes, marks, strict=True)
        if (day := sentence.book.before(number)) and (before := _scored(sentence, code, day))
    }
    if not sentence.may_be(match.start()):
        verdict = Verdict.TRUE if token.value in lengths | across else Verdict.FALSE
        yield from sentence.claim(match["n"], Kind.COUNT, verdict)


def _on_all(sentence: Sentence, match: re.Match[str], number: int) -> Iterator[Claim]:
    """Of everybody named: who had a hole without a point is named by mistake."""
    if match["n"] and sentence.token(match["n"]).value != HOLES:
        return
    for person in re.findall(r"@(\d+)", match["who"]):
        marks = [_scored(sentence, code, number) for code in sentence.token(person).codes]
        if any(marks) and all(" " in its for its in marks):
            yield from sentence.claim(person, Kind.PERSON, Verdict.FALSE)


def _from_hole(sentence: Sentence, match: re.Match[str], number: int) -> Iterator[Claim]:
    """So many in a row from a hole on."""
    first = sentence.token(match["h"]).value if match["h"] else 1
    said = match["n"] or match["m"]
    token = sentence.token(said)
    rows = [
        len(list(takewhile(str.strip, _scored(sentence, code, number, first))))
        for code in sentence.token(match["p"]).codes
    ]
    if rows and not sentence.may_be(match.start()):
        verdict = Verdict.TRUE if token.value <= max(rows) else Verdict.FALSE
        yield from sentence.claim(said, Kind.COUNT, verdict, like(token.said, max(rows)))
