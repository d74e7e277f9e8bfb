"""People said to have had the same: "Ned, Bram and Tavis all on 39", "31, the same as Lorn's".

Where a figure is right of some of them by one reading, whoever had another by it is named wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

_LIST = r"(?P<who>@\d+(?:, @\d+)*,? (?:and|&) @\d+)(?!\d|')"
_OF = r"(?:,? \((?:[^()]*)\))?"
_TOGETHER = compiled(
    rf"{_LIST}{_OF},? (?:(?:are|were|is|was|now|all|both|each|together|level|tied|jointly|also|then"
    r"|next|remain|stay) )*(?:signing for|signed for|(?:finish|end|clos)\w* (?:on|with|in)|on|with"
    r"|had|made|carded|carding|stood on|shot|shar(?:ed?|ing)|at|in|scored|scoring|posted|posting)"
    r" (?:an? |the )?(?P<figure>[#~]\d+)(?! (?:holes|birdies|pars|blow-ups|zeros|rounds|times|years"
    r"|behind|back|ahead|adrift|clear|each))(?:[- ](?P<unit>points?|pts|strokes?|shots?|gross))?"
    r"(?! (?:behind|back|ahead|adrift|clear|off|apart|from))"
)
_SAME = compiled(
    r"(?P<figure>[#~]\d+)(?:[- ](?P<unit>points?|pts|strokes?|shots?|gross))?,? (?:\(?(?:exactly )?"
    r"the same (?:as|total as|score as)|as many as|(?:a (?:figure|score|total) )?(?:matched"
    r"|equalled|shared) by) (?P<who>@\d+'?s?(?:(?:,|,? and|,? &) @\d+'?s?)*)"
)
_ANOTHER = compiled(r"[- ]?(?:points?|pts|strokes?)?,? ?(?:and|&|to|/|-|,) ?[#~]\d")
"""Behind the figure of the first only."""
_LEAST = 15
"""Smaller figures may be of anything: a hole, a nine, a gap."""


def check_alike(sentence: Sentence) -> Iterator[Claim]:
    """The people of a sentence who are said to have had the same figure."""
    if sentence.elsewhere or not sentence.has(" and @", "& @", "same", "as many", "ed by @"):
        return
    for rule in (_TOGETHER, _SAME):
        for match in rule.finditer(sentence.pattern):
            if not sentence.may_be(match.start()):
                yield from _judged(sentence, match)


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    figure = sentence.token(match["figure"][1:])
    numbers = re.findall(r"@(\d+)", match["who"])
    people = [sentence.token(number).codes for number in numbers]
    around = sentence.around(match.start("figure"))
    each = "respectively" in around or _ANOTHER.match(sentence.pattern, match.end())
    if each or abs(figure.value) < _LEAST or "$" in around or any(len(its) != 1 for its in people):
        return
    readings = _readings(sentence, match)
    if match.re is _SAME:
        owner = sentence.owner(match.start(), match.end("figure"))
        own = sentence.playing(owner)
        readings = [its for its in readings if any(its.get(c) == figure.value for c in own)]
    fits = [[its.get(codes[0]) == figure.value for codes in people] for its in readings]
    best = max(fits, key=sum, default=[])
    if not any(best) and not (match.re is _SAME and best):
        return
    for number, good in zip(numbers, best, strict=True):
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim(number, Kind.PERSON, verdict)


def _readings(sentence: Sentence, match: re.Match[str]) -> list[dict[str, int | None]]:
    """What everybody had, by each meaning that the figure may have."""
    book, unit = sentence.book, match["unit"] or ""
    holes = {token.value for token in sentence.own if token.sign == "!"}
    last = next(iter(holes)) if len(holes) == 1 else HOLES
    found = []
    for number in sentence.any_rounds(match.start("figure"), match.end()):
        for measure in (Measure.STABLEFORD, Measure.GROSS):
            if unit[:1] != ("s" if measure is Measure.STABLEFORD else "p") or not unit:
                found.append({c: book.stretch(c, number, measure) for c in book.codes})
                found.append({c: _through(book, c, number, measure, last) for c in book.codes})
        if unit[:1] != "p":
            found.append({c: book.strokes(c, number) for c in book.codes})
            found.append({c: book.strokes_total(c, number) for c in book.codes})
    return found


def _through(book: Scorebook, code: str, number: int, measure: Measure, last: int) -> int | None:
    """What somebody had in all after a hole of a round."""
    before = book.before(number)
    earlier = 0 if before is None else book.total(code, before, measure)
    here = book.stretch(code, number, measure, 1, last)
    return None if earlier is None or here is None else earlier + here
