"""Dates, weekdays, years, courses, rounds to come, people who were not there, play-offs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from teg_tui.golf.claims.calendar import short_course
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.numbers import like
from teg_tui.golf.claims.people import strangers
from teg_tui.golf.claims.reading import Sentence
from teg_tui.golf.claims.text import Form
from teg_tui.golf.tour import HOLES

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_DATE = re.compile(
    r"\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})\b|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd"
    rf"|th)? (?:of )?(?P<m2>{'|'.join(_MONTHS)})(?:,? (?P<y2>\d{{4}}))?\b"
    rf"|\b(?P<m3>{'|'.join(_MONTHS)}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y3>\d{{4}}))?\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?='s?\b|\b)")
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_PLAYOFF = re.compile(
    r"\b(?:play-?offs?|countbacks?|count-backs?|sudden[- ]death|card playoff)\b", re.IGNORECASE
)
_NONE = re.compile(
    r"\b(?:no|not|without|never|nor|neither|does not|isn't|there is no)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_OF = re.compile(r"&(\d+) of #(\d+)")
_MOST_ROUNDS = 10
_REMAIN = re.compile(
    r"#(?P<n>\d+) rounds? (?:remain\w*|to (?:play|go|come)|left|still)"
    r"|\bremaining #(?P<m>\d+) rounds|#(?P<h>\d+) holes (?:remain\w*|to (?:play|go)|left)"
)
_PAST = re.compile(
    r"%\d+|\b(?:record|history|since|previous|last (?:year|time)|earlier|years ago|visit"
    r"|returned? to|back to|before|defending|career|designed|all-time|ever)\b"
)
_GOLF = re.compile(
    r"\b(?:round|finale|points?|lead|score|play|holes?|title|trophy|day|charge|collapse|showdown"
    r"|final)\b|#\d+|=\d+|&\d+"
)


def check_places(sentence: Sentence) -> Iterator[Claim]:
    """When and where a sentence says that it was, and who it says was there."""
    yield from _dates(sentence)
    yield from _weekdays(sentence)
    yield from _years(sentence)
    yield from _rounds_planned(sentence)
    yield from _courses(sentence)
    yield from _strangers(sentence)
    yield from _playoffs(sentence)


def _claim(sentence: Sentence, start: int, said: str, kind: Kind, good: bool, right: str) -> Claim:
    line, column = sentence.report.source.place(sentence.passage.origin[sentence.start + start])
    text = " ".join(sentence.text.split())
    verdict = Verdict.TRUE if good else Verdict.FALSE
    return Claim(line, column, text, kind, verdict, said, said if good else right)


def _days(sentence: Sentence) -> list[date]:
    rounds = sentence.book.tournament.rounds
    if sentence.section_round is not None:
        rounds = tuple(rnd for rnd in rounds if rnd.number == sentence.section_round)
    return [rnd.date for rnd in rounds if rnd.date]


def _dates(sentence: Sentence) -> Iterator[Claim]:
    days = [rnd.date for rnd in sentence.book.tournament.rounds if rnd.date]
    for match in _DATE.finditer(sentence.text):
        found = _date(match, days)
        if found is None or not days or _PAST.search(sentence.pattern):
            continue
        right = _days(sentence) or days
        same_form = (
            right[0].strftime("%d/%m/%Y")
            if match["d"]
            else right[0].isoformat()
            if match["iso"]
            else f"{right[0].day} {right[0]:%B %Y}"
        )
        dateline = len(sentence.text) < 80
        yield _claim(
            sentence,
            match.start(),
            match[0],
            Kind.DATE,
            found in (right if dateline else days),
            same_form,
        )


def _date(match: re.Match[str], days: list[date]) -> date | None:
    """The day meant; of one without its year, in the tournament's."""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        day = int(match["d"] or match["d2"] or match["d3"])
        month = (
            int(match["m"])
            if match["m"]
            else _MONTHS.index((match["m2"] or match["m3"]).casefold()) + 1
        )
        year = match["y"] or match["y2"] or match["y3"]
        return date(int(year) if year else days[0].year, month, day)
    except (ValueError, IndexError):
        return None


def _weekdays(sentence: Sentence) -> Iterator[Claim]:
    """A weekday on which none of the rounds was played; of a round, another than its own."""
    names = sentence.report.calendar.days
    for match in _WEEKDAY.finditer(sentence.text):
        if not names or not _GOLF.search(sentence.pattern):
            continue
        after = sentence.text[match.end() : match.end() + 20].casefold()
        final = re.match(r"'s (?:final|finale|closing round|last round|showdown|decider)", after)
        named = next((int(n) for n in re.findall(r"^'s round (\d)", after)), None)
        second = re.match(r"'s (second|third|fourth|opening|first) round", after)
        if second:
            named = {"opening": 1, "first": 1, "second": 2, "third": 3, "fourth": 4}[second[1]]
        wanted = sentence.book.tournament.last_round if final else named
        if wanted is not None:
            good = names.get(match[0]) == wanted
            right = next((day for day, number in names.items() if number == wanted), "")
        else:
            good, right = match[0] in names, ", ".join(names)
        yield _claim(sentence, match.start(), match[0], Kind.DATE, good, right)


