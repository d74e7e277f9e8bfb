"""In how many rounds a bound was kept: "passed 40 points twice", "broke 85 in three of his rounds".

"Never" and "in every round" are counts as well: of none, and of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.added_up import over
from teg_tui.golf.claims.sums.amounts import Unit
from teg_tui.golf.claims.sums.bounds import Bound, bounds
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled

_ROUNDS = r"(?:of (?:his|the) (?:#\d+ )?)?(?:rounds|days|cards|outings|times|occasions)"
HOW_OFTEN = compiled(
    r"(?: points| pts| strokes)?,? (?:(?:only |just )?(?P<once>once)|(?P<twice>twice)"
    rf"|(?P<several>more than once)|(?:in |on )?(?:only |just )?#(?P<n>\d+) {_ROUNDS}"
    r"|(?:in|on) (?P<every>every|each|all(?: of)?)(?: single| his| the| #\d+)* (?:rounds?|days?))\b"
)
"""Behind a bound, how often it was kept."""
_PART = compiled(r"[$!]\d|\b(?:behind|ahead|back|clear|adrift|lead|apart|nine|six|holes)\b")
_OF_A_ROUND = {Unit.POINTS: range(20, 63), Unit.STROKES: range(68, 131)}
_NEVER = compiled(r"\bnever\b")


def check_how_often(sentence: Sentence) -> Iterator[Claim]:
    """In how many rounds a sentence says that somebody kept a bound."""
    if sentence.elsewhere or sentence.section_round is not None:
        return
    for bound in bounds(sentence):
        often = HOW_OFTEN.match(sentence.pattern, bound.end)
        never = _NEVER.search(sentence.pattern[bound.start : bound.at])
        alone = not sentence.rounds(bound.start, bound.end)
        meant = (often and not bound.denied) or (never and not often)
        if meant and alone and _is_of_a_round(sentence, bound):
            yield from _judged(sentence, bound, often)


def _is_of_a_round(sentence: Sentence, bound: Bound) -> bool:
    """Whether a bound is one that a whole round may keep, and no wish."""
    part = _PART.search(sentence.pattern, max(0, bound.start - 20), bound.end + 25)
    spoken = sentence.may_be(bound.start, (bound.start, bound.at))
    return not part and not spoken and bound.value in _OF_A_ROUND[bound.unit]


def _judged(sentence: Sentence, bound: Bound, often: re.Match[str] | None) -> Iterator[Claim]:
    book = sentence.book
    owner = sentence.owner(bound.start, bound.end)
    codes = sentence.playing(owner)
    if not codes or owner is None or owner.every or not owner.sure:
        return
    kept = [
        sum(
            bound.holds(value, bound.value) is not bound.denied
            for n in book.numbers
            if (value := over(book, code, n, bound.unit)[0]) is not None
        )
        for code in codes
    ]
    sentence.claimed.add(bound.number)
    if often and often["n"]:
        token = sentence.token(often["n"])
        verdict = Verdict.TRUE if token.value in kept else Verdict.FALSE
        yield from sentence.claim(often["n"], Kind.COUNT, verdict, like(token.said, kept[0]))
        return
    at, said, good = _worded(sentence, bound, often, kept)
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(at, said, Kind.COUNT, verdict, str(kept[0]))


def _worded(
    sentence: Sentence, bound: Bound, often: re.Match[str] | None, kept: list[int]
) -> tuple[int, str, bool]:
    """Where a word says how often, the word, and whether it is right."""
    if often is None:
        return bound.start, "never", 0 in kept
    name = next(key for key in ("once", "twice", "several", "every") if often[key])
    every = len(sentence.book.numbers)
    wanted = {"once": {1}, "twice": {2}, "several": set(range(2, every + 1)), "every": {every}}
    return often.start(name), often[name], bool(wanted[name] & set(kept))
