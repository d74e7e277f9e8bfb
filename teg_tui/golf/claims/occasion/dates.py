"""When it was played: dates, weekdays, months, years, editions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import like_ordinal
from teg_tui.golf.claims.words.reading import Sentence

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})\b|(?P<iso>\d{4}-\d{2}-\d{2})\b"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m2>{_MONTH})(?:,? (?P<y2>\d{{4}}))?\b)"
    rf"|(?<!\w)(?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y3>\d{{4}}))?\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")

_OTHER_DAY = re.compile(
    r"\b(?:born|birthday|turned|booked|booking|married|wedding|anniversary|next|fl(?:y|ies|ew|ight)"
    r"|airport|driv(?:e|es|ing)|drove|travel\w*|arriv\w+|warm-up|practice|dinner|yet to come|will"
    r"|holiday|work|home|pay(?:s|ing)?|due|deadline|weds?|there on)\b"
)
"""Words of days on which nobody played."""
_GOLF = re.compile(
    r"\b(?:rounds?|finale|points?|lead|scor\w+|play\w*|holes?|title|trophy|day|charge|collapse"
    r"|showdown|final|teed|tee|golf\w*|cours\w+|morning|afternoon|tournament|week|began|start\w*"
    r"|rain\w*|venue|links|greens?|fairways?)\b|#\d+|=\d+|&\d+|!\d+"
)


def check_dates(sentence: Sentence) -> Iterator[Claim]:
    """When a sentence says that it was."""
    text = sentence.text
    small = text.casefold()
    slashed = "/" in text or ("-" in text and ("20" in text or "19" in text))
    if slashed or any(map(small.__contains__, _MONTHS)):
        yield from _dates(sentence)
    if "20" in text or "19" in text:
        yield from _years(sentence)
    if "day" in text:
        yield from _weekdays(sentence)
    if " in " in text and not sentence.elsewhere:
        yield from _months(sentence)
    if "^" in sentence.pattern:
        yield from _editions(sentence)
    if any(map(small.__contains__, _MONTHS)):
        yield from _ranges(sentence)


def _of_another_time(sentence: Sentence) -> bool:
    """Whether a sentence speaks of other tournaments or rounds as well."""
    words = sentence.pattern if sentence.other_event else re.sub(r"%\d+", "", sentence.pattern)
    return grammar.OTHER_TIME.search(words) is not None


def _days(sentence: Sentence) -> list[date]:
    """The days of the section's round, or of all rounds."""
    rounds = sentence.book.tournament.rounds
    own = [rnd.date for rnd in rounds if rnd.date and rnd.number == sentence.section_round]
    return own or [rnd.date for rnd in rounds if rnd.date]


def _is_dateline(sentence: Sentence) -> bool:
    return len(sentence.text) < 80


def _dates(sentence: Sentence) -> Iterator[Claim]:
    days = [rnd.date for rnd in sentence.book.tournament.rounds if rnd.date]
    for match in _DATE.finditer(sentence.text):
        found = _date(match, days)
        if found is None or not days or _OTHER_DAY.search(sentence.pattern):
            continue
        if _of_another_time(sentence) and not _round_before(sentence, match):
            continue
        right = _days_meant(sentence, match)
        good = found in right
        form = _written(match, right[0])
        yield sentence.claim_text(match.start(), match[0], Kind.DATE, None if good else form)


_ROUND_BEFORE = re.compile(
    r"&(\d+)(?:'s)?(?:,|:| was(?: played)?| took place| came| -| –)? (?:on |\()?$"
)


def _round_before(sentence: Sentence, match: re.Match[str]) -> int | None:
    """The round right before a date: "the third round, on 30 September"."""
    beside = _ROUND_BEFORE.search(sentence.pattern[: sentence.in_pattern(match.start())])
    token = sentence.token(beside[1]) if beside else None
    return token.value or None if token and not token.weak else None


def _days_meant(sentence: Sentence, match: re.Match[str]) -> list[date]:
    """The days that a date may be: of the round right before it, of the section's, or of any."""
    rounds = sentence.book.tournament.rounds
    number = _round_before(sentence, match)
    own = [rnd.date for rnd in rounds if rnd.date and rnd.number == number]
    every = [rnd.date for rnd in rounds if rnd.date]
    return own or (_days(sentence) if _is_dateline(sentence) else every)


def _written(match: re.Match[str], day: date) -> str:
    """A day in the form of another."""
    if match["d"]:
        return day.strftime("%d/%m/%Y")
    return day.isoformat() if match["iso"] else f"{day.day} {day:%B %Y}"


def _date(match: re.Match[str], days: Sequence[date]) -> date | None:
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


_RANGE = re.compile(
    rf"(?<![\d/])(?P<a>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<m>{_MONTH}))?(?: ?[-–—] ?| (?:to|and|until"
    rf"|through) (?:the )?)(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m2>{_MONTH})\b",
    re.IGNORECASE,
)


def _ranges(sentence: Sentence) -> Iterator[Claim]:
    """ "From 28 September to 1 October": the first day, as the last is a date by itself."""
    days = [rnd.date for rnd in sentence.book.tournament.rounds if rnd.date]
    if not days or _of_another_time(sentence) or sentence.section_round:
        return
    for match in _RANGE.finditer(sentence.text):
        month = _MONTHS.index((match["m"] or match["m2"]).casefold()) + 1
        good = (days[0].day, days[0].month) == (int(match["a"]), month)
        if good and match["m"]:
            continue  # it has been judged as a date
        right = f"{days[0].day}" if not match["m"] else f"{days[0].day} {days[0]:%B}"
        yield sentence.claim_text(match.start("a"), match["a"], Kind.DATE, None if good else right)


