"""Where it was played: courses of rounds, areas of tournaments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.occasion.venues import told_rounds
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.calendar import short_course
from teg_tui.golf.claims.words.numbers import like_ordinal
from teg_tui.golf.claims.words.reading import Sentence

_PLAYED_AT = re.compile(
    r"(?:\bround|&\d+) (?:was|is) (?:played )?(?:at|on)\b|\bround took place at\b"
    r"|\bwas the (?:venue|setting)\b|&\d+ (?:was|is|took place|was played) (?:at|on)\b"
)
"""Words that tell of one round's course, not of the tournament's."""
_GOING = (
    r"(?: (?:at|to|on|in|they|the|tour|field|players|everybody|all|went|moved|returned|returns"
    r"|back|was|is|were|played|took|place|over|for|of|it|we|came|headed|brought|saw|a|another"
    r"|trip|visit|took|takes|up|down|out|day|morning|afternoon|venue|finale|golf)|,|'s)*? ?"
)
_ROUND_THEN = re.compile(rf"&(\d+)(?:{_GOING}|: )$")
"""A round named before its course, and nothing between them but the way there."""
_APART = re.compile(
    r"\b(?:after|before|since|until|till|from|following|ahead of|into|beyond)"
    r"(?: the| a| their| that)? &\d+(?! (?:at|on) (?:the )?$)"
)
"""Before a round after or before which they were there."""
_THEN_ROUND = re.compile(
    r"(?: (?:hosted|staged|saw|was the (?:venue|setting|stage) (?:for|of)"
    r"|welcomed the (?:tour|field) (?:for|on)|in|on|for|during))(?: the)? &(\d+)"
)
_BEGAN = re.compile(
    r"\b(?:it|the (?:week|tournament|trip|tour)) (?:began|begins|started|opened) at $"
)
_ENDED = re.compile(
    r"\b(?:it|the (?:week|tournament|trip|tour)) (?:ended|ends|closed|finished) at $"
)
_TODAY_AFTER = re.compile(r" [^.;@]{0,45}\b(?:today|this (?:morning|afternoon))\b")
_TODAY_BEFORE = re.compile(
    r"\b(?:they met|they gathered|the field met|play (?:began|started|got under way)|it was) at $"
)

_WERE_THE_COURSES = re.compile(
    r"(?:,| and)?[^.;:,]{0,40}(?:(?:,| and) [^.;:,]{0,40}){0,3}"
    r"\bwere the (?:\w+ )?(?:courses|venues)\b(?! (?:in|at|of) \w+ \d)"
)
"""After each of the courses of a week: "Monte Azinal and Sarela Bay were the courses"."""


def check_courses(sentence: Sentence) -> Iterator[Claim]:
    """A course on which this tournament, or the round spoken of, was not played."""
    calendar = sentence.report.calendar
    for match in calendar.course_names.finditer(sentence.text):
        told = told_rounds(
            sentence, sentence.in_pattern(match.start()), sentence.in_pattern(match.end())
        )
        if told:
            its = list(dict.fromkeys(calendar.course_of(n) for n in told))
            good = all(match[0] in (name, short_course(name)) for name in its)
            verdict = None if good else " and ".join(its)
            yield sentence.claim_text(match.start(), match[0], Kind.COURSE, verdict)
            continue
        number = _round_told(sentence, match)
        own = calendar.course_of(number)
        here = frozenset({own, short_course(own)}) if own else calendar.played
        if match[0] in here or any(match[0] in name for name in here):
            yield sentence.claim_text(match.start(), match[0], Kind.COURSE, None)
        elif (
            number is not None
            or not grammar.OTHER_TIME.search(sentence.pattern)
            or _WERE_THE_COURSES.match(sentence.text, match.end())
        ):
            courses = (rnd.course for rnd in calendar.tournament.rounds)
            near = calendar.course_of(number or sentence.section_round)
            right = near or ", ".join(dict.fromkeys(courses))
            yield sentence.claim_text(match.start(), match[0], Kind.COURSE, right)
    yield from _played_here(sentence)
    yield from _first_visits(sentence)
    if calendar.other_areas:
        yield from _areas(sentence)


def _round_told(sentence: Sentence, match: re.Match[str]) -> int | None:
    """The round that a course is said to be of; None where it may be any."""
    start, end = sentence.in_pattern(match.start()), sentence.in_pattern(match.end())
    left = sentence.pattern[:start]
    for beside in (_ROUND_THEN.search(left), _THEN_ROUND.match(sentence.pattern, end)):
        if beside and not _APART.search(left):
            token = sentence.token(beside[1])
            return token.value or None
    if sentence.report.round is None and _BEGAN.search(left):
        return sentence.book.numbers[0]
    if sentence.report.round is None and _ENDED.search(left):
        return sentence.book.tournament.last_round
    rounds = {sentence.token(n).value for n in grammar.ROUND.findall(sentence.pattern)}
    if len(rounds) > 1:
        return None
    number = next(iter(rounds), sentence.section_round)
    dateline = (
        "•" in sentence.text
        or re.search(r"&\d+ of #\d+", sentence.pattern)
        or _PLAYED_AT.search(sentence.pattern)
    )
    alone = not rounds and _is_dateline(sentence, match)
    today = not rounds and (_TODAY_AFTER.match(sentence.pattern, end) or _TODAY_BEFORE.search(left))
    return number if dateline or alone or today else None


_DATELINE = re.compile(
    r"[\s*·|,–—-]*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2}[/ ]\w+[/ ]\d{4}|\d{4}-\d{2}-\d{2}).{0,12}$"
)


def _is_dateline(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether there is nothing but a course and a date."""
    return not sentence.text[: match.start()].strip() and bool(
        _DATELINE.match(sentence.text, match.end())
    )


