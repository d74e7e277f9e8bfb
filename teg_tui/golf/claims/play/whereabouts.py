"""Which hole a report has got to: the one named last, the next, or one that nobody can tell."""

from __future__ import annotations

from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
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
