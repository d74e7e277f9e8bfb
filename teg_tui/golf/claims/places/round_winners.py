"""Who won a round: had the most points in it, or the fewest strokes where gross is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_HONOURS = r"(?:honou?rs|victory|win|spoils|laurels)"
_WON = compiled(
    r"(?<!\w)(?P<w>round[- ]winning|w[io]ns? (?:the (?:round|day)(?! (?:by|of))|&(?P<a>\d+)(?! by))"
    r"|(?:round|&(?P<b>\d+)(?:'s)?) (?:winner|champion|victor)\b(?! (?:of|in))"
    r"|(?:winner|champion|victor) of (?:the (?:round|day)|&(?P<c>\d+))"
    r"|(?:claim|took|tak|secur|earn|captur|collect|seiz|scoop|grabb?)\w* (?:the )?"
    rf"(?:round|day's|&(?P<d>\d+)(?:'s)?) {_HONOURS})\b(?! (?:in|for) the =)"
)
_NAMED_AFTER = compiled(r"(?::| was| is| -| –|,)? @(?P<w>\d+)(?!'| and )")
_NO_CLAIM = compiled(
    r"\b(?:not|never|nor|nearly|almost|second|runner-up|previous|his|of|from|to|could have)"
    r"(?: [a-z]+)? $"
)


def check_round_winners(sentence: Sentence) -> Iterator[Claim]:
    """The winners of rounds in a sentence."""
    if sentence.elsewhere or not sentence.has("round", "&", "day"):
        return
    for match in _WON.finditer(sentence.pattern):
        if not sentence.may_be(match.start()) and not _NO_CLAIM.search(
            sentence.pattern[: match.start()]
        ):
            yield from _judged(sentence, match)


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    book = sentence.book
    after = _NAMED_AFTER.match(sentence.pattern, match.end())
    owner = sentence.owner(match.start())
    if after:
        owner = Owner(sentence.token(after["w"]).codes)
    codes = sentence.playing(owner)
    inside = next((match[name] for name in "abcd" if match[name]), None)
    named = (sentence.token(inside).value,) if inside else sentence.rounds(match.start())
    rounds = [number for number in named if number in book.numbers]
    if not codes or owner is None or owner.every or not owner.sure or not rounds:
        return
    both = "gross" in sentence.around(match.start())
    ways = [Measure.STABLEFORD, Measure.NET, *([Measure.GROSS] if both else [])]
    winners = [_best(sentence, number, measure) for number in rounds for measure in ways]
    good = any(set(codes) & set(its) for its in winners)
    right = " and ".join(sentence.report.roster.name(code) for code in winners[0])
    verdict = Verdict.TRUE if good else Verdict.FALSE
    said = sentence.words(match.start("w"), match.end("w"))
    yield from sentence.claim_at(match.start("w"), said, Kind.RECORD, verdict, right)


def _best(sentence: Sentence, number: int, measure: Measure) -> Sequence[str]:
    """Who was first in a round by itself."""
    table = sentence.book.day(measure, number)
    return [player.code for player in table.leaders] if table else []
