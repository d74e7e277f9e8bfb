"""Whether it is certain what the figures under a label are of.

The checker reads whatever it can, and says "unchecked" or "false" of it; only what is certain is
written anew, because a wrong table put in by a program is worse than a wrong one left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from teg_tui.golf.claims import Claim, Verdict
from teg_tui.golf.claims.boxes.figures import Setting
from teg_tui.golf.tour import Measure

_MEASURE = re.compile(r"\b(?:stableford|points?|pts|gross|nett?|strokes|shots|to par|vs\.? par)\b")
_OTHER = re.compile(
    r"\b(?:behind|back|gaps?|margins?|led|leads?|leading|needs?|ahead|averages?|avg|mean|best|worst"
    r"|handicaps?|hcp?|before|career|history|previous|change|moved?|to go|holes?)\b"
)
_LOW = re.compile(r"\b(?:gross|nett?|strokes|shots|to par|vs\.? par)\b")
_HIGH = re.compile(r"\b(?:stableford|points?|pts)\b")


def is_certain(label: str, claims: Sequence[Claim], setting: Setting) -> bool:
    """Whether a label says what its figures add up, or at least half of them are right as it is."""
    if adds_up(label, setting):
        return True
    right = sum(claim.verdict is Verdict.TRUE for claim in claims)
    return 2 * right >= len(claims) > 0


def adds_up(label: str, setting: Setting) -> bool:
    """Whether a label says that its figures are totals, and of what."""
    words = label.casefold()
    named = _MEASURE.search(words) or measure_named(words, setting) is not None
    return bool(named) and not _OTHER.search(words)


def measure_named(words: str, setting: Setting) -> Measure | None:
    """The measure of the competition that some words name by its last word."""
    spoken = set(re.findall(r"\w+", words.casefold()))
    for competition in setting.book.competitions:
        if set(competition.name.casefold().split()[-1:]) & spoken:
            return competition.measure
    return None


def low_wins(label: str, setting: Setting, *, signed: bool) -> bool | None:
    """Whether the lowest of some figures comes first; None where nothing says."""
    if signed:
        return True
    for words in (label.casefold(), setting.words):
        if _HIGH.search(words):
            return False
        if _LOW.search(words):
            return True
        measure = measure_named(words, setting)
        if measure is not None:
            return measure is Measure.GROSS  # net without a sign is told in points
    return None


def falls(values: Iterable[int]) -> bool | None:
    """Whether values fall all along (True) or rise (False); None for neither, and for all equal."""
    order = list(values)
    if len(set(order)) < 2:
        return None
    if order == sorted(order, reverse=True):
        return True
    return False if order == sorted(order) else None
