"""Lists of scores that answer lists of holes, or of players: "eight and six at the 8th and 9th".

As many scores as holes belong to them one by one, in their order or, where the words do not say so,
in any; as many as players likewise. "Sevens and eights at the 10th and 14th" are in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.play.deeds import played
from teg_tui.golf.claims.play.unplaced import anybody
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign

_JOIN = r"(?:, (?:and (?:then )?)?| and (?:then )?|/| then )(?:an? |another |the |his )?"
_A, _UNIT = r"(?:(?:an?|the|his) )?", r"(?: points?| pts)?"
_SCORES = compiled(rf"(?<![#\w]){_A}#\d+{_UNIT}(?:{_JOIN}#\d+{_UNIT})+(?![-\d]|\.\d)")
_HOLE = r"(?:par-#\d+ )?!\d+(?: \(par #\d+\))?"
_HOLES = compiled(rf"(?:the )?{_HOLE}(?:(?:, and |, | and )(?:(?:the|at|on) )*{_HOLE})+")
_PLAYERS = compiled(r"@\d+(?:(?:, and |, | and )@\d+)+(?!'|\d)")
_BETWEEN_FORWARD = compiled(
    r"(?: strokes| respectively)?,? (?:at|on|over|across|from|for)(?: both)? $"
)
_BETWEEN_BACK = compiled(
    r"[^;:@!#$&~]{0,60}(?<![a-z])(?:with|in|for|taking|took|made|making|scoring|scored|carded"
    r"|carding"
    r"|cost(?: him)?|were|went|running up|posted|posting|had|having|needed|needing"
    r"|brought(?: him)?)"
    r" $|:? $"
)
_TOOK = compiled(
    r"[^;:@!#$&~]{0,40}(?:took|made|had|needed|carded|scored|posted|ran up|taking|making) $"
)
_STRETCH = compiled(r"\$(\d+)")
_COST_HIM = compiled(r" (?:cost|brought|gave|handed|were|read)(?: @\d+(?:'s card)?| him)?:? $")
_NO_UNIT = compiled(r"(?! (?:rounds|days|holes|birdies|pars|bogeys|points ahead|clear)\b)")
_POINTS = compiled(r"\b(?:points?|pts)\b")
_MOST = 13
_IN_ORDER = compiled(r"\brespectively\b|\bin that order\b")
_OVER_THERE = compiled(r"@(\d+) \(~(\d+)\)")
_A_LIST = 3
"""So many players with strokes to par, and they are a list."""


class Answer(NamedTuple):
    """A list of scores and what it answers."""

    start: int
    end: int
    numbers: tuple[int, ...]
    holes: tuple[int, ...]
    """The holes in their order; one for a list that players are answered by."""
    codes: tuple[tuple[str, ...], ...]
    """Whose scores they are, one by one; or () where one player's are meant."""


def answers(sentence: Sentence) -> Iterator[Answer]:
    """The lists of a sentence that answer one another."""
    if Sign.NUMBER not in sentence.signs or not sentence.has(" and ", ", "):
        return
    text = sentence.pattern
    for match in _SCORES.finditer(text):
        numbers = tuple(int(number) for number in re.findall(r"#(\d+)", match[0]))
        values = [sentence.token(number).value for number in numbers]
        if not all(0 <= value <= _MOST for value in values) or not _NO_UNIT.match(
            text, match.end()
        ):
            continue
        yield from _of_holes(sentence, match, numbers)
        yield from _of_a_stretch(sentence, match, numbers)
        yield from _of_players(sentence, match, numbers)


def _of_holes(
    sentence: Sentence, match: re.Match[str], numbers: tuple[int, ...]
) -> Iterator[Answer]:
    text = sentence.pattern
    for listed in _HOLES.finditer(text):
        found = re.findall(r"!(\d+)", listed[0])
        forward = _BETWEEN_FORWARD.fullmatch(text[match.end() : listed.start()])
        back = _BETWEEN_BACK.fullmatch(text[listed.end() : match.start()])
        if len(found) == len(numbers) and (forward or back):
            holes = tuple(sentence.token(hole).value for hole in found)
            start, end = min(match.start(), listed.start()), max(match.end(), listed.end())
            yield Answer(start, end, numbers, holes, ())


def _of_a_stretch(
    sentence: Sentence, match: re.Match[str], numbers: tuple[int, ...]
) -> Iterator[Answer]:
    """As many scores as a stretch has holes: "the last three cost him five, seven and five"."""
    text = sentence.pattern
    for listed in _STRETCH.finditer(text):
        token = sentence.token(listed[1])
        forward = _BETWEEN_FORWARD.fullmatch(text[match.end() : listed.start()])
        back = _BETWEEN_BACK.fullmatch(text[listed.end() : match.start()])
        back = back or _COST_HIM.fullmatch(text[listed.end() : match.start()])
        if token.last - token.value + 1 == len(numbers) and (forward or back):
            holes = tuple(range(token.value, token.last + 1))
            start, end = min(match.start(), listed.start()), max(match.end(), listed.end())
            yield Answer(start, end, numbers, holes, ())


