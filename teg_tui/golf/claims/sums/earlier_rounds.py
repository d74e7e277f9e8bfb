"""A figure told beside one of an earlier round: "after 39 the day before", "matching his Round 2".

What he had the day before is of that round, or in all until then, in points or in strokes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.added_up import over, sum_so_far
from teg_tui.golf.claims.sums.meanings import ANY_UNIT, OF_OTHERS
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import PREVIOUS

_UNIT = r"(?:[- ](?:points?|pts|strokes?|shots?))?"
_DAY_BEFORE = compiled(
    rf"#(?P<n>\d+){_UNIT} (?:(?:on|of|in|from) )?&(?P<r>\d+)"
    r"|&(?P<s>\d+)(?:,? (?:it|he|that))?(?: (?:was|had|made|scored|took)){1,2} (?:an? )?"
    rf"#(?P<m>\d+)(?={_UNIT}(?:[,.;)]|$))"
)
_LIKE_ANOTHER = compiled(
    rf"#(?P<n>\d+){_UNIT}(?:[- ](?:round|haul|total|score))?,?(?: (?:which|that|exactly))?"
    r" (?:match\w*|equal\w*|repeat\w*|identical to|the same as|level with) (?:his |that of |the )?"
    r"(?:own )?(?:(?:points|score|total) (?:of|from|in) )?&(?P<r>\d+)"
)
_OF_A_GAP = compiled(
    r"\b(?:lead|gap|margin|deficit|cushion|advantage|behind|ahead|clear|than|by|birdies|pars)\b"
)
_LEAST = 15
"""Less than that may be of a part of a round."""


def check_earlier_rounds(sentence: Sentence) -> Iterator[Claim]:
    """The figures of earlier rounds that a sentence sets beside others."""
    if "&" not in sentence.signs or sentence.elsewhere or OF_OTHERS.search(sentence.pattern):
        return
    for match in _DAY_BEFORE.finditer(sentence.pattern):
        if sentence.token(match["r"] or match["s"]).value == PREVIOUS:
            yield from _day_before(sentence, match)
    if sentence.has("match", "equal", "repeat", "identical", "same", "level with"):
        for match in _LIKE_ANOTHER.finditer(sentence.pattern):
            yield from _like_another(sentence, match)


def _day_before(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """What somebody had in the round before that of the section."""
    book, number = sentence.book, match["n"] or match["m"]
    token, at = sentence.token(number), match.start("n" if match["n"] else "m") - 1
    earlier = book.before(sentence.section_round) if sentence.section_round else None
    owner = sentence.owner(at, match.end())
    codes = sentence.playing(owner)
    start, _ = sentence.clause(at)
    if earlier is None or not codes or owner is None or owner.every or not owner.sure:
        return
    gap = _OF_A_GAP.search(sentence.pattern, start, at)
    if token.value < _LEAST or gap or sentence.may_be(at):
        return
    values = [
        value
        for code in codes
        for unit in ANY_UNIT
        for value in (*over(book, code, earlier, unit), *sum_so_far(book, code, earlier, unit))
    ]
    known = [value for value in values if value is not None]
    verdict = verdict_of(token.value, values)
    right = like(token.said, known[0]) if verdict is Verdict.FALSE else ""
    yield from sentence.claim(number, Kind.TOTAL, verdict, right)


def _like_another(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """The claim that somebody had the same in a round that is named."""
    book, value = sentence.book, sentence.token(match["n"]).value
    token, at = sentence.token(match["r"]), match.start()
    owner = sentence.owner(at, match.end("n"))
    codes = sentence.playing(owner)
    if not codes or owner is None or owner.every or not owner.sure or sentence.may_be(at):
        return
    if value < _LEAST or token.value not in book.numbers:
        return
    had = {
        number: [v for code in codes for unit in ANY_UNIT for v in over(book, code, number, unit)]
        for number in book.numbers
        if number != sentence.section_round
    }
    verdict = verdict_of(value, had.get(token.value, [None]))
    others = [number for number, values in had.items() if value in values]
    right = re.sub(r"\d+$", str(others[0]), token.said) if others else ""
    yield from sentence.claim(match["r"], Kind.TOTAL, verdict, right)