_DAY_ROUND = re.compile(
    r"'s (?:round (?P<n>\d)|(?P<word>second|third|fourth|opening|first|final|closing|last) round"
    r"|(?P<end>finale|showdown|decider))"
)
_ROUND_NAMED = {"opening": 1, "first": 1, "second": 2, "third": 3, "fourth": 4}
_ROUND_DAY = re.compile(r"&(\d+)(?:,| [-–|•·]| \(|:)? ?(?:on |, )?$")
_ALONE = re.compile(
    r"(?:^|\bit (?:was|is) (?:a |now |only )?|\b(?:morning|round|day|afternoon), an? )"
    r"(?:grey |fine |wet |windy |sunny |bright |calm |cold |hot )?$"
)
"""Before the weekday of the round itself: nothing, or "it was a"."""
_STAYS = re.compile(r" (?:at|in)\b|,|$|:|\||\.")


def _weekdays(sentence: Sentence) -> Iterator[Claim]:
    """A weekday on which none of the rounds was played; of a round, another than its own."""
    calendar = sentence.report.calendar
    names = calendar.days
    if not names:
        return
    golf = _GOLF.search(sentence.pattern) or calendar.course_names.search(sentence.text)
    for match in _WEEKDAY.finditer(sentence.text):
        of_play = golf and not _OTHER_DAY.search(sentence.pattern)
        wanted = _round_of(sentence, match)
        if wanted is None and not of_play and not _it_was(sentence, match):
            continue
        if wanted is not None:
            right = calendar.day_of(wanted)
            good = not right or match[0] == right
        else:
            good, right = match[0] in names, ", ".join(names)
        yield sentence.claim_text(match.start(), match[0], Kind.DATE, None if good else right)


def _it_was(sentence: Sentence, match: re.Match[str]) -> bool:
    left = sentence.text[: match.start()].casefold()
    return left.endswith(("it was ", "it is ", "it was a ", "it is a "))


def _round_of(sentence: Sentence, match: re.Match[str]) -> int | None:
    """The round whose day a weekday is said to be; None where it may be any round's."""
    after = sentence.text[match.end() : match.end() + 20].casefold()
    named = _DAY_ROUND.match(after)
    if named:
        if named["n"]:
            return int(named["n"])
        return _ROUND_NAMED.get(named["word"] or "", sentence.book.tournament.last_round)
    at = sentence.in_pattern(match.start())
    beside = _ROUND_DAY.search(sentence.pattern[:at])
    if beside and not sentence.token(beside[1]).weak:
        return sentence.token(beside[1]).value or None
    alone = _ALONE.search(sentence.pattern[:at]) and _STAYS.match(after)
    return sentence.section_round if alone else None


_EDITION = re.compile(
    r"\b(?:19|20)(?P<at>)\d\d (?:edition|renewal|tournament|event|championship|trip|instalment"
    r"|gathering|vintage|staging)\b"
)
_IN_YEAR = re.compile(
    r"\b(?:setting|venue|hosts?|hosted|backdrop|stage|destination|welcom\w+|played|held"
    r"|staged|gathered|assembled|convened)\b[^.;]{0,40}\b(?:in|for) $"
)


def _years(sentence: Sentence) -> Iterator[Claim]:
    """The year in a title or dateline, of an edition, or of what happened here."""
    year, text = sentence.book.tournament.year, sentence.text
    if not year or not _YEAR.search(text) or _DATE.search(text):
        return
    signed = "%" in sentence.pattern or "|" in text or "•" in text
    title = len(text) < 90 and signed and not sentence.other_event
    for match in _YEAR.finditer(text):
        told = _IN_YEAR.search(text[: match.start()].casefold())
        own = _EDITION.match(text, match.start()) and re.search(
            r"\b[Tt](?:he|his) $", text[: match.start()]
        )
        past = _of_another_time(sentence) or int(match[0]) in _other_years(sentence)
        if title or (told and not past) or (own and int(match[0]) > year):
            good = int(match[0]) == year
            yield sentence.claim_text(
                match.start(), match[0], Kind.DATE, None if good else str(year)
            )


def _other_years(sentence: Sentence) -> set[int]:
    """Years in which this tournament's area saw the tour, too."""
    own = sentence.book.tournament
    every = sentence.book.history.tour.tournaments
    return {t.year for t in every if t.year and t.area == own.area and t.teg != own.teg}


_IN_MONTH = re.compile(
    rf"\b(?:played|held|staged|golf|took place|began|begins|contested|ran|gathered|assembled)\b"
    rf"[^.;,]{{0,30}} in (?:early |late |mid-|the )?(?P<m>{_MONTH})\b",
    re.IGNORECASE,
)


def _months(sentence: Sentence) -> Iterator[Claim]:
    """A month in which none of the rounds was played."""
    months = {f"{day:%B}": None for day in _days(sentence)}
    if not months or _of_another_time(sentence) or _OTHER_DAY.search(sentence.pattern):
        return
    for match in _IN_MONTH.finditer(sentence.text):
        good = match["m"].capitalize() in months
        right = None if good else ", ".join(months)
        yield sentence.claim_text(match.start("m"), match["m"], Kind.DATE, right)


def _editions(sentence: Sentence) -> Iterator[Claim]:
    """ "The seventeenth TEG": which of the tour's tournaments it is."""
    event = re.escape(sentence.book.history.tour.event.casefold())
    pattern = rf"\b(?:the|this|our|its) \^(?P<n>\d+) (?:edition|renewal|staging|{event})\b(?! \d)"
    if sentence.elsewhere:
        return
    for match in re.finditer(pattern, sentence.pattern):
        token = sentence.token(match["n"])
        good = token.value == sentence.book.teg
        right = like_ordinal(token.said, sentence.book.teg)
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim(match["n"], Kind.DATE, verdict, right)
