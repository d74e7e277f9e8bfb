"""How many there were: players, rounds, days and holes, those gone and those to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES

_PEOPLE = (
    r"(?:players|men|women|golfers|competitors|starters|contestants|participants|friends|ladies)"
)
_TOOK_PART = (
    r"(?:took part|teed (?:off|it up)|set (?:out|off)|started|competed|entered|contested|gathered"
    r"|assembled|travelled|lined up|went out|made the (?:trip|journey)|turned up|answered the call"
    r"|battled (?:it out|for)|headed (?:out|for)|met|convened|flew)\b"
)
_FIELD = compiled(
    rf"#(?P<a>\d+)[- ](?:man|player|strong|woman|runner|handed|golfer)(?:[- ]strong)?"
    r" (?:field|party|group|line-up|cast)\b"
    r"|\b(?:field|party|cast|group|line-up) of (?:just |only )?#(?P<b>\d+)"
    r"(?![- ](?:points?|strokes?|shots?|holes?))\b"
    rf"|#(?P<c>\d+) (?:[a-z]+ )?{_PEOPLE} (?:who )?{_TOOK_PART}"
    rf"|\ball #(?P<d>\d+) (?:of them|(?:[a-z]+ )?{_PEOPLE})\b(?! \(|,? @| -)"
    rf"|^[^a-z]*#(?P<e>\d+) {_PEOPLE}(?=, (?:#\d+|one|a) (?:rounds|course|trophy))"
    rf"|^#(?P<f>\d+) of them {_TOOK_PART}"
)
_EVENT = r"(?:tournament|event|championship|battle|contest|marathon|competition|week|test|trip)"
_ROUNDS = compiled(
    rf"\b(?:tournament|event|championship|week|trip|competition|it|golf|=\d+) (?:was )?"
    r"(?:ran|runs|run"
    r"|played|is played|decided|contested|fought|took place|spanned|unfolded|lasted|stretched|went)"
    r" ?(?:out )?(?:over|across|for|through)? (?:the )?#(?P<a>\d+) (?P<au>rounds|days|holes)\b"
    rf"|#(?P<b>\d+)[- ](?P<bu>round|day|hole) (?:[a-z]+ )?{_EVENT}\b"
    r"|\b(?:over|across) (?:the |all |all the )?#(?P<c>\d+) (?P<cu>rounds|days)"
    r"(?: (?:in|at|on|of golf|of (?:the )?(?:tournament|week))\b|,|\.|$)"
    rf"|^[^a-z]*#\d+ {_PEOPLE}, #(?P<d>\d+) (?P<du>rounds)\b"
)
_FEWER = compiled(r"\b(?:first|last|opening|final|next|previous|those|these|his|past|remaining) $")
_HOLES_IN_ALL = compiled(
    r"\b(?:across|of|over all|over|all) #(?P<n>\d+) holes\b(?! (?:between|of))"
)
_OF = compiled(r"&(\d+) of #(\d+)")
_MOST_ROUNDS = 10

_TO_COME = r"(?:remain\w*|(?:still )?to (?:play|go|come)|left|(?:stretch |lie )?ahead|await\w*)"
_REMAIN = compiled(
    rf"#(?P<n>\d+) (?:more )?rounds? (?:still |yet )?{_TO_COME}|\bremaining #(?P<m>\d+) rounds"
    rf"|#(?P<h>\d+) (?:more )?holes (?:still |yet |now )?(?:{_TO_COME}|stand|stood)"
    r"|\brounds? (?:down|gone|played|done|completed), #(?P<k>\d+) (?:to go|left|remain\w*)"
)
_GONE = compiled(
    r"(?:^|\bafter |\bwith )#(?P<n>\d+) rounds?"
    r" (?:down|gone|done|completed|in the books|behind them)"
)
_NOW = compiled(r"\b(?:are|is|now|remain)\b")

_CUES = (
    *("field", "party", "group", "line-up", "cast", "them", "players", "men", "golfers"),
    *("competitors", "starters", "contestants", "participants", "friends", "ladies"),
)


def check_field(sentence: Sentence) -> Iterator[Claim]:
    """How many players and rounds a sentence says that there are."""
    if sentence.elsewhere:
        return
    if sentence.has(*_CUES):
        for match in _FIELD.finditer(sentence.pattern):
            if not sentence.may_be(match.start()):
                yield from _judged(sentence, match, len(sentence.book.codes), Kind.PERSON)
    if sentence.has("round", "day", "hole"):
        yield from _format(sentence)
    yield from _of_rounds(sentence)
    if "courses" in sentence.pattern and sentence.section_round is None:
        yield from _courses(sentence)
    if sentence.section_round is not None and sentence.has("round", "hole"):
        yield from _remaining(sentence, sentence.section_round)


def _number_of(match: re.Match[str]) -> str:
    """The only number of a match: its token's."""
    return next(text for name, text in match.groupdict().items() if text and len(name) == 1)


