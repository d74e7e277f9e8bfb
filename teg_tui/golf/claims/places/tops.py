"""Who is first, level or last in a competition that is named, told in other words than "leads"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.places.standing_words import competition_of
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.standings import Standings

_OF = r"(?:of |in |for )?(?:the )?=(?P<award>\d+)"
_FIRST = compiled(
    rf"@(?P<who>\d+)(?: now| still| again)? (?:heads|tops|sits (?:on top|at the top)|is (?:on )?top"
    rf"|is at the head|is (?:out )?in front) {_OF}(?! (?:lead|race) )"
    rf"|@(?P<who2>\d+) (?:is|remains|stays)(?: now| still)? (?:the )?=(?P<award2>\d+) leader\b"
    r"|=(?P<award3>\d+) leader(?: is|:| -)? @(?P<who3>\d+)(?!')"
)
_LAST = compiled(
    rf"@(?P<who>\d+)(?: now| still)? (?:props up (?:the rest |everybody )?|brings up the rear "
    rf"|is bottom |is rock bottom ){_OF}"
)
_LEVEL = compiled(
    rf"@(?P<who>\d+) (?:is|finished|stands|lies) level with @(?P<other>\d+) {_OF}"
    rf"|@(?P<who2>\d+) and @(?P<other2>\d+) (?:are|finished|stand)(?: now)?"
    r" (?:level|tied|all square) (?:at the top )?(?:of |in )(?:the )?=(?P<award2>\d+)"
)
_ANOTHER_TIME = compiled(r"\bovernight\b|\bbefore\b|\bhad\b|\buntil\b|\bbriefly\b|!\d|&\d")


def check_tops(sentence: Sentence) -> Iterator[Claim]:
    """The first, the level and the last of a sentence, as of the round it is about."""
    if sentence.elsewhere or "=" not in sentence.pattern:
        return
    for pattern in (_FIRST, _LAST, _LEVEL):
        for match in pattern.finditer(sentence.pattern):
            words = sentence.around(match.start())
            if sentence.may_be(match.start()) or _ANOTHER_TIME.search(words):
                continue
            table = _table(sentence, _group(match, "award"))
            if table is not None and table.rows:
                yield from _judged(sentence, match, pattern, table)


def _group(match: re.Match[str], name: str) -> str:
    """A group that stands in one of several alternatives."""
    found = match.groupdict()
    return next((text for key, text in found.items() if key.rstrip("23") == name and text), "")


def _table(sentence: Sentence, award: str) -> Standings | None:
    its = competition_of(sentence.book, sentence.token(award).award)
    number = sentence.section_round or sentence.book.last
    return sentence.book.table(its.measure, number) if its else None


def _judged(
    sentence: Sentence, match: re.Match[str], pattern: re.Pattern[str], table: Standings
) -> Iterator[Claim]:
    """A claim that turns on the last name in the words."""
    roster = sentence.report.roster
    who, other = _group(match, "who"), _group(match, "other")
    codes = sentence.token(who).codes
    if other:
        rows = [place_in(table, c) for n in (who, other) for c in sentence.token(n).codes[:1]]
        totals = {row.total if row else None for row in rows}
        verdict = Verdict.TRUE if len(totals) == 1 else Verdict.FALSE
        if None in totals:
            verdict = Verdict.UNCHECKED
        yield from sentence.claim(other, Kind.POSITION, verdict)
        return
    right = table.last if pattern is _LAST else table.leaders
    kind = Kind.POSITION if pattern is _LAST else Kind.LEAD
    good = {player.code for player in right} & set(codes)
    expected = " and ".join(roster.name(player.code) for player in right)
    yield from sentence.claim(who, kind, Verdict.TRUE if good else Verdict.FALSE, expected)
