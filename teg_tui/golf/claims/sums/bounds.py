"""Bounds: "more than 45 points", "failed to break 90", "at least thirty": true of many values.

A bound is false only where no value that it may be of keeps within it. Which value that is, the
unit and the size tell: a day's points, a week's, a round's strokes.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.added_up import over, sum_so_far
from teg_tui.golf.claims.sums.amounts import Unit
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES

Compared = Callable[[int, int], bool]
_OPPOSITE: dict[Compared, Compared] = {
    operator.gt: operator.le,
    operator.ge: operator.lt,
    operator.lt: operator.ge,
    operator.le: operator.gt,
}
_UNIT = (
    r"(?:[- ](?:stableford )?(?P<points>points?|pts)|[- ](?P<strokes>strokes?|shots?|blows))"
    r"(?:[- ](?:mark|barrier|threshold|line))?\b"
)
_WORDS: tuple[tuple[str, Compared], ...] = (
    (r"(?:more than|in excess of|upwards of|north of|over|above)", operator.gt),
    (r"(?:at least|no fewer than|no less than|not less than|a minimum of)", operator.ge),
    (r"(?:fewer than|less than|under|below|south of|short of|shy of)", operator.lt),
    (r"(?:at most|no more than|not more than|a maximum of)", operator.le),
)
_VERBS: tuple[tuple[str, Compared], ...] = (
    (
        r"(?:pass(?:ed|es)?|topp(?:ed|ing)|tops?|exceed(?:ed|s)?|surpass(?:ed|es)?|cleared"
        r"|(?:went|go|goes|get|got|gets|climbed|sailed) (?:past|beyond|above|over))",
        operator.gt,
    ),
    (
        r"(?:reach(?:ed|es)?|(?:got|get|gets|made it|make it) (?:up )?to|attain(?:ed|s)?)",
        operator.ge,
    ),
    (r"(?:(?:fell|came up|finished|stopped|fall|falls|ended) short of)", operator.lt),
    (r"(?:br(?:oke|eaks?|oken)|crack(?:ed|s)?|duck(?:ed)? under|dipped under)", operator.lt),
)
_BREAKS = len(_VERBS) - 1
"""What one breaks: of strokes the lower is the better, of points the higher."""
_STOP = (
    r"(?=[,.;:)!]|$| (?:and|but|with|for|in|on|all|after|this|today|that|again|while|as|at|or"
    r"|until|to|once|only|over|across|despite|by|from|when|though|yet)\b)"
)
_ADVERB = r"(?:[a-z]+ly |the (?:magic(?:al)? )?|even |quite |just |his )*"
_BOUND = compiled(
    "|".join(
        rf"\b(?P<w{n}>{words}) {_ADVERB}#(?P<n{n}>\d+){_UNIT.replace('?P<', f'?P<w{n}')}"
        for n, (words, _) in enumerate(_WORDS)
    )
    + "|"
    + "|".join(
        rf"\b(?P<v{n}>{words}) {_ADVERB}#(?P<m{n}>\d+)(?:{_UNIT.replace('?P<', f'?P<v{n}')}"
        rf"|[- ](?:mark|barrier)\b|{_STOP})"
        for n, (words, _) in enumerate(_VERBS)
    )
)
_CUES = (
    *(
        "than",
        "least",
        "most",
        "minimum",
        "maximum",
        "excess of",
        "upwards",
        "north of",
        "south of",
    ),
    *(
        "over ",
        "above ",
        "under",
        "below ",
        "short of",
        "shy of",
        "beyond",
        " past",
        " to ",
        "pass",
    ),
    *("top", "exceed", "surpass", "clear", "reach", "attain", "bro", "break", "crack"),
)
_NOT = compiled(
    r"\b(?:did not|didn't|does not|doesn't|could not|couldn't|cannot|can't|failed to|fails to"
    r"|failing to|unable to|never|(?:has|have|had) yet to|has not|hasn't|had not|hadn't|not)"
    r"(?: (?:quite|even|manage to|managed to|get|go|have|had|score|make|made|take|took))*,? $"
)
_EVERY_ROUND = compiled(r"\b(?:in|on) (?:either|any|both|all)\b")
"""Of what was never done."""
_GAP_BEFORE = compiled(
    r"\b(?:by|lead of|gap of|margin of|advantage of|within|win of|trail\w*|leads?|led|cushion of"
    r"|deficit of|was|is|improve\w*|drop\w*|gain\w*|lost|los\w+|averag\w+|made up|closed)"
    r"(?: (?:just|well|a little|only))? $"
)
_GAP_AFTER = compiled(
    r"[- ](?:behind|ahead|clear|back|adrift|better|worse|off|apart|per|lead|gap|margin|cushion"
    r"|swing|deficit|between|more|fewer|a round|each|up on|down on|from|in hand|to spare)\b"
)
_PART = compiled(r"[$!]\d|\b(?:holes?|nine|turn|stretch|six|way home|averag\w+|combined|field)\b")
_SO_FAR = compiled(
    r"\b(?:week|tournament|so far|in all|total|overall|aggregate|trophy|event|rounds)\b|=\d+"
)
_LARGEST_DAY = {Unit.POINTS: 62, Unit.STROKES: 140}
"""More than that is of several rounds."""
_FEWEST_STROKES = 62
"""Less than that, where no unit stands, are points."""


@dataclass(frozen=True)
class Bound:
    """A number that a value is said to lie above or below."""

    number: int
    """Its token's."""
    value: int
    at: int
    end: int
    unit: Unit
    holds: Compared
    """Of the value and the bound."""
    denied: bool
    start: int
    """Where the words of the bound begin, a "not" before them included."""


