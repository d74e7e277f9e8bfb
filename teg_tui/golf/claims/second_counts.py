"""Before a count is called wrong: whether somebody near had so many, or had them on some holes."""

from __future__ import annotations

import re

from teg_tui.golf.claims.counting.scope import how_many, parts_of
from teg_tui.golf.claims.nearby import people_of, rounds_of
from teg_tui.golf.claims.words.grammar import EXCEPTED
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, term_of
from teg_tui.golf.tour import HOLES

_COUNTED = compiled(rf"[#~]\d+ (?:[a-z]+ ){{0,2}}?(?:{NOUN})")
_OF_AN_END = compiled(
    r"\b(?:(?:open|start)(?:ed|s|ing)?|beg[aiu]n\w*|clos(?:ed?|es|ing)|sign\w* off|round\w* off"
    r"|(?:came|coming|came in) home|end(?:ed|s|ing)?|finish(?:ed|es|ing)?) with (?:just |only )?$"
)
"""Before what may be the first of his holes, or the last."""
_TO_AN_END = compiled(
    r" to (?:come (?:home|in)|finish|end|close|sign off|round off|start|begin|open)\b"
)
_EFFECT = compiled(
    r" (?:(?:there|later|then) )?(?:gave|put|took|takes|cost|lifted|brought|was enough|were enough"
    r"|would|let|handed|restored|meant|did|sufficed|made|kept|saved|left|sent|got|set|helped"
    r"|carried|moved|earned)\b"
)
"""Behind a deed of which it is told what it did, not how many there were."""
_FROM_A_HOLE = compiled(r"\b(?:after|from|since|until|before|to|by) (?:the )?!")
_RUNNING = compiled(
    r"\b(?:in a row|run|streak|consecutive|success\w+|straight|running|on the (?:trot|spin))\b"
)
_SOME_HOLES = compiled(
    r"\b(?:after|before|until|till|then|next|follow\w*|straight away|there|those|at the turn"
    r"|by the|by then|way (?:home|back|in|out)|since|soon|more|besides|among(?:st)? them"
    r"|(?:early|late)(?: on|r)?|in (?:five|#\d+|a) holes"
    r"|(?:open|start|beg[aiu]n)\w*(?: [a-z]+){0,3} with|(?:clos|finish|end|sign)\w*(?: [a-z]+){0,2}"
    r" with an?|(?:early|late|quick|first|last|final|opening|closing) #\d+)\b|[!$]\d"
)
"""In a clause that may be about some of the holes, of which there may be more."""
_GAVE = compiled(
    r"!\d+[^@;:]{0,30} (?:claimed|produced|saw|brought|yielded|took|gave|inflicted)\b[^@;:]{0,20}$"
)
"""A hole before what happened there: of no others."""
_OWN = compiled(
    r"@\d+ (?:made|had|carded|took|mixed|ran up|recorded|collected|finished with|signed for)"
    r" (?:just |only )?(?:#\d+ [a-z-]+(?: [a-z]+)?(?:, |,? and |,? with ))*$"
)
"""Between a name and how many of what he had: nobody else's."""


def _ends_so(sentence: Sentence, at: int, value: int, counted: re.Match[str]) -> bool:
    """Whether the first, or the last, so many holes of somebody near were all such."""
    ends = ((1, value), (HOLES - value + 1, HOLES))
    measure, tests = term_of(counted)
    return 0 < value < HOLES and any(
        how_many(sentence.book, code, [number], measure, test, part) == value
        for code in people_of(sentence, at)
        for number in rounds_of(sentence)
        for test in tests
        for part in ends
    )


def fits_count(sentence: Sentence, at: int, value: int) -> bool:
    """Whether a count at a place of the pattern is right of anybody near, or of some holes."""
    counted = _COUNTED.match(sentence.pattern, at)
    if counted is None:
        return False
    around = sentence.around(at)
    if _RUNNING.search(around):
        return False
    end = counted.end()
    if _OF_AN_END.search(sentence.pattern[:at]) or _TO_AN_END.match(sentence.pattern, end):
        return _ends_so(sentence, at, value, counted)
    its = _counts(sentence, at, counted)
    if _EFFECT.match(sentence.pattern, counted.end()) or EXCEPTED.search(sentence.pattern):
        return value <= max(its, default=value)
    if _of_some(sentence, at, counted.end()):
        own = _counts(sentence, at, counted, owned=True)
        return value <= max(own, default=0) or value in its
    if _OWN.search(sentence.pattern[:at]):
        return False
    return bool(_FROM_A_HOLE.search(around)) or value in its


def _of_some(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a count may be of some holes only, of one that is no count even of them."""
    start, stop = sentence.clause(at)
    if _GAVE.search(sentence.pattern, start, at):
        return False
    words = f"{sentence.pattern[start:at]}#0{sentence.pattern[end:stop]}"
    return _SOME_HOLES.search(words) is not None


def _counts(
    sentence: Sentence, at: int, counted: re.Match[str], *, owned: bool = False
) -> set[int]:
    """How many of what is counted those near had, or the owner, in the rounds and on the holes."""
    (measure, tests), book = term_of(counted), sentence.book
    owner = sentence.playing(sentence.owner(at, counted.end())) if owned else ()
    return {
        how_many(book, code, [number], measure, test, part)
        for code in (owner if owned else people_of(sentence, at))
        for number in rounds_of(sentence)
        for test in tests
        for part in parts_of(sentence)
    }
