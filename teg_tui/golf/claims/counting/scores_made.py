"""How many holes of a score somebody had: "three scores of ten", "two disasters of +5 or worse".

Also how many players reached such a score: "one of three players to reach nine or worse".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.scope import spans
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_OR_WORSE = r"(?P<worse> or (?:worse|more|higher|above))?"
_SCORES = compiled(
    r"#(?P<n>\d+) (?:separate |individual )?(?:scores|holes|disasters|blow-?ups|visits|cards) of"
    rf" (?:an? )?(?P<score>[#~]\d+){_OR_WORSE}(?! points| pts)"
)
_PLAYERS = compiled(
    r"#(?P<n>\d+) (?:players|men|of them) (?:to (?:reach|record|take|card|make|run up)"
    rf"|(?:who )?(?:took|made|carded|recorded|ran up|reached)) (?:an? )?(?P<score>[#~]\d+)"
    rf"{_OR_WORSE}(?= |[,.;)]|$)"
    r"(?! (?:points|pts|pars|birdies|over|under|blow-ups|zeros|bogeys|doubles|triples|holes))"
)
_OF_A_HOLE = range(4, 20)
"""Strokes that a hole may take."""


def check_scores_made(sentence: Sentence) -> Iterator[Claim]:
    """How many holes, or players, had a score that a sentence names."""
    if sentence.elsewhere or not sentence.has(" of ", "to re", "to ta", "who ", "took", "ran up"):
        return
    for rule, judged in ((_SCORES, _scores), (_PLAYERS, _players)):
        for match in rule.finditer(sentence.pattern):
            score = sentence.token(match["score"][1:])
            plausible = score.sign == "~" or score.value in _OF_A_HOLE
            part = "$" in sentence.around(match.start())
            if plausible and not part and not sentence.may_be(match.start()):
                yield from judged(sentence, match)


def _test(sentence: Sentence, match: re.Match[str]) -> Callable[[Scorebook, str, int], int]:
    """How many holes of a player's round had the score, or worse."""
    token = sentence.token(match["score"][1:])

    def count(book: Scorebook, code: str, number: int) -> int:
        card = book.card(code, number)
        values: tuple[int | None, ...] = card.scores if card else ()
        if token.sign == "~":
            values = book.values(code, number, Measure.GROSS)
        known = [value for value in values if value is not None]
        if match["worse"]:
            return sum(value >= token.value for value in known)
        return sum(value == token.value for value in known)

    return count


def _scores(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Of the owner's holes; of everybody's where nobody is named and it fits."""
    owner = sentence.owner(match.start(), match.end())
    codes = sentence.playing(owner)
    count, book = _test(sentence, match), sentence.book
    if not codes or owner is None or owner.every or not owner.sure:
        return
    values: list[int | None] = [
        sum(count(book, code, n) for n in span)
        for code in codes
        for span in spans(sentence, match.start(), match.end())
    ]
    token = sentence.token(match["n"])
    yield from sentence.claim(
        match["n"], Kind.COUNT, verdict_of(token.value, values), like(token.said, values[0] or 0)
    )


def _players(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """How many players had it on any hole, or on the one that is named."""
    count, book = _test(sentence, match), sentence.book
    if "!" in sentence.around(match.start()) or _NOT_ALL.search(sentence.pattern[: match.start()]):
        return
    values = [
        sum(any(count(book, code, n) for n in span) for code in book.codes)
        for span in spans(sentence, match.start(), match.end())
    ]
    token = sentence.token(match["n"])
    verdict = Verdict.TRUE if token.value in values else Verdict.FALSE
    yield from sentence.claim(match["n"], Kind.COUNT, verdict, like(token.said, values[0]))


_NOT_ALL = compiled(r"\b(?:other|another|at least|first|last|of the)(?: of)? $")
