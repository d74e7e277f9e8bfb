"""Bests and worsts: of the day, of the week, of a career; records and what stood before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.feats.superlatives import check_superlatives
from teg_tui.golf.claims.places.standing_words import competition_of
from teg_tui.golf.claims.play.hole_play import hardest
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_SPAN = r"(?P<span>day|round|week|tournament|event|weekend|trip)"
_BEST = compiled(
    rf"\b(?P<end>best|lowest|highest|top|finest|worst|poorest)(?: (?P<what>gross|stableford"
    rf"|points|net|=\d+))?(?: (?:round|score|total|return|card|haul|tally|points|performance"
    rf"|effort))? of the (?:entire |whole )?{_SPAN}\b(?! among)"
    rf"|\b(?P<rod>round) of the {_SPAN.replace('span', 'span2')}\b"
    r"|\b(?P<days>(?:day|round|week|tournament|field)(?:'s|-)[- ]?(?P<end3>best|lowest|highest"
    r"|top|worst))(?: (?P<what3>gross|stableford|points))?(?= (?:round|score|total|return|card"
    r"|haul|tally|points|gross|performance(?! among)|#\d+(?!\d|-hole| holes)|with|and)|[,.;)])"
)
_HARDEST = compiled(
    r"(?P<w>\b(?:hardest|toughest|most difficult|easiest|kindest)(?:[- ](?:test|hole"
    r"|playing hole))?(?: hole)?(?: of the (?:day|round)| on the (?:course|day)| (?:of"
    r"|all) day)?)"
)
_UNIT_BESIDE = compiled(
    r"(?: scorer)?(?: so far)?,? (?:with|at|—)"
    r" (?:an? )?#\d+[- ](?:(?P<points>(?:stableford )?(?:points?|pts))"
    r"|gross|strokes?|shots?)\b"
)
"""Behind a superlative the figure that it is about."""
_CUES = ("est", "top", "worst", "round")


def check_bests(sentence: Sentence) -> Iterator[Claim]:
    """The superlatives of a sentence."""
    if sentence.elsewhere:
        return
    read: list[tuple[int, int]] = []
    for span, claim in check_superlatives(sentence):
        read.append(span)
        yield claim
    for match in _BEST.finditer(sentence.pattern) if sentence.has(*_CUES) else ():
        if not any(start < match.end() and match.start() < end for start, end in read):
            yield from _best(sentence, match)
    if "!" in sentence.signs:
        yield from _hardest(sentence)


def _best(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "The best round of the week": by points or by gross, as the words leave it open."""
    if sentence.may_be(match.start()) or re.search(
        r"\b(?:second|third|one of the|joint|hole|nine|six|stretch|finish|split|start|equal|tied"
        r"|among|next|other|previous|field|his|their)[- ](?:the )?(?:[a-z]+ )?$|\$\d+ $"
        r"|\^\d+[- ]$",
        sentence.pattern[: match.start()],
    ):
        return
    if match["end"] and re.search(r"@\d+'s? $", sentence.pattern[: match.start()]):
        return  # his own
    owner = sentence.owner(match.start(), match.end())
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    rest = sentence.pattern[match.end() : match.end() + 30]
    if (
        not codes
        or owner is None
        or not (owner.sure or owner.every)
        or re.search(
            r"\$|!|nine|six|finish|stretch|start",
            rest + sentence.pattern[max(0, match.start() - 25) : match.start()],
        )
    ):
        return
    ends = _ends_meant(sentence, match)
    groups = _groups(sentence, match)
    good = any(
        _is_best(sentence.book, code, group, measure, worst=worst)
        for code in codes
        for group in groups
        for measure, worst in ends
    )
    said = match[0] if "@" not in match[0] and "#" not in match[0] else "best"
    names = _who_is_best(sentence, groups[0], ends[0][0], worst=ends[0][1])
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(match.start(), said, Kind.RECORD, verdict, names)


