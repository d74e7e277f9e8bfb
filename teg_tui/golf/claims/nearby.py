"""What a sentence may be about: everybody, every round, hole, moment and prize that it names.

More than the rules take it for: whom it names elsewhere, when else it speaks of.
"""

from __future__ import annotations

import re

from teg_tui.golf.claims.places.standing_words import Moment
from teg_tui.golf.claims.sums.parts import parts_named
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES, Measure

_WHOSE = re.compile(r"@(\d+)(?:'s|') (?:[a-z=-]+ ){0,2}$")
_OF_ANOTHERS = re.compile(
    r"\b(?:to|than|from|behind|against|beyond|of|match\w*|beat\w*|equal\w*|pass\w*) his"
    r" (?:[a-z-]+ ){0,3}$"
)
"""Before what may be his of whom the sentence before was: "closest to his total of 150"."""
_HE = re.compile(r"\b(?:he|his|him|whose)\b")
AT_START = re.compile(
    r"\b(?:overnight|beg[aiu]n\w*|start\w*|open\w*|resum\w*|enter\w*|arriv\w*|morning|previous\w*"
    r"|yesterday|going in|went in|came in(?:to)?|into|before the (?:round|day|start))\b"
)
AT_END = re.compile(
    r"\b(?:finish\w*|end(?:s|ed|ing)?|won|wins?|winning|final\w*|leads|is|are|now|lies?|sits?|trails?"
    r"|home|champion|victory|margin|tied?|ties|kept|keeps|retain\w*|prevail\w*|edg(?:e|es|ed|ing)"
    r"|pipp\w+|stands?|settl\w+|goes|went|evening|tonight|supper|nightfall"
    r"|came in(?! with)|close of)\b"
)
TURN = re.compile(r"\b(?:turn|halfway|front nine|out|outward)\b")
_NEXT = re.compile(r"\ba hole later\b|\bat the next\b|\b(?:next|following) hole\b")
_HOLES_GONE = re.compile(r"#(\d+)(?: more)? holes\b")
_SOME_TIME = re.compile(
    r"\b(?:was|were) then\b|\bthen (?:was|led|trailed)\b|\bhad (?:been|led|trailed)\b"
)
"""Words of a time that other sentences tell."""
_TO_PLAY = re.compile(
    r"\bwith (?:(?:just|only) )?(?:#(\d+)|one|a)(?: holes?)? (?:to (?:play|go)|left|remaining)"
    r"|(?:#(\d+)|\b(?:one|a)) holes? from (?:the (?:end|finish)|home)\b"
)
_OPENED = re.compile(
    r"\b(?:open|beg[aiu]n|start)\w* with (?:an? )?(?:#|birdie|par|bogey|double|blow)"
)
_ROUNDS_GONE = re.compile(
    r"\bafter #(\d+)(?: rounds?| days?|\b)"
    r"|\bwith (?:#(\d+)|one|a) (?:rounds?|days?) (?:to (?:play|go)|left|remaining)"
)


_DAYS_IN_HOLES = re.compile(r"\bwith #(\d+) holes (?:still )?(?:to (?:play|go)|left|remaining)")
"""Whole rounds told by their holes: "with 36 holes to play"."""


def people_of(sentence: Sentence, at: int, *, near: bool = False) -> tuple[str, ...]:
    """Everybody who may be meant; with `near` only those of the clause, if it names anybody."""
    possessed = _WHOSE.search(sentence.pattern[:at])
    if possessed:
        return sentence.token(possessed[1]).codes
    start, end = sentence.clause(at)
    beside = [code for p, codes, _ in sentence.people for code in codes if start <= p < end]
    begins = sentence.pattern[:1] == Sign.PERSON and not _OF_ANOTHERS.search(sentence.pattern[:at])
    if near and beside and (not _HE.search(sentence.pattern[start:end]) or (begins and not start)):
        return tuple(dict.fromkeys(beside))
    named = [code for _, codes, _ in sentence.people for code in codes]
    named += sentence.topic
    if not named or _HE.search(sentence.pattern):
        named += [*sentence.focus.codes, *sentence.focus.others, *_named_before(sentence)]
    return tuple(code for code in dict.fromkeys(named) if code in sentence.book.codes)


