"""The competition over a passage: "**Green Jacket:** Ned leads. Bram went from fourth to third"."""

from __future__ import annotations

import re

from teg_tui.golf.claims.words.reading import Sentence

_LABEL = re.compile(r"[^@.;,!?]{0,24}?(?: -| –| —|:) ")
"""Behind a competition that a passage begins with: all that follows is of it."""


def award_over(sentence: Sentence) -> str:
    """The prize that its passage is labelled with; "" where a sentence since names another."""
    text = sentence.passage.text
    awards = [token for token in sentence.tokens if token.award]
    if not awards or text[: awards[0].start].strip(" -*"):
        return ""
    first = awards[0]
    alone = all(token.award == first.award for token in awards)
    labelled = _LABEL.match(text, first.end) and (alone or sentence.start <= first.start)
    return first.award if labelled else ""
