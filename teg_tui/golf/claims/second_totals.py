"""What a total may be of, before it is called false: of which holes, rounds, days and players."""

from __future__ import annotations

from teg_tui.golf.claims.nearby import TURN, holes_of, moments_of, people_of, rounds_of
from teg_tui.golf.claims.places.standing_words import total_at
from teg_tui.golf.claims.sums.parts import parts_named
from teg_tui.golf.claims.words.open_stretches import open_stretches
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES, Measure

_NUMBER = compiled(r"[#~](\d+)")
_RUN = compiled(r"#(\d+) holes (from|to) (?:the )?!(\d+)")
_NINES = compiled(r"\bnines\b")
_BY_THEN = compiled(r"\btee\b|\b(?:stood|by|reach\w*|through|until|before|after) (?:[a-z]+ ){0,3}!")
"""Words of what somebody had when he came to a hole, or left it."""
_BARE_FOR = compiled(r"#\d+ for #\d+ ")
"""Strokes for points: "holed out in six for three points"."""
_POINTS = compiled(r"\b(?:points?|pts|stableford|zeros?)\b")
_STROKES = compiled(r"\b(?:strokes?|shots?|gross|net|par)\b|~")
_ON_A_HOLE = 12
"""Nobody is told to have had so much on one hole."""


def _counted(sentence: Sentence, at: int) -> tuple[Measure | None, ...]:
    """What a total may add up, by the words after it, else by those of the sentence; None: strokes.

    Either where the words say both or neither.
    """
    if sentence.pattern[at : at + 1] == Sign.TO_PAR:
        return (Measure.GROSS, Measure.NET)
    if _BARE_FOR.match(sentence.pattern, at):
        return (Measure.GROSS, None)
    for words in (sentence.pattern[at : at + 24], sentence.pattern):
        points, strokes = bool(_POINTS.search(words)), bool(_STROKES.search(words))
        if points != strokes:
            return (Measure.STABLEFORD,) if points else (Measure.GROSS, Measure.NET, None)
    return (Measure.STABLEFORD, Measure.GROSS, Measure.NET, None)


def totals(sentence: Sentence, at: int, value: int) -> set[int]:
    """What those near had of points or strokes: in the rounds, over the holes named, until then."""
    book = sentence.book
    number = _NUMBER.match(sentence.pattern, at)
    told = sentence.part_of.get(int(number[1])) if number else None
    if told is not None:
        return _over_a_part(sentence, at, told)
    parts = [*parts_named(sentence), *open_stretches(sentence), *sentence.focus.parts, (1, HOLES)]
    for match in _RUN.finditer(sentence.pattern):
        size, hole = sentence.token(match[1]).value, sentence.token(match[3]).value
        parts.append((hole, hole + size - 1) if match[2] == "from" else (hole - size + 1, hole))
    nines = [(1, HOLES // 2), (HOLES // 2 + 1, HOLES)]
    parts += nines[:1] if TURN.search(sentence.pattern) else []
    parts += nines if _NINES.search(sentence.pattern) else []
    parts += [(hole, hole) for hole in holes_of(sentence)] if value < _ON_A_HOLE else []
    if _BY_THEN.search(sentence.pattern):
        parts += [(1, last) for hole in holes_of(sentence) for last in (hole - 1, hole) if last]
    moments, rounds = moments_of(sentence), rounds_of(sentence)
    found: set[int | None] = set()
    for code in people_of(sentence, at, near=True):
        for measure in _counted(sentence, at):
            if measure is None:
                found |= {book.strokes(code, n, *part) for n in rounds for part in parts}
                found |= {book.strokes_total(code, moment.round) for moment in moments}
            else:
                for part in parts:
                    each = [book.stretch(code, n, measure, *part) for n in book.numbers]
                    found |= {book.stretch(code, n, measure, *part) for n in rounds}
                    found.add(sum(value for value in each if value is not None))
                found |= {total_at(book, code, measure, moment) for moment in moments}
    return {abs(total) for total in found if total is not None}


def _over_a_part(sentence: Sentence, at: int, part: tuple[int, int]) -> set[int]:
    """What those near had over the holes that are told right beside a figure."""
    book, found = sentence.book, set[int | None]()
    for code in people_of(sentence, at, near=True):
        for measure in _counted(sentence, at):
            each = [
                book.strokes(code, number, *part)
                if measure is None
                else book.stretch(code, number, measure, *part)
                for number in rounds_of(sentence)
            ]
            found.update(each)
            found.add(sum(value for value in each if value is not None))
    return {abs(total) for total in found if total is not None}
