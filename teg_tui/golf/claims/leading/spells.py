"""How long somebody was in front: from one hole to another, since one, until one, all day.

The frame: a clause that tells who led, or shared the lead, and between which holes. It is true if
any time that somebody who may be meant was in front, alone or not, began and ended there, in any
round and competition that may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.at_the_top import LEAD, holds
from teg_tui.golf.claims.leading.turns import opened, people_meant, ranked_by
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.numbers import like_ordinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES, Measure

_OF_ROUND = r"(?:(?: hole| green)? (?:of|in|on) (?:the )?&(?P<{0}>\d+))?"
_IN_ROUND = r"(?:(?:the )?&(?P<{0}>\d+)(?:'s?)?,? )?"
_HOLE = r"(?:the )?(?:[a-z]+ |par-#\d+ )?"
_SINCE = compiled(
    rf"\b(?P<from>from|since) {_IN_ROUND.format('r')}{_HOLE}!(?P<h>\d+)(?P<tee> tee)?"
    rf"{_OF_ROUND.format('q')}"
)
_UNTIL = compiled(
    rf"\b(?P<till>until|till|to|through|up to|as far as) {_IN_ROUND.format('r')}{_HOLE}!(?P<h>\d+)"
    rf"{_OF_ROUND.format('q')}"
)
_STRETCH = compiled(r"\$(\d+)")
_LAST_TIME = compiled(
    r"(?:\^\d+|\b(?:first|only|last)) time\b|\b(?:not|never|n't|nobody|no one)\b[^,;]*\b(?:since"
    r"|from)\b"
    r"|\bagain\b"
)
"""Words that name the end of an earlier time, not the beginning of this one."""
_BEGAN = compiled(
    r"\b(?:took|take[ns]?|went|gone|mov\w+|seiz\w+|broke|got|hit|lost|pass\w*|drew|caught|cut|won"
    r"|made"
    r"|par(?:red|s)?|bird\w+|points?|strokes?|shots?|bogey\w*|trail\w*|behind|back|chang\w+|turn\w*"
    r"|gain\w*|grew|stretch\w*|extend\w*|from #|within|scor\w+)\b"
)
"""Words of something else that lasted, or began, there."""


_ALONE = compiled(r"\b(?:alone|on his own|outright|sole|to himself)\b")
_SHARED = compiled(r"\bor (?:jointly )?(?:shar|tie|level|joint|co-)\w*")
_TO_THE_END = compiled(
    r"\bfor good\b|\b(?:right |all the way )?to the (?:very )?(?:end|finish|close)\b(?! of)"
    r"|\bever since\b|\b(?:from (?:then|there) on|the rest of the way)\b"
)
_MANY = compiled(r"#\d+")
"""How large a lead was all that time, or how many holes."""


@dataclass(frozen=True)
class _Span:
    """From when to when somebody is said to have been in front; None where an end is not told."""

    number: int
    """The token that it turns on."""
    first: int | None
    last: int | None
    slack: bool = False
    """Whether the last hole may be that at which it ended."""
    start_round: int | None = None
    end_round: int | None = None
    to_the_end: bool = False
    """Whether it lasted to the end of a round, or of all."""


def check_spells(sentence: Sentence) -> Iterator[Claim]:
    """For which holes a sentence says that somebody led."""
    text = sentence.pattern
    if sentence.elsewhere or not sentence.has(
        "from", "since", "until", "till", "$", " to ", "throu"
    ):
        return
    seen = set[int]()
    for match in LEAD.finditer(text):
        start, end = _around(sentence, match.start())
        if start not in seen and not sentence.may_be(match.start()):
            seen.add(start)
            yield from _told(sentence, start, end, match.start())


_UNTIL_SOMEBODY = compiled(r" (?:until|till|when|before|and then) (?:@\d+|he|his)\b")
_ASIDE = compiled(r"\([^)]*\) (?=for the|since|from|until)")
"""Figures in brackets, after which a clause goes on."""


def _around(sentence: Sentence, at: int) -> tuple[int, int]:
    """The words that tell of one time in front: between commas where these name their holes."""
    part = sentence.part(at)
    aside = _ASIDE.match(sentence.pattern, part[1] - 1)
    if aside:
        return part[0], sentence.clause(aside.end())[1]
    if re.search(r"[!$]\d", sentence.pattern[slice(*part)]):
        return part
    start, end = sentence.clause(at)
    return opened(sentence, start), end


def _told(sentence: Sentence, start: int, end: int, at: int) -> Iterator[Claim]:
    words = sentence.pattern[start:end]
    until = _UNTIL_SOMEBODY.search(words)
    end = start + until.start() if until and start + until.start() > at else end
    words = sentence.pattern[start:end]
    span = _span(sentence, words)
    if span is None or span.number in sentence.claimed:
        return
    again = _LAST_TIME.search(words) is not None
    if (
        not (again or holds(words))
        or _BEGAN.search(words)
        or _MANY.search(re.sub(r"\([^)]*\)", "", words))
    ):
        return
    how: tuple[bool, ...] = (True,) if _ALONE.search(words) else (True, False)
    if _SHARED.search(words):
        how = (False,)
    people = people_meant(sentence, start, end, at)
    ranked = ranked_by(sentence, at)
    if span.last is None and _TO_THE_END.search(words):
        span = replace(span, to_the_end=True)
    found = [
        _fits(sentence, measure, code, span, how, again=again)
        for measure in ranked
        for code in people
    ]
    if found:
        verdict = Verdict.TRUE if any(found) else Verdict.FALSE
        right = _began_instead(sentence, ranked[0], people, span)
        yield from sentence.settle(sentence.claim(span.number, Kind.LEAD, verdict, right))


def _began_instead(sentence: Sentence, measure: Measure, people: Sequence[str], span: _Span) -> str:
    """The hole of the same round, as that is written, at which one man did go in front."""
    token, number = sentence.token(span.number), span.start_round or sentence.section_round
    if len(people) != 1 or span.first is None or not number or token.sign is not Sign.HOLE:
        return ""
    first = _time(sentence.book, number, 1)
    runs = _runs(sentence.book, measure, people[0], alone=True)
    holes = [began - first + 1 for began, _ in runs if 0 <= began - first < HOLES]
    if not holes or token.said[0] in "Hh":
        return f"H{holes[0]}" if len(holes) == 1 else ""
    return like_ordinal(token.said, min(holes, key=lambda hole: abs(hole - token.value)))


def _span(sentence: Sentence, words: str) -> _Span | None:
    since, until = _SINCE.search(words), _UNTIL.search(words)
    stretch = _STRETCH.search(words)
    if stretch and not since:
        token = sentence.token(stretch[1])
        named = not re.search(r"\d|from|between|hole", token.said, re.IGNORECASE)
        return None if named else _Span(int(stretch[1]), token.value, token.last)
    if since is None:
        if until is None or until["till"] in ("to", "through"):
            return None
        last = sentence.token(until["h"]).value
        return _Span(int(until["h"]), None, last, True, end_round=_round(sentence, until))
    first = max(1, sentence.token(since["h"]).value - (1 if since["tee"] else 0))
    began = _round(sentence, since)
    if until is None or until.start() < since.start():
        return _Span(int(since["h"]), first, None, start_round=began)
    last = sentence.token(until["h"]).value
    return _Span(int(since["h"]), first, last, True, began, _round(sentence, until) or began)


def _round(sentence: Sentence, match: re.Match[str]) -> int | None:
    """The round that is named with a hole."""
    told = match["r"] or match["q"]
    return sentence.token(told).value or None if told else None


def _fits(
    sentence: Sentence,
    measure: Measure,
    code: str,
    span: _Span,
    how: Sequence[bool],
    *,
    again: bool,
) -> bool:
    """Whether a player was in front over a span, in any of the rounds that it may begin in."""
    book = sentence.book
    rounds = [n for n in (sentence.section_round, *sentence.rounds_named) if n] or book.numbers
    starts = [span.start_round] if span.start_round else rounds
    ends = [span.end_round] if span.end_round else rounds
    for alone in how:
        for began, ended in _runs(book, measure, code, alone=alone):
            if again and span.first is not None:
                at = {_time(book, n, span.first) for n in starts}
                if ended in at or ended + 1 in at:
                    return True
                continue
            first = span.first is None or any(
                began == time or (span.first == 1 and began <= time <= ended)
                for time in (_time(book, n, span.first) for n in starts)
            )
            last = _ends(book, span, (began, ended), ends)
            if first and last:
                return True
    return False


def _ends(book: Scorebook, span: _Span, run: tuple[int, int], rounds: Sequence[int]) -> bool:
    """Whether a time in front ended as it is told, in any of some rounds."""
    began, ended = run
    if span.last is None:
        return not (span.to_the_end and ended % HOLES)
    times = [_time(book, number, span.last) for number in rounds]
    return any(
        ended == time
        or (span.slack and ended + 1 == time)
        or (span.last == HOLES and began <= time <= ended)
        for time in times
    )


def _runs(
    book: Scorebook, measure: Measure, code: str, *, alone: bool
) -> Sequence[tuple[int, int]]:
    """The times for which a player led, alone or not: first and last hole of the tournament."""
    tops = [top for race in book.races(measure) for top in race.leaders]
    found, at = [], 1
    for leads, run in groupby(top == (code,) if alone else code in top for top in tops):
        many = len(list(run))
        if leads:
            found.append((at, at + many - 1))
        at += many
    return found


def _time(book: Scorebook, number: int, hole: int) -> int:
    """A round's hole, counted from the first of the tournament."""
    gone = book.numbers.index(number) if number in book.numbers else len(book.numbers)
    return gone * HOLES + hole
