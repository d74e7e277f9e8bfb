"""How often the tour has been somewhere, and when: "its second visit to Nordheide", "after TEG 9".

A place is an area, a part of its name, or a course. Where a sentence names none ("on its first
visit", "last here for TEG 9"), every place of this tournament may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled

_CUES = ("visit", "been", "came", "come", "back", "return", "here", "there", "host", "trip", "stay")
_NTH = compiled(
    r"\^(?P<n>\d+) (?:[a-z]+ )?(?:visit|trip|stay|staging|pilgrimage|journey)\b"
    r"(?![a-z ]{0,30} (?:since|in #))"
    r"|\bfor the (?:very )?\^(?P<t>\d+) (?:time|tournament|event)\b(?! (?:since|in #|this|that))"
)
_GOING = compiled(
    r"\b(?:tour|field|players|circus|caravan|party|it|its|they|we|our|teg|everybody|trip|visit"
    r"|visited|host)\b"
)
"""Who goes there, if no player is named."""
_EVENTS = r"%\d+(?:(?:, and|,| and| &|, then) (?:in |at |for )?%\d+)*"
_TO = r"visit\w*|been|back|came|come|return\w*|here|there|host\w*|seen (?:it|the tour)"
_ON_LIST = compiled(
    rf"\b(?:{_TO})\b[^.;:@=#^]{{0,40}}?(?:\b(?:after|in|at|for|of)|:) (?P<list>{_EVENTS})"
)
_LAST = compiled(
    r"\b(?:(?:last|most recently|previously) (?:been|came|come|visited|was|were|met|gathered|here"
    r"|host\w*|there|seen|played|returned)|since (?:they|it|the tour|we) (?:was|were|came|had been)"
    r"|(?:visit|visited|time|trip|return|back|stay)(?: (?:to|in|at|on)(?: the)? [a-z' -]{3,40}?)?"
    r"(?= since)|(?:its|their|our) (?:very )?\^\d+(?= since))\b[^.;:@=#]{0,30}?"
    r" (?:in|at|for|since) %(?P<n>\d+)"
)
_YEARS = compiled(
    rf"#(?P<n>\d+) years (?:on from|after|since)(?: (?:it|they|the tour|we|its|their|the)| had)*"
    rf" (?:last|previous) (?:[a-z]+ )?(?:{_TO}|visit|trip|play\w*|was|were|went|met)\b"
    r"|\bfor the \^\d+ time in #(?P<m>\d+) years"
)


def check_visits(sentence: Sentence) -> Iterator[Claim]:
    """How often, and when, a sentence says that the tour has been somewhere."""
    if not sentence.has(*_CUES) or not sentence.book.teg:
        return
    visits = _visits(sentence)
    for match in _NTH.finditer(sentence.pattern):
        if _is_of_the_tour(sentence, match):
            yield from _nth(sentence, match["n"] or match["t"], visits)
    lasts = set()
    for match in _LAST.finditer(sentence.pattern) if "%" in sentence.pattern else ():
        if _is_of_the_tour(sentence, match):
            lasts.add(match["n"])
            yield from _events(sentence, [match["n"]], [its[-2:-1] for its in visits])
    for match in _ON_LIST.finditer(sentence.pattern) if "%" in sentence.pattern else ():
        if _is_of_the_tour(sentence, match):
            numbers = [n for n in re.findall(r"%(\d+)", match["list"]) if n not in lasts]
            yield from _events(sentence, numbers, [its[:-1] for its in visits])
    for match in _YEARS.finditer(sentence.pattern) if "years" in sentence.pattern else ():
        if _is_of_the_tour(sentence, match):
            yield from _years(sentence, match["n"] or match["m"], visits)


_OF_PLAY = compiled(
    r"\b(?:records?|marks?|best|worst|low\w*|high\w*|level|tied|tie|leads?|led|leader\w*|ahead|behind|won"
    r"|wins?|winn\w+|champion\w*|titles?|scor\w+|points?|strokes?|shots?|birdies?|pars?|holes?|blow-ups?)\b"
    r"|[@=#!~$]\d"
)
"""In a clause about golf, not about where the tour goes."""
_HERE = compiled(
    r"\b(?:tour|it|they|we|field|teg)\b[^@]{0,30}\b(?:here|there)\b"
    r"|\b(?:its|their|our|tour's) \^\d+ (?:visit|trip|stay)(?=[,.;:]|$| here| there)"
)


def _is_of_the_tour(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether it is the tour that goes, not a player, and it went; to where words say."""
    around = sentence.around(match.start())
    told = f"{around.replace(match[0], '')}"
    if _OF_PLAY.search(told) or sentence.may_be(match.start()) or "@" in match[0]:
        return False
    named = sentence.report.calendar.place_pattern.search(sentence.text) is not None
    going = _GOING.search(around) if named else _HERE.search(around)
    return going is not None


def _visits(sentence: Sentence) -> list[Sequence[int]]:
    """The tournaments up to this one at each of the places that may be meant."""
    calendar, teg = sentence.report.calendar, sentence.book.teg
    named = dict.fromkeys(match[0] for match in calendar.place_pattern.finditer(sentence.text))
    places = [name for name in named if teg in calendar.visits[name]]
    if not named:
        places = [name for name, its in calendar.visits.items() if teg in its]
    return [[its for its in calendar.visits[name] if its <= teg] for name in places]


def _nth(sentence: Sentence, number: str, visits: list[Sequence[int]]) -> Iterator[Claim]:
    token = sentence.token(number)
    counts = [len(its) for its in visits]
    played = [rnd for t in sentence.book.history.tour.tournaments for rnd in t.rounds]
    until = (sentence.book.teg, sentence.section_round or sentence.book.tournament.last_round)
    here = {rnd.course for rnd in sentence.book.tournament.rounds}
    rounds = {
        number + 1
        for course in here
        if course in sentence.text or sentence.section_round
        for number, rnd in enumerate(rnd for rnd in played if rnd.course == course)
        if (rnd.teg, rnd.number) <= until and rnd.teg == sentence.book.teg
    }
    if "back" in sentence.pattern or "return" in sentence.pattern:
        rounds |= {count - 1 for count in counts}
    if counts:
        verdict = Verdict.TRUE if token.value in {*counts, *rounds} else Verdict.FALSE
        right = like_ordinal(token.said, counts[0])
        yield from sentence.claim(number, Kind.COURSE, verdict, right)


def _events(sentence: Sentence, numbers: list[str], visits: list[Sequence[int]]) -> Iterator[Claim]:
    """Tournaments that were at one of the places."""
    event, known = sentence.book.history.tour.event, sorted({n for its in visits for n in its})
    right = " and ".join(f"{event} {number}" for number in known) or "never before"
    for number in numbers if visits else ():
        if sentence.token(number).value < sentence.book.teg:
            good = sentence.token(number).value in known
            verdict = Verdict.TRUE if good else Verdict.FALSE
            yield from sentence.claim(number, Kind.COURSE, verdict, right)


def _years(sentence: Sentence, number: str, visits: list[Sequence[int]]) -> Iterator[Claim]:
    """How long ago the last visit was."""
    year_of = {t.teg: t.year for t in sentence.book.history.tour.tournaments}
    now, token = year_of[sentence.book.teg], sentence.token(number)
    gaps: list[int | None] = [
        now - before for its in visits for t in its[-2:-1] if now and (before := year_of[t])
    ]
    right = like(token.said, gaps[0]) if gaps and gaps[0] else ""
    yield from sentence.claim(number, Kind.DATE, verdict_of(token.value, gaps), right)
