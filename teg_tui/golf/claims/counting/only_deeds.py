"""The only one there was: "the day's only birdie", "his lone par", "the only eagle was Ned's".

It is held against everybody's holes of the day or the week, or against his own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.numbers import like_ordinal
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, Test, Tests, term_of
from teg_tui.golf.tour import Measure

_WEEK = r"(?:week|tournament|event|trip|weekend|competition)"
_DAY = r"(?:day|round|afternoon|morning|field)"
_ONLY = compiled(
    rf"(?:(?:\b(?P<of>{_DAY}|{_WEEK})|&(?P<round>\d+))'s? |(?P<his>\bhis|@\d+'s?) )?"
    rf"\b(?P<only>only|lone|sole|solitary|single) (?:(?:{NOUN})|(?P<one>one)\b(?! of))(?! or )"
    rf"(?: (?:anybody |anyone |anywhere )?(?:of|on|all|in) (?:the )?(?:whole |entire )?"
    rf"(?P<span>{_DAY}|{_WEEK})\b)?"
)
_ONE = compiled(rf"\b(?:{NOUN})\b")
_WHOSE = compiled(
    r",? (?:was|(?:belonged|went|fell) to|(?:came )?from|(?:was )?(?:made |holed )?by"
    r"|courtesy of) @(?P<who>\d+)|: @(?P<who2>\d+)"
)
_WHERE = compiled(
    r" (?:(?:came|was|fell) )?(?:at|on) (?:the )?!(?P<hole>\d+)"
    r"(?:,? (?:from|by|courtesy of|through) @(?P<who3>\d+))?"
)
_WORTH_ONE = compiled(r"\b(?:worth|points?)\b")
"""Between a deed and "only one", which then is of points."""
_NO_CLAIM = compiled(r"\b(?:not|other|with|of|if|been|than) (?:the |an? )?$")


class Made(NamedTuple):
    """A hole that was such a one."""

    code: str
    round: int
    hole: int


def check_only_deeds(sentence: Sentence) -> Iterator[Claim]:
    """The only birdies, pars, eagles, blow-ups and zeros of a sentence."""
    if sentence.elsewhere or not sentence.has("only ", "lone ", "sole ", "solitary ", "single "):
        return
    for match in _ONLY.finditer(sentence.pattern):
        scoped = _scoped(match)
        counted = _ONE.search(sentence.pattern[: match.start()]) if match["one"] else match
        behind = _WHOSE.match(sentence.pattern, match.end()) or _WHERE.match(
            sentence.pattern, match.end()
        )
        of_points = counted and _WORTH_ONE.search(
            sentence.pattern, counted.end(), match.end("only")
        )
        if counted is None or of_points or not (scoped or behind) or sentence.may_be(match.start()):
            continue
        if not _NO_CLAIM.search(sentence.pattern[: match.start()]):
            yield from _judged(sentence, match, behind, *term_of(counted))


def _scoped(match: re.Match[str]) -> bool:
    """Whether words say among what it was the only one."""
    return any(match[name] for name in ("of", "round", "span", "his"))


def _judged(
    sentence: Sentence,
    match: re.Match[str],
    behind: re.Match[str] | None,
    measure: Measure,
    tests: Tests,
) -> Iterator[Claim]:
    found = behind.groupdict() if behind else {}
    who = found.get("who") or found.get("who2") or found.get("who3")
    owner = sentence.owner(match.start("only"), match.end())
    if who:
        owner = Owner(sentence.token(who).codes)
    codes = sentence.playing(owner) if owner and owner.sure and not owner.every else []
    if match["his"] and not codes:
        return
    among = codes if match["his"] else sorted(sentence.book.codes)
    hole = found.get("hole")
    groups = [
        _made(sentence, among, rounds, measure, test)
        for rounds in _spans(sentence, match)
        for test in tests
    ]
    if hole and not _scoped(match):
        here = sentence.token(hole).value
        groups += [
            [its for its in _made(sentence, among, [n], measure, test) if its.hole == here]
            for n in sentence.book.numbers
            for test in tests
        ]
    alone = [its[0] for its in groups if len(its) == 1]
    good = [its for its in alone if not codes or its.code in codes]
    right = ", ".join(sorted({sentence.report.roster.name(its.code) for its in groups[0]}))
    verdict = Verdict.TRUE if good else Verdict.FALSE
    if who:
        yield from sentence.claim(who, Kind.COUNT, verdict, right)
    elif codes or not alone or match["one"]:
        yield from sentence.claim_at(match.start("only"), match["only"], Kind.COUNT, verdict, right)
    if hole and alone:
        token = sentence.token(hole)
        here = token.value in {its.hole for its in good or alone}
        right = like_ordinal(token.said, alone[0].hole)
        yield from sentence.claim(hole, Kind.COUNT, Verdict.TRUE if here else Verdict.FALSE, right)


def _spans(sentence: Sentence, match: re.Match[str]) -> list[Sequence[int]]:
    """The rounds among which it was the only one."""
    whole = [n for n in sentence.book.numbers if n <= (sentence.report.round or n)]
    if re.fullmatch(_WEEK, match["of"] or match["span"] or ""):
        return [whole]
    if match["round"]:
        return [[sentence.token(match["round"]).value]]
    rounds = [[n] for n in sentence.rounds(match.start(), match.end()) if n in whole]
    return [*rounds, whole] if match["his"] or not rounds else list(rounds)


def _made(
    sentence: Sentence, codes: Sequence[str], rounds: Sequence[int], measure: Measure, test: Test
) -> list[Made]:
    """Every hole that was such a one."""
    return [
        Made(code, n, hole)
        for code in codes
        for n in rounds
        for hole, value in enumerate(sentence.book.values(code, n, measure), 1)
        if test(value)
    ]
