"""How many players did something: "three of the seven blew up there", "one of only two men to".

A number of players, what they did and where may stand in any order in a clause: "the 15th caught
five men out", "the 6th was parred by four". Where no hole is named it is of the one spoken of last,
or of the whole round. What a hole that hurt somebody did to him may be a blow-up or a blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import ge, le

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.qualities import Quality, qualities
from teg_tui.golf.claims.nearby import holes_told, rounds_of
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

_DID = (
    r"(?:birdied|parred|bogeyed|doubled|eagled|blew up|scored nothing|fail(?:ed|ing) to score"
    r"|drew (?:a )?blanks?|made (?:a |no )?par|(?:walked|came) (?:off|away) (?:with nothing"
    r"|empty-handed|without))"
)
_PEOPLE = (
    r"(?: (?:different |unlucky |unfortunate |lucky |of the )?"
    r"(?:players|men|women|golfers|people|victims|competitors|members of the (?:field|party))\b"
    rf"| of (?:them|the (?:field|party|group|company|players|men|lot))\b"
    rf"| of (?:the |those )?#(?P<of>\d+)(?!\d)(?: (?:players|men|golfers))?"
    r"(?! (?:holes|rounds|days|par))"
    rf"|(?= (?:also )?{_DID}\b)|(?= (?:to|who|without)\b))"
)
_MEN = compiled(rf"(?<!\^)#(?P<n>\d+)(?!\d){_PEOPLE}")
_OPEN = compiled(
    r"\b(?:another|other|others|at least|first|last|the|these|those|more than|fewer than|nearly"
    r"|almost|than|all|top|leading|next|between|within|any|up to|with|with all|beat|beating|past"
    r"|over|ahead of|behind|about|among the|his|for a|in|on|at|a|an|after|of the|@\d+'s?) $"
)
_ONE_OF = compiled(r"\b(?:one of|among) (?:only |just |the )?$")
_BARE = compiled(r"(?<=\d) (?:to|who|without)\b")
"""Behind a number with no word of people: "one of three to score everywhere"."""
_PASSIVE = compiled(
    r"\b(?:by|for|from|to|of|among|with) (?:only |just |no fewer than |as many as )?$"
)
_HARMED = compiled(
    r"!\d+[^@;:]{0,40} (?:caught|claim\w+|hurt|undid|ruin\w+|wreck\w+|punish\w+|swallow\w+"
    r"|defeat\w+|account\w+ for|got the better of|trip\w+(?: up)?|floor\w+|fell\w+)"
    r" (?:only |just |as many as |another |no fewer than )?$"
)
"""Words of a hole that somebody did badly on."""
_EACH = compiled(r"\b(?:on|at|in|from) (?:every|each|all)\b|\bevery hole\b|\ball #\d+ holes\b")
_ALL_DAY = compiled(
    r"\b(?:all (?:day|week|round)|in the (?:round|week|field)|on the day|only|just|at least)\b"
    r"|\b(?:birdie|eagle)s\b"
)
"""Words of the whole round, or that nobody else did."""
_THERE = compiled(r"\b(?:where|(?:on|at) (?:it|which)|there)\b")
"""Words of the hole spoken of before."""
_UNDER = compiled(r"\b(?:under|beat|below) par\b")
_OTHERWISE = compiled(
    r"\$\d|\b(?:points? or|share\w*|tied|level|rounds|times|apart|within|separat\w+|cover\w*"
    r"|averag\w*|leads?|leading|led|next|following|same|ahead|behind|clear|nine|stretch|six|turn|start|twice|together|running"
    r"|more than (?:one|#\d+)|two or more|between them|consecutive|in a row|would|needs?|apiece"
    r"|par (?:three|four|five)s|each|still|yet|so far|by then)\b"
)
"""In a clause about something else than who did a thing once."""
_HOLE = compiled(r"(?:!|\bthe \^)(\d+)")
"""A hole, or what may be one: "the sixteenth caught two of them out"."""
Did = Callable[[str, int], bool]


def check_men(sentence: Sentence) -> Iterator[Claim]:
    """How many players a sentence says did something, on a hole or in a round."""
    if sentence.elsewhere or "#" not in sentence.pattern:
        return
    for match in _MEN.finditer(sentence.pattern):
        number = match["n"]
        if int(number) not in sentence.claimed and not _is_open(sentence, match):
            yield from _judged(sentence, match, number)
    yield from _victims(sentence)


_VICTIMS = compiled(
    r"\b(?:claim\w*|caught|had|took) (?:only |just |all )?#(?P<n>\d+) (?:[a-z]+ )?victims\b"
    r"(?! (?:between|in all|across|over|all|on|at|in))"
)


def _victims(sentence: Sentence) -> Iterator[Claim]:
    """More victims of one hole than there were players."""
    for match in _VICTIMS.finditer(sentence.pattern) if "victims" in sentence.pattern else ():
        one = len(_HOLE.findall(sentence.pattern, 0, match.start())) == 1
        token, most = sentence.token(match["n"]), len(sentence.book.codes)
        if one and token.value > most and (sentence.section_round or sentence.rounds_named):
            yield from sentence.claim(match["n"], Kind.COUNT, Verdict.FALSE, "")


def _is_open(sentence: Sentence, match: re.Match[str]) -> bool:
    left = sentence.pattern[: match.start()]
    size = match["of"]
    return bool(
        (_OPEN.search(left) and not _ONE_OF.search(left))
        or (_BARE.match(sentence.pattern, match.end()) and not _ONE_OF.search(left))
        or _OTHERWISE.search(sentence.around(match.start()))
        or (match[0].endswith(" of them") and (sentence.people or sentence.focus.codes))
        or (size and sentence.token(size).value != len(sentence.book.codes))
        or sentence.may_be(match.start())
    )


def _judged(sentence: Sentence, match: re.Match[str], number: str) -> Iterator[Claim]:
    start, end = match.span()
    deeds = list(_deeds(sentence, start, end))
    if not deeds:
        return
    counts = [
        sum(any(did(code, n) for n in group) for code in sentence.book.codes)
        for did in deeds
        for group in _groups(sentence, start, end)
    ]
    token = sentence.token(number)
    verdict = Verdict.TRUE if token.value in counts else Verdict.FALSE
    yield from sentence.claim(number, Kind.COUNT, verdict, like(token.said, counts[0]))


def _groups(sentence: Sentence, at: int, end: int) -> list[Sequence[int]]:
    """The rounds that may be meant: each by itself, and all where none is named."""
    beside = sentence.round_beside(at, end)
    rounds = [beside] if beside in sentence.book.numbers else rounds_of(sentence)
    named = sentence.section_round or sentence.rounds_named
    of_any = len(sentence.rounds_named) > 1 or not named
    return [*([list(sentence.book.numbers)] if of_any else []), *([n] for n in rounds if n)]


def _deeds(sentence: Sentence, at: int, end: int) -> Iterator[Did]:
    """What they may be said to have done."""
    start, stop = _clause(sentence, at)
    holes = _holes(sentence, start, stop)
    near = _HOLE.search(sentence.pattern, *sentence.part(at))
    quality = _told(sentence, at, end, bool(near))
    words = sentence.around(at)
    if quality is None:
        if _HARMED.search(sentence.pattern[start:at]):
            for hole in holes:
                yield from (partial(_on, sentence, m, test, hole) for m, test in _HARMS)
        return
    tests = quality.tests
    if quality.measure is Measure.GROSS and _UNDER.search(words):
        tests = (partial(ge, -1),)
    each = quality.every or _EACH.search(words) is not None
    whole = each or _ONE_OF.search(sentence.pattern[:at]) or _ALL_DAY.search(words)
    there = _THERE.search(words) is not None
    if not (whole or there or _HOLE.search(sentence.pattern, start, stop)):
        return
    for test in tests:
        for hole in holes:
            yield partial(_on, sentence, quality.measure, test, hole)
        if not near and not there:
            yield partial(_in, sentence, quality, test, each)


def _clause(sentence: Sentence, at: int) -> tuple[int, int]:
    """The clause around a place, beyond "all but …" in the midst of it."""
    start, stop = sentence.clause(at)
    if sentence.pattern[:stop].endswith((" all", " everybody", " everyone", " all ")):
        stop = sentence.clause(stop)[1] if stop < len(sentence.pattern) else stop
    return start, stop


def _told(sentence: Sentence, at: int, end: int, near: bool) -> Quality | None:
    """What they did: told behind them, or before what says that it was they who did."""
    pattern = sentence.pattern
    start, stop = _clause(sentence, at)
    found = [its for its in qualities(sentence, start, stop) if near or not its.loose]
    behind = [its for its in found if its.at >= end and _NO_OTHER.fullmatch(pattern[end : its.at])]
    if behind:
        return behind[0]
    before = [its for its in found if its.end <= at]
    if _AVOIDED.search(pattern[start:at]):
        return None
    if before and _PASSIVE.search(pattern[start:at]) and "," not in pattern[before[-1].end : at]:
        return before[-1]
    label = before and near and _LABELLED.match(pattern)
    return before[-1] if label else None


_AVOIDED = compiled(r"\b(?:avoided|escaped|missed|beyond)\b[^@]{0,25}$")
_NO_OTHER = compiled(r"(?:, (?:all|everybody) [^,;:#^!]{1,50},)?[^,;:@#^]{0,40}")
_LABELLED = compiled(r"^\W*!\d+(?: \([^)]*\))?:")
_HARMS = (
    (Measure.GROSS, partial(le, 3)),
    (Measure.STABLEFORD, partial(ge, 0)),
    (Measure.GROSS, partial(le, 2)),
)


def _holes(sentence: Sentence, start: int, stop: int) -> list[int]:
    """The holes that may be meant: of the clause, else of the sentence, else those told before."""
    for part in (sentence.pattern[start:stop], sentence.pattern):
        found = [sentence.token(match[1]).value for match in _HOLE.finditer(part)]
        found = [value for value in found if value <= HOLES]
        if found:
            return found
    return holes_told(sentence)


def _on(
    sentence: Sentence,
    measure: Measure,
    test: Callable[[int], bool],
    hole: int,
    code: str,
    number: int,
) -> bool:
    """Whether somebody did it on a hole."""
    values = sentence.book.values(code, number, measure)
    return bool(values) and test(values[hole - 1])


def _in(
    sentence: Sentence,
    quality: Quality,
    test: Callable[[int], bool],
    each: bool,
    code: str,
    number: int,
) -> bool:
    """Whether somebody did it in a round: once, or on every hole."""
    values = sentence.book.values(code, number, quality.measure)
    return bool(values) and (all if each else any)(map(test, values))
