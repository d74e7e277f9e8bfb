"""Means: how a hole played for the field, and what a player took a hole over some holes.

"The 13th averaged 2.3 over par and yielded 0.8 points", "(Par 4, avg 5.8 vs par)", "Ned holes 4-6:
avg +2.33 vs par". A mean is true if it is that of any hole that the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign, Token
from teg_tui.golf.tour import HOLES, Measure

_CUE = compiled(
    r"\b(?:averag\w+|avg|mean|on average|hardest|easiest|toughest|sternest|play(?:ed|s|ing)"
    r"|yield\w*|vs\.? par|over par|over-par)\b"
)
_OVER = compiled(r"[- ](?:strokes? |shots? )?(?:over|above)\b")
_POINTS = compiled(r"[- ](?:avg\.? |average )?(?:stableford\b|points?\b|pts\b)")
_RATE = compiled(
    r"(?:[- ][a-z]+){0,2} (?:per|a|each|every) (?:round|hole|day|blow|birdie|par(?![- ]#))\b"
)
"""After a mean of rounds or of counts."""
_NO_MEAN = compiled(
    r"\b(?:need\w*|requir\w*|would|must|could|every|handicap\w*)[a-z ]{0,30}$"
    r"|\btournament average of $"
)
_WHOLE_NUMBER = compiled(
    r"\b(?:averag\w+|on average at|play\w* (?:to )?(?:an average of)?|an average of)"
    r" (?P<about>(?:more than|over|nearly|almost|close to|well over|around|about|roughly) )?"
    r"(?:just |only |a |an |[a-z]+ )?#(?P<n>\d+)"
    r"(?P<unit> (?:strokes?|shots?)(?: (?:over|above) par)?| over(?: par)?| (?:points|pts))\b"
)
_OF_MORE = compiled(
    r"\b(?:par[- ](?:threes|fours|fives|#\d+s)|(?:short|long|other) holes|per hole|a hole|rounds"
    r"|the (?:rest|others|course)|(?:all|whole|entire) (?:week|tour\w*)|visits|history|years"
    r"|career|ever|combined|between them|both days)\b"
)
"""Words of means over several holes, rounds or tournaments."""
_WHO = compiled(r"@(\d+)(?:,? (?:who|he))? (?:had |has |was |is )?(?:averag\w+|\$\d+: (?:an )?avg)")
_HOLES_BESIDE = compiled(r"!\d+(?:(?:, and |, | and )!\d+)* \([^()]*$")
"""The holes whose bracket a mean stands in."""
_OF_ROUNDS = compiled(
    r"(?<!\w)(?:averag(?:ed|ing|es)|(?P<kind>(?:tournament|week's|#\d+-round) )?average of)"
    r"(?: just| only| exactly)? (?P<sign>[?#~])(?P<n>\d+)"
    r"(?P<unit> (?:strokes )?over(?: par)?| (?:points|pts|strokes|shots))?"
    r"(?P<rounds> (?:per|a|each) round\b| (?:across|over|through) (?:the |all |all the |his )?"
    r"(?:[a-z!^]+\d* )?(?:#\d+ )?rounds\b)?"
)
"""What a player had a round: "averaged 38 points per round", "his three-round average of 42.7"."""
_ROUNDED, _SURELY_NOT = 0.5, 0.8
"""How far a mean may lie from a whole number that stands for it, and how far it can't."""
_A_TENTH = 0.06
_MOST = 13
"""No hole is played in more strokes on average."""
_FEW = 3
"""Stretches of more holes are no list of holes."""

Means = list[float]


def check_averages(sentence: Sentence) -> Iterator[Claim]:
    """The means of a sentence."""
    if sentence.elsewhere or not _CUE.search(sentence.pattern):
        return
    for token in sentence.own if Sign.DECIMAL in sentence.signs else ():
        if token.sign is Sign.DECIMAL:
            yield from _decimal(sentence, token)
    for match in _WHOLE_NUMBER.finditer(sentence.pattern):
        yield from _whole(sentence, match)
    for match in _OF_ROUNDS.finditer(sentence.pattern) if "round" in sentence.pattern else ():
        yield from _a_round(sentence, match)


