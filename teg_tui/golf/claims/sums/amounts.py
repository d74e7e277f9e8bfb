"""Points and strokes in a sentence: what they count, and whether they are a total or a distance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled


class Unit(Enum):
    """What an amount counts."""

    POINTS = "points"
    STROKES = "strokes"
    """Strokes, or strokes over par without a sign: "20 gross" is written for both."""
    TO_PAR = "to par"


class Sense(Enum):
    """What an amount is."""

    TOTAL = "total"
    GAP = "gap"
    """Between two players, or to the lead."""
    OTHER = "other"
    """A change, an average, something needed: not judged."""


@dataclass(frozen=True)
class Amount:
    """A number of points or strokes."""

    number: int
    """Its token's."""
    value: int
    at: int
    """Where it begins in the pattern, and where its unit ends."""
    end: int
    unit: Unit
    sense: Sense


_POINTS = r"[- ]?(?:stableford |trophy |hard-earned |total )?(?:points?|pts?|pointers?)\b"
_STROKES = r"[- ](?:gross )?(?:strokes?|shots?|blows)\b"
_AMOUNT = compiled(
    rf"#(?P<points>\d+){_POINTS}|#(?P<strokes>\d+){_STROKES}|(?<!/)#(?P<gross>\d+)(?:[- ]gross\b"
    r"| \(gross\))"
    r"|gross (?:score |total |round |return )?(?:of |was )?#(?P<grossof>\d+)\b(?!-| points| over"
    r"| above| strokes?\b| shots?\b| worse| better)"
    r"|~(?P<par>\d+)|#(?P<over>\d+)[- ](?:strokes? )?(?:over|above)(?:[- ]par)?(?= (?:par"
    r"|gross)\b|[,.;:)']|$"
    r"|-par| the card\b"
    r"| (?:for|in|on|to|at|after|and|with|round|through|across|over|total|overall|gross"
    r"|today)\b| \()"
    r"|#(?P<under>\d+)[- ]under(?:[- ]par)?\b"
    rf"|\b(?:round|went round|around|shot|signed for)(?: (?!in )[\w' ]{{1,20}})? (?:in "
    rf"|an? )#(?P<round>\d+)\b(?!{_POINTS}|-)"
    r"|\b(?:an? )#(?P<score>\d+)(?=,? (?:~|#\d+ over))"
)
_GAP_NOUNS = (
    r"(?:lead|leads|cushion|advantage|margin|gap|deficit|buffer|edge|defeat|chasm|head start)\b"
)
_SEVERAL = compiled(r"-point(?:ers| (?:returns|hauls|holes|scores|birdies|efforts|pars))\b")
"""Points of several holes: "four-point returns"."""
_A_ROUND = 25
"""As many points as a round may bring, and hardly a margin."""
_VICTORY = compiled(
    r"[- ](?:[a-z-]+ ){0,2}(?:=\d+ )?(?:victory|win|triumph|success|coronation|procession)\b"
)
_GAP_NOUN = compiled(rf"[- ](?:(?!round|second|half)[a-z'-]+ |=\d+ |gross ){{0,2}}{_GAP_NOUNS}")
_GAP_AFTER = compiled(
    r" (?:further |or more )?(?:behind|back(?! to| on| in\b| at| nine|-)|adrift|ahead|clear"
    r"|in front|in arrears|off(?! (?:an? (?:handicap|#)|his|scratch|#|the (?:[a-z]+ )?\$))|away"
    r"|short|shy|better|worse|apart|between(?! \$)|separat\w+|cover\w*|in it|down on|up on|in hand"
    r"|to the good|distant|from safety|to play with|below @|of (?:daylight|breathing|clear water)"
    r"|from (?:the (?:lead|leaders?|top|front|summit)|pass\w*|catch\w*|overtak\w*|overhaul\w*"
    r"|draw\w*|join\w*|reach\w*|beat\w*|tying|winning|victory|glory|level\w*|a (?:tie|share|win))"
    r"|over @|to spare)\b"
)
_OTHER_AFTER = (
    r"[- ](?:\w+[- ]){0,2}(?:swing|improvement|drop|turnaround|differential|difference|slide|jump"
    r"|more|fewer|higher|lower|less|per|a round|a hole|an? (?:round|hole)|each (?:round|day)"
    r"|spread|to make up|to find"
    r"|fall|gain|shift|range|decline|average|pace|target|apiece on average)\b"
    r"| or (?:better|more|fewer|less|so|worse)\b| (?:in|over|across|through|on|for|from) (?:each"
    r"|every|both|all(?! told)(?= ))\b| per\b"
    r"|[- ](?:up|down|above|below) (?:on|from)?\b|(?:, | \()(?:up|down)\b.{0,3}\)"
)
_GAP_BEFORE = compiled(
    r"\b(?:by|lead of|gap of|advantage of|margin of|cushion of|deficit of|leads? by|within|gap to"
    r"|(?:lead|gap|margin|cushion|deficit|advantage) (?:was|is|stood at|from|to"
    r"|(?:peaked|grew|stretched|shrank|fell|swelled|rose|opened out|extended) (?:at|to)))"
    r" (?:just |only |a mere |a single |exactly |over |as many as |as much as |a )?$"
)
_PREVIOUS = compiled(
    r"\b(?:previous(?:ly)?(?: best| worst| record| mark)?|bettering|beating"
    r"|old mark of)[: ]+(?:of )?$"
    r"|\b(?:from|than|off|past|under|below|on|of) (?:his|their|@\d+'s?) own (?:[a-z]+ )?$"
    r"|\b(?:old|former|previous|earlier|existing) (?:[a-z-]+ ){1,3}"
    r"(?:was|were|had been|stood at|of) (?:@\d+'s? |his (?:own )?|the )?(?:[a-z]+ )?$"
)
"""Before what a record or a best was until then."""
OF_SO_MANY = compiled(
    r"\^\d+[- ](?:best|worst|lowest|highest|most|largest|smallest|fewest)(?: [a-z]+){0,3} of $"
)
"""Before how many there have been: "the third lowest gross round of 238"."""
_RANGE = compiled(r"#\d+(?:-|–| or )$")
"""Before the second of two: "both at 11-12 points"."""
_RECEIVED = compiled(r"\b(?:had|ha(?:s|ve|d)|receiv\w+|gets?|given) $")
_LEAD_FROM = compiled(
    r"\b(?:lead|advantage|margin|cushion|gap|deficit)\b[^.;]{0,45}\bfrom #\d+[^.;@]{0,12}$"
)
_OF_NINES = compiled(r"\bfront(?: nine)?(?:,| and|, and|/)? $")
"""Before the other nine: "22 points front, 16 points back"."""
_OF_A_STRETCH = compiled(r"[- ](?:[a-z]+[ -]){0,2}\$\d+(?! (?:lead|advantage|gap|deficit|cushion))")
_NINE = compiled(r"\$\d+ \((?:just |only )?$")
"""In a bracket that a stretch of holes opens: "a clutch closing nine (18 pts back)"."""
_STEPPED = compiled(r"(?:to|from)(?: just| only)? $")
_OTHER_BEFORE = compiled(
    r"\b(?:averag\w+|crack\w*|break\w*|breach\w*|dropp\w+|lost"
    r"|losing|gained|gaining|improv\w+|los(?:e|es)"
    r"|cost(?:ing)?(?: him)?|shed|wasted|further|surrender\w*|hemorrhag\w+|leak\w+|sav\w+|than"
    r"|least|cut|closed|clos(?:es|ing)"
    r"|roughly|approximately|around|about|nearly|almost|every|some|past the|touching distance of"
    r"|a little over|upwards of|(?:just|well) (?:over|under)"
    r"|short of|to reach|far off|touching distance of|backed up|worth|clawed|claw\w*)"
    r"(?: (?:by|just|only|a|an|back|of|the|close to|over))* $"
)


