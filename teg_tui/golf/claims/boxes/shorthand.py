"""The shorthand of notes: ranks, holes led of so many, places gained, nines apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.tour import Measure

_RANK = re.compile(
    r"\brank(?:ed)?:? #(?P<n>\d+) (?:\((?P<of>[^)]{1,30})\)|(?P<prize>=\d+|stableford\b|gross\b))"
)
_LED = re.compile(r"#(?P<n>\d+)/#\d+(?: holes)? \((?P<of>=\d+|stableford|gross|net)\)")
_MOVED = re.compile(r"(?<=[( ])~(?P<n>\d+) (?:positions?|places?)\b")
_NINES_APART = re.compile(r"\(diff(?:erence)?: (?:#|~)(?P<n>\d+)(?: pts| points)?\)")


_OFF_LEAD = re.compile(
    r"\(#\d+(?: pts| points)?(?: total)?, ~(?P<n>\d+)(?: pts| points)?"
    r"(?: from (?:the )?lead(?:er)?)?\)"
    r"|\^\d+(?: place)?(?:,? at #\d+ (?:pts|points))? \(~(?P<m>\d+)(?: pts| points)?"
    r"(?: from (?:the )?lead(?:er)?| off (?:the )?lead)?\)"
)
"""Behind a place or a total: "2nd (-4)", "(114, -4)", "3rd place (-6 from lead)"."""


def check_shorthand(sentence: Sentence) -> Iterator[Claim]:
    """What a note says in brackets of whom it is about."""
    if sentence.elsewhere or not sentence.has("(", "rank"):
        return
    if "rank" in sentence.pattern:
        yield from _ranks(sentence)
    if "led #" in sentence.pattern:
        yield from _holes_led(sentence)
    if "position" in sentence.pattern or "place" in sentence.pattern:
        yield from _moves(sentence)
    if "~" in sentence.signs:
        yield from _off_lead(sentence)
    if "(diff" in sentence.pattern:
        yield from _nines_apart(sentence)


def _code(sentence: Sentence, at: int) -> str | None:
    """Who alone can be meant."""
    owner = sentence.owner(at)
    codes = sentence.playing(owner)
    return codes[0] if owner and owner.sure and not owner.every and len(codes) == 1 else None


def _measures(sentence: Sentence, words: str) -> list[Measure]:
    """What words in a bracket count; a prize that goes by net may be told in points."""
    prize = re.search(r"=(\d+)", words)
    if prize:
        name = sentence.token(prize[1]).award
        named = [its.measure for its in sentence.book.competitions if its.name == name]
        return [*named, Measure.STABLEFORD] if named == [Measure.NET] else named
    for word, measure in (("gross", Measure.GROSS), ("net", Measure.NET)):
        if word in words:
            return [measure]
    return (
        [Measure.STABLEFORD, Measure.GROSS, Measure.NET]
        if "round" in words
        else ([Measure.STABLEFORD] if "stableford" in words else [])
    )


def _judged(
    sentence: Sentence, number: int, kind: Kind, values: Sequence[int | None]
) -> Iterator[Claim]:
    token = sentence.token(number)
    if values and None not in values:
        right = str(values[0]) if token.sign == "#" else f"{values[0]:+d}"
        yield from sentence.claim(number, kind, verdict_of(token.value, values), right)


def _ranks(sentence: Sentence) -> Iterator[Claim]:
    """ "rank 2 (round), rank 1 (Jacket)"; a prize's rank may be meant of the round alone."""
    book = sentence.book
    number = sentence.section_round or book.last
    for match in _RANK.finditer(sentence.pattern):
        code = _code(sentence, match.start())
        of = match["of"] or match["prize"]
        named = _measures(sentence, of)
        tables = [] if "round" in of else [book.table(its, number) for its in named]
        tables += [book.day(its, number) for its in named]
        rows = [place_in(table, code) for table in tables if code]
        places = [row.position if row else None for row in rows]
        yield from _judged(sentence, int(match["n"]), Kind.POSITION, places)


def _holes_led(sentence: Sentence) -> Iterator[Claim]:
    """ "led 72/72 holes (Trophy) & 21/72 (Jacket)"."""
    book = sentence.book
    rounds = [sentence.section_round] if sentence.section_round else book.numbers
    for match in _LED.finditer(sentence.pattern):
        code = _code(sentence, match.start())
        if code is None:
            continue
        found = [book.leads(m, code, rounds) for m in _measures(sentence, match["of"])]
        values = [value for alone, shared in found for value in (alone + shared, alone)]
        yield from _judged(sentence, int(match["n"]), Kind.LEAD, values)


def _moves(sentence: Sentence) -> Iterator[Claim]:
    """ "jumps to 2nd (+2 positions)"."""
    book, number = sentence.book, sentence.section_round
    earlier = book.before(number) if number else None
    if earlier is None or {"!", "$"} & sentence.signs:
        return
    for match in _MOVED.finditer(sentence.pattern):
        code = _code(sentence, match.start())
        values: list[int | None] = []
        for measure in Measure:
            if code is None:
                break
            before, after = (place_in(book.table(measure, n), code) for n in (earlier, number))
            values.append(before.position - after.position if before and after else None)
        yield from _judged(sentence, int(match["n"]), Kind.POSITION, values)


def _off_lead(sentence: Sentence) -> Iterator[Claim]:
    """ "2nd place (-4)": how far behind the leader, so far or on the day."""
    book, number = sentence.book, sentence.section_round or sentence.book.last
    for match in _OFF_LEAD.finditer(sentence.pattern):
        index = int(match["n"] or match["m"])
        code, token = _code(sentence, match.start()), sentence.token(index)
        if code is None or token.value >= 0:
            continue
        tables = [book.table(measure, number) for measure in Measure]
        tables += [book.day(measure, number) for measure in Measure]
        rows = [place_in(table, code) for table in tables]
        gaps = [-row.behind for row in rows if row and row.behind is not None]
        yield from _judged(sentence, index, Kind.MARGIN, gaps)


def _nines_apart(sentence: Sentence) -> Iterator[Claim]:
    """ "F9: 19 pts, B9: 14 pts (diff: 5)"."""
    book, number = sentence.book, sentence.section_round
    for match in _NINES_APART.finditer(sentence.pattern) if number else ():
        code = _code(sentence, match.start())
        nines = {(t.value, t.last) for t in sentence.own if t.sign == "$"}
        if code is None or nines != {(1, 9), (10, 18)}:
            continue
        values: list[int | None] = []
        by_points = sentence.has("pts", "points")
        for measure in (Measure.STABLEFORD,) if by_points else (Measure.STABLEFORD, Measure.GROSS):
            out, home = (book.stretch(code, number, measure, *nine) for nine in sorted(nines))
            apart = None if out is None or home is None else home - out
            values += [apart, None if apart is None else -apart]
        yield from _judged(sentence, int(match["n"]), Kind.TOTAL, values)
