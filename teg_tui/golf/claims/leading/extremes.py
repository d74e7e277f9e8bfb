"""How large a distance was at most, or least: "never fewer than six ahead", "once 15 clear".

Over which holes is open: the round, what of it comes before or after a hole that is told, or all
rounds. What is right of any of these is true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.in_one_breath import measures_meant, unit_of
from teg_tui.golf.claims.leading.whens import after_hole
from teg_tui.golf.claims.nearby import holes_told
from teg_tui.golf.claims.places.standing_words import Moment, ahead, leaders_at
from teg_tui.golf.claims.sums.parts import parts_named
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

_UNIT = grammar.TOLD_UNIT
_WORD = grammar.UNIT_WORD
_NEVER = (
    r"\b(?:never|not once|at no (?:time|point|stage)|nobody|no one|none|nor|neither"
    r"|(?:did not|didn't) (?:once |ever )?(?=(?:drop|fall|go|dip|sink|shrink|get|come)\b))"
)
_SOON, _LATER = r"\b[^.;:#]{0,45}?\b", r"\b[^.;:#]{0,25}?"
_LEAST = compiled(
    rf"{_NEVER}{_SOON}(?:fewer|less|lower|smaller|closer|nearer){_LATER} than #(?P<n>\d+){_UNIT}"
    rf"|{_NEVER}{_SOON}(?:below|under|within|inside) #(?P<m>\d+)(?:[- ](?P<unit2>{_WORD}))?"
    rf"|\b(?:closest|nearest|smallest|narrowest|slimmest|thinnest){_SOON}(?:was|were|to|within|is"
    rf"|got|came|at) (?:within )?#(?P<k>\d+)(?:[- ](?P<unit3>{_WORD}))?"
)
_MOST = compiled(
    rf"{_NEVER}{_SOON}(?:more|larger|bigger|wider|greater|further){_LATER} than #(?P<n>\d+){_UNIT}"
    rf"|{_NEVER}{_SOON}(?:above|over|exceed\w*) #(?P<m>\d+)(?:[- ](?P<unit2>{_WORD}))?"
    rf"|(?:\bas (?:many|much|far|large|big) as|\b(?:widest|biggest|largest|peak|height){_SOON}"
    r"(?:was|were|to|at|is|stood at|of)|\bat (?:its|his|their) (?:most|best),?)"
    rf" #(?P<k>\d+)(?:[- ](?P<unit3>{_WORD}))?"
)
_ONCE = compiled(
    rf"\bat (?:one|a|some) (?:point|stage|time|moment){_LATER}#(?P<n>\d+){_UNIT}"
    rf"|\bonce #(?P<m>\d+)(?:[- ](?P<unit2>{_WORD}))? (?:ahead|clear|behind|back"
    rf"|in front)|#(?P<k>\d+)(?:[- ](?P<unit3>{_WORD}))?[^.;:#,]{{0,40}}? at (?:one|some) (?:point"
    r"|stage|time)\b"
)
_FAR = compiled(
    r"\b(?:ahead|clear(?! of par)|in front|behind|adrift|lead|led|leads|gap|margin|advantage"
    r"|cushion|deficit|arrears|apart|closer|closest|nearer|nearest|buffer)\b"
    rf"|#\d+(?:[- ](?:{_WORD}))? (?:up|down|back)\b"
)
_MADE_UP = compiled(
    r"\b(?:made up|make up|overcom\w*|overcame|from here|winner|come from|came from)\b"
)
"""Words of how much was made up."""
_LEADS = compiled(
    r"\b(?:ahead|clear|in front|up|lead|led|leads|margin|advantage|cushion|buffer|gap)\b"
)
_OTHERWISE = compiled(
    r"#\d+(?:[- ][a-z]+)? (?:holes?|times|birdies|pars|blow-ups|rounds|days|men|players|places"
    r"|years|of|occasions)\b|\b(?:again|after that|from (?:then|there)|thereafter|since|until"
    r"|before|career|history|tour|ever|any round|each)\b"
)
_AGAINST = compiled(
    r"\b(?:ahead of|clear of|in front of|behind|over|to|of|on|from|adrift of) (?:the )?@(\d+)(?!')"
)
_BOUND = compiled(_NEVER)
"""Words of a bound, which may be wider than it need be."""
_CUES = (
    *("never", "not once", "at no ", "nobody", "no one", "did not", "n't", "at one ", "at some "),
    *("at a ", "as many as", "as much as", "widest", "biggest", "largest", "closest", "nearest"),
    *(
        "smallest",
        "narrowest",
        "at its most",
        "at his best",
        "peak",
        "height",
        "once ",
        "had been ",
    ),
)


def check_extremes(sentence: Sentence) -> Iterator[Claim]:
    """The largest and smallest distances of a sentence."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    for pattern in (_LEAST, _MOST, _ONCE):
        for match in pattern.finditer(sentence.pattern):
            number = next(g for g in "nmk" if match[g])
            unit = match["unit"] or match["unit2"] or match["unit3"]
            start, end = sentence.clause(match.start())
            words = sentence.pattern[start : max(end, match.end())]
            if not _FAR.search(words) or _MADE_UP.search(words):
                continue
            if int(match[number]) not in sentence.claimed:
                told = (
                    None
                    if _OTHERWISE.search(words) or sentence.may_be(match.start(), match.span())
                    else pattern
                )
                yield from _judged(sentence, int(match[number]), match.start(), unit, told, words)


