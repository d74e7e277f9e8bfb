"""Figures one after the other: "rounds of 43, 44, 42 and 42" are those of the days, in order."""

from __future__ import annotations

from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled

LISTED = r"[#~]\d+(?:, [#~]\d+)+,? and [#~]\d+"
"""Three figures or more, with nothing but commas between them."""
_LIST = compiled(LISTED)


def day_in_order(sentence: Sentence, at: int) -> int | None:
    """The round of a figure in a list of as many as there are rounds; None outside of such."""
    numbers = sentence.book.numbers
    for match in _LIST.finditer(sentence.pattern) if " and " in sentence.pattern else ():
        if match.start() <= at < match.end():
            its = [sign for sign in match[0] if sign in "#~"]
            place = sum(sign in "#~" for sign in sentence.pattern[match.start() : at])
            return numbers[place] if len(its) == len(numbers) else None
    return None
