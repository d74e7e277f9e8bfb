"""Points of a part of a round whose unit the words before have named, or nobody needs to.

"Bram added eleven", "with just six", "Ned's solid eleven kept him in touch", "16 of them in the
first six", "only five from the last six". Strokes are tried as well; what is no sum at all (too
little, or told of birdies) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.added_up import over, sum_so_far
from teg_tui.golf.claims.sums.amounts import Amount, Sense, Unit
from teg_tui.golf.claims.sums.nines import owner_of
from teg_tui.golf.claims.sums.parts import Part, beside, ends, parts_told
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import TERM_CUES
from teg_tui.golf.tour import HOLES

_LEAST, _MOST = 4, 75
"""Six holes take no fewer and nine no more, in points or strokes."""
_ENDS = (
    r"(?=[,.;:)!]|$| (?:and|but|to|while|whilst|as|before|after|for|yet|then|kept|left|put|gave|was"
    r"|were|could|couldn't|made|took|lifted|secured|brought|proved|meant|finished|ended|coming|going"
    r"|apiece|each|of his own|there|here)\b)(?!, #\d)"
)
_VERB = (
    r"(?:add|manag|muster|scor|collect|gather|post|card|return|bank|compil|contribut|produc|amass)"
    r"(?:e|es|ed|ing|s)?|pick(?:ed|s|ing)? up|found|finds?|yield(?:ed|s)?|limp(?:ed|s)? home with"
    r"|clos(?:ed|es|ing) with|open(?:ed|s|ing) with|start(?:ed|s|ing) with|end(?:ed|s|ing) with"
    r"|with just|with only|just|only"
)
_ONLY = r"(?: (?:him|just|only|a|an|another|a further|no more than|a mere|a meagre|solid))*"
_SAID = compiled(rf"\b(?:{_VERB}){_ONLY} #(?P<n>\d+){_ENDS}")
_OWNED = compiled(rf"@\d+'s? (?:(?!lead\b)[a-z-]+ ){{0,2}}#(?P<n>\d+){_ENDS}")
_OVER_PART = compiled(
    r"#(?P<n>\d+),? (?:(?:coming|came|made|scored|again|more) )?"
    r"(?:on|over|in|from|across|through|during|for)"
    r" (?:the |his |those |a |an )?(?:[a-z]+ )?\$(?P<s>\d+)(?!:|\d|(?:e?s)? (?:lead|trophy|round))"
)
_PART_WORTH = compiled(
    r"\$(?P<s>\d+),? (?:(?:that|which) )?(?:was |were )?(?:worth|brought|yield\w+|gave|produc\w+"
    rf"|read|of|totall?ing|totall?ed|with){_ONLY} #(?P<n>\d+)(?! (?:holes?|shots? off|behind))"
)
_PART_THEN = compiled(
    rf"\$(?P<s>\d+)(?: registered| netted| brought in)?{_ONLY} #(?P<n>\d+)"
    r"(?=[,.;)]|$| (?:to|and|that|which|ended|sealed|secured|put|gave|left|saw|kept|despite|was)\b)"
)
"""A figure right behind its holes: "a back-nine 22", "the back nine registered 17"."""
_WAY_WORTH = compiled(
    r"\bway (?P<way>out|home|back|in) (?:was worth|brought|yield\w+|gave|produc\w+)"
    rf"{_ONLY} #(?P<n>\d+)\b"
)
_OF_THEM = compiled(
    r"(?:#(?P<n>\d+) of (?:them|those|these|which)|of which #(?P<m>\d+))(?: [a-z]+)?,? "
    r"(?:(?:on|over|in|from|across|through|before|after|by|inside)(?: (?:the|his))? )?"
    r"(?:\$(?P<s>\d+)|(?P<turn>turn)|!(?P<h>\d+)|(?P<way>out|home|back|in)\b)"
)
_NO_SUM_BEFORE = compiled(
    r"\b(?:by|within|lead of|led|leads|gap of|margin of|from|dropp\w+|los[et]\w*|gain\w*|than|least"
    r"|about|around|nearly|almost|hole|holes|par|round|day|under|over|needs?|needed|former|top|last"
    r"|first|next|ahead|behind|clear)(?: (?:just|only))? $|par-$|[#~]\d+[-–/]$"
)
_OTHER_PART = compiled(r"(?:\b(?:other|latter|former|first|last|next)|\^\d+),? [^@,;]{0,20}$")
"""Before a figure of holes that are told by their place only: "his second was worth 19"."""
_PAR_OF = compiled(r"\bpar[- ]#\d+")
_COUNTED = compiled(
    rf"{'|'.join(TERM_CUES)}|\bin a row\b|\bplaces?\b|\bpositions?\b|\btimes\b|\bputts?\b"
)


def check_elided(sentence: Sentence) -> Iterator[Claim]:
    """The points of parts of a round that a sentence names without their unit."""
    if sentence.elsewhere or not (
        sentence.focus.parts or sentence.signs & {"$", "!"} or _turns(sentence)
    ):
        return
    for match in _OF_THEM.finditer(sentence.pattern):
        yield from _judged(
            sentence, int(match["n"] or match["m"]), match.end(), _part_of(sentence, match)
        )
    for pattern in (_OVER_PART, _PART_WORTH, _PART_THEN):
        for match in pattern.finditer(sentence.pattern):
            token = sentence.token(match["s"])
            yield from _judged(sentence, int(match["n"]), match.end(), (token.value, token.last))
    for match in _WAY_WORTH.finditer(sentence.pattern):
        part = (1, 9) if match["way"] == "out" else (10, HOLES)
        yield from _judged(sentence, int(match["n"]), match.end(), part)
    for pattern in (_SAID, _OWNED):
        for match in pattern.finditer(sentence.pattern):
            yield from _judged(sentence, int(match["n"]), match.end("n"), None)


def _turns(sentence: Sentence) -> bool:
    return "of which" in sentence.pattern or "of them" in sentence.pattern


def _part_of(sentence: Sentence, match: re.Match[str]) -> Part:
    """The holes that "16 of them in the first six", "24 of them before the turn" names."""
    if match["s"]:
        token = sentence.token(match["s"])
        return token.value, token.last
    if match["h"]:
        return 1, sentence.token(match["h"]).value
    first = match["way"] == "out" or (match["turn"] and "after" not in match[0])
    return (1, 9) if first else (10, HOLES)


def _judged(sentence: Sentence, number: int, end: int, part: Part | None) -> Iterator[Claim]:
    """A claim that a number is what its owner had over a part; over any that is spoken of."""
    token = sentence.token(number)
    at = sentence.pattern.index(f"#{number}")
    left = sentence.pattern[:at]
    if number in sentence.claimed or not _LEAST <= token.value <= _MOST or sentence.may_be(at):
        return
    first, last = sentence.part(at)
    counted = _COUNTED.search(_PAR_OF.sub(" ", sentence.pattern[first:last]))
    if counted or _NO_SUM_BEFORE.search(left) or (part is None and _OTHER_PART.search(left)):
        return
    amount = Amount(number, token.value, at, end, Unit.POINTS, Sense.TOTAL)
    part = part or beside(sentence, amount)
    if part:
        sentence.part_of[number] = part
    told = parts_told(sentence, amount)
    parts = [part] if part else [*told, *(ends(sentence.around(at)) if told else [])]
    owner = owner_of(sentence, at, end)
    codes = sentence.playing(owner)
    if not parts or not codes or owner is None or owner.every or not owner.sure:
        return
    values = [
        value
        for code in codes
        for value in _values(sentence, code, at, end, parts, alone=bool(part))
    ]
    verdict = verdict_of(token.value, values)
    known = [value for value in values if value is not None]
    right = min(known, key=lambda value: abs(value - token.value), default=0)
    said = like(token.said, right) if verdict is Verdict.FALSE else ""
    yield from sentence.claim(number, Kind.TOTAL, verdict, said)


def _values(
    sentence: Sentence, code: str, at: int, end: int, parts: Sequence[Part], *, alone: bool
) -> list[int | None]:
    """What a player had over some parts; where they are not named beside it, in all as well."""
    book = sentence.book
    rounds = sentence.any_rounds(at, end)
    found: list[int | None] = []
    for unit in (Unit.POINTS, Unit.STROKES):
        found += [v for part in parts for n in rounds for v in over(book, code, n, unit, *part)[:1]]
        if not alone:
            found += [v for n in rounds for v in over(book, code, n, unit)]
            found += [v for n in rounds for v in sum_so_far(book, code, n, unit)]
    return found
