"""Of which holes a figure is: those named right beside it, else those that are spoken of.

A report goes through a round six by six, or nine by nine: what names no holes itself is of those
that its heading, or the sentences before it, name.
"""

from __future__ import annotations

import re

from teg_tui.golf.claims.sums.amounts import Amount, Unit
from teg_tui.golf.claims.words.open_stretches import TO_THE_END
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.text import Passage
from teg_tui.golf.claims.words.tokens import Sign, stretches
from teg_tui.golf.tour import HOLES

Part = tuple[int, int]
"""The first and the last of some holes."""
_HOLE_AT_MOST = 7
"""As many points as nobody scores on a hole."""
_STROKES_AT_MOST = 15
"""As many strokes as nobody takes on one."""
_NO_LINK = (
    r"(?!(?:and|a|an|the|his|to|with|but|built|based|includ\w+|featuring|founded|powered|fuelled"
    r"|fueled"
    r"|highlighted|despite|after|via|thanks|was|were|from|on|as|by|while|or|plus|then|of|in|over"
    r"|across|vs|versus) )"
)
_OF_HIS = re.compile(r"#\d+ (?:out )?of (?:his|the|@\d+'s?) (?:[a-z]+ )?$")
"""Before all that somebody had, of which only some was on the holes named behind it."""
_ADJACENT = re.compile(
    rf"[- ](?:{_NO_LINK}[a-z-]+ ){{0,3}}?(?:\$(\d+)(?![\d:])|\(\$(\d+)(?=[),;]))"
)
_AFTER = re.compile(
    rf",?(?: {_NO_LINK}[a-z]+)? (?:over|across|through|in|on|from|at|during|of|for|to open"
    rf"|to close)"
    r"(?: (?:the|his|that|a|those|these|its|their|par-#\d+|brutal|hole|par|final|#\d+))*"
    r"(?: [a-z-]+)? (?P<sign>[$!])(?P<n>\d+)"
)
_BEFORE = re.compile(
    r"\$(\d+)(?: |(?: (?:split|performance|stretch|section|total|score|tally|haul|return|surge"
    r"|points))?"
    r"(?: was| of| with|:| -| yielded| brought| produced| delivered| registered| netted| gave"
    r"| returned"
    r"| totalled| totaled| reaped| contributed)+(?: (?:him|just|only|a|an|another|up|the)){0,2} "
    r"| (?:[a-z]+ )?\(|, | for (?:just |only )?)$"
)
_LABELLED = re.compile(r"\$(\d+): (?:just |only )?$")
_OVER_FIRST = re.compile(
    r"\b(?:on|over|across|in|through|during) (?:the |his |those )?\$(\d+),? (?:@\d+"
    r"|he)(?: [a-z]+){1,3} $"
)
_AT_HOLE = re.compile(r"\b(?:at|on)(?: the)?(?: par-#\d+)? !(\d+),? (?:[a-z@\d' -]+ )?$")
_ONWARDS = re.compile(
    r" (?:in|on|onwards?|home|to the (?:last|end|finish|house|clubhouse|!\d+))(?=[,.;:)]|$| )"
)
"""Behind a hole from which on something was: "from the 13th to the last"."""
_WAY_AFTER = re.compile(r" (?P<way>out|in|back|home)(?=[,.;)]|$| and\b)")
_WAY_BEFORE = re.compile(r"\b(?P<way>out|back|home|turned) in $")


def beside(sentence: Sentence, amount: Amount) -> Part | None:
    """The holes that the words right beside an amount say it is of; None where none do."""
    start, end = sentence.clause(amount.at)
    if sentence.pattern[:start].endswith("("):
        start = sentence.clause(start - 1)[0]
    labelled = _LABELLED.search(sentence.pattern[: amount.at])
    if labelled:
        token = sentence.token(labelled[1])
        return token.value, token.last
    left, right = sentence.pattern[start : amount.at], sentence.pattern[amount.end : end + 20]
    to_the_end = TO_THE_END.match(sentence.pattern, amount.end + 1)
    if _OF_HIS.search(left):
        return None
    if to_the_end:
        return sentence.token(to_the_end["from"]).value, HOLES
    found = _ADJACENT.match(right)
    after = _AFTER.match(right)
    if found is None and not (after and after["sign"] == "$"):
        found = _BEFORE.search(left) or _OVER_FIRST.search(left)
    if found is None and after and after["sign"] == "$":
        token = sentence.token(after["n"])
        return token.value, token.last
    if found is not None:
        token = sentence.token(found[found.lastindex or 1])
        return token.value, token.last
    at_hole = _AT_HOLE.search(left)
    onwards = after and _ONWARDS.match(right, after.end())
    most = _HOLE_AT_MOST if amount.unit is Unit.POINTS else _STROKES_AT_MOST
    hole = (
        after["n"]
        if after and (onwards or abs(amount.value) < most)
        else at_hole[1]
        if at_hole and abs(amount.value) < _HOLE_AT_MOST
        else None
    )
    if hole is not None:
        value = sentence.token(hole).value
        return (value, HOLES) if onwards else (value, value)
    way = _WAY_AFTER.match(right) or _WAY_BEFORE.search(left)
    if way is not None:
        return (1, 9) if way["way"] in {"out", "turned"} else (10, HOLES)
    return None


