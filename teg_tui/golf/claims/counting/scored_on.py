"""On how many of his holes: "points at 16 of the 18", "scored everywhere but on two holes".

Also what was left without: "on three holes he failed to score". How many of
his birdies, pars and blow-ups there were is `counts`; here it is points, blanks and their like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.qualities import Quality, nearest, qualities
from teg_tui.golf.claims.counting.rows import whose
from teg_tui.golf.claims.counting.scope import parts_of, spans
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

_MANY = compiled(
    r"#(?P<n>\d+)(?: of (?:the |his |her |all )?(?:#(?P<of>\d+)(?!\d)(?: holes)?|holes)"
    r"| (?:(?!par|of|more|other|points?|strokes?|shots?|pts|men|players)[a-z-]+ ){0,2}?"
    r"(?:holes|times|occasions)\b)"
)
_BUT = compiled(
    r"\b(?:all|every|each)(?: (?:one )?of)?(?: the| his)?(?: (?:#\d+|hole|holes))*(?: so far)?"
    r" (?P<but>(?:but|bar|except|save|apart from|other than)(?: for)? (?:#(?P<n>\d+)|(?P<w>one)))\b"
    r"(?! of)"
    r"|\ball but #(?P<m>\d+) (?:of (?:the|his) )?holes\b"
)
_ALL_OF_THEM = compiled(
    r"(?P<who>@\d+(?:, @\d+)*,? and @\d+) (?:each |all |both )?"
    r"(?:scored|(?:had|took|found|made|won) (?:points|a point))(?: points)?"
    r" (?:on|at|from) (?:all|every|each)(?: one)?(?: of (?:the|his|their))?"
    r"(?: #(?P<n>\d+)| holes?)(?: holes)?(?=[,.;:]|$)"
)
"""Several who scored everywhere."""
_OPEN = compiled(
    r"\b(?:not|another|more than|at least|nearly|almost|over|fewer than|less than|other|about|up to"
    r"|most|some|best|next|these|those|than|after|within|into|with|lead of|in|for|every|each of"
    r"|gone|went|go) $"
)
"""Before holes that are not counted, or not those with points."""
_WINDOW = compiled(
    r"\b(?:after|before|until|till|since|then|between|remaining|rest|left|another|way|home|inward"
    r"|outward|coming|nine|that|where|those|these|next|early|late|thereafter|later|again|in a row"
    r"|running|success\w*|stretch|ahead|behind|clear|led|lead\w*"
    r"|within|par-#\d+s?|par #\d+s?|short holes|long holes|in #\d+ holes)\b"
    r"|\b(?:from|to|by|through) (?:the )?!|\bof (?:the |his )?(?:first|last|final|[!^$])"
)
"""In a clause about some of the holes."""
_TOLD_OF = compiled(r"\W*(?:[a-z-]+ ){0,2}#\d+ holes,")
"""Before what some holes brought that were told of before: "Two holes, no points …"."""
_OF_SOME = compiled(r" (?:at|with) [#~]\d+ (?:over|under|strokes)|,? (?:par|all) |-over")


def check_scored_on(sentence: Sentence) -> Iterator[Claim]:
    """On how many holes a sentence says that somebody scored, or did not."""
    if sentence.elsewhere or not sentence.has("hole", "of ", "first", "last", "$", "times", "but "):
        return
    for match in _ALL_OF_THEM.finditer(sentence.pattern):
        yield from _everywhere(sentence, match)
    for match in _BUT.finditer(sentence.pattern):
        yield from _all_but(sentence, match)
    for match in _MANY.finditer(sentence.pattern) if "#" in sentence.pattern else ():
        if int(match["n"]) not in sentence.claimed:
            yield from _many(sentence, match)


def _many(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """So many of somebody's holes."""
    start, end = match.span()
    token = sentence.token(match["n"])
    whole = sentence.token(match["of"]).value if match["of"] else HOLES
    open_ = (
        _OPEN.search(sentence.pattern[:start])
        or _WINDOW.search(sentence.around(start))
        or (match["of"] is None and _OF_SOME.match(sentence.pattern, end))
    )
    if (
        open_
        or _TOLD_OF.match(sentence.pattern)
        or whole % HOLES
        or token.value % HOLES == 0
        or sentence.may_be(start)
    ):
        return
    quality = _quality(sentence, start, end, match["n"])
    counts = [its for its, _ in _counts(sentence, start, end, quality)] if quality else []
    verdict = Verdict.TRUE if token.value in counts else Verdict.FALSE
    if counts:
        yield from sentence.claim(match["n"], Kind.COUNT, verdict, like(token.said, counts[0]))


def _everywhere(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Of everybody named: who had a hole without a point is named by mistake."""
    if match["n"] and sentence.token(match["n"]).value != HOLES:
        return
    for person in re.findall(r"@(\d+)", match["who"]):
        days = [
            sentence.book.values(code, number, Measure.STABLEFORD)
            for code in sentence.token(person).codes
            for number in sentence.any_rounds(*match.span())
        ]
        if any(days) and not any(all(day) for day in days if day):
            yield from sentence.claim(person, Kind.PERSON, Verdict.FALSE)


def _all_but(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """All of somebody's holes but so many."""
    start, end = match.span()
    number = match["n"] or match["m"]
    quality = _quality(sentence, start, end, number)
    others = [size - its for its, size in _counts(sentence, start, end, quality)] if quality else []
    if not others or sentence.may_be(start):
        return
    but = sentence.token(number).value if number else 1
    verdict = Verdict.TRUE if but in others else Verdict.FALSE
    if number:
        right = like(sentence.token(number).said, others[0])
        yield from sentence.claim(number, Kind.COUNT, verdict, right)
    else:
        right = match["but"].replace("one", like("one", others[0]))
        yield from sentence.claim_at(match.start("but"), match["but"], Kind.COUNT, verdict, right)


_COUNTED = compiled(r"#\d+ $")
"""Before zeros that are counted themselves."""


def _quality(sentence: Sentence, at: int, end: int, number: str | None) -> Quality | None:
    """What the clause says of the points on the holes."""
    scope = sentence.clause(at)[0], sentence.clause(end - 1)[1]
    found = [
        its
        for its in qualities(sentence, *scope)
        if (number is None or its.number != int(number))
        and not _COUNTED.search(sentence.pattern[: its.at])
    ]
    quality = nearest(found, at, end)
    return quality if quality and quality.measure is Measure.STABLEFORD else None


def _counts(sentence: Sentence, at: int, end: int, quality: Quality) -> Iterator[tuple[int, int]]:
    """How many holes were such, and of how many, in the rounds and stretches that may be meant."""
    book = sentence.book
    for code in whose(sentence, at, end)[0]:
        for span in spans(sentence, at, end):
            for first, last in reversed(parts_of(sentence)):
                days = [book.values(code, n, quality.measure)[first - 1 : last] for n in span]
                good = sum(quality.tests[-1](value) for day in days for value in day)
                yield good, sum(map(len, days))
