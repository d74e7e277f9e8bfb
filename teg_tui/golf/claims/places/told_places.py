"""Places in whatever words: an ordinal that counts nothing is somebody's place.

"Content with fourth", "up from sixth goes Ned", "third tonight", "a bad day cost him second",
"he had lain fifth". It is held against the tables that its words allow: those before the round
where they tell of what was, those after it where they tell of what is, else both.
"""

from __future__ import annotations

from collections.abc import Iterator

from teg_tui.golf.claims.boxes.place_tables import APART, Tables, judge_place, ranked_by, tables_of
from teg_tui.golf.claims.claim import Claim
from teg_tui.golf.claims.sums.meanings import whose
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled

_AFTER = (
    r"(?P<place>(?: (?:place|spot|position|overall|equal|outright|alone))*)"
    r"(?=[,.;:!?)]|$|—| [-–—→(]"
    r"| (?:and|but|yet|in (?:the )?=|in both|on #|with #|at #|with|after"
    r"|before|behind|ahead"
    r"|tonight"
    r"|now|overnight|to ?(?:himself|\^|$)|to @|from|when|while|as (?:the|he|it|play)|by|then|again"
    r"|still|where|into|today|yesterday|goes|went|come[s]?|came|is|was|sits?|lies|stands|of #|place"
    r"|for|at (?:breakfast|the (?:start|end|close|finish|halfway))|on (?:his|the (?:day|opening))"
    r"|thanks|having|despite|all on his|all by|by himself|on his own)\b)"
)
_ORDINAL = compiled(
    rf"\^(?P<o>\d+){_AFTER}(?! in (?:a row|succession|points)| of (?:his|the|these))"
)
_COUNTS = compiled(
    r"(?:\b(?:(?:the|a|an|this|that|his)"
    r"(?: (?!round|day|afternoon|week|table|end|lead|trophy|tournament|event|final)[a-z-]+){0,2}"
    r"|every|each|one|two|three|per|another"
    r"|career|at|hole|holes|or|nine|six|miss\w*|short of|behind|ahead of|above|below|within"
    r"|reach\w*"
    r"|close to|catch|off|chas\w+)|@\d+'s?(?: [a-z-]+)?|#\d+|&\d+,?|!\d+(?:,|,? and| or)"
    r"|\^\d+(?:,|,? and)|-) $"
)
"""Before an ordinal that numbers something else, or is a hole."""
_FROM = compiled(
    r"\b(?:from|out of|cost (?:him|@\d+)|los[et]|losing|lost|gave up|given up|surrender\w*|vacat\w*"
    r"|relinquish\w*|\(was|had (?:been|gone|begun|started|come|entered|lain|stood|sat|held"
    r"|arrived|opened)(?: [a-z&]+\d*){0,4}|beg[aiu]n\w*(?: the (?:day|round|afternoon))?"
    r"|start\w*(?: the (?:day|round))?(?: (?:in|out))?|lying|overnight|resum\w*"
    r"|teed off(?: in)?|set out(?: in)?|going (?:out|in)|went (?:out|in)(?:to the (?:day|round))?)"
    r" (?:in |joint |tied |lying |a share of |equal )*$"
)
"""Before a place that somebody had held."""
_WAS_AFTER = compiled(
    r"\^\d+(?: place| spot| position)? (?:overnight|at (?:breakfast|the start)|before (?:the|play)"
    r"|on the (?:eve|tee)|in the morning|yesterday|going (?:in|out))\b|\^\d+ ?(?:→|->|to \^)"
)
_NOW = compiled(
    r"\b(?:tonight|now|this evening|at the close|at the end|is|are|sits?|lies?|stands?|remains?"
    r"|stays"
    r"|leaves? (?:@\d+|him)|ends?|drops|falls|goes|climbs|moves|finish\w*|up to|down to|→|->|to"
    r"|content with|settle\w* for|ended|came home|come in|came in)\b"
)
_NOW_AND_THEN = compiled(r"\^\d+ \((?:was|up from|down from|from|previously) ")
"""A place with the one before it behind."""
_INVERTED = compiled(
    r"\^\d+(?: place| spot| position)?(?: in the =\d+)?,? (?:goes|went|comes?|came|is|was|sits?|sat"
    r"|lies|lay|stands?|stood|moved?|climb\w*|dropp?\w*|fell|falls|slid\w*|slipp\w*)"
    r" (?:now |then |tonight )?@(\d+)(?!')"
)
_UP_DOWN = compiled(r"\b(?:up|down) (?:from|to) (?:in )?$")
_FEAT = compiled(
    r"\b(?:best|worst|lowest|highest|most|fewest|hardest|easiest|toughest|birdie|time|occasion|win"
    r"|trophies|spoons|jackets|rank(?:ed|ing)?)\b"
)
_FIRST_AS_PLACE = compiled(r"\^\d+ (?:place|in (?:the )?=|tonight|overnight|\(|→|to \^)")
_TOLD_WHEN = compiled(r"\b(?:halfway|after (?:the )?[#&]\d+|through #\d+|with #\d+ rounds?)")
_SETTLED_BY = compiled(
    r"\^\d+(?: place| spot| position)? (?:overnight|tonight|at (?:breakfast|the start of play))\b"
    r"|\^\d+ \((?:was|up from|down from|from) "
)
"""Behind a place that is of one moment only."""
_HOLES_OF = compiled(
    r"\W*(?:[a-z]+ )?(?:eagles?|birdies?|pars?|bogeys?|doubles?|double bogeys?|triples?|blow-ups?"
    r"|zeros?|blanks?)(?: (?:for|by|from) @\d+)?(?: \([^)]*\))?: "
)
"""Before a list of holes by their numbers alone: "Pars for Ned: second, fifth and ninth"."""
_SITS = compiled(
    r"\b(?:is|are|sits?|lies|stands?|remains?|stays?|holds?|goes|ends)(?: (?:in|now|still"
    r"|joint))* $"
)
"""Before a place that is held now: "sits third overnight" is after the round."""
_FINAL = compiled(
    r"\b(?:finish\w*|end(?:s|ed)|final|in the end|overall|podium|settl\w+|came home)\b"
)