_FIRST_VISIT = re.compile(
    r"\b(?:came|went|travelled|returned|return|back|gathered|met|was|played)"
    r" (?:to|at|in|on) (?P<place>[A-Z]\w+(?: [A-Z]\w+)*) (?P<first>for the (?:very )?first time)"
    r"(?= ever\b|[,.;:]|$)"
)


def _first_visits(sentence: Sentence) -> Iterator[Claim]:
    """ "The tour came to Nordheide for the first time"."""
    visits, teg = sentence.report.calendar.visits, sentence.book.teg
    for match in _FIRST_VISIT.finditer(sentence.text) if "first time" in sentence.text else ():
        its = [number for number in visits.get(match["place"], ()) if number <= teg]
        if teg in its:
            right = "again" if len(its) > 1 else None
            yield sentence.claim_text(match.start("first"), match["first"], Kind.COURSE, right)


_HERE = re.compile(r"\bthe &(\d+) was played here\b|&(\d+) was played here\b")


def _played_here(sentence: Sentence) -> Iterator[Claim]:
    """ "The second round was played here": where the section's round was."""
    calendar = sentence.report.calendar
    own = calendar.course_of(sentence.section_round)
    for match in _HERE.finditer(sentence.pattern) if "here" in sentence.pattern else ():
        number = match[1] or match[2]
        token = sentence.token(number)
        if own and token.value and sentence.section_round:
            good = calendar.course_of(token.value) == own
            right = like_ordinal(token.said.split()[0], sentence.section_round)
            verdict = Verdict.TRUE if good else Verdict.FALSE
            yield from sentence.claim(number, Kind.COURSE, verdict, right)


_VISITED = re.compile(
    r" (?:welcom\w+|host\w+|was the (?:setting|venue|backdrop|stage|host)|staged|greeted)\b"
)
_VISIT = re.compile(
    r"\b(?:tour|tournament|event|field|players|week|golf|play(?:ed)?|trip|travelled|gathered"
    r"|descended|assembled)\b[^.;,]{0,30} (?:in|to|on|across|of golf in) (?:the )?$"
)


def _areas(sentence: Sentence) -> Iterator[Claim]:
    """A region in which other tournaments were played, but not this one."""
    calendar = sentence.report.calendar
    for match in calendar.other_areas.finditer(sentence.text) if calendar.other_areas else ():
        if sentence.elsewhere or grammar.OTHER_TIME.search(sentence.pattern):
            return
        start, end = sentence.in_pattern(match.start()), sentence.in_pattern(match.end())
        if _VISITED.match(sentence.pattern, end) or _VISIT.search(sentence.pattern[:start]):
            right = calendar.tournament.area
            yield sentence.claim_text(match.start(), match[0], Kind.COURSE, right)
