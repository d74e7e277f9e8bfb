"""Totals without their unit: "26 points to Morradine's 16", "Vanthrip's 79", "carded an 83".

Points or strokes, of the round or so far: what fits any of these is true, and what fits none false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.added_up import Values, over
from teg_tui.golf.claims.sums.amounts import OF_SO_MANY, Amount, Sense, Unit, amounts
from teg_tui.golf.claims.sums.meanings import meanings, of_many_days
from teg_tui.golf.claims.sums.parts import beside
from teg_tui.golf.claims.sums.totals import readings, total_claim
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled

_LEAST = 20
"""Less than that is no round's total, but may be many other things."""
_ENDS = (
    r"(?=[,.;:)]|$| (?:and|after|for|while|whilst|but|which|in all|each|apiece|to |put|gave|left"
    r"|lifted)\b| (?:in|on) (?:the )?&)"
)
_COMPARED = compiled(
    r"\b(?:to|than|of|from) @(?P<who>\d+)'s #(?P<n>\d+)(?=[ ,.;)]|$)(?!-| (?:points|strokes|at|on))"
)
_AND_PART = compiled(
    r"(?:\band|,|\bthen|\bto|\bbut(?: only| just)?) (?:just |only |a )?#(?P<n>\d+) (?:on |over "
    r"|across |in |through |from |for )?(?:the |his )?\$(?P<s>\d+)"
)
_OWNED = compiled(
    r"@(?P<who>\d+)'s (?:&\d+ |closing |opening |final )?#(?P<n>\d+)(?=[,.;)]| \(~| (?:is|was|gave"
    r"|put|left|lifted|made|took|moved"
    r"|earned|matched|brought|proved|in &\d+|today|and|secured|kept|sealed|handed|won|closed|meant"
    r"|represented|remains|remained|stood|came|helped|saw)\b)"
)
_IN_BRACKETS = compiled(r"@(?P<who>\d+)(?: \(#(?P<n>\d+)(?:\)|, ~)| #(?P<m>\d+) \((?=~))")
_AGAINST = compiled(
    r"@(?P<who>\d+) (?:[a-z]+ )?(?:with )?#(?P<n>\d+) to (?=(?:his|@\d+'s?) #\d+(?:[,.;)]|$))"
)
_OVER_BEFORE = compiled(r"(?:#\d+[- ]over(?:[- ]par)?|~\d+) #(?P<n>\d+)(?=[ ,.;)]|$)(?!-)")
_AND_ROUND = compiled(
    r"(?:\band|,|\bthen)(?: added| had| scored)? (?:just |only |an? )?#(?P<n>\d+)"
    r" (?:in|on|from) (?:the )?&(?P<r>\d+)"
)
_TALLY = compiled(
    r"\b(?:gross|score|round|card|total|return|haul|tally) of the (?:[a-z]+ )?"
    r"(?:day|week|round|&\d+), (?:an? )?#(?P<k>\d+)(?=[ ,.;)]|$)(?!-)"
    r"|\b(?:card|score|total|round|tally|haul|aggregate) of #(?P<c>\d+)(?=[ ,.;)]"
    r"|$)(?! (?:points|strokes|over|pts|pars|birdies))"
    r"|\b(?:tally|total|score|card|haul|aggregate) (?:read|was|is|stood at|came to"
    r"|finished at) #(?P<n>\d+)"
    r"(?=[ ,.;)]|$)(?! (?:points|strokes|over))|\b(?:closed|opened|closing|opening)"
    r" with an? #(?P<m>\d+)(?=[ ,.;)]|$)(?! (?:points|strokes|over|holes))"
)
_SCORED = compiled(
    rf"\b(?:with|on|scored|posted|carded|shot|returned|managed|signed for|add(?:ed|s)?|compiled"
    rf"|needed|took|handed in|round in|(?:round|score|total|tally|return) (?:shrank|fell|dropped"
    rf"|slumped|rose|grew|climbed|jumped|swelled) to"
    rf"|followed (?:it|his \w+|this) with)(?: an?| just| only)? #(?P<n>\d+){_ENDS}"
)


_LEFT = compiled(
    r"\b(?:closing|opening|final|last-round|\^\d+-round|&\d+) #(?P<n>\d+) (?:left|gave|put|took"
    r"|lifted|earned|carried|brought) @(?P<whose>\d+)(?!')"
)