def _decimal(sentence: Sentence, token: Token) -> Iterator[Claim]:
    number = sentence.tokens.index(token)
    mark = re.search(rf"[?]{number}(?!\d)", sentence.pattern)
    if mark is None or token.exact > _MOST or _RATE.match(sentence.pattern, mark.end()):
        return
    left = sentence.pattern[: mark.start()]
    if _NO_MEAN.search(left) or sentence.is_spoken(mark.start()):
        return
    negative = left.endswith("-") and not left[:-1].rstrip()[-1:].isdigit()
    said = -token.exact if negative else token.exact
    values = _values(sentence, mark.start(), _measure(sentence.pattern, mark))
    decimals = len(token.said.split(".")[1])
    near = any(abs(value - said) < 0.6 * 10**-decimals for value in values)
    verdict = Verdict.TRUE if near else Verdict.FALSE if values else Verdict.UNCHECKED
    if verdict is Verdict.FALSE and _may_be_of_others(sentence, said, 0.6 * 10**-decimals):
        verdict = Verdict.UNCHECKED
    right = f"{abs(values[0]):.{decimals}f}" if values else ""
    yield from sentence.claim(number, Kind.HOLE, verdict, right)


def _may_be_of_others(sentence: Sentence, said: float, near: float) -> bool:
    """Whether a mean may be of more than a hole, or of another hole than that of before."""
    if _OF_MORE.search(sentence.pattern):
        return True
    if Sign.HOLE in sentence.signs:
        return False
    return any(
        abs(mean - said) < near
        for number in sentence.any_rounds(0)
        for hole in range(1, HOLES + 1)
        for mean in _of_hole(sentence.book, number, hole, None)
    )


def _measure(pattern: str, mark: re.Match[str]) -> Measure | None:
    """What a mean is of: points, strokes over par; None where it is strokes, or nothing says."""
    if _POINTS.match(pattern, mark.end()):
        return Measure.STABLEFORD
    if pattern[: mark.start()].endswith(("+", " -", "(-")):
        return Measure.GROSS
    return Measure.GROSS if _OVER.match(pattern, mark.end()) else None


