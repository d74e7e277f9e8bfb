"""What somebody had in the middle of a round: by a hole, at the turn, with so many to play."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.sums.amounts import Unit
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES, Measure

Values = list[int | None]
_AFTER = compiled(r"\b(?:after|through|thru) (?:the first |just |only )?#(\d+)(?: holes)?\b")
_LEFT = compiled(r"#(\d+) (?:holes )?(?:left|to play|to go|to come|remaining|still to play)\b")
_TURN = compiled(r"\b(?:at|by|reach\w*|to) the turn\b|\bhalfway\b|\bafter nine\b")
_MIDWAY = compiled(r"\b(?:holes?|turn|tee|green|by then|halfway|all square)\b|[!$]\d")
_REACHED = compiled(
    r"\b(?:at|to|on|reach\w*|gave him|level on|pass\w*) (?:a total of |just |only )?$"
)
_WHEN_HE = compiled(
    r"\b(?:when|as) (?:he|they|@\d+) (?:left|reached|stood|walked|came|got|arrived|set off)\b"
)
"""Behind what somebody had by then."""


def reached(sentence: Sentence, at: int) -> bool:
    """Whether a number is one that somebody is said to stand at, or to have come to."""
    left, right = sentence.pattern[:at], sentence.pattern[at:]
    return _REACHED.search(left) is not None or _WHEN_HE.search(right) is not None


def holes_by(sentence: Sentence) -> frozenset[int]:
    """After which holes it may be that a sentence tells of; 0 is before the first."""
    found = set[int]()
    for token in sentence.own:
        if token.sign is Sign.HOLE:
            found |= {token.value, token.value - 1}  # the 15th tee is where fourteen are played
        elif token.sign is Sign.STRETCH:
            found.add(token.last)
    text = sentence.pattern
    found |= {sentence.token(match[1]).value for match in _AFTER.finditer(text)}
    found |= {HOLES - sentence.token(match[1]).value for match in _LEFT.finditer(text)}
    if _TURN.search(text):
        found.add(9)
    return frozenset(hole for hole in found if 0 <= hole <= HOLES)


def sums_midway(
    sentence: Sentence, code: str, rounds: Sequence[int], units: Sequence[Unit]
) -> Values:
    """What a player had by the holes that a sentence tells of, in the round and in all.

    By any hole, where it is told of the middle of a round, but not when.
    """
    holes = holes_by(sentence)
    if not holes and _MIDWAY.search(sentence.pattern):
        holes = frozenset(range(1, HOLES + 1))
    return [
        value
        for unit in units
        for number in rounds
        for hole in sorted(holes)
        for value in _by(sentence.book, code, number, hole, unit)
    ]


def _by(book: Scorebook, code: str, number: int, hole: int, unit: Unit) -> Iterator[int | None]:
    earlier = book.before(number)
    for measure in _MEASURES[unit]:
        day = book.stretch(code, number, measure, 1, hole) if hole else 0
        start = book.total(code, earlier, measure) if earlier else 0
        yield day
        yield None if day is None or start is None else day + start
    if unit is Unit.STROKES:
        strokes = book.strokes(code, number, 1, hole) if hole else 0
        before = book.strokes_total(code, earlier) if earlier else 0
        yield strokes
        yield None if strokes is None or before is None else strokes + before


_MEASURES = {
    Unit.POINTS: (Measure.STABLEFORD,),
    Unit.STROKES: (Measure.GROSS,),
    Unit.TO_PAR: (Measure.GROSS, Measure.NET),
}
