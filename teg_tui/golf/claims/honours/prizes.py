"""Of a prize just named, which of its winner's it was: "it was his third, the first since TEG 9".

Whose "his" is need not be guessed here: a prize that one man was given is his.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.honours.results import career, holders
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES

_RUNNING = r"(?:in a row|running|in succession|on the (?:trot|spin|bounce))"
_WHICH = compiled(
    r"(?:(?P<it>\b(?:it|that|this) (?:is|was) (?:his|@\d+'s?)) \^(?P<n>\d+)"
    r"(?: (?:title|win|success|victory|=(?P<a>\d+)))?"
    r"|=(?P<b>\d+) for the \^(?P<t>\d+) time(?! since))"
    r"(?=[,.;:)]|$| and (?:his|the) \^\d| after %| since %)"
    r"(?:(?:,| and|, and) (?:his|the) \^(?P<row>\d+) " + _RUNNING + r")?"
    r"(?:(?:,| and|, and) (?:(?:his|the) )?\^(?P<one>\d+)(?: of them)? since %(?P<since>\d+)"
    r"|,? after (?P<after>%\d+(?:, %\d+)*(?:,? and %\d+)?))?"
)
""" "It was his thirteenth, and his seventh in a row", "his third, after TEG 8 and TEG 10"."""
_SO_MANY = compiled(
    r"(?:\bhe (?:now )?has (?:now )?#(?P<n>\d+) of them(?: now)?"
    r"|\b(?:made|makes|making|brings?|brought) (?:it|his tally to|the tally to)"
    r" #(?P<m>\d+) =(?P<a>\d+)(?! (?:wins?|titles?|victories|triumphs) (?:in|on|running)\b))"
    rf"(?:,? (?:and )?(?:(?:the last )?#(?P<row>\d+)(?: of them)?"
    rf"|the \$(?P<last>\d+)) {_RUNNING})?"
)
"""The last nine of somebody's prizes are no nine of a course."""
_BEFORE = compiled(
    r"@(?P<p>\d+) had (?:(?P<never>never|not|yet to) (?:win|won)"
    r"|won) (?:it|=(?P<a>\d+))(?: (?P<often>once|twice|#(?P<n>\d+) times))?(?: only)? before\b"
)
_SINCE = compiled(r" since %(?P<since>\d+)")
"""Behind the first of his since the one before."""
_WON = compiled(
    r"\b(?:w[io]n\w*|took|went|goes|gave|given|has|have|had|retain\w*|kept|champion|titles?"
    r"|victory)\b"
)
_SOMETHING_ELSE = compiled(r"\b(?:birdie|eagle|record|blow-up|bogey)s?\b")
_OFTEN = {"once": 1, "twice": 2}


class _Prize(NamedTuple):
    """A prize of this tournament, and in which tournaments its winner was given it."""

    award: str
    won: list[int]


