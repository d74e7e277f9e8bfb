"""Which hole a report has got to: the one named last, the next, or one that nobody can tell."""

from __future__ import annotations

from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES

_HOLE = compiled(r"!(\d+)")
_NEXT = compiled(
    r"\b(?:(?:the|his) (?:very )?(?:next|following) (?:hole|tee|green)|(?:at|on"
    r"|to) the (?:very )?next"
    r"|(?:a|one) hole (?:later|further on|after(?:wards)?))\b"
)
_SOMEWHERE = compiled(
    r"\b(?:#\d+ holes (?:later|further on|before|earlier)|the hole (?:before|after)|the last"
    r"|at the (?:one|other|turn)|(?:^|[^a-z] )the \^\d+(?=,| (?:was|is|had|cost|gave|did)\b))"
)

_ELSEWHERE = compiled(r"\b(?:already|earlier|later|elsewhere|holes|way|once|twice|day|had)\b")
_MOVED_ON = compiled(
    r"\b(?:then|next|later|earlier|after|before|until|since|from|already|elsewhere|following"
    r"|by|holes|another|also|way|once|twice|again|day|round|back)\b"
)
"""Words by which a sentence may be of more holes than the one it names."""
_OF_MORE = compiled(r"[$&^]\d")
"""Stretches, rounds, and what may be a hole."""
ONWARDS = compiled(r"\b(?:next|following|follow(?:ed|s)|later|then)\b")
EVERY_HOLE = tuple(range(1, HOLES + 1))


def named_near(sentence: Sentence, at: int) -> tuple[list[int], str, str]:
    """The holes named around a place, up to a semicolon or colon; the words there, and before."""
    text = sentence.pattern
    start = max(text.rfind(sign, 0, at) for sign in ";:") + 1
    ends = [end for sign in ";:" if (end := text.find(sign, at)) >= 0]
    beside = text[start : min(ends, default=len(text))]
    named = [sentence.token(number).value for number in _HOLE.findall(beside)]
    return list(dict.fromkeys(named)), beside, text[:start]


def holes_at(sentence: Sentence, at: int) -> tuple[int, ...]:
    """The only hole named around a place, else those of before; () where it may be any."""
    named, beside, earlier = named_near(sentence, at)
    if _OF_MORE.search(beside) or _ELSEWHERE.search(beside) or len(named) > 1:
        return ()
    if named:
        return () if _MOVED_ON.search(beside) else tuple(named)
    before = _HOLE.findall(earlier)
    last = sentence.token(before[-1]).value if before else sentence.focus.hole
    so_far = sentence.pattern[:at]
    if last is None or _OF_MORE.search(earlier) or (not before and _SOMEWHERE.search(so_far)):
        return ()
    onwards = ONWARDS.search(sentence.pattern) and last < HOLES
    before_it = (its for its in sentence.tokens if its.start < sentence.start)
    told = (its.value for its in before_it if its.sign is Sign.HOLE)
    return tuple(dict.fromkeys((last, *((last + 1,) if onwards else ()), *told)))


def spoken_of_last(sentence: Sentence) -> int | None:
    """The hole that a sentence leaves off at; None where it names one that can't be told."""
    named = next(reversed(list(_HOLE.finditer(sentence.pattern))), None)
    hole = sentence.token(named[1]).value if named else sentence.focus.hole
    rest = sentence.pattern[named.end() if named else 0 :]
    if _SOMEWHERE.search(rest):
        return None
    if hole and _NEXT.search(rest):
        return hole + 1 if hole < HOLES else None
    return hole
