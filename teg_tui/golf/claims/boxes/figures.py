"""What a figure beside a player's name may be of, by the words that stand over it.

A line of standings, a column of a table: all its figures are of one thing. Where its label leaves
open which (this round's points or the tournament's), it is the thing that most of the figures fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from teg_tui.golf.claims.boxes.labels import part_of, rounds_gone
from teg_tui.golf.claims.scorebook import Scorebook, place_in
from teg_tui.golf.tour import HOLES, Measure
from teg_tui.golf.wording import to_par


@dataclass(frozen=True)
class Figure:
    """A number as it stands in a text."""

    value: int
    signed: bool
    """Whether it is written with a sign, or as level par."""

    def like(self, value: int) -> str:
        """Another value, written in the same way."""
        return to_par(value) if self.signed else str(value)


@dataclass(frozen=True)
class Meaning:
    """A thing that every player has a value of."""

    values: Callable[[str], Sequence[int | None]]
    """By code: the value, then others that may be written for it (strokes for strokes to par)."""

    def fits(self, code: str, figure: Figure) -> bool:
        """Whether the figure is right for a player."""
        return figure.value in self.values(code)

    def right(self, code: str, figure: Figure) -> int | None:
        """The right value, of several the nearest to the figure; None where it can't be known."""
        known = [value for value in self.values(code) if value is not None]
        return min(known, key=lambda value: abs(value - figure.value), default=None)


@dataclass(frozen=True)
class Setting:
    """Where a line or table stands: what its label need not say."""

    book: Scorebook
    round: int | None
    """The round that headings, or the report's subject, name; None: the tournament."""
    words: str
    """What stands over it, in small letters: headings, then its own label."""


_ROUND = re.compile(r"\b(?:round|rd\.?|day)\s*(\d{1,2}|one|two|three|four|five|six)\b|\br(\d)\b")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_AFTER = re.compile(r"\b(?:after|through|following|(?:end|close) of)\b")
_WHOLE = re.compile(
    r"\b(?:total|tournament|overall|final|cumulative|aggregate|running|after|through|to date|sum)\b"
)
_START = re.compile(r"\bstart of\b|\bbefore\b|\bovernight\b|\bgoing into\b")
_YESTERDAY = re.compile(r"\byesterday\b")
_DAY = re.compile(r"\b(?:round|day|today|yesterday|scores)\b|\br\d\b")
_MEASURES = (
    (re.compile(r"\bstableford\b|\bpoints?\b|\bpts\b"), Measure.STABLEFORD),
    (re.compile(r"\bgross\b|\bstrokes\b|\bshots\b|\bto par\b|\bvs\.? par\b|\+/-"), Measure.GROSS),
    (re.compile(r"\bnet\b|\bnett\b"), Measure.NET),
)


@lru_cache(maxsize=256)
def round_named(words: str) -> int | None:
    """The last round that some words name."""
    found = _ROUND.findall(words)
    if not found:
        return None
    text = found[-1][0] or found[-1][1]
    return _NUMBERS.get(text) or int(text)


def meanings(label: str, setting: Setting, *, signed: bool) -> list[Meaning]:
    """What figures under a label may be of, the likeliest first."""
    book = setting.book
    if counted := _counted(label, setting):
        return counted
    gone = rounds_gone(label, book.tournament.last_round)
    number = (round_named(label) or setting.round or book.last) if gone is None else gone
    if gone is None and (_START.search(label) or _YESTERDAY.search(label)):
        number = book.before(number) or 0
    if number not in book.numbers:
        return []
    found = []
    for whole, measure in product(_scopes(label), _measures(label, setting, signed)):
        found.append(_sum_of(book, number, measure, whole=whole))
    return found


def _scopes(label: str) -> list[bool]:
    """Whether the figures run over all rounds so far; both where nothing says."""
    if _AFTER.search(label) or _START.search(label) or "halfway" in label:
        return [True]
    if re.fullmatch(r"\s*total\s*", label):
        return [True, False]
    whole, day = bool(_WHOLE.search(label)), bool(_DAY.search(label))
    if whole != day:
        return [whole]
    if re.fullmatch(r"\s*(?:r|round|rd)\.? ?\d\s*", label):
        return [False]
    return [True, False]


def _measures(label: str, setting: Setting, signed: bool) -> list[Measure]:
    """What the figures add up: as the label says, else the words above it, else their look."""
    for words in (label, setting.words):
        named = [measure for pattern, measure in _MEASURES if pattern.search(words)]
        named += [
            competition.measure
            for competition in setting.book.competitions
            if set(competition.name.casefold().split()[-1:]) & set(re.findall(r"\w+", words))
        ]
        if named:
            return _in_its_look(list(dict.fromkeys(named)), signed)
    return [Measure.GROSS, Measure.NET] if signed else [Measure.STABLEFORD, Measure.GROSS]


def _in_its_look(named: list[Measure], signed: bool) -> list[Measure]:
    """Points bear no sign: a competition that goes by net may be told in points, and reversely."""
    if signed:
        return [m for m in named if m is not Measure.STABLEFORD] or [Measure.NET, Measure.GROSS]
    if named == [Measure.NET]:
        return [Measure.STABLEFORD, Measure.NET]
    return named


