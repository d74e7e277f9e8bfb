"""Distances that name both sides, or none: "two points separated them", "the winning margin"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.nearby import moments_of
from teg_tui.golf.claims.places.standing_words import (
    Moment,
    ahead,
    competition_of,
    measures,
    moments,
    total_at,
)
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_UNIT = grammar.TOLD_UNIT
_SEPARATED = compiled(
    rf"(?<![-/])#(?P<n>\d+){_UNIT}(?: now| still| more| of daylight| is all that| was all that)*"
    r" (?:separat\w+|divid\w+|part(?:ed|s)?|l[ai]y(?:s|ing)?(?: between)?|lies between"
    r"|stood between"
    r"|stands? between|between|(?=keeps? @\d+ (?!and))keeps?) @(?P<a>\d+)(?:'s?)?"
    r" (?:and|from|ahead of|clear of|in front of|behind) @(?P<b>\d+)"
    r"|@(?P<c>\d+) and @(?P<d>\d+) (?:are|were|is|was|stay|stand)(?: now| still| only)?"
    r" (?:split|separated|divided|parted) by (?:just |only |a mere )?"
    r"#(?P<m>\d+)(?:[- ](?P<unit2>points?|pts|strokes?|shots?))?"
    r"|@(?P<e>\d+) and @(?P<f>\d+)(?:, [^,;:#]{2,30},)? (?:are|were|is|was|stay|stand|finished"
    r"|ended)"
    r"(?: now| still| only| just)* #(?P<k>\d+)(?:[- ](?P<unit3>points?|pts|strokes?|shots?))? apart"
)
_GAP = compiled(
    rf"\b(?:gap|margin|difference"
    rf"|distance) between @(?P<a>\d+) and @(?P<b>\d+)[^.;#]{{0,30}}?(?:was|is|of|stood at|to)"
    rf" (?:just |only )?#(?P<n>\d+){_UNIT}"
)
_SPREAD = compiled(
    rf"(?<![-/])#(?P<n>\d+){_UNIT}(?: now| still| then)? (?:separat\w+|divid\w+|split\w*|between"
    r"|cover\w*) \^(?P<a>\d+)(?: place)? (?:and|from) (?:(?P<last>last)|\^(?P<b>\d+))"
    r"(?! (?:round|hole|day|nine))"
    r"|\b(?:between|(?:gap|margin|difference)(?:,| from| between)?) \^(?P<a2>\d+)(?: place)?"
    r" (?:and|to) (?:(?P<last2>last)|\^(?P<b2>\d+))(?: place)?(?::|,)?"
    r"(?: there| is| are| was| were| lie| lay| stood at)* (?:just |only )?#(?P<n2>\d+)"
    r"(?:[- ](?P<unit2>points?|pts|strokes?|shots?))?(?=[,.;:)]|$| \()"
)
"""Between two places, whoever has them."""
_ALL = (
    r"(?:the (?:whole |entire )?(?:field|company|pack|lot|group)|all #\d+|(?:the"
    r"|all the) #\d+(?=[,.;]|$)|all of them|everybody"
    r"|everyone)"
)
_COVERED = compiled(
    rf"(?<![-/])#(?P<n>\d+){_UNIT}(?: now| still| then)? (?:separat\w+|cover\w*|span\w*)"
    rf" (?:just )?(?:{_ALL}|the top #(?P<top>\d+)|first (?:to|from|and) last"
    r"|top (?:to|from|and) bottom)"
)
"""Between the first and the last, or the last of the top few."""
_WITHIN = compiled(
    rf"\b(?:all (?:#\d+|of them)|everybody|everyone|the (?:whole |entire )?(?:field|pack)"
    rf"|the top #(?P<top>\d+))(?: [a-z]+)? (?:is|are|was|were|finished|stand|stood|lie|sit)"
    rf"(?: now| still| all)? within #(?P<n>\d+){_UNIT}"
)
"""As bounds: nobody is further apart."""
_MARGIN = compiled(
    rf"\b(?:winning margin|margin of victory)(?: in the =(?P<award>\d+))?(?: was| is| of"
    rf"|:) (?:just |only )?#(?P<n>\d+){_UNIT}"
    r"|#(?P<m>\d+)(?:[- ](?:points?|pts|strokes?|shots?))? (?:was|were) the (?:winning )?margin\b"
)

_CUES = (
    "span",
    "within",
    "split",
    "separat",
    "divid",
    "between",
    "margin",
    "gap",
    "difference",
    "distance",
    "cover",
    "apart",
    "between",
    "part",
    "keep",
    "lay",
    "lies",
)


def check_between(sentence: Sentence) -> Iterator[Claim]:
    """The distances of a sentence that are told of two players, or of a prize."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    for pattern, judged in _JUDGED:
        for match in pattern.finditer(sentence.pattern):
            if pattern is _MARGIN or not sentence.may_be(match.start()):
                yield from judged(sentence, match)