def bounds(sentence: Sentence) -> Iterator[Bound]:
    """The bounds of a sentence."""
    if not sentence.has(*_CUES):
        return
    for match in _BOUND.finditer(sentence.pattern):
        kind, index, number, points = _parts(match)
        token = sentence.token(number)
        unit = Unit.POINTS if points else Unit.STROKES
        if points is None:
            unit = Unit.POINTS if token.value < _FEWEST_STROKES else Unit.STROKES
        holds = (_VERBS if kind == "v" else _WORDS)[index][1]
        if kind == "v" and index == _BREAKS and unit is Unit.POINTS:
            holds = operator.ge
        denial = _NOT.search(sentence.pattern[: match.start()])
        yield Bound(
            int(number),
            token.value,
            match.start(),
            match.end(),
            unit,
            _OPPOSITE[holds] if denial else holds,
            denial is not None,
            denial.start() if denial else match.start(),
        )


def _parts(match: re.Match[str]) -> tuple[str, int, str, bool | None]:
    """Word or verb, which of them, the number, and whether it is of points; None: unsaid."""
    for kind, numbers, table in (("w", "n", _WORDS), ("v", "m", _VERBS)):
        for index in range(len(table)):
            if match[f"{kind}{index}"]:
                points, strokes = match[f"{kind}{index}points"], match[f"{kind}{index}strokes"]
                return (
                    kind,
                    index,
                    match[f"{numbers}{index}"],
                    bool(points) if (points or strokes) else None,
                )
    raise ValueError(match[0])


def check_bounds(sentence: Sentence) -> Iterator[Claim]:
    """The bounds that somebody is said to have kept, passed or missed."""
    if sentence.elsewhere:
        return
    for bound in bounds(sentence):
        if bound.number in sentence.claimed:
            continue
        owner = sentence.owner(bound.start, bound.end)
        values = _values(sentence, bound, owner.codes) if owner and not owner.every else None
        if values is None or owner is None or not owner.sure or _is_wish(sentence, bound):
            if bound.denied:
                yield from sentence.claim(bound.number, Kind.TOTAL, Verdict.UNCHECKED)
            continue
        one = len(sentence.playing(owner)) == 1
        every = one and bound.denied and _EVERY_ROUND.search(sentence.pattern, bound.end)
        good = (all if every else any)(bound.holds(value, bound.value) for value in values)
        right = "" if good else str(values[0])
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim(bound.number, Kind.TOTAL, verdict, right)


def _is_wish(sentence: Sentence, bound: Bound) -> bool:
    """Whether the clause says what may be, its own "did not" apart."""
    needed = bound.unit is Unit.STROKES and sentence.pattern.endswith("needed ", 0, bound.start)
    start = bound.start - len("needed ") if needed else bound.start
    return sentence.may_be(bound.at, (start, bound.at))


def _values(sentence: Sentence, bound: Bound, codes: Sequence[str]) -> list[int] | None:
    """The values that a bound may be of; None where that is not known."""
    here = [code for code in codes if code in sentence.book.codes]
    start, end = sentence.clause(bound.at)
    words = sentence.pattern[start:end]
    left = sentence.pattern[: bound.at]
    if not here or _PART.search(words) or _GAP_AFTER.match(sentence.pattern, bound.end):
        return None
    if not bound.denied and _GAP_BEFORE.search(left):
        return None
    found: list[int | None] = []
    for code in here:
        found += values_of(sentence, bound, code, whole=bool(_SO_FAR.search(words)))
    return [value for value in found if value is not None] if None not in found else None


def values_of(sentence: Sentence, bound: Bound, code: str, *, whole: bool) -> list[int | None]:
    """What a player had in the rounds that a bound may be of, and so far where that is meant."""
    book = sentence.book
    rounds = [n for n in sentence.rounds(bound.at, bound.end) if n in book.numbers]
    through = rounds or [book.last]
    so_far = [sum_so_far(book, code, n, bound.unit)[0] for n in through]
    if bound.value > _LARGEST_DAY[bound.unit] or (whole and not rounds):
        return so_far
    day = [over(book, code, n, bound.unit, 1, HOLES)[0] for n in rounds or book.numbers]
    return [*day, *so_far] if whole else day
