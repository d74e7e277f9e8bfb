"""Prizes of tournaments past and present: to whom they were given, and who defends one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.decisions import given

_CHAMPION_AT = compiled(
    r"@(?P<w>\d+),? (?:the )?(?:=(?P<a>\d+) )?(?:champion|winner) (?:at|in|of) %(?P<e>\d+)"
)
_DEFENDING = compiled(
    r"\b(?:defending|reigning) (?:=\d+ )?champions?(?:,| was| is)? @(\d+)"
    r"|@(\d+),? (?:\()?(?:the )?(?:defending|reigning) (?:=\d+ )?champion"
)
_DEFENCE = compiled(r"@(\d+)'s? (?:brave |brief |[a-z]+ )?(?:title|trophy) defen[cs]e")


def check_results(sentence: Sentence) -> Iterator[Claim]:
    """Who won a prize at an earlier tournament, and who defends one."""
    book = sentence.book
    if not book.competitions or not sentence.has("champion", "defen", "winner"):
        return
    yield from _defending(sentence)
    for match in _CHAMPION_AT.finditer(sentence.pattern):
        yield from _champion_at(sentence, match)


def holders(book: Scorebook, award: str) -> tuple[str, ...] | None:
    """To whom an award of this tournament was given; None where it is not decided."""
    for decision in book.history.decisions(book.teg):
        for prize in given(decision):
            if prize.name == award:
                return tuple(player.code for player in prize.players)
    return None


def career(book: Scorebook, award: str, code: str) -> list[int]:
    """The tournaments in which a player was given an award, up to and with this one."""
    return list(book.history.honours(award, code, book.teg + 1))


def _defending(sentence: Sentence) -> Iterator[Claim]:
    """Who won the first competition a tournament ago."""
    book = sentence.book
    champions = book.defending[book.competitions[0].name]
    every = frozenset[str]().union(*book.defending.values())
    for match in (*_DEFENDING.finditer(sentence.pattern), *_DEFENCE.finditer(sentence.pattern)):
        number = int(next(group for group in match.groups() if group))
        words = match[0]
        right = every if "=" in words else champions
        good = bool(set(sentence.token(number).codes) & right)
        expected = " and ".join(sorted(sentence.report.roster.name(code) for code in champions))
        if champions:
            verdict = Verdict.TRUE if good else Verdict.FALSE
            yield from sentence.claim(number, Kind.RESULT, verdict, expected)


def _champion_at(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Quillock, champion at TEG 12"."""
    book, token = sentence.book, sentence.token(match["e"])
    award = sentence.token(match["a"]).award if match["a"] else book.competitions[0].name
    roster = sentence.report.roster
    winners = {c for c in roster.codes if token.value in book.history.honours(award, c, book.teg)}
    if winners:
        good = bool(set(sentence.token(match["w"]).codes) & winners)
        right = " and ".join(sorted(roster.name(code) for code in winners))
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim(match["e"], Kind.RESULT, verdict, right)
