"""Figures of several people by one measure: "118 to 114", "19 from Ned, 18 from Bram, …".

What they are of need not be said: it is whatever most of them fit. Where all but one fit, of the
day or so far, at a hole or over some holes that the sentence speaks of, the odd one out is false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.places.standing_words import Moment, total_at
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.sums.meanings import parts_near, rounds_meant
from teg_tui.golf.claims.sums.midway import holes_by
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES, Measure

Reading = dict[str, int]
"""What each player had, by one meaning."""
_UNIT = r"(?:[- ](?:points?|pts|strokes?|shots?|gross))?"
_SCORE = compiled(
    rf"(?P<sign>[#~])(?P<a>\d+){_UNIT}(?:,? (?:to|against) (?:just |only |his |@\d+'s? )?|[-–])"
    rf"(?P=sign)(?P<b>\d+)(?![\d-])(?!{_UNIT} (?:behind|ahead|back|clear|points (?:behind|ahead)))"
)
"""One figure set against another."""
_NO_SCORE_BEFORE = compiled(
    r"\b(?:from|holes|hole|between|par|lead|gap|deficit|margin|advantage|cut|h|over|places?|went"
    r"|drop\w*|fell|rose|shr[aiu]nk|grew|wid\w+|narrow\w*|reduc\w+|extend\w*|stretch\w*)"
    r"(?: [a-z@\d']+){0,3} $|[#~!?]\d+(?:[-–/] ?| to )$"
)
_PERSON_FIRST = compiled(r"@(\d+)(?:'s?)?(?: \(| (?:(?!an? )[a-z-]+ ){0,3}?)([#~])(\d+)(?![\d-])")
_FIGURE_FIRST = compiled(
    rf"([#~])(\d+){_UNIT} (?:each )?(?:for|from|by|to"
    rf"|against) @(\d+)(?:(?:, @(\d+))?,? and @(\d+))?"
)
_OTHER = compiled(
    rf"{_UNIT} (?:behind|back|ahead|clear|adrift|off|birdies|pars|bogeys|holes|blow|zeros|doubles"
    r"|times|places|rounds|years|more|fewer|better|worse|or|to make|under|over)"
)
"""Behind a figure that is no total."""
_NO_LIST = compiled(
    r"\b(?:must|needs?|make up|find|holes led|led for|birdies|pars|blow-ups|zeros)\b"
)
_FAR = 15
_LEAST, _OF_A_PART, _PAIR, _LIST = 15, 7, 2, 3


class Told(NamedTuple):
    """A figure that a sentence gives one player."""

    code: str
    number: int
    value: int
    to_par: bool


def check_side_by_side(sentence: Sentence) -> Iterator[Claim]:
    """The figures of a sentence that several people have by one meaning."""
    if sentence.elsewhere or len({codes for _, codes, _ in sentence.people}) == 0:
        return
    for match in _SCORE.finditer(sentence.pattern):
        if not _NO_SCORE_BEFORE.search(sentence.pattern[: match.start()]):
            yield from _pair(sentence, match)
    if len(sentence.people) >= _LIST and not _NO_LIST.search(sentence.pattern):
        for rule in (_PERSON_FIRST, _FIGURE_FIRST):
            told = [
                its for match in rule.finditer(sentence.pattern) for its in _told(sentence, match)
            ]
            if len({its.code for its in told}) >= _LIST:
                yield from _list(sentence, told)


def _told(sentence: Sentence, match: re.Match[str]) -> Iterator[Told]:
    if match.re is _PERSON_FIRST:
        people, number, sign = [match[1]], match[3], match[2]
    else:
        people, number, sign = [n for n in match.groups()[2:] if n], match[2], match[1]
    end = match.end() if match.re is _PERSON_FIRST else match.end(2)
    token = sentence.token(number)
    if _OTHER.match(sentence.pattern, end) or sentence.may_be(match.start()):
        return
    for person in people:
        codes = sentence.token(person).codes
        if len(codes) == 1 and codes[0] in sentence.book.codes:
            yield Told(codes[0], int(number), token.value, sign == "~")


def _pair(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Two figures of two people, in whatever order these are named."""
    book = sentence.book
    numbers = int(match["a"]), int(match["b"])
    values = [sentence.token(number).value for number in numbers]
    to_par = match["sign"] == "~"
    named = [c for _, codes, _ in sentence.people for c in codes]
    if len(set(named)) < _PAIR:
        named += [*sentence.focus.codes, *sentence.focus.others]
    people = [code for code in dict.fromkeys(named) if code in book.codes]
    small = min(map(abs, values)) < _LEAST and not to_par and "$" not in sentence.signs
    if small or sentence.may_be(match.start()) or len(people) < _PAIR:
        return
    end = match.end()
    found = list(readings(sentence, match.start(), end, to_par=to_par))
    tables = [
        [Told(p, numbers[0], values[0], to_par), Told(q, numbers[1], values[1], to_par)]
        for p, q in permutations(people, _PAIR)
    ]
    best = max(
        ((told, its, _fitting(told, its)) for told in tables for its in found),
        key=lambda entry: entry[2],
        default=None,
    )
    if best is not None and best[2]:
        yield from _judged(sentence, best[0], best[1])


