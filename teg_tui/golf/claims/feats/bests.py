"""Bests and worsts: of the day, of the week, of a career; records and what stood before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.feats.chronicle import BY_GROSS, BY_POINTS, BY_STROKES, Way
from teg_tui.golf.claims.feats.superlatives import check_superlatives
from teg_tui.golf.claims.places.standing_words import competition_of
from teg_tui.golf.claims.play.hole_play import hardest
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.tour import Measure

_SPAN = r"(?P<span>day|round|week|tournament|event|weekend|trip)"
_BEST = re.compile(
    rf"\b(?P<end>best|lowest|highest|top|finest|worst|poorest)(?: (?P<what>gross|stableford"
    rf"|points|net|=\d+))?(?: (?:round|score|total|return|card|haul|tally|points|performance"
    rf"|effort))? of the (?:entire |whole )?{_SPAN}\b(?! among)"
    rf"|\b(?P<rod>round) of the {_SPAN.replace('span', 'span2')}\b"
    r"|\b(?P<days>(?:day|round|week|tournament|field)(?:'s|-)[- ]?(?P<end3>best|lowest|highest"
    r"|top|worst))(?: (?P<what3>gross|stableford|points))?(?= (?:round|score|total|return|card"
    r"|haul|tally|points|gross|performance(?! among)|#\d+|with|and)|[,.;)])"
)
_PART = re.compile(
    r"\b(?:nines?|half|six(?:es)?)\b|\$\d|\b(?:that|those|same|front|back|inward|outward) #\d"
)
_PERSONAL = re.compile(r"\b(?P<w>(?:personal|career)[- ](?P<end>best|worst|high|low))\b")
_LABELLED = re.compile(r": @(\d+)\b")
"""Behind "Personal best" in notes, whose it is."""
_HARDEST = re.compile(
    r"(?P<w>\b(?:hardest|toughest|most difficult|easiest|kindest)(?:[- ](?:test|hole"
    r"|playing hole))?(?: hole)?(?: of the (?:day|round)| on the (?:course|day)| (?:of"
    r"|all) day)?)"
)
_PREVIOUS = re.compile(
    r"\bprevious(?:ly)?(?: best| worst| record| mark)?:? (?:[#~](?P<n>\d+))"
    r"(?![- ](?:holes?|rounds?|days?|men|players|years|times|trips|tournaments|wins|birdies"
    r"|pars)\b)"
    r"|\bhis (?:old|previous|former) (?:personal )?(?:best|mark) of [#~](?P<own>\d+)"
)

_UNITS = re.compile(r"stableford|points|pts|gross|strokes|shots|over|~\d")
_UNIT_BESIDE = re.compile(
    r"(?: scorer)?(?: so far)?,? (?:with|at|—)"
    r" (?:an? )?#\d+[- ](?:(?P<points>(?:stableford )?(?:points?|pts))"
    r"|gross|strokes?|shots?)\b"
)
"""Behind a superlative the figure that it is about."""
_CUES = ("est", "top", "worst", "round")


def check_bests(sentence: Sentence) -> Iterator[Claim]:
    """The superlatives of a sentence."""
    if sentence.elsewhere and "previous" not in sentence.pattern:
        return
    if sentence.has("previous", "old", "former"):
        yield from _previous(sentence)
    if sentence.elsewhere:
        return
    read: list[tuple[int, int]] = []
    for span, claim in check_superlatives(sentence):
        read.append(span)
        yield claim
    for match in _BEST.finditer(sentence.pattern) if sentence.has(*_CUES) else ():
        if not any(start < match.end() and match.start() < end for start, end in read):
            yield from _best(sentence, match)
    for match in _PERSONAL.finditer(sentence.pattern) if sentence.has("personal", "career") else ():
        yield from _personal(sentence, match)
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
        or owner.every
        or not owner.sure
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


def _personal(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "A career-best 42 points": of all his rounds so far, by points or by gross."""
    if sentence.may_be(match.start()) or re.search(
        r"\b(?:not|even a|needs? a|from|matching) (?:a |his )?$", sentence.pattern[: match.start()]
    ):
        return
    labelled = _LABELLED.match(sentence.pattern, match.end())
    owner = sentence.owner(match.start(), match.end())
    if labelled:
        owner = Owner(sentence.token(labelled[1]).codes)
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    if not codes or owner is None or owner.every or not owner.sure:
        return
    low = match["end"] in {"worst", "low"}
    good = any(
        _is_personal(sentence.book, code, n, measure, low=low)
        for code in codes
        for n in sentence.any_rounds(match.start(), match.end())
        for measure in (Measure.STABLEFORD, Measure.GROSS)
    )
    if not good and (_PART.search(sentence.pattern) or _is_of_all(sentence, match.start())):
        return
    if not good and re.match(
        r"[- ](?:[a-z]+ ){0,2}(?:nine|six|\$|hole|finish)", sentence.pattern[match.end() :]
    ):
        return
    yield from sentence.claim_at(
        match.start("w"), match["w"], Kind.RECORD, Verdict.TRUE if good else Verdict.FALSE
    )


