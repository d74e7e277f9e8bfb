"""Countbacks and play-offs, of which the tour has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind
from teg_tui.golf.claims.words.reading import Sentence

_PLAYOFF = re.compile(r"(?:play-?offs?|count-?backs?|sudden[- ]death)\b", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:no|not|without|never|nor|neither|does not|isn't|there is no)\b[^.;]{0,30}$",
    re.IGNORECASE,
)


def check_playoffs(sentence: Sentence) -> Iterator[Claim]:
    """There are none; a prize given otherwise than by the rule says why itself."""
    if not sentence.has("playoff", "play-off", "countback", "count-back", "sudden"):
        return
    for match in _PLAYOFF.finditer(sentence.text):
        reasons = " ".join(e.reason.casefold() for e in sentence.book.history.tour.exceptions)
        denied = _NONE.search(sentence.text[: match.start()]) or match[0].casefold() in reasons
        yield sentence.claim_text(match.start(), match[0], Kind.PLAYOFF, None if denied else "none")