def _years(sentence: Sentence) -> Iterator[Claim]:
    """The year in a title or dateline."""
    year = sentence.book.tournament.year
    short = len(sentence.text) < 90 and (
        "%" in sentence.pattern or "|" in sentence.text or "•" in sentence.text
    )
    own = not sentence.other_event
    for match in _YEAR.finditer(sentence.text):
        if year and short and own and not _DATE.search(sentence.text):
            yield _claim(
                sentence, match.start(), match[0], Kind.DATE, int(match[0]) == year, str(year)
            )


def _rounds_planned(sentence: Sentence) -> Iterator[Claim]:
    tournament = sentence.book.tournament
    for match in _OF.finditer(sentence.pattern):
        if sentence.token(match[2]).value > _MOST_ROUNDS:
            continue  # "a first round of 45"
        for index, right in ((match[2], tournament.last_round), (match[1], sentence.section_round)):
            token = sentence.token(index)
            if right is not None and token.value:
                verdict = Verdict.TRUE if token.value == right else Verdict.FALSE
                yield from sentence.claim(
                    index, Kind.DATE, verdict, token.said.replace(str(token.value), str(right))
                )
    if sentence.section_round is None:
        return
    left = tournament.last_round - sentence.section_round
    for match in _REMAIN.finditer(sentence.pattern):
        if match["h"]:
            token = sentence.token(match["h"])
            if token.value % HOLES == 0 and token.value:
                verdict = Verdict.TRUE if token.value == left * HOLES else Verdict.FALSE
                good_before = token.value == (left + 1) * HOLES
                if not good_before or re.search(r"\b(?:are|is|now)\b", sentence.pattern):
                    yield from sentence.claim(
                        match["h"], Kind.DATE, verdict, like(token.said, left * HOLES)
                    )
            continue
        index = match["n"] or match["m"]
        token = sentence.token(index)
        verdict = Verdict.TRUE if token.value == left else Verdict.FALSE
        yield from sentence.claim(index, Kind.DATE, verdict, like(token.said, left))


_PLAYED_AT = re.compile(
    r"\b(?:round|&\d+) (?:was|is) (?:played )?(?:at|on)\b|\bround took place at\b"
    r"|\bwas the (?:venue|setting)\b|&\d+ (?:was|is|took place|was played) (?:at|on)\b"
)
"""Words that tell of one round's course, not of the tournament's."""


def _courses(sentence: Sentence) -> Iterator[Claim]:
    """A course on which this tournament, or the round of a dateline, was not played."""
    calendar = sentence.report.calendar
    rounds = {sentence.token(n).value for n in re.findall(r"&(\d+)", sentence.pattern)}
    number = next(iter(rounds)) if len(rounds) == 1 else sentence.section_round
    own = calendar.course_of(number)
    dateline = (
        "•" in sentence.text
        or re.search(r"&\d+ of #\d+", sentence.pattern)
        or (_PLAYED_AT.search(sentence.pattern) and len(rounds) <= 1)
    )
    here = frozenset({own, short_course(own)}) if dateline and own else calendar.played
    for match in calendar.course_names.finditer(sentence.text):
        if match[0] in here or any(match[0] in name for name in here):
            yield _claim(sentence, match.start(), match[0], Kind.COURSE, True, "")
        elif not _PAST.search(sentence.pattern):
            courses = (rnd.course for rnd in calendar.tournament.rounds)
            right = own or ", ".join(dict.fromkeys(courses))
            yield _claim(sentence, match.start(), match[0], Kind.COURSE, False, right)


_HISTORY = re.compile(
    r"%\d+|\b(?:record|previous|former|history|design\w*|architect|inspired|absent|missing"
    r"|missed|without|not (?:here|there|play\w*))\b"
)


_ABSENT = re.compile(r"\bno @|@\d+ (?:was|were|is) not\b|@\d+ (?:did|does) not|@\d+ wasn't")


def _strangers(sentence: Sentence) -> Iterator[Claim]:
    """People whom nobody knows, and players who were not there."""
    roster = sentence.report.roster
    found = strangers(roster, sentence.text) if sentence.passage.form is not Form.HEADING else []
    places = sentence.report.calendar.place_words
    for match, codes in found:
        if match["first"] in places or match["last"] in places:
            continue
        right = " or ".join(roster.name(code) for code in codes)
        yield _claim(sentence, match.start(), match[0], Kind.PERSON, False, right)
    if _HISTORY.search(sentence.pattern):
        return
    for match in re.finditer(r"@(\d+)", sentence.pattern):
        token = sentence.token(match[1])
        near = sentence.pattern[max(0, match.start() - 4) : match.end() + 12]
        if _ABSENT.search(near):
            continue
        if not set(token.codes) & sentence.book.codes:
            right = ", ".join(sorted(roster.name(code) for code in sentence.book.codes))
            yield from sentence.claim(match[1], Kind.PERSON, Verdict.FALSE, right)


def _playoffs(sentence: Sentence) -> Iterator[Claim]:
    """There are none; a prize given otherwise than by the rule says why itself."""
    reasons = " ".join(e.reason.casefold() for e in sentence.book.history.tour.exceptions)
    for match in _PLAYOFF.finditer(sentence.text):
        negated = _NONE.search(sentence.text[: match.start()])
        if negated or match[0].casefold() in reasons:
            yield _claim(sentence, match.start(), match[0], Kind.PLAYOFF, True, "")
        else:
            yield _claim(sentence, match.start(), match[0], Kind.PLAYOFF, False, "none")
