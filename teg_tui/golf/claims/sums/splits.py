"""Figures in a row: "11-11-12 splits", "16/16", "rounds of 41, 37, 44 and 34"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.card_summary import STRETCHES
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

_ROW = compiled(
    r"(?<![\d#-])#\d+(?:[-/–]#\d+){1,3}(?![-/–—#\d]| (?:hole|win|record|victory|against|over|to))"
)
_ROUNDS = compiled(
    r"\b(?:rounds(?: of|:| were)|week went|shot) (?P<row>#\d+(?:(?:, and |, | and )#\d+)+)"
    r"(?! holes| putts)"
)
_OUT_AND_HOME = compiled(
    r"#(?P<a>\d+)(?: points| pts)?[- ](?:(?:going )?out|front)(?:,| and|, and|\s?/|-| -)"
    r" ?#(?P<b>\d+)(?: points| pts)?[- ](?:home|in|back|coming home)\b"
    r"|#(?P<c>\d+)[-/]#(?P<d>\d+) front[-/ ](?:and[- ])?back\b"
)
_LIST = r"#\d+(?:(?: points| pts)?(?:, and then |, and |, then | and then | and |, )#\d+){1,3}"
_PARTS = compiled(
    r"\b(?:split|sixes|nines|splits|segments|stretches|halves|thirds|by #\d+)[^#;.!$]{0,24}[: ]"
    rf"(?P<row>{_LIST})"
    r"(?! (?:holes|blow|birdies|pars|bogeys|zeros))"
    rf"|(?P<row2>{_LIST})(?: points| pts)?,? (?:by|over|across|through|for|in) (?:the |his )?"
    r"(?:(?:three|two|#\d+) )?(?:sixes|nines|halves|thirds|stretches|segments|splits)\b"
    rf"|(?P<row3>#\d+ \+ #\d+) ="
)
_OF_HOLES = compiled(r"\$\d+(?:,| and|, and) $")
"""Before more holes: "(holes 1-6 and 13-18)"."""
_LEAST = 4
"""Points on a nine or six; smaller numbers in a row may be anything."""


def check_splits(sentence: Sentence) -> Iterator[Claim]:
    """The rows of figures of a sentence, one claim a figure."""
    if sentence.elsewhere:
        return
    for match in _OUT_AND_HOME.finditer(sentence.pattern):
        yield from _row(sentence, match.start(), match.end(), match[0], nines=True)
    for match in _ROW.finditer(sentence.pattern):
        if _OF_HOLES.search(sentence.pattern[: match.start()]):
            continue
        yield from _row(sentence, match.start(), match.end(), match[0])
    if sentence.has(
        "split", "sixes", "nines", "halves", "thirds", "segments", "stretches", "by #", "+ #"
    ):
        for match in _PARTS.finditer(sentence.pattern):
            yield from _row(
                sentence, match.start(), match.end(), match["row"] or match["row2"] or match["row3"]
            )
    for match in _ROUNDS.finditer(sentence.pattern):
        yield from _row(sentence, match.start(), match.end(), match["row"], rounds_only=True)


def _row(
    sentence: Sentence,
    at: int,
    end: int,
    row: str,
    *,
    rounds_only: bool = False,
    nines: bool = False,
) -> Iterator[Claim]:
    """Each figure of a row against the meaning that most of them fit."""
    numbers = [int(number) for number in re.findall(r"#(\d+)", row)]
    said = [sentence.token(number).value for number in numbers]
    owner = sentence.owner(at, end)
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    of_holes = re.search(r"\bholes\b|\bled\b", sentence.pattern) and said[-1] == HOLES * len(
        sentence.book.numbers
    )
    if of_holes:
        return  # "led 72/72 holes and 21/72"
    if not codes or owner is None or owner.every or min(said) < _LEAST:
        return
    if grammar.MAY_BE.search(sentence.pattern, *sentence.part(at)) or sentence.is_spoken(at):
        return
    meanings = [
        row
        for code in codes
        for row in (
            _nines(sentence, code, at)
            if nines
            else _meanings(sentence, code, at, len(said), rounds_only)
        )
    ]
    if not meanings:
        return

    def fitting(values: Sequence[int]) -> int:
        return sum(value == its for value, its in zip(values, said, strict=True))

    def nearness(values: Sequence[int]) -> int:
        return -sum(abs(value - its) for value, its in zip(values, said, strict=True))

    best = max(meanings, key=lambda values: (fitting(values), nearness(values)))
    if 2 * fitting(best) < len(said) and not (nines and owner.sure):
        return  # so little fits that something else may be meant
    for number, value in zip(numbers, best, strict=True):
        token = sentence.token(number)
        verdict = Verdict.TRUE if token.value == value else Verdict.FALSE
        yield from sentence.claim(number, Kind.TOTAL, verdict, like(token.said, value))


def _nines(sentence: Sentence, code: str, at: int) -> Iterator[list[int]]:
    """A player's two nines, in points, then in strokes."""
    book = sentence.book
    for number in sentence.any_rounds(at):
        points = [book.stretch(code, number, Measure.STABLEFORD, *part) for part in STRETCHES[:2]]
        strokes = [book.strokes(code, number, *part) for part in STRETCHES[:2]]
        for values in (points, strokes):
            if None not in values:
                yield [value for value in values if value is not None]


def _meanings(
    sentence: Sentence, code: str, at: int, length: int, rounds_only: bool
) -> Iterator[list[int]]:
    """What so many figures in a row may be for a player: nines, sixes, or rounds."""
    book = sentence.book
    rows = {2: (STRETCHES[:2], STRETCHES[2:4], STRETCHES[3:]), 3: (STRETCHES[2:],)}.get(length, ())
    for number in sentence.any_rounds(at) if not rounds_only else ():
        for parts in rows:
            values = [book.stretch(code, number, Measure.STABLEFORD, *part) for part in parts]
            if None not in values:
                yield [value for value in values if value is not None]
    for measure in (Measure.STABLEFORD, Measure.GROSS):
        for numbers in (book.numbers[:length], book.numbers[-length:]):
            rounds = [book.stretch(code, number, measure) for number in numbers]
            if len(rounds) == length and None not in rounds:
                yield [value for value in rounds if value is not None]
    strokes = [book.strokes(code, number) for number in book.numbers[:length]]
    if len(strokes) == length and None not in strokes:
        yield [value for value in strokes if value is not None]