def _sum_of(book: Scorebook, number: int, measure: Measure, *, whole: bool) -> Meaning:
    def values(code: str) -> list[int | None]:
        if whole:
            found = [book.total(code, number, measure)]
            if measure is Measure.GROSS:
                found.append(book.strokes_total(code, number))
        else:
            found = [book.stretch(code, number, measure)]
            if measure is Measure.GROSS:
                found.append(book.strokes(code, number))
            if measure is Measure.NET:
                found.append(_net_strokes(book, code, number))
        return found

    return Meaning(values)


def _net_strokes(book: Scorebook, code: str, number: int) -> int | None:
    """A round's strokes less those received."""
    strokes = book.strokes(code, number)
    gross = book.stretch(code, number, Measure.GROSS)
    net = book.stretch(code, number, Measure.NET)
    return None if strokes is None or gross is None or net is None else strokes - gross + net


_TALLIES: tuple[tuple[re.Pattern[str], Measure, Callable[[int], bool]], ...] = (
    (re.compile(r"\bbirdies?\b"), Measure.GROSS, lambda over: over < 0),
    (re.compile(r"\beagles?\b"), Measure.GROSS, lambda over: over <= -2),
    (re.compile(r"\bpars\b"), Measure.GROSS, lambda over: over == 0),
    (re.compile(r"\bblow[- ]?ups?\b|\bdisasters?\b"), Measure.GROSS, lambda over: over >= 3),
    (re.compile(r"\bzero(?:e?s)?\b|\bblanks?\b"), Measure.STABLEFORD, lambda points: points == 0),
)


_GAP = re.compile(r"\b(?:behind|gap|deficit|off (?:the )?lead|to leader)\b")


def _gaps(label: str, setting: Setting) -> list[Meaning]:
    """A column of distances to whoever is first, by each thing that the words leave open."""
    book, number = setting.book, round_named(label) or setting.round or setting.book.last

    def of(measure: Measure) -> Meaning:
        table = book.table(measure, number)

        def values(code: str) -> list[int | None]:
            row = place_in(table, code)
            return [row.behind if row else None]

        return Meaning(values)

    likely = _measures(label, setting, signed=False)
    return [of(measure) for measure in dict.fromkeys((*likely, *Measure))]


def _counted(label: str, setting: Setting) -> list[Meaning]:
    """What a column of counts, of handicaps, of gaps, or of a part of the round may be of."""
    book, number = setting.book, setting.round
    if re.search(r"\b(?:hc|hcp|handicaps?)\b", label):
        return [Meaning(lambda code: [_handicap(book, code)])]
    if _GAP.search(label):
        return _gaps(label, setting)
    tally = next((tally for tally in _TALLIES if tally[0].search(label)), None)
    if tally is not None:
        _, counted, qualifies = tally
        rounds = (number,) if number else book.numbers
        return [
            Meaning(
                lambda code: [
                    sum(qualifies(v) for n in rounds for v in book.values(code, n, counted))
                ]
            )
        ]
    part = part_of(label)
    if part is None or number is None or not 1 <= part[0] <= part[1] <= HOLES:
        return []
    named = _measures(label, setting, signed=False)
    return [_part(book, number, measure, *part) for measure in named]


def _part(book: Scorebook, number: int, measure: Measure, first: int, last: int) -> Meaning:
    """A part of a round; strokes may be written for strokes to par."""
    return Meaning(
        lambda code: [
            book.stretch(code, number, measure, first, last),
            *([book.strokes(code, number, first, last)] if measure is Measure.GROSS else []),
        ]
    )


def _handicap(book: Scorebook, code: str) -> int | None:
    cards = (book.card(code, number) for number in reversed(book.numbers))
    return next((card.handicap for card in cards if card), None)


_ENOUGH = 4
"""So many figures under a label that is not understood, and one of them may be the odd one out."""


def best_fit(
    candidates: Sequence[Meaning],
    figures: Sequence[tuple[tuple[str, ...], Figure]],
    *,
    sure: bool = True,
) -> Meaning | None:
    """Of several meanings the one that fits most figures; the likelier of equals.

    Where the words over the figures are not understood (`sure` is False), one that nearly all fit.
    """

    def fitting(meaning: Meaning) -> int:
        return sum(any(meaning.fits(code, figure) for code in codes) for codes, figure in figures)

    best = max(candidates, key=fitting, default=None)
    if best is None or sure:
        return best
    odd = len(figures) - fitting(best)
    return best if odd <= len(figures) // _ENOUGH else None


_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<sign>[+-]|(?:plus|minus)[ -])?(?P<digits>\d{1,3})(?![\d.,]\d|\w)"
)


def figures_in(text: str) -> Iterator[tuple[int, int, Figure]]:
    """Start, end and value of every number in digits in a line or cell."""
    for match in _NUMBER.finditer(text):
        sign = match["sign"] or ""
        value = int(match["digits"])
        negative = sign.startswith(("-", "minus"))
        yield match.start(), match.end(), Figure(-value if negative else value, bool(sign))
    for match in re.finditer(r"(?<!\w)E(?!\w)", text):
        yield match.start(), match.end(), Figure(0, signed=True)
