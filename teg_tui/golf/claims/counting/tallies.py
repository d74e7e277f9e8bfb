"""Lists of who made how many, and where: "Birdies: TM 3 (H3, H15, H16), LF 1 (H12)".

Also in brackets behind a total, "17 blow-ups (LF 5, WS 4)", and in prose: "two birdies all day,
Tavis's at the 2nd and Ned's at the 4th". A list is of what is named last before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.scope import how_many, spans
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, TERM_CUES, Tests, term_of
from teg_tui.golf.tour import HOLES, Measure

_LABEL = compiled(
    rf"[^a-z@#]*(?:[a-z-]+ ){{0,2}}?(?:{NOUN})\b(?: [a-z]+){{0,2}}"
    r"(?: (?:at|on|in|of) (?:the )?(?:!(?P<hole>\d+)|&\d+|[a-z]+))?:"
)
_NOUN = compiled(rf"\b(?:{NOUN})\b")
_TOTAL = compiled(
    r" ?(?:only |just )?(?:#(?P<n>\d+)|(?P<word>one|none))"
    r"(?= (?:in (?:the field|all|total)|from|by|across|between|overall)"
    r"| ?[(–—-]|,? @|\.?\s*$)"
)
_PLACES = r"!\d+(?:(?:, and|,| and| &) !\d+)*"
_ENTRY = compiled(
    rf"@(?P<who>\d+)(?:: ?| - | )(?:#(?P<n>\d+)(?![\d-])(?: \((?P<at>{_PLACES})\))?"
    rf"|\((?P<at2>{_PLACES})\))(?=[,;.)]| and | &|\s*$)"
)
_BRACKET = compiled(r"\((@\d+:? #\d+(?:(?:,|;| and|, and) @\d+:? #\d+)+)\)")
_HIS_AT = compiled(
    r"(?:,| -|:| –|—|\band) @(?P<who>\d+)'s? (?:at|on) (?:the )?(?:[a-z]+ )?(?:par[- ]#\d+ )?"
    r"!(?P<hole>\d+)"
)
_OF_THEM = compiled(
    r"#(?P<n>\d+) of (?:them|those|these|which)(?: [a-z]+)? (?:by|to|from|for) @(?P<who>\d+)"
    r"(?!'|\d)"
    r"|@(?P<who2>\d+) (?:made|had|holed|with|claimed|took|getting|making|having) #(?P<n2>\d+) of"
    r" (?:them|those|these)\b"
)


def check_tallies(sentence: Sentence) -> Iterator[Claim]:
    """The lists of birdies, pars, blow-ups and zeros of a sentence."""
    if sentence.elsewhere or not sentence.has(*TERM_CUES):
        return
    label = _LABEL.match(sentence.pattern)
    if label:
        what = term_of(label)
        total = _TOTAL.match(sentence.pattern, label.end())
        if total:
            hole = sentence.token(label["hole"]).value if label["hole"] else None
            yield from _in_all(sentence, total, what, hole)
        for match in _ENTRY.finditer(sentence.pattern, label.end()):
            yield from _entry(sentence, match, what)
        return
    for bracket in _BRACKET.finditer(sentence.pattern):
        for match in _ENTRY.finditer(sentence.pattern, *bracket.span()):
            noun = _last_noun(sentence, bracket.start())
            yield from _entry(sentence, match, noun) if noun else ()
    for match in _HIS_AT.finditer(sentence.pattern) if "!" in sentence.pattern else ():
        if noun := _last_noun(sentence, match.start()):
            yield from _where(sentence, match["who"], [match["hole"]], noun)
    if " of the" in sentence.pattern:
        yield from _of_them(sentence)


def _last_noun(sentence: Sentence, end: int) -> tuple[Measure, Tests] | None:
    """What was counted last before a place."""
    nouns = list(_NOUN.finditer(sentence.pattern, 0, end))
    return term_of(nouns[-1]) if nouns else None


def _of_them(sentence: Sentence) -> Iterator[Claim]:
    """ "Four birdies, two of them by Vanthrip"."""
    for match in _OF_THEM.finditer(sentence.pattern):
        noun = _last_noun(sentence, match.start())
        codes = set(sentence.token(match["who"] or match["who2"]).codes) & sentence.book.codes
        if noun and len(codes) == 1:
            yield from _count(sentence, match, int(match["n"] or match["n2"]), sorted(codes), noun)


def _entry(
    sentence: Sentence, match: re.Match[str], what: tuple[Measure, Tests]
) -> Iterator[Claim]:
    """How many one of them made, and where."""
    codes = [c for c in sentence.token(match["who"]).codes if c in sentence.book.codes]
    if len(codes) != 1:
        return
    if match["n"]:
        yield from _count(sentence, match, int(match["n"]), codes, what)
    holes = re.findall(r"!(\d+)", match["at"] or match["at2"] or "")
    yield from _where(sentence, match["who"], holes, what)


def _in_all(
    sentence: Sentence, total: re.Match[str], what: tuple[Measure, Tests], hole: int | None
) -> Iterator[Claim]:
    """How many everybody made together, on one hole where the label names it."""
    values = _values(sentence, total, sentence.book.codes, what, hole)
    if total["n"]:
        token = sentence.token(total["n"])
        verdict, right = verdict_of(token.value, values), like(token.said, values[0] or 0)
        yield from sentence.claim(total["n"], Kind.COUNT, verdict, right)
        return
    verdict = verdict_of(1 if total["word"] == "one" else 0, values)
    said = total["word"]
    yield from sentence.claim_at(
        total.start("word"), said, Kind.COUNT, verdict, like("one", values[0] or 0)
    )


def _count(
    sentence: Sentence,
    match: re.Match[str],
    number: int,
    codes: list[str],
    what: tuple[Measure, Tests],
) -> Iterator[Claim]:
    values = _values(sentence, match, codes, what)
    token = sentence.token(number)
    verdict = verdict_of(token.value, values)
    yield from sentence.claim(number, Kind.COUNT, verdict, like(token.said, values[0] or 0))


def _values(
    sentence: Sentence,
    match: re.Match[str],
    codes: Iterable[str],
    what: tuple[Measure, Tests],
    hole: int | None = None,
) -> list[int | None]:
    """How many some players made together, over each of the spans that may be meant."""
    measure, tests = what
    part = (hole, hole) if hole else (1, HOLES)
    return [
        sum(how_many(sentence.book, code, span, measure, test, part) for code in codes)
        for span in spans(sentence, match.start(), match.end())
        for test in tests
    ]


def _where(
    sentence: Sentence, who: str, holes: list[str], what: tuple[Measure, Tests]
) -> Iterator[Claim]:
    """That holes are such, in any of the rounds that may be meant."""
    measure, tests = what
    book = sentence.book
    codes = [c for c in sentence.token(who).codes if c in book.codes]
    for number in holes if codes else ():
        hole = sentence.token(number).value
        good = any(
            test(values[hole - 1])
            for code in codes
            for n in sentence.any_rounds(0)
            for test in tests
            if (values := book.values(code, n, measure))
        )
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim(number, Kind.HOLE, verdict)