def parts_named(sentence: Sentence) -> list[Part]:
    """Every stretch of holes that a sentence names."""
    found = [token for token in sentence.own if token.sign is Sign.STRETCH]
    return [(token.value, token.last) for token in found]


_MARKS = re.compile(r"[\s\d.*_:–—-]*(?:the )?", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?P<a>\d{1,2})(?: to |-|–| through )(?P<b>\d{1,2})\s?(?:\([^)]*\))?\s?:")
"""What an item begins with that is on some holes: "7 to 12: …"."""


def parts_over(passage: Passage) -> tuple[Part, ...]:
    """The holes that a passage is on by its own label, else by the heading over it.

    "7 to 12: …"; "Holes 7-12 (middle)", "The middle (holes 7 to 12)".
    """
    labelled = _LABEL.match(passage.text)
    if labelled:
        ends = int(labelled["a"]), int(labelled["b"])
        return (ends,) if 1 <= ends[0] < ends[1] <= HOLES else ()
    heading = passage.headings[-1] if passage.headings else ""
    start = _MARKS.match(heading)
    first = next(iter(stretches(heading)), None)
    if first is None or start is None:
        return ()
    begins = first.start <= start.end() or heading[: first.start].endswith("(")
    return ((first.value, first.last),) if begins else ()


_OUT = re.compile(r"\b(?:w[eo]nt|gone|going|way|came) out\b|\boutwards?\b")
_HOME = re.compile(r"\b(?:c[oa]me|coming|way) (?:home|back|in)\b|\binward\b")
"""Words of a nine that name none."""
_OPEN = r"start\w*|began|begin\w*|opens?|open(?:ed|er|ing)|early|outset"
_CLOSE = r"finish\w*|clos(?:e[sd]?|ing)|home|end(?:s|ed|ing)|late|down the stretch|run-in"
_CLOSE += r"|(?:final|last) (?:stretch|push|burst|section)"
_START, _FINISH = (re.compile(rf"\b(?:{words})\b") for words in (_OPEN, _CLOSE))
_OF_AN_END = re.compile(
    rf"[- ](?:[a-z]+[ -]){{0,2}}(?:{_OPEN}|{_CLOSE}|surge|charge)\b"
    r"(?! (?:the|his|of|at|on|in|off)\b)"
)
_AT_AN_END = re.compile(
    r" (?:in|over|through|down|across|on) (?:the|his) (?:[a-z]+ )?(?:final|last|closing|home)"
    r" (?:stretch|straight|push|burst|section)\b"
)
"""After points that are of an end of the round: "a 12-point finish"."""
_ENDED = re.compile(
    rf"\b(?:{_OPEN}|{_CLOSE})(?: (?:[a-z]+ly|off|out|his round|the round|the day))*"
    r" (?:with|on|for)(?: (?:just|only|a|an|a further|another))* $"
)
_LEAST = 5
"""Fewer points are of a hole or two."""


def parts_told(sentence: Sentence, amount: Amount) -> list[Part]:
    """The stretches that a sentence names, else those spoken of before, starts and finishes."""
    start, end = sentence.clause(amount.at)
    left, right = sentence.pattern[start : amount.at], sentence.pattern[amount.end : end]
    nines = [nine for nine, words in (((1, 9), _OUT), ((10, HOLES), _HOME)) if words.search(left)]
    named = parts_named(sentence)
    if named:
        return named + nines
    found = [*sentence.focus.parts, *nines]
    beside_it = _OF_AN_END.match(right) or _AT_AN_END.match(right) or _ENDED.search(left)
    if amount.value < _LEAST or not (found or beside_it):
        return found
    return found + ends(sentence.pattern[start:end] if found or not beside_it else beside_it[0])


def ends(words: str) -> list[Part]:
    """What a start, or a finish, may be of a round, where words tell of one."""
    starts, finishes = _START.search(words), _FINISH.search(words)
    return [
        *([(1, 9), (1, 6)] if starts else []),
        *([(10, HOLES), (13, HOLES)] if finishes else []),
    ]
