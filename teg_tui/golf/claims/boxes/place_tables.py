"""Which table a place is in, and whether somebody has that place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.places.standing_words import Moment, measures, moments
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.words.numbers import like_ordinal
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.standings import Standing, Standings, standings
from teg_tui.golf.tour import HOLES, Measure

APART = re.compile(r"\b(?:spread|gap|separat\w+|between|margin|divid\w+|cover\w*)\b")
"""Words of two places that are compared."""
_OVERALL = re.compile(
    r"\b(?:overall|rose|rises|rising|jump\w*|leap\w*|leapt|slid\w*|sank|overnight|held|holds?|remain\w*|climb\w*|dropp?\w*|slip\w*|fell|falls|moved?|vault\w*"
    r"|lift\w*|elevat\w*"
    r"|tumbl\w*|secur\w*|propel\w*|plummet\w*|leaderboard|standings|final)\b"
)
"""Words of a place in the tournament, not in the round by itself."""
_MOST_PLAYERS = 12
"""A higher ordinal is hardly a place."""
_MOVED = re.compile(
    r"\b(?:vault|lift|climb|rose|jump|dropp|fell|fall|slip|mov|propel|surg|leap|plummet|tumbl"
    r"|slid)\w*"
)
"""Words of a change of place during the tournament."""
_DAY = re.compile(
    r"\b(?:round's|day's|of the (?:round|day)|on the day|for the (?:day|round)|round (?:honou?rs"
    r"|stableford)|today's)\b"
)
Tables = list[Standings]


def tables_of(sentence: Sentence, at: int, *, was: bool = False) -> Tables:
    """The tables that a place may be in, the likeliest first."""
    book = sentence.book
    found: list[Standings | None] = []
    times = moments(sentence, at)
    if was:
        earlier = [Moment(b) for t in times if (b := book.before(t.round)) is not None]
        times = [*earlier, *(t for t in times if t.hole < HOLES)] or times
    if sentence.section_round is None and _MOVED.search(sentence.pattern):
        times = [*times, *(Moment(n) for n in book.numbers)]
    ranked = ranked_by(sentence, at)
    day = _DAY.search(sentence.around(at)) is not None
    named = "=" in sentence.around(at)
    overall = _OVERALL.search(sentence.around(at)) is not None
    for moment in times:
        tables = [table_at(sentence, measure, moment) for measure in ranked]
        days = [book.day(measure, moment.round) for measure in ranked]
        if day:
            found += [*days, *tables]
        else:
            of_day = not (named or sentence.section_round is None or overall)
            found += [*tables, *days] if of_day else tables
    return [table for table in found if table is not None]


def ranked_by(sentence: Sentence, at: int) -> list[Measure]:
    """By what those are ranked who have a place; by gross as well where it was spoken of before."""
    before = "=" not in sentence.around(at) and _gross_before(sentence, at)
    return list(dict.fromkeys([*measures(sentence, at), *([Measure.GROSS] if before else [])]))


def _gross_before(sentence: Sentence, at: int) -> bool:
    """Whether the paragraph has, before a place, spoken of a competition that goes by gross."""
    own = sentence.pattern[:at]
    text = sentence.passage.text[: sentence.start].casefold() + own
    names = {c.name for c in sentence.book.competitions if c.measure is Measure.GROSS}
    said = {sentence.token(number).award for number in re.findall(r"=(\d+)", own)}
    last_words = (name.casefold().split()[-1] for name in names)
    return "gross" in text or bool(names & said) or any(word in text for word in last_words)


def table_at(sentence: Sentence, measure: Measure, moment: Moment) -> Standings | None:
    """The table at a moment: after a round from the race, after a hole counted anew."""
    book = sentence.book
    if moment.hole == HOLES:
        return book.table(measure, moment.round)
    table = book.table(measure, moment.round)
    if table is None:
        return None
    return standings(book.tournament, table.competition, moment.round, moment.hole)


def judge_place(
    sentence: Sentence, number: int, at: int, owner: Owner | None, tables: Tables
) -> Iterator[Claim]:
    """A claim that an ordinal is somebody's place, in the likeliest of some tables or another."""
    token = sentence.token(number)
    if _A_MAN_WHO.search(sentence.pattern[:at]) or _through_a_list(sentence, at, token.value):
        return
    codes = [code for code in owner.codes if code in sentence.book.codes] if owner else []
    if not codes or owner is None or not tables or token.value > _MOST_PLAYERS:
        return
    rows = [[row for t in tables if (row := place_in(t, code))] for code in codes]
    if not all(rows):
        yield from sentence.claim(number, Kind.POSITION, Verdict.UNCHECKED)
        return
    tied = said_tied(sentence, at)
    fits = [any(_fits(row, token.value, tied=tied) for row in its) for its in rows]
    good = any(fits)
    if owner.every:
        found = ([place_in(table, code) for code in codes] for table in tables)
        good = any(all(its and _fits(its, token.value, tied=tied) for its in of) for of in found)
    sure = owner.sure or owner.every
    verdict = Verdict.TRUE if good else Verdict.FALSE if sure else Verdict.UNCHECKED
    wrong = rows[fits.index(False)][0] if False in fits else rows[0][0]
    right = like_ordinal(token.said, wrong.position)
    if wrong.position == token.value and not owner.every:
        right += " shared" if wrong.tied else " alone"
    yield from sentence.claim(number, Kind.POSITION, verdict, right)