def _two(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """How far two players were apart, whoever was ahead."""
    said = match.groupdict()
    number = int(said["n"] or said.get("m") or said.get("k") or 0)
    at = sentence.pattern.index(f"#{number}")
    token = sentence.token(number)
    unit = said["unit"] or said.get("unit2") or said.get("unit3") or ""
    one_of = said["a"] or said.get("c") or said.get("e") or ""
    other_of = said["b"] or said.get("d") or said.get("f") or ""
    counted = Measure.STABLEFORD if unit.startswith("p") else Measure.GROSS if unit else None
    found = [
        ahead(sentence.book, measure, moment, one, [other])
        for moment in _times(sentence, at)
        for measure in measures(sentence, at, unit=counted)
        for one in sentence.token(one_of).codes
        for other in sentence.token(other_of).codes
    ]
    values = [None if value is None else abs(value) for value in found]
    verdict = verdict_of(token.value, values)
    right = like(token.said, values[0]) if values and values[0] is not None else ""
    yield from sentence.claim(number, Kind.MARGIN, verdict, right)


_ONCE = compiled(r"\b(?:once|had|were|was|overnight|beg[au]n|started)\b")


def _times(sentence: Sentence, at: int) -> list[Moment]:
    """When it may have been, in a report of a round before it as well, if told as past."""
    found = [*moments(sentence, at), *moments_of(sentence)]
    number = sentence.section_round
    earlier = sentence.book.before(number) if number and _ONCE.search(sentence.pattern) else None
    return list(dict.fromkeys([*found, *([Moment(earlier)] if earlier else [])]))


def _places(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Thirty points separate first and last"."""
    book, number = sentence.book, int(match["n"] or match["n2"])
    at = sentence.pattern.index(f"#{number}")
    token, unit = sentence.token(number), match["unit"] or match["unit2"] or ""
    counted = Measure.STABLEFORD if unit.startswith("p") else Measure.GROSS if unit else None
    upper = sentence.token(match["a"] or match["a2"]).value
    lower = match["b"] or match["b2"]
    lower = sentence.token(lower).value if lower else len(book.codes)
    values = _distances(sentence, at, counted, upper, lower)
    right = like(token.said, values[0]) if values and values[0] is not None else ""
    yield from sentence.claim(number, Kind.MARGIN, verdict_of(token.value, values), right)


def _spread(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Nine points cover the field"; "all six are within nine points" is a bound."""
    number, at = int(match["n"]), match.start("n") - 1
    token, unit = sentence.token(number), match["unit"] or ""
    counted = Measure.STABLEFORD if unit.startswith("p") else Measure.GROSS if unit else None
    lower = sentence.token(match["top"]).value if match["top"] else len(sentence.book.codes)
    values = _distances(sentence, at, counted, 1, lower)
    verdict = verdict_of(token.value, values)
    if match.re is _WITHIN and any(value <= token.value for value in values):
        verdict = Verdict.TRUE
    right = like(token.said, values[0]) if values else ""
    yield from sentence.claim(number, Kind.MARGIN, verdict, right)


def _distances(
    sentence: Sentence, at: int, unit: Measure | None, upper: int, lower: int
) -> list[int]:
    """How far two places were apart, at each time and by each measure that may be meant."""
    book = sentence.book
    values: list[int] = []
    for moment in _times(sentence, at):
        for measure in measures(sentence, at, unit=unit):
            found = [total_at(book, code, measure, moment) for code in sorted(book.codes)]
            known = sorted(value for value in found if value is not None)
            ranked = known[::-1] if measure is Measure.STABLEFORD else known
            if 1 <= upper <= lower <= len(ranked):
                values.append(abs(ranked[upper - 1] - ranked[lower - 1]))
    return values


def _margin(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """By how much a prize was won."""
    named = match["award"] or next(iter(re.findall(r"=(\d+)", sentence.pattern)), None)
    its = competition_of(sentence.book, sentence.token(named).award) if named else None
    margins = [
        decision.margin
        for decision in sentence.book.history.decisions(sentence.book.teg)
        if its is None or decision.competition.name == its.name
    ]
    known = [margin for margin in margins if margin is not None]
    number = int(match["n"] or match["m"])
    token = sentence.token(number)
    if not known:
        return
    verdict = Verdict.TRUE if token.value in known else Verdict.FALSE
    yield from sentence.claim(number, Kind.MARGIN, verdict, like(token.said, known[0]))


_JUDGED = (
    (_SEPARATED, _two),
    (_GAP, _two),
    (_SPREAD, _places),
    (_COVERED, _spread),
    (_WITHIN, _spread),
    (_MARGIN, _margin),
)
