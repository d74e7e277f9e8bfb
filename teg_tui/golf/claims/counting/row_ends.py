"""Holes at an end of a round: "points at each of the first 13", "closed with three pars".

So many at the start, or at the finish, were all such as the clause says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.qualities import Quality, nearest, qualities, told_before
from teg_tui.golf.claims.counting.rows import day_of, rows_of, whose
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, TERM_CUES, term_of
from teg_tui.golf.claims.words.tokens import Token
from teg_tui.golf.tour import HOLES, Measure

_END = r"(?:first|opening|last|final|closing)"
_SO_MANY = compiled(
    rf"(?:\$(?P<s>\d+)|(?:[!^]\d+|\b{_END}) #(?P<n>\d+)(?: holes)?)(?!\d)"
    r"(?! (?:rounds|days|times|points?|strokes|pts))"
)
_EACH_BEFORE = compiled(r"\b(?:each|every|every (?:single )?one|all)(?: of)?(?: the| his)? $")
_BETWEEN_EACH = compiled(r"\bbetween (?:each|all)(?: one)?(?: of)?(?: the)? $")
"""Before men, who are so far apart."""
_EACH_BEHIND = compiled(r"(?: holes)?(?: had| have)? (?:all|each|every one)\b")
_FROM = compiled(r"(?: points)? (?:at|on|from|in) (?:the |his )?")
_ENDED = compiled(r"\b(?:until|till|before|only then|ended|stopped|when|then)\b")
"""Beside a row that went no further."""
_WITH = compiled(
    r"\b(?P<edge>open|start|beg[aiu]n|clos|finish|end|sign|set|wound)[a-z]*"
    r"(?: (?:off|out|up|his round|the round|the day|things))? with (?:just |only )?"
    rf"#(?P<n>\d+)(?: (?:consecutive|straight|successive))? (?:{NOUN})\b"
    r"(?! (?:in|on|at|over|from|between|through)\b)"
)
"""What a round began or ended with: a row at that end, or all that there was of it."""
_AT_THE_END = frozenset({"clos", "finish", "end", "sign", "wound"})


_CUES = ("$", "!", "^", "opening", "last", "final", "closing", " with ")


def check_row_ends(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says of so many first or last holes."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    if sentence.has(*TERM_CUES) and " with " in sentence.pattern:
        for match in _WITH.finditer(sentence.pattern):
            if int(match["n"]) not in sentence.claimed and not sentence.may_be(match.start()):
                yield from _ended_with(sentence, match)
    for match in _SO_MANY.finditer(sentence.pattern):
        number = match["s"] or match["n"]
        apart = _BETWEEN_EACH.search(sentence.pattern[: match.start()])
        if int(number) not in sentence.claimed and not (apart or sentence.may_be(match.start())):
            yield from _so_many(sentence, match, number)


def _ended_with(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """A row of birdies, pars or their like at an end of the round."""
    at, end = match.start("n") - 1, match.end()
    codes, sure = whose(sentence, at, end)
    rows = rows_of(sentence, codes, Quality(at, end, *term_of(match)), at, end)
    days = [day_of(row)[:: -1 if match["edge"] in _AT_THE_END else 1] for row in rows]
    longest = max(map(_beginning, days), default=0)
    token = sentence.token(match["n"])
    good = longest >= token.value or token.value in {day.count("x") for day in days}
    right = like(token.said, longest) if sure and longest else ""
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(match["n"], Kind.COUNT, verdict, right)


def _beginning(day: str) -> int:
    """How many of the first holes are such."""
    return len(list(takewhile("x".__eq__, day)))


def _so_many(sentence: Sentence, match: re.Match[str], number: str) -> Iterator[Claim]:
    """So many at the start of a round, or at its end: all of them were such."""
    start, end = match.span()
    said = _size(sentence, match)
    if said is None:
        return
    told = [
        its for its in qualities(sentence, *sentence.clause(start)) if its.number != int(number)
    ]
    if _EACH_BEFORE.search(sentence.pattern[:start]):
        told = [its for its in told if its.end <= start] or told
    before = told_before(sentence, start) if not told else []
    quality = nearest(told or before, start, end)
    if quality is None:
        return
    if not before and not _is_every(sentence, start, end, quality):
        return
    words, size, last = said
    codes, sure = whose(sentence, start, end)
    rows = rows_of(sentence, codes, quality, start, end)
    lengths = [_beginning(day_of(row)[:: -1 if last else 1]) for row in rows]
    if not lengths:
        return
    no_further = not last and _ENDED.search(sentence.pattern) is not None
    good = size in lengths or (not no_further and max(lengths) > size)
    token = sentence.token(number)
    right = token.said.replace(words, like(words, max(lengths))) if sure and max(lengths) else ""
    yield from sentence.claim(number, Kind.COUNT, Verdict.TRUE if good else Verdict.FALSE, right)


def _size(sentence: Sentence, match: re.Match[str]) -> tuple[str, int, bool] | None:
    """How many are said to be at an end of the round: the word, its value, whether the finish."""
    token = sentence.token(match["s"] or match["n"])
    if match["n"]:
        ordinal = re.match(r"[!^](\d+)", match[0])
        if ordinal and sentence.token(ordinal[1]).said.casefold() != "first":
            return None
        return token.said, token.value, match[0].startswith(("last", "final", "closing"))
    return _of_stretch(token)


def _of_stretch(token: Token) -> tuple[str, int, bool] | None:
    found = re.fullmatch(rf"(?i:{_END}) ([\w-]+)(?: holes)?", token.said)
    if found is None or not (token.value == 1 or token.last == HOLES):
        return None
    return found[1], token.last - token.value + 1, token.value != 1


def _is_every(sentence: Sentence, start: int, end: int, quality: Quality) -> bool:
    """Whether words say that all of these holes were such."""
    if _EACH_BEHIND.match(sentence.pattern, end) or _EACH_BEFORE.search(sentence.pattern[:start]):
        return True
    beside = quality.end <= start and _FROM.fullmatch(sentence.pattern, quality.end, start)
    return bool(beside) and quality.measure is Measure.STABLEFORD
