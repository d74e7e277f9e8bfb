"""Figures told in one breath: judged by the reading that fits most of them.

"Bram must make up six, Ned seven and Morradine ten", "three behind at the start, 11 at the end":
which prize, moment and rival are meant is open, but the same for all. So what fits most of them
is what is meant, and whatever does not fit it is false.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.places.standing_words import competition_of, measures
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import Measure

Reading = tuple[int | None, ...]
"""What each of the figures would have to be; None where that can't be known."""


def judged_together(
    sentence: Sentence, numbers: Sequence[int], readings: Iterable[Reading]
) -> Iterator[Claim]:
    """A claim on each of several figures, if some reading, the likeliest first, fits half of them.

    The second reading would take them one by one again, so it is spared those that are false.
    """
    said = [abs(sentence.token(number).value) for number in numbers]
    known = [reading for reading in readings if any(value is not None for value in reading)]
    if not known:
        return
    best = max(known, key=lambda reading: _fitting(said, reading))
    fits = _fitting(said, best)
    if fits * 2 < len(said) or not fits:
        return
    for number, value, right in zip(numbers, said, best, strict=True):
        if right is None:
            continue
        verdict = Verdict.TRUE if value == right else Verdict.FALSE
        expected = like(sentence.token(number).said, right)
        yield from sentence.settle(sentence.claim(number, Kind.MARGIN, verdict, expected))


def _fitting(said: Sequence[int], reading: Reading) -> int:
    return sum(value == right for value, right in zip(said, reading, strict=True))


def measures_meant(sentence: Sentence, at: int, unit: Measure | None) -> list[Measure]:
    """By what a distance may be: the prize its sentence names, else the last one before it.

    Without either, every competition.
    """
    book = sentence.book
    if Sign.AWARD in sentence.signs or "gross" in sentence.pattern:
        return measures(sentence, at, unit=unit)
    before = [t for t in sentence.tokens if t.sign is Sign.AWARD and t.end <= sentence.start]
    its = competition_of(book, before[-1].award) if before else None
    found = [its.measure] if its else []
    found += [competition.measure for competition in book.competitions]
    by_unit = measures(sentence, at, unit=unit) if unit else []
    return list(dict.fromkeys([m for m in found if not unit or m in by_unit] or by_unit))


def unit_of(words: str | None) -> Measure | None:
    """What a unit's word counts by."""
    if not words:
        return None
    return Measure.STABLEFORD if words.startswith("p") else Measure.GROSS