def _is_of_all(sentence: Sentence, at: int) -> bool:
    """Whether it is said of a figure that is of a whole tournament, not of a round."""
    figure = re.search(r"([#~])(\d+)(?: points)? (?:was|is|were|are) a $", sentence.pattern[:at])
    least = _LEAST_OF_ALL
    return figure is not None and abs(sentence.token(figure[2]).value) >= least[figure[1]]


_LEAST_OF_ALL = {"~": 60, "#": 120}
"""From what on a figure is of a whole tournament: to par, else."""


def _is_personal(book: Scorebook, code: str, number: int, measure: Measure, *, low: bool) -> bool:
    value = book.stretch(code, number, measure)
    every = book.career(code, measure, number)
    if value is None or not every:
        return False
    high = (measure is Measure.STABLEFORD) is not low
    return value == (max(every) if high else min(every))


def _hardest(sentence: Sentence) -> Iterator[Claim]:
    """ "The 8th was the hardest hole of the day"."""
    for match in _HARDEST.finditer(sentence.pattern):
        holes = list(re.finditer(r"!(\d+)", sentence.pattern))
        rounds = sentence.rounds(match.start())
        before = sentence.pattern[: match.start()]
        if (
            len(rounds) != 1
            or re.search(
                r"\b(?:joint|second|one of|equal|tournament's|among)[- ](?:the )?(?:#\d+ )?$",
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


def _previous(sentence: Sentence) -> Iterator[Claim]:
    """ "48 points (previous: 45)": the best before the tournament, or before the round."""
    for match in _PREVIOUS.finditer(sentence.pattern):
        number = int(match["n"] or match["own"])
        token = sentence.token(number)
        text = sentence.pattern[: match.start()]
        above = " ".join(sentence.passage.headings[-1:]).casefold()
        words = f"{above} {sentence.text.casefold()}"
        units = _UNITS.findall(text[-70:])
        measure = (
            Measure.STABLEFORD if units and units[-1].startswith(("p", "stab")) else Measure.GROSS
        )
        own = match["own"] or ("personal" in words and "record" not in sentence.text.casefold())
        people = re.findall(r"@(\d+)", text)
        if not people:
            continue
        codes = sentence.token(people[-1]).codes if own else sorted(sentence.report.roster.codes)
        low = re.search(r"worst", words) is not None
        way = BY_POINTS
        if measure is Measure.GROSS:
            way = BY_STROKES if token.value > _FEWEST_STROKES else BY_GROSS
        values = _bests_before(sentence.book, codes, way, low=low)
        if not values:
            yield from sentence.claim(number, Kind.RECORD, Verdict.UNCHECKED)
            continue
        verdict = Verdict.TRUE if token.value in values else Verdict.FALSE
        yield from sentence.claim(number, Kind.RECORD, verdict, like(token.said, values[0]))


_FEWEST_STROKES = 60
"""What gross is above that are strokes, else strokes to par."""


def _bests_before(book: Scorebook, codes: Sequence[str], way: Way, *, low: bool) -> list[int]:
    """The best (or worst) round there was before the tournament, and before each of its rounds."""
    found = []
    for number in (0, *book.numbers):
        every = [
            value
            for its in book.past
            if its.code in codes and its.when <= (book.teg, number)
            if (value := way(its)) is not None
        ]
        if every:
            best = min(every) if low else max(every)
            found.append(best if way is BY_POINTS else -best)
    return list(dict.fromkeys(found))
