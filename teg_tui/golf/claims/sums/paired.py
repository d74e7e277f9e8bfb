"""Two figures of one card or one total: "43 points and a gross round of +14", "80, eight over".

Whoever is meant, if no card has the one with the other, one of the two is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.honours.results import holders
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_POINTS_AND_GROSS = compiled(
    r"#(?P<n>\d+) (?:points|pts) and (?:a (?:gross )?round of ~(?P<a>\d+)|a gross (?:score )?of"
    r" ~(?P<b>\d+)|~(?P<c>\d+) gross)"
)
_ROUND_IN = compiled(
    r"\b(?:round in|(?:gross|round) of|(?:shot|carded) an?) #(?P<n>\d+)"
    r"(?:,| \(|, which (?:is|was)) (?:~(?P<a>\d+)|#(?P<b>\d+) (?P<way>over|under) par)\b"
)
_OF_THE_DAY = compiled(
    r"#(?P<n>\d+) points (?:was|were) (?:the )?\^(?P<k>\d+)(?:[- ](?:best|most|highest))?"
    r" (?:of|on) the day\b"
)
_PRIZE = compiled(
    r"(?P<lead>\bwon|\btook|\bclaimed) (?:the |his \^\d+ )?=(?P<a>\d+) (?:with|on)"
    r" #(?P<n>\d+) points(?=[,.;]|$| and | to (?!spare\b))"
    r"|#(?P<m>\d+) points (?:gave|brought|earned|won) (?:him|@\d+) (?:the |his \^\d+ )?=(?P<b>\d+)"
)
_FINISHED = compiled(
    r"@(?P<p>\d+) (?:was |came |finished |ended )(?P<tied>tied |joint |equal )?\^(?P<k>\d+)"
    r" (?:with|on) #(?P<n>\d+) points(?=[,.;]|$| and )"
)


def check_paired(sentence: Sentence) -> Iterator[Claim]:
    """The figures of a sentence that are told of one card together."""
    yield from _prizes(sentence)
    if sentence.elsewhere:
        return
    for rule, judged in (
        (_POINTS_AND_GROSS, _points_and_gross),
        (_ROUND_IN, _round_in),
        (_OF_THE_DAY, _of_the_day),
        (_FINISHED, _finished),
    ):
        for match in rule.finditer(sentence.pattern):
            if not sentence.may_be(match.start()):
                yield from judged(sentence, match)


def _cards(sentence: Sentence, at: int) -> Iterator[tuple[str, int]]:
    """Everybody's cards of the rounds that may be meant."""
    for number in sentence.any_rounds(at):
        for code in sorted(sentence.book.codes):
            yield code, number


def _points_and_gross(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    token = sentence.token(match["n"])
    gross = sentence.token(match["a"] or match["b"] or match["c"]).value
    book = sentence.book
    found = [
        book.stretch(code, number, Measure.STABLEFORD)
        for code, number in _cards(sentence, match.start())
        if book.stretch(code, number, Measure.GROSS) == gross
    ]
    known = [points for points in found if points is not None]
    if known:
        verdict = Verdict.TRUE if token.value in known else Verdict.FALSE
        right = like(token.said, known[0]) if len(set(known)) == 1 else ""
        yield from sentence.claim(match["n"], Kind.RESULT, verdict, right)


def _round_in(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    number = match["a"] or match["b"]
    strokes, said = sentence.token(match["n"]).value, sentence.token(number)
    over = -said.value if match["way"] == "under" else said.value
    book = sentence.book
    known = [
        gross
        for code, rnd in _cards(sentence, match.start())
        if book.strokes(code, rnd) == strokes
        and (gross := book.stretch(code, rnd, Measure.GROSS)) is not None
    ]
    if known:
        verdict = Verdict.TRUE if over in known else Verdict.FALSE
        right = like(said.said, abs(known[0])) if match["b"] else f"{known[0]:+d}"
        yield from sentence.claim(number, Kind.RESULT, verdict, right)


def _of_the_day(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    token, points = sentence.token(match["k"]), sentence.token(match["n"]).value
    places = [
        row.position
        for number in sentence.any_rounds(match.start())
        if (table := sentence.book.day(Measure.STABLEFORD, number))
        for row in table.rows
        if row.total == points
    ]
    if places:
        verdict = Verdict.TRUE if token.value in places else Verdict.FALSE
        right = like_ordinal(token.said, places[0])
        yield from sentence.claim(match["k"], Kind.RESULT, verdict, right)


def _finished(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """A place told with its points is one in the table by points."""
    book, token = sentence.book, sentence.token(match["k"])
    points = sentence.token(match["n"]).value
    rounds = [n for n in (sentence.section_round or book.last,) if n in book.numbers]
    for number in rounds:
        tables = (book.table(Measure.STABLEFORD, number), book.day(Measure.STABLEFORD, number))
        places = [
            row.position
            for table in tables
            for row in (table.rows if table else ())
            if row.total == points and row.player.code in sentence.token(match["p"]).codes
        ]
        if places:
            verdict = Verdict.TRUE if token.value in places else Verdict.FALSE
            right = like_ordinal(token.said, places[0])
            yield from sentence.claim(match["k"], Kind.RESULT, verdict, right)


def _prizes(sentence: Sentence) -> Iterator[Claim]:
    """ "Won the Trophy with 155 points": what its winner had of points."""
    book = sentence.book
    if sentence.report.round not in (None, book.tournament.last_round):
        return
    for match in _PRIZE.finditer(sentence.pattern):
        number, award = match["n"] or match["m"], sentence.token(match["a"] or match["b"]).award
        of_points = any(
            its.name == award and its.measure is Measure.STABLEFORD for its in book.competitions
        )
        token = sentence.token(number)
        for code in (holders(book, award) or ())[:1] if of_points else ():
            total = book.total(code, book.last, Measure.STABLEFORD)
            days = [book.stretch(code, n, Measure.STABLEFORD) for n in book.numbers]
            if total is None or token.value in days or sentence.may_be(match.start()):
                continue
            verdict = Verdict.TRUE if token.value == total else Verdict.FALSE
            yield from sentence.claim(number, Kind.RESULT, verdict, like(token.said, total))