def _judged(
    sentence: Sentence, number: int, at: int, unit: str | None, told: object, words: str
) -> Iterator[Claim]:
    said = sentence.token(number)
    lines = list(_lines(sentence, number, at, unit, words)) if told else []
    if not lines or any(None in line for line in lines):
        yield from sentence.claim(number, Kind.MARGIN, Verdict.UNCHECKED)
        return
    known = [[far for far in line if far is not None] for line in lines]
    ends = [max(line) if told is _MOST else min(line) for line in known]
    if told is _ONCE:
        verdict = Verdict.TRUE if said.value in chain(*known) else Verdict.FALSE
        ends = [min(known[0], key=lambda far: abs(far - said.value))]
    else:
        verdict = Verdict.TRUE if said.value in ends else Verdict.FALSE
        loose = all(said.value > end if told is _MOST else said.value < end for end in ends)
        if verdict is Verdict.FALSE and loose and _BOUND.search(words):
            verdict = Verdict.UNCHECKED
    if verdict is Verdict.FALSE and ends[0] <= 0:
        verdict = Verdict.UNCHECKED
    right = like(said.said, ends[0]) if verdict is Verdict.FALSE else ""
    yield from sentence.settle(sentence.claim(number, Kind.MARGIN, verdict, right))


def _lines(
    sentence: Sentence, number: int, at: int, unit: str | None, words: str
) -> Iterator[list[int | None]]:
    """A distance after every hole, for each meaning: whose, from whom, by what, which holes."""
    book = sentence.book
    rival = _AGAINST.search(words)
    others = sentence.token(rival[1]).codes if rival else ()
    place = sentence.pattern.index(f"#{number}")
    mine = [code for code in sentence.playing(sentence.owner(place)) if code not in others]
    rounds = [n for n in sentence.rounds(at) if n in book.numbers]
    for measure in measures_meant(sentence, place, unit_of(unit)):
        for span in _spans(sentence, rounds):
            if mine:
                for code in mine:
                    yield from _of_one(sentence, measure, span, code, others, words)
            if not mine or not rival:
                yield [_lead(sentence, measure, when) for when in span]


def _of_one(
    sentence: Sentence,
    measure: Measure,
    span: Sequence[Moment],
    code: str,
    others: Sequence[str],
    words: str,
) -> Iterator[list[int | None]]:
    """How far one was in front, or behind where he never led, over some moments."""
    far = [ahead(sentence.book, measure, when, code, others) for when in span]
    yield far if _LEADS.search(words) else [None if d is None else -d for d in far]


def _lead(sentence: Sentence, measure: Measure, when: Moment) -> int | None:
    first = leaders_at(sentence.book, measure, when)[:1]
    return ahead(sentence.book, measure, when, first[0], ()) if first else None


def _spans(sentence: Sentence, rounds: Sequence[int]) -> Iterator[list[Moment]]:
    """The moments that may be meant: of a round, of what comes before or after a hole, of all."""
    book = sentence.book
    holes = holes_told(sentence)
    for number in rounds or book.numbers:
        whole = [after_hole(sentence, number, hole) for hole in range(HOLES + 1)]
        pieces = [(0, HOLES), (1, HOLES), (0, HOLES - 1), (1, HOLES - 1)]
        for hole in holes:
            pieces += [
                (hole, HOLES),
                (hole - 1, HOLES),
                (hole, HOLES - 1),
                (0, hole),
                (0, hole - 1),
            ]
        pieces += [
            (first - extra, last) for first, last in parts_named(sentence) for extra in (0, 1)
        ]
        for first, last in pieces:
            span = [when for when in whole[first : last + 1] if when]
            if span:
                yield span
    if not rounds:
        yield [Moment(number) for number in book.numbers]
        yield [Moment(number, hole) for number in book.numbers for hole in range(1, HOLES + 1)]
