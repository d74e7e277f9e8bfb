"""Figures of notes whose words leave open what they are: differences, gaps, running totals.

Notes put figures in brackets and after commas without a verb: "(37 pts, -11)" is a distance to
the lead, "(+15 vs Round 1)" a change, "H10: … retakes the lead (85 pts total)" what he had by then.
Such a figure may be right as a total; that it is none makes it not false.
"""

from __future__ import annotations

import re

from teg_tui.golf.claims.sums.amounts import Amount, Unit
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.tokens import Sign

_POINTS = r"(?:points?|pts?)"
_CHANGE_AFTER = re.compile(
    rf"(?: {_POINTS})?,? (?:vs\.?|versus|from|on|better|worse|more|fewer|than|prev\w*|behind|back"
    rf"|over (?:the )?(?:prev|last|&)|ahead|off|to (?:the )?lead)\b| {_POINTS}\b"
)
_AFTER_POINTS = re.compile(rf"{_POINTS}(?: total| each)?(?:,| \(|;) ?$")
_SIGNED_PLACE = re.compile(r"\^\d+(?: place)?(?: \(|, )$")
_DIFFERENCE = re.compile(
    r"\b(?:diff\w*|gap|deficit|margin|swing|change)\b"
    r"(?: to (?:the )?(?:leader|lead|#?\^?\d+|@\d+))?"
    r"(?:,? (?:now|is|was|of|at|down to|up to))?:? ?$"
)
_PREVIOUS = re.compile(r"\bprev\w* (?:round|day|score|total)(?:'s| of|:)? $")
_MOVED = re.compile(r"\b(?:up|down) $")
_MOVED_FROM = re.compile(r" (?:from|on|vs\.?)\b")
_LIST_OF_PLACES = re.compile(r"\s*(?:start|end|top|bottom|after|before|standings?)\b[^:]{0,30}:")
_AT_HOLE = re.compile(r"\bat (?:the )?!\d+ (?:with|on) (?:just |only )?$")
_TOTAL_AFTER = re.compile(r" (?:in )?total\b")
_REACHED = re.compile(r"\b(?:at|on|with|to) $")
_ON_A_HOLE = 6
"""As many points as a hole may bring."""


def is_open(sentence: Sentence, amount: Amount) -> bool:
    """Whether the words beside an amount let it be something else than its owner's total."""
    left, right = sentence.pattern[: amount.at], sentence.pattern[amount.end :]
    if (
        _PREVIOUS.search(left)
        or _DIFFERENCE.search(left)
        or (_MOVED.search(left) and _MOVED_FROM.match(right))
    ):
        return True
    said = sentence.token(amount.number).said
    if amount.unit is Unit.TO_PAR:
        return _is_difference(said, left, right) or (
            said[:1] in "+-" and bool(_LIST_OF_PLACES.match(sentence.pattern))
        )
    return amount.unit is Unit.POINTS and _is_running(sentence, amount, left, right)


def _is_difference(said: str, left: str, right: str) -> bool:
    """Whether a number with a sign is a change or a distance: no total is under par beside points.

    "plus 4 points" is "and 4 points".
    """
    if said[:1] not in "+-":
        return bool(re.match(rf" {_POINTS}\b", right))
    beside = _AFTER_POINTS.search(left) or _SIGNED_PLACE.search(left)
    return bool(_CHANGE_AFTER.match(right)) or (said[0] == "-" and bool(beside))


def _is_running(sentence: Sentence, amount: Amount, left: str, right: str) -> bool:
    """Whether points may be what somebody had by a hole."""
    if amount.value <= _ON_A_HOLE:
        return False
    if _AT_HOLE.search(left):
        return True
    if Sign.HOLE in sentence.signs:
        return False
    told_of_a_hole = sentence.last_hole(amount.at) is not None or "lead" in left
    return told_of_a_hole and bool(_TOTAL_AFTER.match(right) and _REACHED.search(left))