def _named_before(sentence: Sentence) -> list[str]:
    """Everybody whom the passage has named before the sentence."""
    before = (token for token in sentence.tokens if token.end <= sentence.start)
    return [code for token in before if token.sign is Sign.PERSON for code in token.codes]


def rounds_of(sentence: Sentence) -> list[int]:
    """The round of the section and those named; without either every one there is."""
    numbers = sentence.book.numbers
    found = [*([sentence.section_round] if sentence.section_round else []), *sentence.rounds_named]
    return [number for number in dict.fromkeys(found or numbers) if number in numbers]


def holes_of(sentence: Sentence) -> list[int]:
    """The holes named, else the one spoken of last."""
    named = [token.value for token in sentence.own if token.sign is Sign.HOLE]
    before = [sentence.focus.hole] if sentence.focus.hole else []
    return [hole for hole in dict.fromkeys(named or before) if 0 < hole <= HOLES]


def holes_told(sentence: Sentence) -> list[int]:
    """Every hole that the passage has named so far, and the one after it."""
    before = (token for token in sentence.tokens if token.end <= sentence.end)
    named = [token.value for token in before if token.sign is Sign.HOLE]
    return [hole for its in dict.fromkeys(named) for hole in (its, its + 1) if hole <= HOLES]


def moments_of(sentence: Sentence) -> list[Moment]:
    """Every moment that a sentence names; before and after its rounds, where it names none."""
    book, text = sentence.book, sentence.pattern
    told = rounds_told(sentence)
    if not sentence.section_round and not sentence.rounds_named:
        return [Moment(number) for number in (*told, book.last)]
    named = {token.value for token in sentence.own if token.sign is Sign.HOLE}
    ends = {end for first, last in parts_named(sentence) for end in (first - 1, last)}
    holes = named | {hole - 1 for hole in named} | ends
    holes |= {max(named or {sentence.focus.hole or 0}) + 1} if _NEXT.search(text) else set()
    holes |= {HOLES // 2} if TURN.search(text) else set()
    holes |= {sentence.token(match[1]).value for match in _HOLES_GONE.finditer(text)}
    for match in _TO_PLAY.finditer(text):
        left = match[1] or match[2]
        holes.add(HOLES - (sentence.token(left).value if left else 1))
    holes |= {1} if _OPENED.search(text) else set()
    start = AT_START.search(text) is not None
    end = AT_END.search(text) is not None or bool(sentence.rounds_named and not start)
    open_ = not (holes or start or end)
    if not holes and not start and _SOME_TIME.search(text):
        holes = set(range(1, HOLES))
    if not holes:
        spoken_of = holes_told(sentence)
        holes = {*spoken_of, *(hole - 1 for hole in spoken_of)}
    found = [Moment(number) for number in told]
    for number in rounds_of(sentence):
        earlier = book.before(number)
        before = start or open_ or "had" in text or "having" in text
        found += [Moment(earlier)] if earlier and before else []
        found += [Moment(number)] if end or open_ else []
        found += [Moment(number, hole) for hole in sorted(holes) if 0 < hole < HOLES]
    return list(dict.fromkeys(found))


def rounds_told(sentence: Sentence) -> list[int]:
    """Rounds told by how many were gone, or left."""
    book, found = sentence.book, []
    for match in _DAYS_IN_HOLES.finditer(sentence.pattern):
        days, over = divmod(sentence.token(match[1]).value, HOLES)
        found += [book.tournament.last_round - days] if days and not over else []
    for match in _ROUNDS_GONE.finditer(sentence.pattern):
        many = sentence.token(match[1] or match[2]).value if match[1] or match[2] else 1
        found.append(many if match[1] else book.tournament.last_round - many)
    return [number for number in found if number in book.numbers]


def measures_of(sentence: Sentence) -> list[Measure]:
    """By what people are ranked: by the prizes that the passage has named, else by the first."""
    competitions = sentence.book.competitions
    text = sentence.passage.text[: sentence.end].casefold()
    named = [its.measure for its in competitions if its.name.casefold().split()[-1] in text]
    found = [*named, *([Measure.GROSS] if "gross" in text else [])]
    if not found and ("stroke" in text or "shot" in text):
        found = [its.measure for its in competitions]
    found = found or [its.measure for its in competitions[:1]]
    return list(dict.fromkeys([*found, *([Measure.STABLEFORD] if Measure.NET in found else [])]))