def check_told_places(sentence: Sentence) -> Iterator[Claim]:
    """The places of a sentence that no other words have claimed."""
    if sentence.elsewhere or "^" not in sentence.pattern:
        return
    for match in _ORDINAL.finditer(sentence.pattern):
        number, at = int(match["o"]), match.start()
        left = sentence.pattern[:at]
        if number in sentence.claimed or sentence.may_be(at) or _HOLES_OF.match(left):
            continue
        numbered = _COUNTS.search(left) and not match["place"]
        first = sentence.token(number).value == 1 and not (
            _FIRST_AS_PLACE.match(sentence.pattern, at) or _UP_DOWN.search(left)
        )
        apart = APART.search(sentence.around(at))
        if sentence.token(number).value > len(sentence.book.codes):
            continue
        if numbered or first or apart or _FEAT.search(sentence.around(at)):
            continue
        owner = _owner(sentence, at, match.end())
        if owner is not None:
            settled = _SETTLED_BY.match(sentence.pattern, at) and not _SITS.search(left)
            found = judge_place(sentence, number, at, owner, _tables(sentence, at, left))
            sure = settled and len(owner.codes) == 1
            yield from sentence.settle(found) if sure else found


def _owner(sentence: Sentence, at: int, end: int) -> Owner | None:
    inverted = _INVERTED.match(sentence.pattern, at)
    if inverted:
        return Owner(sentence.token(inverted[1]).codes)
    lost = _LOST_BY.search(sentence.pattern[:at])
    if lost:
        return Owner(sentence.token(lost[1]).codes)
    return whose(sentence, at, end)


_LOST_BY = compiled(
    r"\b(?:cost|lost|leaves?|left|put|puts|gives?|gave|earned) @(\d+) (?:in |joint )?$"
)


def _tables(sentence: Sentence, at: int, left: str) -> Tables:
    """The tables that the words beside a place allow."""
    book = sentence.book
    ranked = ranked_by(sentence, at)
    number = sentence.section_round
    if number is None:
        found = tables_of(sentence, at)
        if not (_FINAL.search(sentence.around(at)) or _TOLD_WHEN.search(sentence.pattern)):
            found += [t for n in book.numbers for m in ranked if (t := book.table(m, n))]
        return found
    if _NOW_AND_THEN.match(sentence.pattern, at):
        return [t for m in ranked if (t := book.table(m, number))]
    was = _FROM.search(left) or (_WAS_AFTER.match(sentence.pattern, at) and not _SITS.search(left))
    before = [t for m in ranked if (t := book.table(m, book.before(number)))]
    if was:
        return (
            before if not _UP_DOWN.search(left) or "from" in left[-9:] else tables_of(sentence, at)
        )
    start, end = sentence.part(at)
    now = _NOW.search(sentence.pattern, start, end) is not None
    return [*tables_of(sentence, at), *([] if now else before)]
