"""What a text speaks of, marked: people, holes, rounds, stretches, competitions, numbers.

A passage's text is turned into a pattern: everything that means something becomes a sign and a
number ("@0 won his ^1 =2 by #3 points from @4"), the rest small letters. Rules are written against
patterns, and need not know how a hole or a number may be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from teg_tui.golf.claims.words.numbers import (
    CARDINAL,
    CARDINALS,
    ORDINAL,
    ORDINALS,
    cardinal,
    ordinal,
)
from teg_tui.golf.claims.words.people import Roster
from teg_tui.golf.claims.words.rules import in_small, unaccented
from teg_tui.golf.tour import HOLES


class Sign(StrEnum):
    """What a token is; its first character in a pattern."""

    PERSON = "@"
    NUMBER = "#"
    DECIMAL = "?"
    ORDINAL = "^"
    TO_PAR = "~"
    STRETCH = "$"
    HOLE = "!"
    ROUND = "&"
    EVENT = "%"
    AWARD = "="


class Token(NamedTuple):
    """Something that means something."""

    sign: Sign
    start: int
    end: int
    said: str
    value: int = 0
    """Of a number; a hole's or round's number; a stretch's first hole."""
    last: int = 0
    """A stretch's last hole."""
    codes: tuple[str, ...] = ()
    """Of a person: everybody who may be meant."""
    exact: float = 0.0
    """Of a decimal."""
    award: str = ""
    """A prize's full name."""
    weak: bool = False
    """Whether a round is named by what may be a slip itself: a weekday."""


@dataclass(frozen=True)
class Names:
    """What is called how in a tournament."""

    roster: Roster
    event: str
    awards: dict[str, str]
    """A prize's name as it may be written, in small letters -> its full name."""
    last_round: int
    """The number of the last round planned."""
    weekdays: dict[str, int]
    """Weekday -> the round played on it, where there is one only."""
    champions: tuple[str, ...]
    """Codes of those who may be called the defending champion."""

    @cached_property
    def event_pattern(self) -> re.Pattern[str]:
        """A tournament by its number."""
        pattern = rf"(?<!\w){re.escape(self.event)} (?:\w+ )?(\d{{1,4}})\b"
        return re.compile(pattern, re.IGNORECASE)

    @cached_property
    def award_pattern(self) -> re.Pattern[str]:
        """Every name of a prize, the longest first."""
        ordered = sorted(self.awards, key=len, reverse=True)
        pattern = rf"(?<!\w)({'|'.join(map(re.escape, ordered)) or '(?!)'})(?:s|ies)?(?!\w)"
        return re.compile(pattern, re.IGNORECASE)


def _at_words(
    begin: str, body: str, flags: re.RegexFlag = re.IGNORECASE | re.ASCII
) -> re.Pattern[str]:
    """A pattern tried only where a word begins with one of some signs: many times faster.

    Of texts without accents. None of its alternatives need ask again whether a word begins.
    """
    return re.compile(rf"(?<!\w)(?=[{begin}])(?:{body})", flags)


