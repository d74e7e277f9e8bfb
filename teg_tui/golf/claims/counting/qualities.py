"""What a hole may be to who played it: a birdie, scored on, worth three or more, a blank, no bogey.

Words of it may stand anywhere in a clause. Of several the one that stands nearest is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from operator import eq, ge, le
from typing import NamedTuple

from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, Test, Tests, term, term_of
from teg_tui.golf.tour import Measure


class Quality(NamedTuple):
    """Words that say what holes were, and how that is known of a hole's value."""

    at: int
    end: int
    measure: Measure
    tests: Tests
    number: int | None = None
    """The number of points that they hold, where they do."""
    loose: bool = False
    """Whether they may be of something else than what was done on a hole."""
    every: bool = False
    """Whether they say what no hole was: they are so of all."""


_POINTS = r"(?:(?:stableford )?points?|pts)"
_A = r"(?:an? |any |a single |#\d+ |another |one |so much as an? )?"
_AT_LEAST = (
    rf"\b(?:at least|no (?:fewer|less) than|not less than|a minimum of) #(?P<l1>\d+) {_POINTS}"
    rf"|#(?P<l2>\d+)(?:[- ]{_POINTS})?(?: ?\+|[- ](?:or|and)[- ](?:more|better|above|upwards)"
    rf"|[- ]plus)(?:[- ]{_POINTS})?"
    r"|#(?P<l3>\d+)-(?:pointers?|point holes?)(?: or (?:better|more))?"
    rf"|#(?P<l4>\d+)[- ]{_POINTS} (?:apiece|each)\b|(?<=holes of )#(?P<l5>\d+) {_POINTS}"
)
_BLANK = (
    r"(?:scor\w+ nothing|(?:did not|didn't|does not|not|could not|couldn't) (?:scor\w+|register)"
    r"|fail\w* to (?:score|register|trouble)|empty-handed|pointless|scoreless|point-?less"
    r"|blank(?:s|ed|ing)?|zero(?:es|s)?|noughts?|duck(?:s|ed)?|no score|no return"
    r"|miss\w*(?: out on)? (?:an? |#\d+ |any |the )?points?|nothing(?! worse| less| more| but)"
    rf"|without {_A}(?:points?|scor(?:e|ing)|return)|no points?|no-pointers?|nil)"
)
_NEVER = r"(?:without|never|not once|no|not(?: so much as)? an?|free of|clear of|avoid\w*|nor)"
_SCORED = (
    rf"{_NEVER}(?: (?!worse|better)[a-z]+){{0,3}}? {_BLANK}"
    r"|scor(?:ed|ing|es?)\b(?= (?:points? )?(?:on|at|in|from|every\w*|each|all|there|any\w*"
    r"|something|holes?|runs?|streak|sequence|throughout|for|with|when|until|before|and)\b|[,.;:)]|$)"
)
_POINTED = (
    rf"in the points|on the (?:board|scoresheet)|something(?! (?:else|of|like))"
    rf"|(?<!\d )(?<!\d)(?<!\d-){_POINTS}"
    r"(?! (?:or|behind|ahead|clear|lead|between|gap|apart|lists?))"
    r"|(?:paid|paying) (?:him|out|off|@\d+)"
)
"""Words of points that may be of something else."""
_NO_SHOT = (
    rf"without (?:dropping|losing|spilling|giving away|a dropped) ?{_A}(?:shots?|strokes?)?"
    rf"|(?:did not|didn't|never|not once) (?:drop\w*|los[et]\w*) {_A}(?:shots?|strokes?)"
    r"|(?:nothing|no|never|none) (?:worse|over) than (?:an? )?par(?! or)|bogey-free"
    rf"|(?:pars?|level par) or (?:better|under|less|fewer)|without {_A}bogey"
)
_WORSE = r"(?:nothing|no|never|none|nowhere|not) (?:[a-z]+ )?worse than (?:an? )?"
_OVER = (
    rf"bogey or worse|(?:without|no) {_A}par(?! or worse)|(?<!\d )over par"
    rf"|dropp(?:ed|ing) {_A}(?:shots?|strokes?)"
)
_VERBS = {"birdied": "birdies", "parred": "pars", "bogeyed": "bogeys", "doubled": "doubles"}
_RULE = compiled(
    rf"(?P<least>{_AT_LEAST})"
    r"|#(?P<single>\d+) point"
    r"(?!s|-| (?:behind|ahead|clear|lead|up|back|adrift|better|worse|from|off))"
    r"|#(?P<none>\d+) points?\b"
    r"|\b(?P<many>(?:double|triple|treble|quadruple)[- ]bogey(?:s|ed)?)\b(?! or)"
    rf"|\b(?:(?P<noshot>{_NO_SHOT})|(?P<bogey>{_WORSE}bogeys?|bogeys? or better|bogeys? at worst)"
    rf"|(?P<double>{_WORSE}double|doubles?(?:[- ]bogeys?)? or worse)|(?P<over>{_OVER})"
    rf"|(?P<scored>{_SCORED})|(?P<loose>{_POINTED})|(?P<blank>{_BLANK})"
    rf"|(?P<verb>{'|'.join(_VERBS)})|(?P<blew>bl[eo]w(?:n|ing)? up)|(?P<noun>{NOUN}))"
    r"(?![a-z])"
)
_CUES = (
    *("scor", "point", "pts", "blank", "zero", "nothing", "empty", "nought", "duck", "something"),
    *("paid", "par", "bogey", "birdie", "double", "triple", "blew", "blow", "shot", "stroke"),
    *("board", "+", "or more", "or better", "eagle", "disaster", "miss"),
)
_MOST_POINTS = 6
_MOST_BARE = 3
"""More, without a word of points, may be strokes: "seven or more"."""