def _list(sentence: Sentence, told: Sequence[Told]) -> Iterator[Claim]:
    at = sentence.pattern.find(f"#{told[0].number}")
    to_par = told[0].to_par
    least = _OF_A_PART if Sign.HOLE not in sentence.signs else _LEAST
    small = not to_par and any(its.value < least for its in told)
    if small or any(its.to_par is not to_par for its in told):
        return
    best = max(
        readings(sentence, max(0, at), max(0, at) + 1, to_par=to_par),
        key=lambda its: _fitting(told, its),
        default=None,
    )
    if best is not None and _fitting(told, best) >= len(told) - 1:
        yield from _judged(sentence, told, best)


def _fitting(told: Sequence[Told], reading: Reading) -> int:
    return sum(reading.get(its.code) == its.value for its in told)


def _judged(sentence: Sentence, told: Sequence[Told], reading: Reading) -> Iterator[Claim]:
    """Each figure against what its owner had by the meaning that most of them fit."""
    for its in told:
        right = reading.get(its.code)
        if right is None or its.number in sentence.claimed:
            continue
        wrong = right != its.value
        if abs(right - its.value) > _FAR:
            continue  # not by that meaning
        if wrong and any(other.number == its.number and other != its for other in told):
            continue  # "17 each": alike's
        said = sentence.token(its.number).said
        expected = (f"{right:+d}" if its.to_par else like(said, right)) if wrong else ""
        verdict = Verdict.FALSE if wrong else Verdict.TRUE
        yield from sentence.settle(sentence.claim(its.number, Kind.TOTAL, verdict, expected))


def readings(sentence: Sentence, at: int, end: int, *, to_par: bool) -> Iterator[Reading]:
    """What everybody had, by each meaning that figures side by side may have; likeliest first."""
    book = sentence.book
    measures = (Measure.GROSS, Measure.NET) if to_par else (Measure.STABLEFORD, Measure.GROSS)
    rounds = rounds_meant(sentence, at, end)
    named = list(dict.fromkeys(parts_near(sentence)))
    before = [b for n in rounds if (b := book.before(n)) is not None]
    moments = [Moment(n) for n in (book.last, *rounds, *before)] if rounds else []
    moments += [Moment(n, h) for n in rounds for h in sorted(holes_by(sentence)) if 0 < h < HOLES]
    for measure in measures:
        for part in ((1, HOLES), *named):
            for number in rounds:
                yield _known({c: book.stretch(c, number, measure, *part) for c in book.codes})
        for moment in dict.fromkeys(moments):
            yield _known({c: total_at(book, c, measure, moment) for c in book.codes})
    for number in rounds if not to_par else ():
        for part in ((1, HOLES), *named):
            yield _known({c: book.strokes(c, number, *part) for c in book.codes})
        yield _known(_strokes_so_far(book, number))


def _strokes_so_far(book: Scorebook, number: int) -> dict[str, int | None]:
    return {code: book.strokes_total(code, number) for code in book.codes}


def _known(values: dict[str, int | None]) -> Reading:
    return {code: value for code, value in values.items() if value is not None}
