"""A distance told day by day: "two points after the first round, one after the second, four now".

Each figure has its own moment in words beside it, all before their figures or all behind them;
whose distance it is and from whom is the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim
from teg_tui.golf.claims.leading.in_one_breath import (
    Reading,
    judged_together,
    measures_meant,
    unit_of,
)
from teg_tui.golf.claims.places.standing_words import Moment, ahead, leaders_at
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled

_UNIT = grammar.TOLD_UNIT
_FIGURE = compiled(rf"(?<![=@!&$\d])#(?P<n>\d+){_UNIT}(?! (?:rounds?|holes?|days)\b)")
_DISTANCE = compiled(
    r"\b(?:lead|advantage|margin|cushion|gap|deficit|buffer|arrears|difference|behind|adrift|ahead"
    r"|clear|in front|trail\w*|leads?|led|back)\b"
)
_AFTER = compiled(
    r"\b(?:after|through|following|on|at the end of) (?:the |his )?[&!](\d+)"
    r"(?! (?:hole|green|tee)\b)"
)
_GONE = compiled(
    r"\bafter (?:(?P<one>one|a) (?:round|day)"
    r"|#(?P<many>\d+)(?: rounds?| days?)?(?=[ ,.;]|$)(?! holes?\b))"
)
_LEFT = compiled(
    r"\bwith (?:(?P<one>one|a|the last) (?:round|day)|#(?P<many>\d+) (?:rounds?|days?))"
    r" (?:left|to go|to play|remaining|to come)"
)
_HALF = compiled(r"\b(?:at )?half-?way\b")
_END = compiled(
    r"\b(?:(?:at|by|in) the (?:end|close|finish|last)|in the end|at last|finally|overall)\b"
)
_ON_HOLES = compiled(r"\$\d|\b(?:holes?|green(?! jacket)|tee|turn)\b")
_CUES = ("after", "halfway", "half-way", "with a", "with one", "end", "close", "finish")


def check_day_by_day(sentence: Sentence) -> Iterator[Claim]:
    """What a distance was after one round and after another."""
    if sentence.elsewhere or sentence.section_round is not None or not sentence.has(*_CUES):
        return
    if not _DISTANCE.search(sentence.pattern) or _ON_HOLES.search(sentence.pattern):
        return
    told = _told(sentence)
    if not told or sentence.may_be(told[0][1]):
        return
    numbers = [number for number, _, _, _ in told]
    if not sentence.claimed.isdisjoint(numbers):
        return
    unit = next((its for _, _, its, _ in told if its), None)
    times = [when for _, _, _, when in told]
    yield from judged_together(sentence, numbers, _readings(sentence, told[0][1], unit, times))


def _told(sentence: Sentence) -> list[tuple[int, int, str | None, Moment]]:
    """Number, place and unit of each figure, and when it was; [] where one has no moment."""
    text = sentence.pattern
    gone = {m["many"] for pattern in (_GONE, _LEFT) for m in pattern.finditer(text)}
    found = [match for match in _FIGURE.finditer(text) if match["n"] not in gone]
    if len(found) < 2:
        return []
    ends = [match.end() for match in found]
    starts = [match.start() for match in found]
    behind = [text[a:b] for a, b in zip(ends, [*starts[1:], len(text)], strict=True)]
    before = [text[a:b] for a, b in zip([0, *ends[:-1]], starts, strict=True)]
    for pieces in (behind, before):
        whens = [_moment(sentence, piece) for piece in pieces]
        told = [
            (int(match["n"]), match.start(), match["unit"], when)
            for match, when in zip(found, whens, strict=True)
            if when is not None
        ]
        if len(told) == len(found):
            return told
    return []


def _moment(sentence: Sentence, words: str) -> Moment | None:
    """After which round some words say it was."""
    book = sentence.book
    last = book.tournament.last_round
    number = 0
    gone = _GONE.search(words)
    if (match := _AFTER.search(words)) and not (gone and gone.start() < match.start()):
        number = sentence.token(match[1]).value
    elif match := gone:
        number = 1 if match["one"] else sentence.token(match["many"]).value
    elif match := _LEFT.search(words):
        number = last - (1 if match["one"] else sentence.token(match["many"]).value)
    elif _HALF.search(words):
        number = last // 2
    elif _END.search(words):
        number = last
    return Moment(number) if number in book.numbers else None


_RIVAL = compiled(r"\b(?:over|on|to|of|behind|from|ahead of|clear of) (?:the )?@(\d+)\b(?!')")


def _readings(
    sentence: Sentence, at: int, unit: str | None, times: list[Moment]
) -> Iterator[Reading]:
    book = sentence.book
    told = _RIVAL.search(sentence.pattern)
    rivals = sentence.token(told[1]).codes if told else ()
    mine = [code for code in sentence.playing(sentence.owner(at)) if code not in rivals]
    for measure in measures_meant(sentence, at, unit_of(unit)):
        for code in mine:
            for others in (rivals, ()) if rivals else ((),):
                far = [ahead(book, measure, when, code, others) for when in times]
                yield tuple(None if value is None else abs(value) for value in far)
        yield tuple(
            ahead(book, measure, when, leaders_at(book, measure, when)[0], ()) for when in times
        )