_OF_HOLES_LED = compiled(
    r"\bholes\b[^.;]*\b(?:led|leads?|alone|in front|at the top|ahead)\b"
    r"|\b(?:led|lead|alone|in front)\b[^.;]*\bholes\b"
    r"|\b(?:old|former|previous|earlier|existing|standing)"
    r" (?:one|mark|best|record|figure|low|high)\b"
)
"""Words of how many holes somebody led, or of what a record was."""


def check_bare(sentence: Sentence) -> Iterator[Claim]:
    """The totals of a sentence that stand without their unit."""
    if sentence.elsewhere or _OF_HOLES_LED.search(sentence.pattern) or of_many_days(sentence):
        return
    known = [a for a in amounts(sentence) if a.sense is Sense.TOTAL]
    for match in _COMPARED.finditer(sentence.pattern):
        yield from _like_the_last(sentence, match, known, None)
    for match in _AND_PART.finditer(sentence.pattern) if "$" in sentence.signs else ():
        token = sentence.token(match["s"])
        yield from _like_the_last(sentence, match, known, (token.value, token.last))
    for match in _AND_ROUND.finditer(sentence.pattern) if "&" in sentence.signs else ():
        yield from _like_the_last(sentence, match, known, None)
    for pattern in (_LEFT, _AGAINST, _OVER_BEFORE, _OWNED, _IN_BRACKETS, _TALLY, _SCORED):
        for match in pattern.finditer(sentence.pattern):
            yield from _alone(sentence, match)


def _like_the_last(
    sentence: Sentence,
    match: re.Match[str],
    known: Sequence[Amount],
    part: tuple[int, int] | None,
) -> Iterator[Claim]:
    """A number of the same unit as the amount before it."""
    number, at = int(match["n"]), match.start("n") - 1
    previous = [a for a in known if a.at < at]
    if not previous or number in sentence.claimed or sentence.may_be(at):
        return
    last = previous[-1]
    if "who" in match.groupdict():
        owner: Owner | None = Owner(sentence.token(match["who"]).codes)
    else:
        owner = sentence.owner(last.at, last.end)
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    if not codes or owner is None:
        return
    amount = Amount(
        number, sentence.token(number).value, at, match.end("n"), last.unit, Sense.TOTAL
    )
    units = {last.unit: None}
    if part and not beside(sentence, last):
        units |= {Unit.POINTS: None, Unit.STROKES: None}  # a round's gross says nothing of a nine
    part = part or beside(sentence, last)
    rounds = sentence.any_rounds(at, match.end("n"))
    per_code: list[Values] = [
        [v for unit in units for n in rounds for v in over(sentence.book, code, n, unit, *part)]
        if part
        else readings(sentence, amount, code)
        for code in codes
    ]
    yield from total_claim(sentence, amount, Owner(tuple(codes), owner.every, owner.sure), per_code)


def _alone(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """A number that may be points or strokes, of the round or so far."""
    named = next(name for name in "nmkc" if match.groupdict().get(name))
    number, at = int(match[named]), match.start(named) - 1
    token = sentence.token(number)
    if number in sentence.claimed or token.value < _LEAST or sentence.may_be(at):
        return
    if OF_SO_MANY.search(sentence.pattern[:at]):
        return
    if match.groupdict().get("whose"):
        owner: Owner | None = Owner(sentence.token(match["whose"]).codes)
    elif "who" in match.groupdict():
        if sentence.pattern[: match.start()].endswith("than ") or "$" in sentence.around(at):
            return
        owner = Owner(sentence.token(match["who"]).codes)
    else:
        owner = sentence.owner(at, match.end(named))
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    if not codes or owner is None or not owner.sure:
        return
    per_code = [[*meanings(sentence, code, at, match.end(named))] for code in codes]
    known = [value for values in per_code for value in values if value is not None]
    if owner.every:
        verdicts = {verdict_of(token.value, values) for values in per_code}
        worst = (v for v in (Verdict.FALSE, Verdict.UNCHECKED) if v in verdicts)
        verdict = next(worst, Verdict.TRUE)
    else:
        verdict = verdict_of(token.value, [value for values in per_code for value in values])
    right = like(token.said, min(known, key=lambda v: abs(v - token.value))) if known else ""
    yield from sentence.claim(
        number, Kind.TOTAL, verdict, right if verdict is Verdict.FALSE else ""
    )
