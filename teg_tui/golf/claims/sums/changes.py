"""A player's round set against another of his own: better or worse by so much.

"A 13-point drop from his second round", "43 pts (+4 vs R3: 39 pts)", "up seven points from
Thursday", "five better than yesterday". Against the round before where none is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_UP = (
    r"improv\w+|better|up|above|surg\w+|rose|rising|gain\w*|jump\w*|leap\w*|more|climb\w*|higher"
    r"|turnaround|rise"
)
_DOWN = (
    r"drop\w*|down|worse|below|f[ae]ll\w*|declin\w*|slid\w*|slip\w*|plummet\w*|plung\w*|fewer"
    r"|lower|regress\w*|fade[ds]?"
)
_UNIT = r"(?:[- ](?P<unit>points?|pts?|strokes?|shots?))?"
_FEAT = (
    r"(?:round|day|outing|effort|card|score|total|heroics|masterclass|statement|salvo|haul|display"
    r"|performance|tally|showing|brilliance|burst|mark)"
)
_OTHER = (
    rf"(?:(?:the|his) )?(?:[a-z-]+ )?(?:&(?P<r>\d+)|(?P<first>opening|^1) {_FEAT}"
    rf"|prev(?:ious)?\.? {_FEAT}|(?P<eve>day before|evening before))"
)
_HE_HAD = (
    r"(?: (?:he|@\d+) (?:had )?(?:made|scored|needed|taken|posted|managed|had)(?: (?:in|on))?)?"
)
_LINK = r"(?:from|on|over|against|vs\.?|versus|above|below|than|compared (?:to|with))"
_SET_AGAINST = (
    compiled(
        rf"#(?P<n>\d+){_UNIT} (?P<way>{_UP}|{_DOWN})(?: (?:{_LINK}))?{_HE_HAD} {_OTHER}"
        r"(?!'s lead| lead)"
    ),
    compiled(
        rf"\b(?P<way>{_UP}|{_DOWN})(?: (?:by|of))?(?: (?:just|only|a|an|full|massive))* "
        rf"#(?P<n>\d+){_UNIT} {_LINK} {_OTHER}"
    ),
    compiled(rf"(?<=[( ])~(?P<n>\d+){_UNIT} {_LINK} {_OTHER}"),
    compiled(
        rf"[#~](?P<n>\d+){_UNIT} (?P<way>improvement)\b(?! (?:in|over|on) (?:position|place|%))"
    ),
    compiled(rf"\bvs\.? &(?P<r>\d+)(?:'s)?:? #\d+ (?:pts|points), ~(?P<n>\d+){_UNIT}"),
)
_BOTH_GIVEN = compiled(
    r"#(?P<points>\d+)[- ](?:points?|pts)\b[^()#;.]{0,30}"
    r"\((?:(?:up|down) from|vs\.?|match(?:es|ing)) (?:his )?"
    rf"#(?P<n>\d+){_UNIT}(?: (?:(?:in|on) (?:the )?)?&(?P<r>\d+)| yesterday)?\)"
)
_AFTER_POINTS = compiled(r"#\d+ (?:pts|points)(?: \(|, )$")
"""Before a difference that is one of points."""
_OF_A_LEAD = compiled(
    r"\b(?:lead|advantage|cushion|gap|margin|deficit|arrears|behind|handicap|places?|positions?)\b"
)
_NEAR = 45
_CUES = ("from ", " vs", "versus", " on ", "over ", " than ", "above ", "below ", "improvement")


def check_changes(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says that a player's round was better or worse by."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    for pattern in _SET_AGAINST:
        for match in pattern.finditer(sentence.pattern):
            yield from _change(sentence, match)
    for match in _BOTH_GIVEN.finditer(sentence.pattern):
        yield from _both(sentence, match)


def _change(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    near = sentence.pattern[max(0, match.start() - _NEAR) : match.start()]
    code = _code(sentence, match.start("n") - 1)
    if code is None or _OF_A_LEAD.search(near) or sentence.may_be(match.start()):
        return
    token = sentence.token(match["n"])
    groups = match.groupdict()
    way = groups.get("way")
    signed = token.value if way is None or re.fullmatch(_UP, way) else -token.value
    values = _differences(sentence, match, code)
    fits = {signed} if way or token.sign == "~" else {signed, -signed}
    if signed == 0 or not values:
        return
    verdict = Verdict.TRUE if fits & set(values) else Verdict.FALSE
    right = f"{values[0]:+d}" if token.sign == "~" else like(token.said, abs(values[0]))
    yield from sentence.claim(match["n"], Kind.TOTAL, verdict, right)


def _differences(sentence: Sentence, match: re.Match[str], code: str) -> list[int]:
    """How much better a round was than the other: in points, and in strokes as a gain."""
    book, unit = sentence.book, match["unit"] or ""
    groups = match.groupdict()
    if _AFTER_POINTS.search(sentence.pattern[: match.start()]):
        unit = unit or "points"
    others = [sentence.token(groups["r"]).value] if groups.get("r") else []
    if groups.get("first"):
        others = [book.numbers[0]]
    rounds = [sentence.section_round] if sentence.section_round else list(book.numbers)
    found: list[int] = []
    for number in rounds:
        before = [other or book.before(number) for other in others or [0]]
        for other in before:
            if other is None or other == number:
                continue
            if not unit.startswith(("s", "sh")):
                found += _gained(sentence, code, number, other, Measure.STABLEFORD)
            if not unit.startswith("p"):
                gross = _gained(sentence, code, number, other, Measure.GROSS)
                found += [sign * value for value in gross for sign in (-1, 1)]
    return found


def _gained(
    sentence: Sentence, code: str, number: int, other: int, measure: Measure
) -> Sequence[int]:
    now, then = (sentence.book.stretch(code, n, measure) for n in (number, other))
    return [] if now is None or then is None else [now - then]


def _both(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "36 points (up from 28)", where the points are those of the round."""
    book, number = sentence.book, sentence.section_round
    code = _code(sentence, match.start())
    if code is None or number is None:
        return
    other = sentence.token(match["r"]).value if match["r"] else 0
    then = book.stretch(code, other or book.before(number), Measure.STABLEFORD)
    day = book.stretch(code, number, Measure.STABLEFORD)
    token = sentence.token(match["n"])
    if sentence.token(match["points"]).value == day and then is not None:
        yield from sentence.claim(
            match["n"], Kind.TOTAL, verdict_of(token.value, [then]), like(token.said, then)
        )


def _code(sentence: Sentence, at: int) -> str | None:
    """Whose round it alone can be."""
    owner = sentence.owner(at)
    codes = sentence.playing(owner)
    return codes[0] if owner and owner.sure and not owner.every and len(codes) == 1 else None