def _a_round(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """What a player had a round, over all rounds so far or some fewer."""
    if not (match["kind"] or match["rounds"]):
        return
    number = int(match["n"])
    token, unit = sentence.token(number), match["unit"] or ""
    owner = sentence.owner(match.start(), match.end())
    codes = sentence.playing(owner)
    left = sentence.pattern[: match.start()]
    if owner is None or owner.every or not owner.sure or len(codes) != 1 or _NO_MEAN.search(left):
        return
    book = sentence.book
    latest = sentence.section_round or book.last
    some = "rounds" in (match["rounds"] or "")
    now = (latest, book.before(latest) or latest) if sentence.section_round else (latest,)
    values = [
        total / sum(n <= through for n in book.numbers)
        for through in (book.numbers if some else now)
        for total in _totals(book, codes[0], through, unit)
        if total is not None
    ]
    said = token.exact if token.sign is Sign.DECIMAL else float(token.value)
    apart = min((abs(value - said) for value in values), default=0.0)
    decimal = token.sign is Sign.DECIMAL
    verdict = Verdict.TRUE if apart <= (_A_TENTH if decimal else _ROUNDED) else Verdict.FALSE
    if verdict is Verdict.FALSE and not decimal and apart < 1:
        verdict = Verdict.UNCHECKED
    right = min(values, key=lambda value: abs(value - said), default=0.0)
    yield from sentence.claim(number, Kind.TOTAL, verdict, f"{right:.1f}")


def _totals(book: Scorebook, code: str, through: int, unit: str) -> list[int | None]:
    """The totals that a unit may be of, all of them where none is said."""
    points = book.total(code, through, Measure.STABLEFORD)
    over = book.total(code, through, Measure.GROSS)
    if "over" in unit:
        return [over]
    if " p" in unit:
        return [points]
    return [points, over, book.strokes_total(code, through)]


def _whole(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Averaging two strokes over par": rounded, as words are."""
    token, unit = sentence.token(match["n"]), match["unit"]
    measure = Measure.STABLEFORD if " p" in unit and "par" not in unit else None
    measure = Measure.GROSS if "over" in unit or "above" in unit else measure
    rate = _RATE.match(sentence.pattern, match.end())
    if rate or token.value > _MOST or sentence.may_be(match.start()):
        return
    if _WHO.search(sentence.pattern[: match.end()]) or not _holes(sentence, match.start()):
        return
    values = _values(sentence, match.start(), measure)
    if not values:
        return
    apart = min(abs(value - token.value) for value in values)
    verdict = Verdict.TRUE if apart < _ROUNDED or (match["about"] and apart < 1) else Verdict.FALSE
    if verdict is Verdict.FALSE and apart < (1 if match["about"] else _SURELY_NOT):
        verdict = Verdict.UNCHECKED
    yield from sentence.claim(match["n"], Kind.HOLE, verdict, f"{values[0]:.1f}")


def _values(sentence: Sentence, at: int, measure: Measure | None) -> Means:
    """What a mean may be: a player's where one is its subject, else of the holes named."""
    rounds = sentence.any_rounds(at)
    who = _WHO.search(sentence.pattern)
    stretches = [token for token in sentence.own if token.sign is Sign.STRETCH]
    if who and stretches:
        codes = [c for c in sentence.token(who[1]).codes if c in sentence.book.codes]
        own = stretches[-1]
        return [
            mean
            for code in codes
            for number in rounds
            for mean in _of_player(sentence.book, code, number, own.value, own.last)
        ]
    if who:
        return []
    holes = _holes(sentence, at)
    means = [
        mean
        for hole in holes
        for number in rounds
        for mean in _of_hole(sentence.book, number, hole, measure)
    ]
    if means and len(rounds) == 1:
        return means
    return [*means, *(mean for its in holes for mean in _over_rounds(sentence.book, its, measure))]


def _over_rounds(book: Scorebook, hole: int, measure: Measure | None) -> Means:
    """The means of a hole over all rounds so far, and over those of each course."""
    held = [n for n in book.numbers if (its := book.round(n)) and book.hole_facts(its.number)]
    courses = {n: its.course for n in held if (its := book.round(n))}
    groups = [held, *([n for n in held if courses[n] == c] for c in set(courses.values()))]
    return [
        sum(means) / len(means)
        for group in groups
        if len(group) > 1
        for means in zip(*(_of_hole(book, n, hole, measure) for n in group), strict=False)
    ]


def _holes(sentence: Sentence, at: int) -> Sequence[int]:
    """The holes that a mean may be of: all that the sentence names, else the last before."""
    beside = _HOLES_BESIDE.search(sentence.pattern[:at])
    if beside:
        numbers = re.findall(r"!(\d+)", beside[0])
        return [sentence.token(number).value for number in numbers]
    named = [token.value for token in sentence.own if token.sign is Sign.HOLE]
    for token in sentence.own:
        if token.sign is Sign.STRETCH and token.last - token.value < _FEW:
            named += range(token.value, token.last + 1)
    if named or {Sign.STRETCH, Sign.ORDINAL} & sentence.signs:
        return named
    last = sentence.last_hole(at)
    return [last] if last else []


def _of_player(book: Scorebook, code: str, number: int, first: int, last: int) -> Means:
    """Strokes to par a hole, gross and net."""
    found = (book.stretch(code, number, m, first, last) for m in (Measure.GROSS, Measure.NET))
    return [value / (last - first + 1) for value in found if value is not None]


def _of_hole(book: Scorebook, number: int, hole: int, measure: Measure | None) -> Means:
    played = book.hole_facts(number)
    if not played:
        return []
    facts = played[hole - 1]
    if measure is Measure.STABLEFORD:
        return [] if facts.average_points is None else [facts.average_points]
    if measure is Measure.GROSS:
        return [facts.average_over]
    points = [] if facts.average_points is None else [facts.average_points]
    return [facts.average_over + facts.hole.par, facts.average_over, *points]
