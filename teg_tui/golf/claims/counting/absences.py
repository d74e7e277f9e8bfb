"""What somebody did without: "without a blow-up", "did not make a par", "nothing worse than"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from operator import lt

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.scope import how_many, parts_of, spans
from teg_tui.golf.claims.words.open_stretches import open_stretches
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, TERM_CUES, Tests, term, term_of
from teg_tui.golf.tour import HOLES, Measure

_DO = (
    r"(?:ma[dk]e|manage[sd]?|have|had|has|record(?:ed)?|card(?:ed)?|get|got|find|found|take|took"
    r"|suffer(?:ed)?|holed?|muster(?:ed)?|produced?|scored?|post(?:ed)?)"
)
_WITHOUT = compiled(
    r"\b(?P<w>without (?:an?|any)(?: single)?|not a single|no hole without|avoid(?:ed|ing)"
    r"(?: any| an?| all)?|(?:blemish-)?free of|clear of"
    r"|(?:did not|didn't|does not|fail(?:ed|s) to|could not|couldn't|never|has not|had not)"
    rf" {_DO} (?:an?|even an?|a single|one|any)|{_DO} (?:no|not an?|not one|not a single)"
    rf"|kept (?:an?|any|all)) (?:{NOUN})\b"
)
_FREE = compiled(rf"(?P<w>(?:{NOUN})-free)\b")
_SCORED = compiled(
    r"\b(?P<w>scor(?:ed|ing|es) (?:[a-z]+ )?(?:on|at|in) (?:every|each|all)"
    r" (?:hole|#(?P<all>\d+)(?! par))"
    r"|never (?:failed to score|drew a blank|blanked))\b(?! (?:but|bar|except|save|apart)\b)"
)
_WORST = compiled(
    r"\b(?P<w>nothing worse|no worse|never worse|not (?:do )?worse) than (?:an? )?"
    r"(?P<what>par|bogey|double|triple)\b"
)
_OVER = {"par": 0, "bogey": 1, "double": 2, "triple": 3}
_UNTIL = compiled(
    r"[^;:@]{0,20}\b(?:until|till|after|before|since|from|in (?:the (?:first|last|opening)|#))"
)

_FROM_THEN = compiled(
    r"\b(?:then|thereafter|afterwards|from there|after that|otherwise|else|other holes|the rest"
    r"|remaining)\b"
)
"""In a clause about some of the holes, or other holes than those named."""

_OF_A_ROW = compiled(
    r"\b(?:consecutive|straight|successive|success\w+|running|in a row"
    r"|(?:gone?|went|going|goes) #\d+ (?:[a-z]+ )?(?:holes|rounds|days)"
    r"|(?:but|bar|except|save)(?: for)? (?:one|#))\b"
)
"""In a clause about so many holes, or about all but so many."""

_BY_NOBODY = compiled(
    r" (?:was|were) (?:made|holed|recorded|carded|seen|had|found)\b"
    r"|,? (?:by anybody|by anyone|in the field|from (?:anybody|anyone))\b"
)
"""Behind what everybody did without."""

_CUES = (
    *("without", "not ", "n't ", "avoid", "free", "clear of", "fail", "never", " no ", "kept"),
    *("every", "each", " all ", "worse than"),
)


def check_absences(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says that somebody did without."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    for rule in (_WITHOUT, _FREE) if sentence.has(*TERM_CUES) else ():
        for match in rule.finditer(sentence.pattern):
            yield from _none(sentence, match, *term_of(match))
    for match in _SCORED.finditer(sentence.pattern):
        if match["all"] and sentence.token(match["all"]).value % HOLES:
            continue
        yield from _none(sentence, match, *term("zeros"))
    for match in _WORST.finditer(sentence.pattern):
        yield from _none(sentence, match, Measure.GROSS, (partial(lt, _OVER[match["what"]]),))


def _none(
    sentence: Sentence, match: re.Match[str], measure: Measure, tests: Tests
) -> Iterator[Claim]:
    start, end = match.span()
    if sentence.may_be(start, (start, end)) or _UNTIL.match(sentence.pattern, end):
        return
    around = sentence.around(start)
    if _OF_A_ROW.search(around):
        return
    if _FROM_THEN.search(around) and not open_stretches(sentence):
        return
    owner = sentence.owner(start, end)
    codes = sentence.playing(owner)
    groups = [[code] for code in codes] if owner and owner.sure else []
    if not codes and _BY_NOBODY.match(sentence.pattern, end):
        groups = [sorted(sentence.book.codes)]
    if not groups:
        return
    counts = [
        sum(how_many(sentence.book, code, span, measure, test, part) for code in group)
        for group in groups
        for span in spans(sentence, start, end)
        for test in tests
        for part in parts_of(sentence)
    ]
    verdict = Verdict.TRUE if 0 in counts else Verdict.FALSE
    yield from sentence.claim_at(match.start("w"), match["w"], Kind.COUNT, verdict, str(counts[0]))