def qualities(sentence: Sentence, start: int = 0, end: int | None = None) -> Iterator[Quality]:
    """What a part of a sentence says that holes were."""
    if not sentence.has(*_CUES):
        return
    stop = len(sentence.pattern) if end is None else end
    for match in _RULE.finditer(sentence.pattern, start, stop):
        found = _quality(sentence, match)
        if found:
            yield found


def _quality(sentence: Sentence, match: re.Match[str]) -> Quality | None:
    at, end = match.span()
    alone = match["single"] or match["none"]
    if alone and sentence.token(alone).value != bool(match["single"]):
        return None
    if match["least"]:
        return _of_points(sentence, match)
    if match["noun"]:
        if _NO_DEED.search(sentence.pattern[:at]) or _NO_SCORE.match(sentence.pattern, end):
            return None
        denied = _denied(sentence, at)
        if denied is not None:
            measure, tests = term_of(match)
            return Quality(denied, end, measure, tuple(map(_not, tests)), every=True)
        return Quality(at, end, *term_of(match))
    if match["many"]:
        return Quality(at, end, Measure.GROSS, _MANY[match["many"][:4]])
    if match["verb"]:
        return Quality(at, end, *term(_VERBS[match["verb"]]))
    if match["double"]:
        worse = match["double"].endswith("or worse")
        doubled: Test = partial(le if worse else ge, 2)
        return Quality(at, end, Measure.GROSS, (doubled,), every=not worse)
    measure, test = next(its for name, its in _TESTS.items() if match[name])
    loose = bool(match["loose"] or match["single"] or match[0] in _LOOSE)
    told = match["scored"] or match["over"]
    every = bool(match["noshot"] or match["bogey"] or (told and _NEGATIVE.match(told)))
    return Quality(at, end, measure, (test,), loose=loose, every=every)


def _of_points(sentence: Sentence, match: re.Match[str]) -> Quality | None:
    """Holes of so many points, or more."""
    at, end = match.span()
    number = int(match["l1"] or match["l2"] or match["l3"] or match["l4"] or match["l5"])
    value = sentence.token(number).value
    strokes = value > _MOST_BARE and not re.search(r"\b(?:points?|pts|pointer)", match[0])
    if strokes or not 1 <= value <= _MOST_POINTS:
        return None
    exactly: Tests = (partial(eq, value),) if match["l3"] and " or " not in match[0] else ()
    if match["l4"] or match["l5"]:
        return Quality(at, end, Measure.STABLEFORD, (partial(eq, value),), number)
    return Quality(at, end, Measure.STABLEFORD, (*exactly, partial(le, value)), number)


_LOOSE = frozenset({"nothing", "over par", "duck", "ducks", "nil"})
_NO_DEED = compiled(
    r"\b(?:level|even|over|under|below|above|to|against|of|on|beat|net|double|triple|treble"
    r"|quadruple)[- ]$"
)
"""Before a par that nobody made, as in "level par"."""
_NO_SCORE = compiled(r"[- ](?:putts?|chances?|attempts?|golf|golfer|opportunit\w+|train|#\d)")
_NEGATIVE = compiled(_NEVER)
_WITHOUT = compiled(
    r"(?:\b(?:without|avoid\w*|escap\w*|free of|clear of|not|never (?:made|had)"
    r"|did not (?:make|have))(?: (?:an?|any|a single|so much as an?|all|even an?|#\d+))?"
    r"|#(?P<none>\d+)) $"
)


def _denied(sentence: Sentence, at: int) -> int | None:
    """Where words begin that deny what stands at a place."""
    match = _WITHOUT.search(sentence.pattern[:at])
    if match is None or (match["none"] and sentence.token(match["none"]).value):
        return None
    return match.start()


def _not(test: Test) -> Test:
    return lambda value: not test(value)


_MANY: dict[str, Tests] = {
    "doub": (partial(eq, 2),),
    "trip": (partial(eq, 3), partial(le, 3)),
    "treb": (partial(eq, 3), partial(le, 3)),
    "quad": (partial(eq, 4),),
}
_TESTS: dict[str, tuple[Measure, Callable[[int], bool]]] = {
    "none": (Measure.STABLEFORD, partial(ge, 0)),
    "single": (Measure.STABLEFORD, partial(le, 1)),
    "scored": (Measure.STABLEFORD, partial(le, 1)),
    "loose": (Measure.STABLEFORD, partial(le, 1)),
    "blank": (Measure.STABLEFORD, partial(ge, 0)),
    "noshot": (Measure.GROSS, partial(ge, 0)),
    "bogey": (Measure.GROSS, partial(ge, 1)),
    "over": (Measure.GROSS, partial(le, 1)),
    "blew": (Measure.GROSS, partial(le, 3)),
}


def nearest(found: list[Quality], at: int, end: int) -> Quality | None:
    """Of what is said of holes, what stands nearest to a place: right behind it before all else."""
    if not found:
        return None
    return min(found, key=lambda its: max(its.at - end, at - its.end, 0))


_ELLIPTIC = compiled(
    r"\W*(?:and |while )?@\d+ (?:(?:did|managed) (?:so|it|that|the same) )?(?:on|at|for|from) "
)


def told_before(sentence: Sentence, at: int) -> list[Quality]:
    """What clauses before said of holes, where one goes on without: "…; Ned on the first 16"."""
    start, _ = sentence.clause(at)
    if not _ELLIPTIC.match(sentence.pattern, start):
        return []
    return [its for its in qualities(sentence, 0, start) if its.measure is Measure.STABLEFORD][:1]