def check_prizes(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says of the earlier prizes of those who were given one now."""
    over = sentence.report.round in (None, sentence.book.tournament.last_round)
    if not over or not sentence.book.history.decisions(sentence.book.teg):
        return
    text = sentence.pattern
    for match in _WHICH.finditer(text) if "^" in text else ():
        yield from _which(sentence, match)
    for match in _SO_MANY.finditer(text) if "#" in text else ():
        yield from _so_many(sentence, match)
    for match in _BEFORE.finditer(text) if " before" in text else ():
        yield from _won_before(sentence, match)


def _award(sentence: Sentence, number: str | None, at: int) -> str | None:
    """The prize named, else the one named last before, if it is told there that it was won."""
    if number:
        return sentence.token(number).award
    inside = re.findall(r"=(\d+)", sentence.pattern[:at])
    earlier = [its for its in sentence.tokens if its.award and its.start < sentence.start]
    last = sentence.token(inside[-1]) if inside else earlier[-1] if earlier else None
    if last is None:
        return None
    begin = max(sentence.passage.text.rfind(". ", 0, last.start), 0)
    words = sentence.passage.text[begin : sentence.start].casefold() + sentence.pattern[:at]
    told = _WON.search(words) and not _SOMETHING_ELSE.search(words)
    return last.award if told else None


def _prize(sentence: Sentence, number: str | None, at: int) -> _Prize | None:
    award = _award(sentence, number, at)
    codes = holders(sentence.book, award) if award else None
    if not award or not codes or len(codes) != 1 or sentence.may_be(at):
        return None
    return _Prize(award, career(sentence.book, award, codes[0]))


def _runs(won: Sequence[int]) -> list[int]:
    """How long the rows of tournaments are, the last first."""
    rows: list[int] = []
    for teg in won:
        rows = [rows[0] + 1, *rows[1:]] if teg - 1 in won else [1, *rows]
    return rows


def _judged(
    sentence: Sentence, number: str | None, right: int, also: Sequence[int] = ()
) -> Iterator[Claim]:
    if number is None:
        return
    token = sentence.token(number)
    verdict = Verdict.TRUE if token.value in (right, *also) else Verdict.FALSE
    form = like if token.sign == "#" else like_ordinal
    yield from sentence.claim(number, Kind.CAREER, verdict, form(token.said, right))


def _which(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    prize = _prize(sentence, match["a"] or match["b"], match.start())
    if prize is None:
        return
    nth, earlier = match["n"] or match["t"], prize.won[:-1]
    since = _SINCE.match(sentence.pattern, match.end())
    if since and sentence.token(nth).value == 1 < len(prize.won):
        yield from _event(sentence, since["since"], earlier[-1:])
    else:
        yield from _judged(sentence, nth, len(prize.won))
    yield from _judged(sentence, match["row"], _runs(prize.won)[0])
    if match["since"] and sentence.token(match["one"]).value == 1:
        yield from _event(sentence, match["since"], earlier[-1:])
    for number in re.findall(r"%(\d+)", match["after"] or ""):
        yield from _event(sentence, number, earlier)


def _event(sentence: Sentence, number: str, earlier: Sequence[int]) -> Iterator[Claim]:
    """One of the tournaments in which he had won it."""
    token = sentence.token(number)
    verdict = Verdict.TRUE if token.value in earlier else Verdict.FALSE
    right = token.said.replace(str(token.value), str(earlier[-1])) if earlier else "never before"
    yield from sentence.claim(number, Kind.CAREER, verdict, right)


def _so_many(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    prize = _prize(sentence, match["a"], match.start())
    if prize is not None:
        rows = _runs(prize.won)
        yield from _judged(sentence, match["n"] or match["m"], len(prize.won))
        yield from _judged(sentence, match["row"], rows[0], rows)
        token = sentence.token(match["last"]) if match["last"] else None
        if token and token.last == HOLES:
            right = HOLES + 1 - rows[0]
            verdict = Verdict.TRUE if token.value == right else Verdict.FALSE
            yield from sentence.claim(match["last"], Kind.CAREER, verdict)


def _won_before(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Strobbard had never won it before", "Ned had won it twice before"."""
    award = _award(sentence, match["a"], match.start())
    codes = sentence.token(match["p"]).codes
    if award is None or len(codes) != 1 or (match["never"] and match["often"]):
        return
    often = len([teg for teg in career(sentence.book, award, codes[0]) if teg < sentence.book.teg])
    if match["n"]:
        yield from _judged(sentence, match["n"], often)
        return
    what = next((name for name in ("often", "never") if match[name]), None)
    if what is None:
        return
    verdict = Verdict.TRUE if often == _OFTEN.get(match[what], 0) else Verdict.FALSE
    right = {0: "never", 1: "once", 2: "twice"}.get(often, f"{often} times")
    yield from sentence.claim_at(match.start(what), match[what], Kind.CAREER, verdict, right)