_CHAMPION = re.compile(
    r"(?<![,–—-] )\b(?<!as )[Tt]he (?:defending|reigning) champion(?='s? [a-z]| [a-z])"
    r"(?! (?:of|and|or|in|from|at|for)\b)"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
PREVIOUS = 0
"""The number of "the previous round", which only the reader of the passage knows."""
_SMALL = rf"(?:\d{{1,2}}|one|{CARDINAL})"
_ROUND = _at_words(
    "rdoflcpsteny0-9",
    rf"round (?P<n>{_SMALL})\b(?! of the)|(?<![\w-])R(?P<r>\d)(?=\W|$)"
    rf"|(?P<o>{ORDINAL})[- ]round\b|\b(?:on |the )?(?P<d>{ORDINAL}) (?:day|evening|night)\b"
    rf"|(?<!the )(?<!his )(?<!final )\bday (?P<dn>{_SMALL})\b(?! points| strokes| shots)"
    r"|(?P<before>(?:last|previous) (?:round|day)(?='s?\b)|yesterday"
    r"|the (?:day|round|evening|night) before(?=[,.;:)]|$| (?:and|but|with|had|was|he)\b))"
    r"|(?P<last>(?:final|last|closing)[- ](?:round|day|18|eighteen)|finale)\b"
    r"|(?P<first>opening[- ](?:round|day|18)|opener)\b",
)
_H = rf"(?:{ORDINAL}|\d{{1,2}}|one|{CARDINAL})"
_MANY = r"(?:[2-57-8]|1[0-7]|two|three|four|five|seven|eight|ten|eleven|twelve|thirteen|fourteen)"
_STRETCH = _at_words(
    "hbfoicslmt",
    rf"holes? (?P<a>{_H})\s?(?:-|–|to|through|thru)\s?(?P<b>{_H})\b"
    rf"|H(?P<ha>\d{{1,2}}) ?(?:[-–]|to|through) ?H?(?P<hb>\d{{1,2}})\b"
    rf"|(?:between|from) the (?P<ba>{ORDINAL}) (?:and|to|through) (?:the )?(?P<bb>{ORDINAL})\b"
    r"|(?P<back2>on the back)(?! nine| 9| of| foot|-)|\b(?P<front2>on the front)(?! nine| 9"
    r"| of| foot|-)"
    r"|(?P<front>F9\b|(?:front|first|outward|opening)[- ](?:nine|9)|outward half|front half)\b"
    r"|(?P<back>B9\b|(?:back|final|closing|inward|second|last)[- ](?:nine|9)|inward half"
    r"|back half)\b"
    rf"|(?:first|opening) (?P<head>{_MANY}) holes\b"
    rf"|(?:final|last|closing) (?P<tail>{_MANY}) holes\b"
    r"|(?P<six1>(?:first|opening|front|initial)[- ](?:six|6)\b(?: holes)?|(?:first|opening) third"
    r"(?= of)"
    r"|opening (?:stretch|burst|holes)|through (?:the )?(?:six|6)\b(?: holes)?(?!-| points))"
    r"|(?P<six2>(?:middle|second|mid)[- ](?:six|6)\b(?: holes)?"
    r"|middle (?:stretch|section|holes|third))"
    r"|(?P<six3>(?:final|last|closing|third)[- ](?:six|6)\b(?: holes)?"
    r"|(?:final|last) third(?= of)|closing (?:stretch"
    r"|burst|surge))",
)
_NO_HOLE = (
    r"(?! (?:of|time|times|trophy|trophies|jacket|spoon|wooden|green|title|place|spot|position|win|"
    r"round|day|evening|night|morning|afternoon|teg|event|half|nine|six|best|worst|lowest|highest|"
    r"player|man|tour|edition|birdie|blow|double|consecutive|straight|successive|victory|career|overall"
    r"|points?|year|lead|set of"
    r"|row|\d+ (?:holes|points)|(?:two|three|four|five|seven|eight|ten|twelve) holes))"
    r"(?![- ]round)"
)
_LATE = "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
"""So far down nobody stands: "the tenth" is a hole."""
_SUCH_A = (
    r"(?:short|long|tough|brut(?:al|ish)|tricky|treacherous|difficult|dangerous|demanding|easy"
    r"|fearsome|notorious|infamous|daunting|downhill|uphill|signature|pivotal|crucial|decisive"
    r"|fateful)"
)
"""What a hole may be called before its number."""
_HOLE = _at_words(
    "hptaobfueclsnmr0-9",
    rf"holes? (?P<a>{_H})\b|\bH(?P<h>\d{{1,2}})\b"
    rf"|par[- ](?:\d|three|four|five)s? (?P<p>{ORDINAL})\b"
    rf"|(?:the {_SUCH_A}|par[- ](?:\d|three|four|five)) (?P<parlast>last)\b{_NO_HOLE}"
    rf"|(?:the|that|this) (?P<o>{ORDINAL}) (?:hole|tee|green)\b(?! (?-i:[A-Z]))"
    rf"|the [a-z]+ (?P<adj>{ORDINAL}) (?:hole|tee|green)\b(?! (?-i:[A-Z]))"
    rf"|(?:at|on|by|from|after) the {_SUCH_A} (?P<such>{ORDINAL})\b{_NO_HOLE}"
    rf"|the {_SUCH_A} (?P<suchd>\d{{1,2}}(?:th|st|nd|rd))\b{_NO_HOLE}"
    rf"|the (?P<pair>{ORDINAL})(?=(?:, (?:the )?{ORDINAL})*,? and (?:the )?{ORDINAL} holes\b)"
    rf"|the (?P<where>{ORDINAL})(?=,? (?:at|on) which\b|, where\b|, an? (?:short |long )?par\b"
    r"|, the (?:short|long|par))"
    rf"|the (?P<late>{_LATE})\b{_NO_HOLE}"
    r"(?! (?:in (?:a row|succession)|running|on the trot)\b)"
    rf"|the same (?P<same>{ORDINAL})\b{_NO_HOLE}"
    rf"|(?:came|met|reached|faced|survived|left|negotiated) the (?P<met>{ORDINAL})\b{_NO_HOLE}"
    rf"|(?<='s )(?P<its>{ORDINAL}) (?:hole|tee|green)\b(?! (?-i:[A-Z]))"
    rf"|(?<=round \d's )(?P<of>{ORDINAL})\b{_NO_HOLE}"
    rf"|(?:at|on|by|from|to|after|through|until|before|parred|birdied|bogeyed|eagled) the"
    rf" (?P<t>{ORDINAL})\b{_NO_HOLE}"
    rf"|(?:at|on) (?P<s>\d{{1,2}}(?:th|st|nd|rd))\b{_NO_HOLE}"
    rf"|the (?P<d>\d{{1,2}}(?:th|st|nd|rd))\b{_NO_HOLE}"
    rf"|at (?P<n>\d{{1,2}})(?=[,;)]|\.(?!\d)|\.?$| and\b)"
    r"|(?:at|on) (?P<last>the last)(?=[,.;:)]|$| (?:to|for|and|with|where|as|when|but|hole"
    r"|both|he|they|nobody"
    r"|came|brought|gave|cost|put|made|was)\b| (?-i:[A-Z][a-z]))"
    rf"|the (?P<s2>{ORDINAL})(?= (?:brought|yielded|saw|claimed|delivered|inflicted|witnessed"
    r"|turned|decided)\b)"
    r"|(?P<lasthole>(?:last|final|closing|home) (?:hole|green|tee))\b"
    r"|(?P<firsthole>opening hole)\b|\b(?:at|on|of) the (?P<firstpar>opening"
    r" par[- ](?:three|four|five|\d))\b"
    r"|(?:at|on|of) the (?P<lastpar>(?:closing|final|last) par[- ](?:three|four|five|\d))\b",
)
_MORE_HOLES = re.compile(
    rf"(?:,? and |, (?:and )?|,? or )(?:at |on )?(?:the )?(?P<o>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL}"
    rf"|\d{{1,2}}(?=[,.;)]| and))\b{_NO_HOLE}(?! points| strokes| over| pts|-)",
    re.IGNORECASE,
)
_MORE_HOLES_LISTED = re.compile(
    r"(?:,? and |, (?:and )?|,? or )(?P<o>\d{1,2})(?=[,.;:)]|$| (?:and|as|before|when|while|where"
    r"|with|after|featur\w+)\b)",
    re.IGNORECASE,
)
"""More holes behind "holes 2"."""
_NUMBER = _at_words(
    "adefilmnopstz0-9+-",
    rf"(?<![\w.])(?P<par>(?:[+-]|plus[- ]|minus )(?:\d{{1,3}}|{CARDINAL})(?!\w|\.\d))"
    r"|(?P<level>\b(?:level|even)[- ]par\b)"
    r"|(?<![\w.])(?P<decimal>\d{1,3}\.\d+)(?!\w)"
    rf"|(?<![\w.])(?P<ordinal>{ORDINAL})\b|t(?P<tied>\d(?:st|nd|rd|th))\b"
    rf"|(?<![\w.+])(?P<number>\d{{1,4}}|{CARDINAL})(?=pts?\b|(?=\b|[a-z]?\W|$)(?!\d|\.\d|\w))"
    r"|(?<!without )(?P<one>(?:one|single|an?)(?: (?:solitary|single|lone))?)"
    r"(?=[- ](?:stableford )?(?:points?|strokes?|shots?)\b)"
    r"|(?P<alone>one)(?= (?:birdie|par|blow-up|zero|eagle|behind|ahead|back|clear|in front"
    r"|over)\b)"
    r"|(?<=\bby )(?P<by>one)\b"
    r"|(?P<none>no|zero)(?= (?:birdies?|pars?|blow-ups?|zeros?|eagles?|points?)\b)",
    re.ASCII,
)
"""Of small letters only, in which it is sought three times as fast."""


def tokens(text: str, names: Names) -> list[Token]:
    """Everything in a text that means something, in order; an overlap is the first kind's."""
    found: list[Token] = []
    taken = bytearray(len(text))
    for token in _candidates(text, names):
        if not any(taken[token.start : token.end]):
            taken[token.start : token.end] = b"\1" * (token.end - token.start)
            found.append(token)
    return sorted(found, key=lambda token: token.start)


_WORDS = re.compile(r"[a-z]+|\d+")
_ROUND_CUES = frozenset(
    ("round", "r", "day", "yesterday", "finale", "opener", "18", "eighteen", "evening", "night"),
)
_STRETCH_CUES = frozenset(
    (
        *("hole", "holes", "h", "between", "from", "back", "front", "f", "b", "nine", "9", "half"),
        *("six", "6", "stretch", "burst", "section", "third", "surge"),
    )
)
_NUMBER_CUES = frozenset(
    (
        *(part for words in (*CARDINALS, *ORDINALS) for part in re.split(r"[- ]", words)),
        *("one", "single", "hundred", "level", "even", "plus", "minus", "no", "zero"),
        *("point", "points", "stroke", "strokes", "shot", "shots"),
    )
)
_HOLE_CUES = frozenset(("last", "final", "closing", "home", "opening"))
"""Words without one of which there is nothing to find; digits apart. Sought in small letters."""


def _candidates(text: str, names: Names) -> Iterator[Token]:
    for mention in names.roster.mentions(text):
        start, end = mention.start, mention.end
        yield Token(Sign.PERSON, start, end, text[start:end], codes=mention.codes)
    small, plain = in_small(text), unaccented(text)
    words = set(_WORDS.findall(small))
    if "champion" in words and names.champions:
        for match in _CHAMPION.finditer(text):
            start, end = match.span()
            yield Token(Sign.PERSON, start, end, match[0], codes=names.champions)
    if names.event.lower() in small:
        yield from _events(text, names)
    if not words.isdisjoint(_ROUND_CUES):
        yield from _rounds(text, plain, names)
    if not words.isdisjoint(_STRETCH_CUES):
        yield from stretches(plain)
    numbered = not words.isdisjoint(_NUMBER_CUES) or any(map(str.isdigit, words))
    if numbered or not words.isdisjoint(_HOLE_CUES):
        yield from _holes(plain)
    if any(map(small.__contains__, names.awards)):
        yield from _awards(text, names)
    if numbered:
        yield from _numbers(text, unaccented(small))


def _events(text: str, names: Names) -> Iterator[Token]:
    for match in names.event_pattern.finditer(text):
        yield Token(Sign.EVENT, match.start(), match.end(), match[0], int(match[1]))


def _rounds(text: str, plain: str, names: Names) -> Iterator[Token]:
    for match in _WEEKDAY.finditer(text):
        if match[0] in names.weekdays:
            number = names.weekdays[match[0]]
            yield Token(Sign.ROUND, match.start(), match.end(), match[0], number, weak=True)
    for match in _ROUND.finditer(plain):
        kind = match.lastgroup or ""
        start, end = match.span()
        if kind == "before":
            said = text[start:end]
            yield Token(Sign.ROUND, start, end, said, PREVIOUS, weak=said.endswith("before"))
            continue
        if kind in {"last", "first"}:
            value = names.last_round if kind == "last" else 1
        else:
            value = (ordinal if kind in {"o", "d"} else cardinal)(match[kind])
        yield Token(Sign.ROUND, start, end, text[start:end], value)


_PARTS = {"front": (1, 9), "front2": (1, 9), "back": (10, HOLES), "back2": (10, HOLES)}
_PARTS |= {"six1": (1, 6), "six2": (7, 12), "six3": (13, HOLES)}


def stretches(text: str) -> Iterator[Token]:
    """The stretches of holes that a text names."""
    for match in _STRETCH.finditer(text):
        kind = match.lastgroup or ""
        if kind in _PARTS:
            first, last = _PARTS[kind]
        elif kind in {"head", "tail"}:
            many = cardinal(match[kind])
            first, last = (1, many) if kind == "head" else (HOLES - many + 1, HOLES)
        else:
            ends = next((match[a], match[b]) for a, b in _ENDS if match[a])
            first, last = (_hole_number(end) for end in ends)
        if 1 <= first < last <= HOLES:
            yield Token(Sign.STRETCH, match.start(), match.end(), match[0], first, last)


_ENDS = (("a", "b"), ("ha", "hb"), ("ba", "bb"))


def _hole_number(text: str) -> int:
    is_ordinal = not text.isdigit() and re.fullmatch(ORDINAL, text, re.I)
    return ordinal(text) if is_ordinal else cardinal(text)


def _holes(text: str) -> Iterator[Token]:
    for match in _HOLE.finditer(text):
        kind = match.lastgroup or ""
        if kind in {"last", "lasthole", "lastpar", "parlast"}:
            value = HOLES
        else:
            value = 1 if kind in {"firsthole", "firstpar"} else _hole_number(match[kind])
        if not 1 <= value <= HOLES:
            continue
        end = match.end()
        start = match.start() if kind == "h" else match.start(kind)
        yield Token(Sign.HOLE, start, match.end(kind), text[start : match.end(kind)], value)
        in_words = not match.group(kind)[0].isdigit()
        listed = _MORE_HOLES_LISTED if match[0][:5].casefold() == "holes" else _MORE_HOLES
        while more := listed.match(text, end):
            if more["o"][0].isalpha() and not in_words:
                break  # "at the 11th and 18th, the first for three points"
            number = _hole_number(more["o"])
            if 1 <= number <= HOLES:
                yield Token(Sign.HOLE, more.start("o"), more.end("o"), more["o"], number)
            end = more.end()


def _awards(text: str, names: Names) -> Iterator[Token]:
    for match in names.award_pattern.finditer(text):
        award = names.awards[match[1].casefold()]
        yield Token(Sign.AWARD, match.start(), match.end(), match[0], award=award)


def _numbers(text: str, small: str) -> Iterator[Token]:
    for match in _NUMBER.finditer(small):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        said = text[start:end]
        if kind == "par":
            digits = said.lstrip("+-").removeprefix("plus").removeprefix("minus").strip(" -")
            value = cardinal(digits)
            negative = said[0] == "-" or said.casefold().startswith("minus")
            yield Token(Sign.TO_PAR, start, end, said, -value if negative else value)
        elif kind == "level":
            yield Token(Sign.TO_PAR, start, end, said, 0)
        elif kind == "decimal":
            yield Token(Sign.DECIMAL, start, end, said, exact=float(said))
        elif kind in {"ordinal", "tied"}:
            yield Token(Sign.ORDINAL, start, end, said, ordinal(said))
        elif kind == "none":
            yield Token(Sign.NUMBER, start, end, said, 0)
        elif kind == "number":
            yield Token(Sign.NUMBER, start, end, said, cardinal(said))
        else:
            yield Token(Sign.NUMBER, start, end, said, 1)