def _judged(sentence: Sentence, match: re.Match[str], right: int, kind: Kind) -> Iterator[Claim]:
    """A claim that the only number of a match is this one."""
    number = _number_of(match)
    token = sentence.token(number)
    verdict = Verdict.TRUE if token.value == right else Verdict.FALSE
    yield from sentence.claim(number, kind, verdict, like(token.said, right))


def _format(sentence: Sentence) -> Iterator[Claim]:
    """Over how many rounds, days and holes the tournament was played."""
    rounds = sentence.book.tournament.last_round
    for match in _HOLES_IN_ALL.finditer(sentence.pattern):
        value = sentence.token(match["n"]).value
        if (
            value > 2 * HOLES
            and value % HOLES
            and rounds * HOLES - HOLES < value < rounds * HOLES + HOLES
        ):
            yield from _judged(sentence, match, rounds * HOLES, Kind.DATE)
    for match in _ROUNDS.finditer(sentence.pattern):
        if sentence.may_be(match.start()) or _FEWER.search(sentence.pattern[: match.start("c")]):
            continue
        unit = next(text for name, text in match.groupdict().items() if text and len(name) == 2)
        if match["c"] and sentence.section_round is not None:
            continue
        if match["c"] and sentence.token(match["c"]).value in _on_courses(sentence):
            continue
        if unit.startswith("day") and _days(sentence) is None:
            continue
        if unit == "holes" and sentence.token(_number_of(match)).value < HOLES:
            continue
        right = {"r": rounds, "d": _days(sentence) or rounds, "h": HOLES * rounds}[unit[0]]
        yield from _judged(sentence, match, right, Kind.DATE)


def _on_courses(sentence: Sentence) -> set[int]:
    """How many rounds were played on the courses that a sentence names."""
    named = {its[0] for its in sentence.report.calendar.course_names.finditer(sentence.text)}
    played = [rnd.course for rnd in sentence.book.tournament.rounds]
    return {played.count(name) for name in named}


_COURSES = compiled(
    r"(?:^\W*|\b(?:across|over|on|toured|played|visited) (?:the |all )?)#(?P<a>\d+)"
    r" (?:different |new )?courses\b(?! (?:in|of|within|nearby))"
    r"|#(?P<b>\d+) courses (?:were|was) (?:used|played|visited)\b"
)


def _courses(sentence: Sentence) -> Iterator[Claim]:
    """On how many courses it was played."""
    courses = {rnd.course for rnd in sentence.book.tournament.rounds}
    for match in _COURSES.finditer(sentence.pattern):
        if not sentence.may_be(match.start()):
            yield from _judged(sentence, match, len(courses), Kind.COURSE)


def _days(sentence: Sentence) -> int | None:
    """On how many days it was played; None where the dates are not known."""
    days = {rnd.date for rnd in sentence.book.tournament.rounds}
    return None if None in days else len(days)


def _of_rounds(sentence: Sentence) -> Iterator[Claim]:
    """ "Round 3 of 4"."""
    last = sentence.book.tournament.last_round
    for match in _OF.finditer(sentence.pattern):
        if sentence.token(match[2]).value > _MOST_ROUNDS:
            continue  # "a first round of 45"
        for index, right in ((match[2], last), (match[1], sentence.section_round)):
            token = sentence.token(index)
            if right is not None and token.value:
                verdict = Verdict.TRUE if token.value == right else Verdict.FALSE
                yield from sentence.claim(
                    index, Kind.DATE, verdict, token.said.replace(str(token.value), str(right))
                )


def _remaining(sentence: Sentence, number: int) -> Iterator[Claim]:
    """How many rounds or holes are gone or remain after a round."""
    left = sentence.book.tournament.last_round - number
    for match in _REMAIN.finditer(sentence.pattern):
        if not match["h"]:
            yield from _judged(sentence, match, left, Kind.DATE)
            continue
        value = sentence.token(match["h"]).value
        before_it = value == (left + 1) * HOLES and not _NOW.search(sentence.pattern)
        if value and value % HOLES == 0 and not before_it:
            yield from _judged(sentence, match, left * HOLES, Kind.DATE)
    for match in _GONE.finditer(sentence.pattern):
        yield from _judged(sentence, match, number, Kind.DATE)
