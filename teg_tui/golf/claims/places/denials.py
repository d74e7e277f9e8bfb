"""Where somebody does not stand: "is not second", "no longer first", "out of the top three"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.places.standing_words import competition_of
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.standings import Standing, Standings

_IS = r"(?:is|was|are|were|sits|stands|lies|finished|finishes|ends|ended|drops|dropped|falls|fell)"
_NOT = compiled(
    rf"@(?P<who>\d+) {_IS} (?P<how>not|no longer) (?:in |on )?(?:the )?(?:\^(?P<n>\d+)(?: place)?"
    r"|(?P<word>top|in front|ahead|leading|last|bottom)) (?:in |of )?(?:the )?=(?P<award>\d+)"
    r"|@(?P<who2>\d+) (?:does not|did not|doesn't|didn't|no longer) leads?"
    r" (?:the )?=(?P<award2>\d+)"
)
_TOP = compiled(
    rf"@(?P<who>\d+) {_IS} (?P<how>in|inside|among|within|out of|outside|not in|not among)"
    r" the (?P<end>top|first|leading|bottom|last) #(?P<n>\d+) (?:in |of )?(?:the )?=(?P<award>\d+)"
)
_OUTSIDE = {"out of", "outside", "not in", "not among"}


def check_denials(sentence: Sentence) -> Iterator[Claim]:
    """Places in a competition that a sentence denies, and those it sets bounds to."""
    if sentence.elsewhere or "=" not in sentence.pattern or "@" not in sentence.pattern:
        return
    for match in _NOT.finditer(sentence.pattern):
        if not sentence.is_spoken(match.start()):
            yield from _denied(sentence, match)
    for match in _TOP.finditer(sentence.pattern):
        if not sentence.may_be(match.start()):
            yield from _bounded(sentence, match)


def _tables(sentence: Sentence, award: str) -> tuple[Standings | None, Standings | None]:
    """How a competition stands, and how it stood a round before."""
    its = competition_of(sentence.book, sentence.token(award).award)
    number = sentence.section_round or sentence.book.last
    if its is None:
        return None, None
    before = sentence.book.before(number)
    return sentence.book.table(its.measure, number), sentence.book.table(its.measure, before)


def _places(sentence: Sentence, table: Standings | None, who: str) -> list[Standing]:
    return [row for code in sentence.token(who).codes if (row := place_in(table, code))]


def _denied(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    who = match["who"] or match["who2"]
    table, earlier = _tables(sentence, match["award"] or match["award2"])
    now, before = _places(sentence, table, who), _places(sentence, earlier, who)
    if table is None or len(now) != 1:
        return
    wanted = 1
    if match["n"]:
        wanted = sentence.token(match["n"]).value
    elif match["word"] in {"last", "bottom"}:
        wanted = table.rows[-1].position
    good = now[0].position != wanted
    if match["how"] == "no longer" and match["n"] and before:
        good = good and before[0].position == wanted
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(match["n"] or who, Kind.POSITION, verdict)


def _bounded(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    table, _ = _tables(sentence, match["award"])
    now = _places(sentence, table, match["who"])
    if table is None or len(now) != 1:
        return
    limit = sentence.token(match["n"]).value
    place = now[0].position
    if match["end"] in {"bottom", "last"}:
        worse = sum(row.position > place for row in table.rows)
        inside = worse < limit
    else:
        inside = place <= limit
    good = inside is not (match["how"] in _OUTSIDE)
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(match["n"], Kind.POSITION, verdict)
