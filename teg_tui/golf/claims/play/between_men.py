"""What a hole does between two players: whom somebody else's deed helped, what one made up."""

from __future__ import annotations

from teg_tui.golf.claims.play.deeds import Deed
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled

LET = compiled(
    r"\b(?:lets?|letting|allow(?:ed|s|ing)?|invit\w+|gift\w*)\b"
    r"|\b(?:g[ai]v\w+|offer\w*|hand\w*|present\w*) @\d+ (?:(?:an?|the|some|new|fresh|real|his|more"
    r"|a little) )*(?:hopes?|heart|chance|opening|encouragement|opportunity|room|breathing"
    r"|lifeline|way (?:back|in)|comfort|something|reason)\b"
)
"""Between a deed and him whom somebody else's deed helped."""
_GAINED = compiled(
    r"\b(?:t[ao]k\w*|took|gain\w*|won|win\w*|pull\w*|claw\w*|got|gets|ma[dk]e\w* up"
    r"|lost|los\w+|shed|dropp\w+|gave|giv\w+) (?:back )?(?:#\d+|an?|one)"
    r"(?: (?:points?|strokes?|shots?))?"
    r" (?:back )?(?:off|out of|from|on|to|up on) (?:@\d+|him)(?![^.;]*@)[^.;]*,?"
    r" and (?:another )?$"
)
"""Before the second of two amounts by which a distance changed: "took one off Ned at the fourth
and two at the fifth"."""


def is_gain(sentence: Sentence, deed: Deed) -> bool:
    """Whether a bare number says how much more somebody made up, after what he did before."""
    if deed.number is None or deed.of_points:
        return False
    return _GAINED.search(sentence.pattern[: deed.at]) is not None