def _of_players(
    sentence: Sentence, match: re.Match[str], numbers: tuple[int, ...]
) -> Iterator[Answer]:
    text = sentence.pattern
    holes = {token.value for token in sentence.own if token.sign is Sign.HOLE}
    holes = holes or ({sentence.focus.hole} if sentence.focus.hole else set())
    if len(holes) != 1 or Sign.STRETCH in sentence.signs:
        return
    for listed in _PLAYERS.finditer(text):
        found = re.findall(r"@(\d+)", listed[0])
        if len(found) == len(numbers) and _TOOK.fullmatch(text[listed.end() : match.start()]):
            codes = tuple(sentence.token(who).codes for who in found)
            yield Answer(listed.start(), match.end(), numbers, tuple(holes), codes)


def check_answers(sentence: Sentence, found: Sequence[Answer]) -> Iterator[Claim]:
    """The claims of lists that answer one another: one a score."""
    for answer in found:
        at = sentence.pattern.find(f"#{answer.numbers[0]}")
        if not sentence.may_be(at):
            yield from _judged(sentence, answer, at)


def _judged(sentence: Sentence, answer: Answer, at: int) -> Iterator[Claim]:
    in_order = _IN_ORDER.search(sentence.pattern) is not None
    said = [sentence.token(number).value for number in answer.numbers]
    points = _POINTS.search(sentence.pattern, at, answer.end + 8) is not None
    rows = [*_rows(sentence, answer, at, points=points)]
    rows += [] if points else _rows(sentence, answer, at, points=True)
    if not rows:
        return
    best = max(rows, key=lambda row: sum(a == b for a, b in zip(row, said, strict=True)))
    orders = [tuple(said)] if in_order else list(permutations(said))
    fitting = any(order == row for row in rows for order in orders)
    for number, right in zip(answer.numbers, best, strict=True):
        token = sentence.token(number)
        verdict = Verdict.TRUE if fitting or token.value == right else Verdict.FALSE
        claims = sentence.claim(number, Kind.HOLE, verdict, like(token.said, right))
        yield from sentence.settle(claims)


def _rows(
    sentence: Sentence, answer: Answer, at: int, *, points: bool
) -> Iterator[tuple[int, ...]]:
    """What was scored there in their order, by everybody and in every round that may be meant."""
    owner: Owner | None = None
    if not answer.codes:
        owner = sentence.owner(at) or anybody(sentence, at)
        if owner is None or owner.every:
            return
    for number in sentence.any_rounds(at):
        everybody = [(code,) * len(answer.numbers) for code in sentence.playing(owner)]
        if answer.codes:
            everybody = [tuple(codes[0] for codes in answer.codes)]
        for codes in everybody:
            places = answer.holes * (len(answer.numbers) if answer.codes else 1)
            row = [
                played(sentence.book, code, number, hole)
                for code, hole in zip(codes, places, strict=True)
            ]
            known = [hole for hole in row if hole]
            if len(known) == len(row):
                yield tuple(hole.points or 0 if points else hole.strokes for hole in known)


def check_listed(sentence: Sentence) -> Iterator[Claim]:
    """Who was how much over on the only hole named: "at the 16th: Ned (+5), Bram (+4), Piers (+3)".

    Where most of a list is so; else it may tell of something else.
    """
    holes = [token.value for token in sentence.own if token.sign == "!"]
    entries = [match.groups() for match in _OVER_THERE.finditer(sentence.pattern)]
    rounds = sentence.any_rounds(0)
    if len(holes) != 1 or len(entries) < _A_LIST or len(rounds) != 1 or ":" not in sentence.pattern:
        return
    told = [(sentence.token(who).codes, number) for who, number in entries]
    found = [
        played(sentence.book, codes[0], rounds[0], holes[0]) if len(codes) == 1 else None
        for codes, _ in told
    ]
    overs = [hole.over if hole else None for hole in found]
    fitting = [its == sentence.token(n).value for its, (_, n) in zip(overs, told, strict=True)]
    if None in overs or 2 * sum(fitting) <= len(fitting):
        return
    for over, right, (_, number) in zip(overs, fitting, told, strict=True):
        verdict = Verdict.TRUE if right else Verdict.FALSE
        yield from sentence.claim(number, Kind.HOLE, verdict, f"{over:+d}")
