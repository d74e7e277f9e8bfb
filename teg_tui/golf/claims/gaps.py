"""Distances: leads, margins, how far somebody was behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teg_tui.golf.claims.amounts import Sense, Unit, amounts
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.numbers import like
from teg_tui.golf.claims.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.standing_words import Moment, ahead, measures, moments
from teg_tui.golf.tour import Measure


@dataclass(frozen=True)
class Gap:
    """A distance as it is told."""

    number: int
    at: int
    end: int
    unit: Measure | None


_BARE = re.compile(
    r"(?<![-=.])#(?P<n>\d+)(?= (?:shots? |strokes? |points? )?(?:behind|back\b|adrift|ahead"
    r"|clear\b|in front|in arrears"
    r"|off the (?:lead|pace|top)|shy of|short of)(?! (?:nine|to back|six)))"
    r"|\b(?:lead|advantage|margin|cushion|gap|deficit|buffer) (?:of|to|was|is)(?: just"
    r"| only)? #(?P<o>\d+)(?=[ ,.;)]|$)(?! (?:points?|strokes?|shots?|holes|rounds))"
    r"|\b(?:lead|leads|led|leading|trail\w*|ahead|behind|clear|adrift) by (?:just |only "
    r"|a mere )?#(?P<m>\d+)(?=[ ,.;)]|$)(?! holes| rounds)"
    r"|\b(?:home|clear|winner|victorious|champion) by (?:just |only )?#(?P<h>\d+)(?=[ ,.;)]"
    r"|$)(?! holes)"
    r"|\b(?:won|winning|win|victory|triumph\w*)(?: [a-z@=\d']+){0,4} by (?:just |only "
    r"|a mere )?#(?P<w>\d+)(?=[ ,.;)]|$)(?! holes| rounds)"
)
_WHOSE_LEAD = re.compile(
    r"@(\d+)'s? (?:[a-z=\d-]+ ){0,3}?(?:lead|advantage|cushion|margin|deficit|buffer)\b[^@;]*$"
)
_SPLIT = re.compile(r"#\d+ (?:points? )?(?:out|front|going out|on the front)(?:,| and|/)? ?$")
_LEADS = re.compile(
    r"\b(?:ahead|clear|in front|lead|leads|led|leading|leader|advantage|cushion|margin|buffer"
    r"|edge|won|win|winning"
    r"|victory|victorious|home|triumph|beat|spare|success|edged|pipped)\b"
)
_TRAILS = re.compile(
    r"\b(?:behind|back(?! nine| (?:to|on|at|the)\b| in (?:front|contention|the lead|it|business"
    r"|touch))|adrift|deficit|trail\w*|off|short|shy"
    r"|down on|in arrears|defeat|lost|loses|losing|was beaten|was pipped)\b"
)
_BEATEN = re.compile(
    r"\b(?:trail\w*|leads?|led|leading|beat\w*|edg\w+|pip\w*|outscor\w+|defeat\w+|hold\w* off"
    r"|held off|over|ahead of"
    r"|clear of|behind|from) (?:the )?(?:[a-z]+ ){0,2}@(\d+) by (?:just |only |a mere |a )?$"
)
_FROM = re.compile(
    r"(?:[- ](?:points?|strokes?|shots?))?(?:[- ][a-z]+){0,3}? (?:behind|ahead of|clear of"
    r"|adrift of|over|from|off|shy of|short of|in front of|to|back from|back of) (?:the )?"
    r"(?:overnight |eventual |runner-up |leader |champion |defending |second-placed "
    r"|nearest (?:rival|challenger|pursuer) )*@(\d+)"
)
_FROM_PLACE = re.compile(
    r"\b(?:behind|ahead of|clear of|adrift of|off|from|between|over) (?:[a-z]+ ){0,2}\^\d+"
)
_OTHER_GAP = re.compile(
    r"\b(?:separat\w+|between|apart|cover\w*|within|first to|top)\b|\^\d+ (?:and|to|from) \^\d+"
)
_WON = re.compile(
    r"\b(?:won|win|wins|winning|victory|triumph|margin|beat|champion\w*|secur\w+|seal\w*"
    r"|claim\w*)\b"
)


def check_gaps(sentence: Sentence) -> Iterator[Claim]:
    """The distances of a sentence."""
    if sentence.elsewhere:
        return
    for gap in _gaps(sentence):
        if gap.number in sentence.claimed:
            continue
        yield from _judged(sentence, gap)


def _gaps(sentence: Sentence) -> Iterator[Gap]:
    found = []
    for amount in amounts(sentence):
        if amount.sense is Sense.GAP:
            unit = Measure.STABLEFORD if amount.unit is Unit.POINTS else Measure.GROSS
            found.append(Gap(amount.number, amount.at, amount.end, unit))
    for match in _BARE.finditer(sentence.pattern):
        if _SPLIT.search(sentence.pattern[: match.start()]):
            continue
        kind = next(name for name in ("n", "m", "w", "o", "h") if match[name])
        found.append(Gap(int(match[kind]), match.start(kind) - 1, match.end(kind), None))
    seen: set[int] = set()
    for gap in sorted(found, key=lambda gap: (gap.at, gap.unit is None)):
        if gap.number not in seen:
            seen.add(gap.number)
            yield gap


def _judged(sentence: Sentence, gap: Gap) -> Iterator[Claim]:
    token = sentence.token(gap.number)
    start, end = sentence.clause(gap.at)
    around = sentence.pattern[max(start, gap.at - 60) : min(end, gap.end + 45)]
    if sentence.may_be(gap.at) or _OTHER_GAP.search(around) or _FROM_PLACE.search(around):
        yield from sentence.claim(gap.number, Kind.MARGIN, Verdict.UNCHECKED)
        return
    groups = _values(sentence, gap, around)
    verdict = verdict_of(token.value, [value for group in groups for value in group])
    expected = ""
    if verdict is Verdict.FALSE:
        known = [value for value in groups[0] if value is not None]
        expected = like(token.said, min(known, key=lambda value: abs(value - token.value)))
    yield from sentence.claim(gap.number, Kind.MARGIN, verdict, expected)


def _values(sentence: Sentence, gap: Gap, around: str) -> list[list[int | None]]:
    """How large the distance may be: a list a time and measure, the likeliest first."""
    direction = _direction(sentence, gap)
    possessed = _WHOSE_LEAD.search(sentence.pattern, sentence.clause(gap.at)[0], gap.at)
    owner = (
        Owner(sentence.token(possessed[1]).codes) if possessed else sentence.owner(gap.at, gap.end)
    )
    target = _target(sentence, gap)
    if direction is None or owner is None or owner.every:
        return [[None]]
    codes = [code for code in owner.codes if code in sentence.book.codes]
    if target and set(target) & set(codes):
        codes = [code for code in codes if code not in target]
    if not codes:
        return [[None]]
    found: list[list[int | None]] = []
    times = moments(sentence, gap.at)
    if _WON.search(around) and (sentence.section_round in (None, sentence.book.last)):
        times = [Moment(sentence.book.last), *times] if sentence.section_round is None else times
    for moment in dict.fromkeys(times):
        for measure in measures(sentence, gap.at, unit=gap.unit):
            group = [_distance(sentence, measure, moment, c, target, direction) for c in codes]
            found += [group]
    return _reasonable(found)


def _reasonable(found: Sequence[Sequence[int | None]]) -> list[list[int | None]]:
    """Distances that can be meant: a negative one was not, if anything else can be."""
    if any(None in group for group in found):
        return [[None]]
    fitting = [[v for v in group if v is not None and v >= 0] for group in found]
    kept: list[list[int | None]] = [list(group) for group in fitting if group]
    return kept or [[None]]


def _distance(
    sentence: Sentence,
    measure: Measure,
    moment: Moment,
    code: str,
    target: Sequence[str],
    direction: int,
) -> int | None:
    book = sentence.book
    others = [c for c in target if c in book.codes] or [c for c in book.codes if c != code]
    value = ahead(book, measure, moment, code, others)
    return None if value is None else direction * value


def _direction(sentence: Sentence, gap: Gap) -> int | None:
    """1 where somebody is said to be ahead, -1 behind; by the word nearest to the number."""
    start, end = sentence.clause(gap.at)
    text = sentence.pattern
    near = []
    for pattern, sign in ((_LEADS, 1), (_TRAILS, -1)):
        for match in pattern.finditer(text, start, end):
            distance = (
                match.start() - gap.end if match.start() >= gap.end else gap.at - match.end() + 4
            )
            near.append((distance, sign))
    return min(near)[1] if near else None


def _target(sentence: Sentence, gap: Gap) -> tuple[str, ...]:
    """Against whom the distance is measured; () for the lead, or the next."""
    start, _ = sentence.clause(gap.at)
    before = _BEATEN.search(sentence.pattern, start, gap.at)
    if before:
        return sentence.token(before[1]).codes
    after = _FROM.match(sentence.pattern, gap.end)
    return sentence.token(after[1]).codes if after else ()