_A_MAN_WHO = re.compile(
    r"(?<!\bis )(?<!\bwas )(?<!\bas )(?<!, )(?<!^)\b(?:the|a) (?:man|men|one|ones|player|pair|two)"
    r" (?:who|whom|that)\b[^@.;:]*$"
)
"""Before the place of somebody who is told by it: "the man who had started sixth was leading"."""
_FROM_FIRST_TO = re.compile(r"\bfrom $")
_TO_LAST = re.compile(r"\^\d+ to (?:the )?last\b")
_FALLING = re.compile(
    r"\b(?:f[ea]ll\w*|dropp?\w*|slip\w*|slid\w*|slump\w*|tumbl\w*|went|goes|going|sank|sink\w*"
    r"|plung\w*|plummet\w*|crash\w*|mov\w+|sent|took|carried)\b"
)


def _through_a_list(sentence: Sentence, at: int, value: int) -> bool:
    """Whether "from first to last" is of holes, not of places: nobody is said to have fallen."""
    through = value == 1 and _TO_LAST.match(sentence.pattern, at)
    if not through or not _FROM_FIRST_TO.search(sentence.pattern[:at]):
        return False
    return not _FALLING.search(sentence.pattern, *sentence.part(at))


_TIED = re.compile(
    r"\b(?:tied?(?: (?:for|in|at))?|(?:joint|level|equal)(?: in| at)?|shar(?:e[sd]?|ing)(?: of)?) $"
    r"|\bt-?$"
)
_EQUAL = re.compile(r"\^\d+ (?:equal|jointly|together)\b")
_SOLE = re.compile(
    r"\b(?:sole|solo|outright|(?:alone|on his own|by himself) (?:in|at)"
    r"|(?:sole|clear) possession of|(?:is|was|sits|stands|finished|ended|lies) alone) $"
)
_ALONE = re.compile(r"\^\d+(?: place)? (?:alone|outright|on his own|by himself|all alone)\b")


def said_tied(sentence: Sentence, at: int) -> bool | None:
    """Whether a place is said to be shared, or not to be; None where nothing is said of it."""
    left = sentence.pattern[:at]
    if _TIED.search(left) or _EQUAL.match(sentence.pattern, at):
        return True
    return False if _SOLE.search(left) or _ALONE.match(sentence.pattern, at) else None


def _fits(row: Standing, position: int, *, tied: bool | None) -> bool:
    return row.position == position and tied in (None, row.tied)
