"""Nines without their names: "out in 43 and back in 47", "(out 16, in 13)", "20 at the turn".

A figure of nine holes is points or strokes: it is true if it is either, and false only if neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.added_up import over
from teg_tui.golf.claims.sums.amounts import Unit
from teg_tui.golf.claims.sums.in_order import LISTED
from teg_tui.golf.claims.sums.meanings import SEVERAL_DAYS
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES

_WORD = r"[- ](?:points?|pts|strokes?|shots?)"
_ENDS = (
    rf"(?P<unit>{_WORD}\b)?"
    r"(?=[,.;:)!?]|$"
    r"| (?:and|for|but|while|before|after|then|to|in|going|coming|on|at|by|was|had)\b)"
)
_ONLY = r"(?:(?:just|only|a|an|a total of) )?"
_OUT = compiled(
    rf"(?:\b(?:went out (?:in|on|with)|(?:going )?(?<!holed )(?<!putted )(?<!hole )out in"
    rf"|turned(?: for home)?(?: in| on| for| with)"
    rf"|(?:reach\w*|got to|made|to|at) the turn (?:in|on|with|he had|he was on)"
    rf"|(?:by|at) the turn,? (?:he|@\d+) (?:had|was on|stood on))"
    rf"|(?:^\s*|[(,:—-] ?|\band )out:?) {_ONLY}#(?P<n>\d+){_ENDS}"
)
_AT_TURN = compiled(
    rf"#(?P<n>\d+)(?P<unit>{_WORD})? (?:at|by|to) the turn\b"
    rf"|#(?P<m>\d+)(?P<unit2>{_WORD})? (?:after|through) #(?P<h>\d+) holes\b"
    r"|\b(?:after|through) #(?P<g>\d+) holes,? @\d+ (?:had|was on|stood on) #(?P<k>\d+)"
)
_HOME = compiled(
    rf"(?:\b(?:back|home) (?:in|on)|(?:[(,:—-] ?|\band )(?:back|home):?|\bcoming home (?:in|with)) "
    rf"{_ONLY}#(?P<n>\d+){_ENDS}"
)
_TO_ANOTHERS = compiled(rf" to @(?P<who>\d+)'s? #(?P<n>\d+){_ENDS}")
"""After a nine: "out in 22 to Bram's 18"."""
_IN = compiled(
    rf"\bout(?: in| with|:)? #\d+(?: points?| strokes?)?,? (?:and )?in(?: with|:)?"
    rf" #(?P<n>\d+){_ENDS}"
)
_HOMEWARD = compiled(
    rf"#(?P<n>\d+)(?P<unit>{_WORD})? (?:(?:on|for) the way (?:home|back|in)"
    r"|coming (?:home|back|in)|homewards?)\b"
)
_OUTWARD = compiled(rf"#(?P<n>\d+)(?P<unit>{_WORD})? (?:on the way out|going out|outwards?)\b")
_NAMED = compiled(rf"\$(?P<s>\d+)(?:: ?| of | had )(?!{LISTED}){_ONLY}#(?P<n>\d+){_ENDS}")
_GAP = compiled(r"\b(?:gap|lead|margin|deficit|advantage|cushion|between)\b")
_LEAST, _MOST = 4, 75
"""Nine holes take no fewer and no more, in points or strokes."""
FRONT, BACK = (1, 9), (10, HOLES)

_CUES = ("out", "home", "back", "turn", " in", "coming", "after #", "through #", "$")


def check_nines(sentence: Sentence) -> Iterator[Claim]:
    """The nines of a sentence that only a word like "out" or "home" names."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    for pattern, part in (
        (_OUT, FRONT),
        (_IN, BACK),
        (_HOME, BACK),
        (_HOMEWARD, BACK),
        (_OUTWARD, FRONT),
    ):
        for match in pattern.finditer(sentence.pattern):
            yield from _judged(sentence, int(match["n"]), match.end(), match["unit"], part)
            other = _TO_ANOTHERS.match(sentence.pattern, match.end())
            if other:
                whose = Owner(sentence.token(other["who"]).codes)
                yield from _judged(sentence, int(other["n"]), other.end(), None, part, whose)
    for match in _AT_TURN.finditer(sentence.pattern):
        number = int(match["n"] or match["m"] or match["k"])
        holes = match["h"] or match["g"]
        last = sentence.token(holes).value if holes else FRONT[1]
        if last < HOLES:
            unit = match["unit"] or match["unit2"]
            yield from _judged(sentence, number, match.end(), unit, (1, last))
    for match in _NAMED.finditer(sentence.pattern):
        token = sentence.token(match["s"])
        stretch = (token.value, token.last)
        yield from _judged(sentence, int(match["n"]), match.end(), match["unit"], stretch)


def owner_of(sentence: Sentence, at: int, end: int) -> Owner | None:
    """Whose it is; where nothing near says it, the one player whom the sentence names."""
    owner = sentence.owner(at, end)
    named = {codes for _, codes, _ in sentence.people}
    return owner or (Owner(next(iter(named))) if len(named) == 1 else None)


def _judged(
    sentence: Sentence,
    number: int,
    end: int,
    unit: str | None,
    part: tuple[int, int],
    whose: Owner | None = None,
) -> Iterator[Claim]:
    token = sentence.token(number)
    at = sentence.pattern.index(f"#{number}")
    start, _ = sentence.clause(at)
    whole_week = SEVERAL_DAYS.search(sentence.pattern)
    if whole_week or _GAP.search(sentence.pattern, start, at):
        return
    if number in sentence.claimed or sentence.may_be(at) or not _LEAST <= token.value <= _MOST:
        return
    owner = whose or owner_of(sentence, at, end)
    codes = [code for code in owner.codes if code in sentence.book.codes] if owner else []
    if not codes or owner is None or owner.every:
        return
    sentence.part_of[number] = part
    units = _units(unit)
    values = [
        value
        for code in codes
        for n in sentence.any_rounds(at, end)
        for its in units
        for value in over(sentence.book, code, n, its, *part)[:1]
    ]
    verdict = verdict_of(token.value, values, sure=owner.sure)
    known = [value for value in values if value is not None]
    right = min(known, key=lambda value: abs(value - token.value)) if known else 0
    yield from sentence.claim(
        number, Kind.TOTAL, verdict, like(token.said, right) if verdict is Verdict.FALSE else ""
    )


def _units(said: str | None) -> list[Unit]:
    if not said:
        return [Unit.POINTS, Unit.STROKES]
    return [Unit.POINTS] if said.strip(" -").startswith("p") else [Unit.STROKES]