def _ends_meant(sentence: Sentence, match: re.Match[str]) -> list[tuple[Measure, bool]]:
    """By which measures, and at which end: "lowest" is the best in strokes, the worst in points."""
    word = match["end"] or match["end3"] or "best"
    what = match["what"] or match["what3"] or ""
    if what.startswith("="):
        its = competition_of(sentence.book, sentence.token(what[1:]).award)
        what = "gross" if its and its.measure is Measure.GROSS else "points"
    if word in {"lowest", "highest"}:
        every = [(Measure.GROSS, word == "highest"), (Measure.STABLEFORD, word == "lowest")]
    else:
        worst = word in {"worst", "poorest"}
        every = [(Measure.STABLEFORD, worst), (Measure.GROSS, worst)]
    beside = _UNIT_BESIDE.match(sentence.pattern, match.end())
    if not what and beside:
        what = "points" if beside["points"] else "gross"
    if not what:
        return every
    wanted = Measure.GROSS if what == "gross" else Measure.STABLEFORD
    return [end for end in every if end[0] is wanted]


def _groups(sentence: Sentence, match: re.Match[str]) -> list[list[int]]:
    """The rounds among which it is: one of them, or all so far."""
    span = match["span"] or match["span2"] or (match["days"] or "day").split("'")[0].split("-")[0]
    if span not in {"week", "tournament", "event", "trip", "weekend"}:
        return [[number] for number in sentence.any_rounds(match.start())]
    until = sentence.report.round or sentence.book.last
    return [[number for number in sentence.book.numbers if number <= until]]


def _rounds_of(book: Scorebook, code: str, group: Sequence[int], measure: Measure) -> list[int]:
    """Merits, the higher the better, of a player's rounds."""
    found = [book.stretch(code, n, measure) for n in group]
    sign = 1 if measure is Measure.STABLEFORD else -1
    return [sign * value for value in found if value is not None]


def _is_best(
    book: Scorebook, code: str, group: Sequence[int], measure: Measure, *, worst: bool
) -> bool:
    pick = min if worst else max
    every = [v for c in book.codes for v in _rounds_of(book, c, group, measure)]
    own = _rounds_of(book, code, group, measure)
    if bool(own) and pick(own) == pick(every):
        return True
    return measure is Measure.GROSS and _is_best_in_strokes(book, code, group, worst=worst)


def _is_best_in_strokes(book: Scorebook, code: str, group: Sequence[int], *, worst: bool) -> bool:
    """Where courses differ in par the fewest strokes need not be the best to par."""
    pick = max if worst else min
    strokes = {c: [v for n in group if (v := book.strokes(c, n)) is not None] for c in book.codes}
    own = strokes.get(code, [])
    return bool(own) and pick(own) == pick(v for its in strokes.values() for v in its)


def _who_is_best(sentence: Sentence, group: Sequence[int], measure: Measure, *, worst: bool) -> str:
    names = [
        sentence.report.roster.name(code)
        for code in sorted(sentence.book.codes)
        if _is_best(sentence.book, code, group, measure, worst=worst)
    ]
    return " and ".join(names)


def _hardest(sentence: Sentence) -> Iterator[Claim]:
    """ "The 8th was the hardest hole of the day"."""
    for match in _HARDEST.finditer(sentence.pattern):
        holes = list(re.finditer(r"!(\d+)", sentence.pattern))
        rounds = sentence.rounds(match.start())
        before = sentence.pattern[: match.start()]
        if (
            len(rounds) != 1
            or re.search(
                r"(?:\b(?:joint|second|one of|equal|tournament's|among)|\^\d+)[- ]"
                r"(?:the )?(?:#\d+ )?$",
                before,
            )
            or sentence.may_be(match.start())
        ):
            continue
        near = [m for m in holes if abs(m.start() - match.start()) < 45]
        if (
            len(near) != 1
            or len(holes) != 1
            or re.search(
                r"week|tournament|year|championship|scor|index|on (?:the|his) card",
                sentence.pattern[match.end() : match.end() + 45],
            )
        ):
            continue
        ranks = hardest(sentence.book, rounds[0])
        value = sentence.token(near[0][1]).value
        easy = match["w"].startswith(("easiest", "kindest"))
        edge = max(ranks.values()) if easy else 1
        right = [hole for hole, rank in ranks.items() if rank == edge]
        verdict = Verdict.TRUE if value in right else Verdict.FALSE
        expected = ", ".join(str(hole) for hole in right)
        yield from sentence.claim(int(near[0][1]), Kind.RECORD, verdict, expected)
