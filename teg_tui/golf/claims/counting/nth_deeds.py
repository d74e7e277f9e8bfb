"""Which one it was: "his third birdie of the round", "a second blow-up of the week at the 14th".

Counted hole by hole in the order of play, up to the hole where one is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.counts import OF_A_HOLE
from teg_tui.golf.claims.counting.qualities import nearest, qualities
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.numbers import like_ordinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, TERM_CUES, Test, Tests, term_of
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES, Measure

_NTH = compiled(
    rf"(?:@\d+'s?|\bhis|\ban?) \^(?P<n>\d+) (?:{NOUN})\b(?!-)"
    r"(?: (?:of|in) (?:the |his )?(?P<span>round|day|afternoon|week|tournament|event)\b)?"
    r"(?:,? (?:at|on|came at|came on) (?:the )?(?:par[- ]#\d+ )?!(?P<hole>\d+))?"
)
_TIME = compiled(
    r"\bfor the \^(?P<n>\d+) time(?: (?:in|on) (?:the|his) (?P<span>round|day|week|tournament))?"
    r"(?!,? (?:in|since|running|this|that) ?#?)"
)
"""What was done for the so manieth time: "blew up for the third time at the 14th"."""
_CAME_OF_IT = compiled(
    r"\b(?:leads?|led|level|ahead|front|clear|behind|top|g[ai]v\w+|put|puts|putting|br(?:ought"
    r"|ings?)|t[ao]kes?|took|taking|sent|mov\w+|drew|within)\b"
)
"""Between a deed and what it brought about for the so manieth time."""
_WITHIN = compiled(r",? (?:in (?:a row|as many|#\d+|succession)|running|straight|since)\b")
_NO_CLAIM = compiled(r"\b(?:for|without|not|never|than|almost|nearly|missed) $")
_WEEK = frozenset({"week", "tournament", "event"})


def check_nth_deeds(sentence: Sentence) -> Iterator[Claim]:
    """Which of a player's birdies, pars, blow-ups or zeros a sentence says that it was."""
    if sentence.elsewhere:
        return
    if sentence.has(*TERM_CUES):
        for match in _NTH.finditer(sentence.pattern):
            yield from _judged(sentence, match, *term_of(match))
    for match in _TIME.finditer(sentence.pattern) if " time" in sentence.pattern else ():
        told = qualities(sentence, *sentence.clause(match.start()))
        quality = nearest([its for its in told if not its.every], *match.span())
        between = sentence.pattern[quality.end : match.start()] if quality else ""
        if quality and not _CAME_OF_IT.search(between):
            yield from _judged(sentence, match, quality.measure, quality.tests)


def _judged(
    sentence: Sentence, match: re.Match[str], measure: Measure, tests: Tests
) -> Iterator[Claim]:
    start, end = match.span()
    open_ = _NO_CLAIM.search(sentence.pattern[:start]) or _WITHIN.match(sentence.pattern, end)
    owner = sentence.owner(match.start("n") - 1, end)
    codes = sentence.playing(owner)
    if open_ or sentence.may_be(start) or not codes or owner is None or not owner.sure:
        return
    if owner.every:
        return
    token = sentence.token(match["n"])

    def which(hole: int | None) -> list[int]:
        return [
            _which(sentence.book, code, span, measure, test, hole)
            for code in codes
            for span in _spans(sentence, match)
            for test in tests
        ]

    there = [its for hole in _holes(sentence, match) for its in which(hole) if its]
    found = there or which(None)
    good = token.value in there if there else max(found) >= token.value
    verdict = Verdict.TRUE if good else Verdict.FALSE
    right = like_ordinal(token.said, found[0]) if found[0] else ""
    yield from sentence.claim(match["n"], Kind.COUNT, verdict, right)


def _holes(sentence: Sentence, match: re.Match[str]) -> list[int]:
    """The holes on which it may have been: right behind it, else of the label or the clause."""
    if match.groupdict().get("hole"):
        return [sentence.token(match["hole"]).value]
    holes = [token.value for token in sentence.own if token.sign is Sign.HOLE]
    if OF_A_HOLE.match(sentence.pattern):
        return holes if len(holes) == 1 else []
    numbers = re.findall(r"!(\d+)", sentence.around(match.start()))
    return [sentence.token(number).value for number in numbers]


def _spans(sentence: Sentence, match: re.Match[str]) -> list[Sequence[int]]:
    """The rounds over which may be counted, the last of them that of the hole."""
    book = sentence.book
    rounds = sentence.any_rounds(match.start(), match.end())
    week = [[n for n in book.numbers if n <= number] for number in rounds]
    if match["span"] in _WEEK:
        return list(week)
    days = [[number] for number in rounds]
    return list(days) if match["span"] else [*days, *week]


def _which(
    book: Scorebook,
    code: str,
    span: Sequence[int],
    measure: Measure,
    test: Test,
    hole: int | None,
) -> int:
    """How many there were in some rounds up to a hole of the last; 0 where that was none."""
    *before, last = span
    values = book.values(code, last, measure)
    if hole and not (values and test(values[hole - 1])):
        return 0
    earlier = sum(test(value) for n in before for value in book.values(code, n, measure))
    return earlier + sum(map(test, values[: hole or HOLES]))
