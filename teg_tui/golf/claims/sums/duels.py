"""Two players' figures in one breath: "47 and 43 points", "38 to his 31", "outscored him by three".

Where no unit stands, points and strokes are both possible; so are the round's and the total so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.added_up import Values, over, sum_so_far
from teg_tui.golf.claims.sums.amounts import Unit
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES

_WORD, _UNIT = grammar.UNIT_WORD, grammar.TOLD_UNIT
_HAD = (
    r"(?:had|has|scored|took|shot|made|posted|carded|returned|managed|signed for|went round in"
    r"|got|recorded|compiled|collected|finished on|finished with|were on|had rounds of)"
)
_LITTLE = r"(?:(?:just|only|a mere|a|an) )?"
_END = r"(?=[,.;:)!?]|$| (?:and|but|on|in|for|today|respectively|while|played|between|so|as)\b)"
_TWO = compiled(
    rf"@(?P<a>\d+),? and @(?P<b>\d+)(?: both| each)? {_HAD} #(?P<x>\d+) and #(?P<y>\d+)"
    rf"{_UNIT}{_END}"
)
_THEN = compiled(
    rf"@(?P<a>\d+) {_HAD} {_LITTLE}#(?P<x>\d+){_UNIT}(?P<between>[;,.]? (?:and |but |while )?|: )"
    rf"@(?P<b>\d+),?(?: by contrast,| in turn,)?(?: (?:{_HAD}|could (?:only )?manage|in|on|with))?"
    rf" {_LITTLE}#(?P<y>\d+)(?:[- ](?:{_WORD}))?{_END}"
)
_OUTSCORED = compiled(
    rf"@(?P<a>\d+) (?:outscored|outpointed|outshot|bettered|beat|saw off) @(?P<b>\d+) by"
    rf" #(?P<x>\d+){_UNIT} to #(?P<y>\d+){_END}"
)
_AT_A_HOLE = compiled(
    r"!\d+[^;:.]{0,60}\b(?:where|when|as|and|;) [^;:.]*@|@[^;:.]*\b(?:at|on) (?:the )?!"
)
_NEAR = 24
_BOTH = compiled(
    rf"@(?P<a>\d+) and @(?P<b>\d+) (?:both|each) {_HAD} {_LITTLE}#(?P<n>\d+){_UNIT}{_END}"
    rf"|@(?P<c>\d+),? like @(?P<d>\d+),? {_HAD} {_LITTLE}#(?P<m>\d+)"
    rf"(?:[- ](?P<unit2>{_WORD}))?{_END}"
)
_PART = compiled(
    r"@(?P<a>\d+) (?:won|took|lost|edged|shaded) (?:the )?\$(?P<s>\d+),?"
    r" #(?P<x>\d+)\s?(?:[-–—]|to)\s?#(?P<y>\d+),? (?:against|from|over|to|with) @(?P<b>\d+)"
    r"|\$(?P<t>\d+),? @(?P<c>\d+) (?:had|scored|took|made) #(?P<u>\d+)(?: points?)?"
    r" to @(?P<d>\d+)'s #(?P<v>\d+)"
)


def check_duels(sentence: Sentence) -> Iterator[Claim]:
    """The figures of a sentence that set two players side by side."""
    if sentence.elsewhere or len(sentence.people) < 2:
        return
    text = sentence.pattern
    for pattern in (_OUTSCORED, _TWO, _THEN):
        for match in pattern.finditer(text):
            if _AT_A_HOLE.search(text, 0, match.end() + _NEAR):
                continue  # strokes there, most likely
            units = _units(match["unit"])
            yield from _figure(sentence, match["a"], match["x"], units, (1, HOLES))
            yield from _figure(sentence, match["b"], match["y"], units, (1, HOLES))
    for match in _BOTH.finditer(text):
        units = _units(match["unit"] or match["unit2"])
        yield from _both(sentence, match, units)
    for match in _PART.finditer(text):
        token = sentence.token(match["s"] or match["t"])
        part = token.value, token.last
        yield from _figure(
            sentence, match["a"] or match["c"], match["x"] or match["u"], _units(None), part
        )
        yield from _figure(
            sentence, match["b"] or match["d"], match["y"] or match["v"], _units(None), part
        )


def _units(said: str | None) -> list[Unit]:
    if not said:
        return [Unit.POINTS, Unit.STROKES]
    return [Unit.POINTS] if said.startswith("p") else [Unit.STROKES]


def _values(
    sentence: Sentence, person: str, at: int, units: Sequence[Unit], part: tuple[int, int]
) -> Values:
    """What a player had, in any of these units, of the round; of all rounds so far, too."""
    book = sentence.book
    found: Values = []
    for code in sentence.token(person).codes:
        if code not in book.codes:
            return [None]
        for number in sentence.any_rounds(at):
            for unit in units:
                found += over(book, code, number, unit, *part)
                if part == (1, HOLES):
                    found += sum_so_far(book, code, number, unit)
    return found


def _figure(
    sentence: Sentence, person: str, number: str, units: Sequence[Unit], part: tuple[int, int]
) -> Iterator[Claim]:
    at = sentence.pattern.index(f"#{number}")
    if sentence.may_be(at):
        return
    token = sentence.token(number)
    values = _values(sentence, person, at, units, part)
    yield from sentence.claim(
        number,
        Kind.TOTAL,
        verdict_of(token.value, values),
        _nearest(token.said, token.value, values),
    )


def _nearest(said: str, value: int, values: Values) -> str:
    known = [its for its in values if its is not None]
    return like(said, min(known, key=lambda its: abs(its - value))) if known else ""


def _both(sentence: Sentence, match: re.Match[str], units: Sequence[Unit]) -> Iterator[Claim]:
    number = match["n"] or match["m"]
    token = sentence.token(number)
    if sentence.may_be(match.start()):
        return
    for person in (match["a"] or match["c"], match["b"] or match["d"]):
        values = _values(sentence, person, match.start(), units, (1, HOLES))
        verdict = verdict_of(token.value, values)
        if verdict is not Verdict.TRUE:
            right = _nearest(token.said, token.value, values)
            yield from sentence.claim(number, Kind.TOTAL, verdict, right)
            return
    yield from sentence.claim(number, Kind.TOTAL, Verdict.TRUE)
