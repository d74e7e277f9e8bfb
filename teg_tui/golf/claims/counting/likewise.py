"""Counts that leave out what was counted: "six pars to Bram's five", "where Ned had three".

What it is has been said before in the sentence, of somebody else or of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind
from teg_tui.golf.claims.counting.scope import how_many, parts_of, spans
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, TERM_CUES, term_of
from teg_tui.golf.tour import HOLES

_COUNTED = compiled(rf"[#~]\d+ (?:[a-z]+ )?(?:{NOUN})\b")
_ENDS = r"(?=[,.;)]|\s*$| (?:each|apiece|and|all (?:week|day|round)|in (?:all|&))\b)"
_HIS = compiled(
    rf"@(?P<who>\d+)'s? (?:only |mere |own )?#(?P<n>\d+){_ENDS}"
    r"|@(?P<who2>\d+),? (?:(?:and|too|also|only|just|had|has|made|managed|ran up|took|with|got"
    rf"|found|but|as many as) )*#(?P<n2>\d+){_ENDS}"
    r"|#(?P<n3>\d+) (?:for|from|by|were|was|fell to|went to|belonged to) @(?P<who3>\d+)(?:'s?)?"
    rf"{_ENDS}"
    rf"|#(?P<n4>\d+) @(?P<who4>\d+)'s?{_ENDS}"
)
_INCLUDED = compiled(
    rf"[#~]\d+ (?:[a-z]+ )?(?:{NOUN}),? (?:including|among them|with) (?:just |only |as many as )?"
    r"#(?P<part>\d+) (?:of them )?(?:in|on|across|over|during) (?:the )?"
    r"(?:&\d+|(?:[!^]\d+|opening|last|final|closing) #\d+ rounds)\b"
)
"""How many of what is counted fell into a round: "five birdies, including two in Round 4"."""
_OTHER = compiled(
    r"!\d|\b(?:points?|pts|strokes?|shots?|holes?|lead\w*|ahead|behind|clear|won|total)\b"
)
"""Words of something else that the number may be of."""


_AT_MOST = 2
"""Nobody has more than half of his holes alike: what is more is something else."""


def check_likewise(sentence: Sentence) -> Iterator[Claim]:
    """The counts of a sentence that are told beside another's, without their name."""
    if sentence.elsewhere or not sentence.has(*TERM_CUES):
        return
    first = _COUNTED.search(sentence.pattern)
    if first is None:
        return
    for match in _INCLUDED.finditer(sentence.pattern) if sentence.section_round is None else ():
        yield from _included(sentence, match)
    for match in _HIS.finditer(sentence.pattern, first.end()):
        found = match.groupdict()
        keys = [key for key in ("", "2", "3", "4") if found[f"n{key}"]]
        number, who = found[f"n{keys[0]}"], found[f"who{keys[0]}"]
        between = sentence.pattern[first.end() : match.start()]
        if int(number) not in sentence.claimed and not _OTHER.search(between):
            yield from _judged(sentence, match, number, who)


def _included(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    at, end = match.start("part") - 1, match.end()
    owner = sentence.owner(match.start(), match.start())
    codes = sentence.playing(owner)
    if not codes or owner is None or owner.every or sentence.may_be(at):
        return
    measure, tests = term_of(match)
    rounds = sentence.round_beside(at, match.end("part"))
    days = [[rounds]] if rounds else spans(sentence, at, end)
    token = sentence.token(match["part"])
    values: list[int | None] = [
        how_many(sentence.book, code, day, measure, test, (1, HOLES))
        for code in codes
        for day in days
        for test in tests
    ]
    verdict = verdict_of(token.value, values)
    yield from sentence.claim(match["part"], Kind.COUNT, verdict, like(token.said, values[0] or 0))


def _judged(sentence: Sentence, match: re.Match[str], number: str, who: str) -> Iterator[Claim]:
    codes = [code for code in sentence.token(who).codes if code in sentence.book.codes]
    if not codes or sentence.may_be(match.start()):
        return
    if sentence.token(number).value > HOLES * _rounds(sentence) // _AT_MOST:
        return
    values: list[int | None] = [
        how_many(sentence.book, code, span, measure, test, part)
        for counted in reversed(list(_COUNTED.finditer(sentence.pattern, 0, match.start())))
        for measure, tests in [term_of(counted)]
        for code in codes
        for span in spans(sentence, match.start(), match.end())
        for test in tests
        for part in parts_of(sentence)
    ]
    token = sentence.token(number)
    verdict = verdict_of(token.value, values)
    yield from sentence.claim(number, Kind.COUNT, verdict, like(token.said, values[0] or 0))


def _rounds(sentence: Sentence) -> int:
    return 1 if sentence.section_round else len(sentence.book.numbers)