@lru_cache(maxsize=8)
def amounts(sentence: Sentence) -> tuple[Amount, ...]:
    """Every amount of a sentence, in order; several families ask for those of one sentence."""
    return tuple(_amounts(sentence))


def _amounts(sentence: Sentence) -> Iterator[Amount]:
    text = sentence.pattern
    if "#" not in text and "~" not in text:
        return
    for match in _AMOUNT.finditer(text):
        kind = match.lastgroup or ""
        number = int(match[kind])
        token = sentence.token(number)
        unit = {
            "points": Unit.POINTS,
            "par": Unit.TO_PAR,
            "over": Unit.TO_PAR,
            "under": Unit.TO_PAR,
        }.get(kind, Unit.STROKES)
        value = -token.value if kind == "under" else token.value
        at = match.start(kind) - 1
        yield Amount(
            number, value, at, match.end(), unit, _sense(text, at, match.end(), kind, value)
        )


def _sense(text: str, at: int, end: int, kind: str, value: int) -> Sense:
    left, right = text[:at], text[end:]
    if _is_other(text[at : end + 12], left, right, kind):
        return Sense.OTHER
    if kind in {"par", "over", "under"} or (kind == "points" and re.match(r" to #", right)):
        return Sense.TOTAL
    return Sense.GAP if _is_gap(left, right, kind, value, text[end - 1]) else Sense.TOTAL


_MORE_BEFORE = compiled(
    r"\b(?:extra|another|additional|further|down"
    r"|(?<!put )(?<!chalked )(?<!rattled )(?<!racked )(?<!piled )up)(?: by)? $"
)
"""Words of a difference, but not beside the holes it was made on: "another 16 over the six"."""


def _is_other(near: str, left: str, right: str, kind: str) -> bool:
    """Whether it is a change, a mean, strokes received, or what was there before."""
    return bool(
        _PREVIOUS.search(left)
        or _RANGE.search(left)
        or (kind == "grossof" and OF_SO_MANY.search(left))
        or _SEVERAL.search(near)
        or (kind == "strokes" and _RECEIVED.search(left))
        or re.match(_OTHER_AFTER, right)
        or _OTHER_BEFORE.search(left[-60:])
        or (_MORE_BEFORE.search(left[-30:]) and "$" not in left[-40:] + right[:40])
    )


def _is_gap(left: str, right: str, kind: str, value: int, last: str) -> bool:
    """Whether it lies between two players; "a 41-point victory" may be the points it took."""
    if (_OF_NINES.search(left) or _NINE.search(left)) and right.startswith(" back"):
        return False
    attributive = last != "s"
    if attributive and _OF_A_STRETCH.match(right):
        return False
    if attributive and _VICTORY.match(right):
        return "round" not in right[:20] and not (kind == "points" and value >= _A_ROUND)
    stepped = _STEPPED.search(left) and _LEAD_FROM.search(left[-70:])
    noun = attributive and _GAP_NOUN.match(right)
    return bool(noun or _GAP_AFTER.match(right) or _GAP_BEFORE.search(left[-60:]) or stepped)
