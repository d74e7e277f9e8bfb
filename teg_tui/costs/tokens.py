"""Tokens from characters, offline: what models have counted so far tells what they will count.

Models from 4.7 on count about 30% more tokens for the same text, so that nothing learned on one
side of that line is used on the other. What came back teaches per kind of report (each has its
own mix of instructions, tables and prose): how far the count was from the default, and how long
the answers were. Until then the defaults stand: measured before 4.7, from 4.7 on a guess.

What is expected carries two sorts of error. *Doubt* is that of the mean: it is shared by all
requests that go by it, and shrinks with what comes back. *Scatter* is a request's own: it stays,
but in a sum of many it evens out. `benchmarks/learning.py` holds both to a known truth.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from statistics import fmean, pstdev
from typing import NamedTuple

INSTRUCTIONS = 3.55
"""Characters a token of a system prompt, measured on claude-sonnet-4-5."""
FACTS = 2.35
"""Of number-heavy notes and tables (2.26 to 2.50 measured)."""
PROSE = 4.0
"""Of prose that came out (3.66 to 4.31 measured)."""
WORD = 6.45
"""Characters of a word of Markdown prose with its space and marks, measured on old reports."""
NEWER_COUNT_MORE = 1.3
"""How many more tokens the same text has for models from 4.7 on."""

_VERSION = re.compile(r"(?<!\d)(\d{1,2})(?:[-.](\d{1,2}))?(?!\d)")
"""A model's version, never the date that may follow it."""


class Line(StrEnum):
    """Which way of counting a model has."""

    BEFORE_4_7 = "before 4.7"
    FROM_4_7 = "from 4.7 on"


@lru_cache(maxsize=64)
def line_of(model: str) -> Line:
    """The line a model's name puts it on; the newer one, which counts more, where unclear."""
    version = version_of(model)
    return Line.BEFORE_4_7 if (0, 0) < version < (4, 7) else Line.FROM_4_7


def version_of(model: str) -> tuple[int, int]:
    """The version in a model's name; 0, 0 where there is none."""
    version = _VERSION.search(model)
    return (int(version[1]), int(version[2] or 0)) if version else (0, 0)


@dataclass(frozen=True)
class UsageRow:
    """One request that came back, as far as it teaches anything. Sizes in characters."""

    kind: str
    model: str
    system_chars: int
    user_chars: int
    output_chars: int
    input_tokens: int
    """All tokens of the prompt, cached ones included."""
    output_tokens: int


class Expected(NamedTuple):
    """A number not known yet; errors are standard deviations, in its own unit."""

    likely: float
    doubt: float = 0.0
    """How wrong the mean may be that it goes by."""
    scatter: float = 0.0
    """How far it may be from that mean."""
    most: float = math.inf
    """What it can't pass."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Low and high: two deviations either way."""
        return bounds(self.likely, math.hypot(self.doubt, self.scatter), self.most)


def bounds(likely: float, deviation: float, most: float = math.inf) -> tuple[float, float]:
    """Two deviations either way of what is likely: above nothing at all, and not above `most`."""
    low = max(likely - 2 * deviation, likely * _LEAST)
    return low, min(likely + 2 * deviation, max(most, likely))


@dataclass(frozen=True)
class Known:
    """A mean with its errors, both relative to it."""

    mean: float
    doubt: float
    scatter: float

    def times(self, number: float, most: float = math.inf) -> Expected:
        """So many times it."""
        likely = self.mean * number
        deviation = math.hypot(self.doubt, self.scatter)
        if likely * (1 - 2 * deviation) >= most:
            return Expected(most, most=most)
        return Expected(min(likely, most), likely * self.doubt, likely * self.scatter, most)


_LEAST = 0.1
"""The low end of a range is this part of the likely at least."""
_INPUT_SCATTER, _OUTPUT_SCATTER = 0.03, 0.2
"""Expected before anything came back, and worth as much as `_PRIOR` observations after that."""
_PRIOR = 3
_MEASURED, _GUESSED = 0.03, 0.15
"""Doubt of a prompt's count where the default was measured, and where it was not."""
_OTHER_KINDS = 0.08
"""Doubt of a kind's count that goes by what other kinds counted."""
_ASKED_FOR = 0.35
"""Doubt of an answer's length that goes by what the prompt asks for."""
_UNKNOWN = 0.25
"""Deviation of an answer of unknown length, as a part of its cap."""

_ByKind = Mapping[tuple[Line, str], Known]
_ANY = ""
"""Stands for all kinds of a line together: what a kind not seen yet goes by."""


@dataclass(frozen=True)
class Ratios:
    """What is known of how texts become tokens; `Ratios()` has the defaults only."""

    inputs: _ByKind = field(default_factory=dict)
    """By line and kind: the count of a prompt as a multiple of the default."""
    outputs: _ByKind = field(default_factory=dict)
    """By line and kind: tokens of an answer."""
    lengths: Mapping[str, Known] = field(default_factory=dict)
    """By kind: characters of an answer, whatever model wrote it."""

    def input_tokens(
        self, kind: str, model: str, system_chars: int, user_chars: int, unsure_chars: float = 0
    ) -> Expected:
        """What a prompt of that size will count; `unsure_chars` is the deviation of its size."""
        line = line_of(model)
        known = self.inputs.get((line, kind)) or self.inputs.get((line, _ANY))
        if known is None:
            known = Known(1, _MEASURED if _measured(line) else _GUESSED, _INPUT_SCATTER)
        found = known.times(_default_input(line, system_chars, user_chars))
        if not unsure_chars:
            return found
        unsure = known.mean * _default_input(line, 0, unsure_chars)
        return found._replace(doubt=math.hypot(found.doubt, unsure))

    def output_tokens(self, kind: str, model: str, words: int, max_tokens: int) -> Expected:
        """What an answer will count; `words` is its usual length, 0 where that is unknown."""
        line = line_of(model)
        known = self.outputs.get((line, kind))
        if known is not None:
            return known.times(1, max_tokens)
        if not words:
            return Expected(max_tokens / 2, _UNKNOWN * max_tokens, most=max_tokens)
        usual = words * WORD / PROSE * (1 if _measured(line) else NEWER_COUNT_MORE)
        return Known(usual, _ASKED_FOR, _OUTPUT_SCATTER).times(1, max_tokens)

    def length(self, kind: str, words: int) -> Expected:
        """Characters of a text that is not written yet."""
        known = self.lengths.get(kind) or Known(words * WORD, _ASKED_FOR, _OUTPUT_SCATTER)
        return known.times(1)

    def guesses(self, kind: str, model: str) -> bool:
        """Whether the count of such a prompt goes by a ratio never measured on its line."""
        line = line_of(model)
        known = (line, kind) in self.inputs or (line, _ANY) in self.inputs
        return not known and not _measured(line)


def prose(model: str, characters: int) -> int:
    """What so many characters of an answer count, roughly."""
    return round(characters / PROSE * (1 if _measured(line_of(model)) else NEWER_COUNT_MORE))


def learn(rows: Iterable[UsageRow]) -> Ratios:
    """Ratios from what came back; a line's or kind's first usage replaces the default."""
    multiples: dict[tuple[Line, str], list[float]] = defaultdict(list)
    answers: dict[tuple[Line, str], list[float]] = defaultdict(list)
    lengths: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        line = line_of(row.model)
        default = _default_input(line, row.system_chars, row.user_chars)
        if default and row.input_tokens:
            multiples[line, row.kind].append(row.input_tokens / default)
        if row.output_tokens:
            answers[line, row.kind].append(row.output_tokens)
        if row.output_chars:
            lengths[row.kind].append(row.output_chars)
    inputs = {key: _known(seen, _INPUT_SCATTER) for key, seen in multiples.items()}
    return Ratios(
        inputs=inputs | {(line, _ANY): _all_kinds(inputs, line) for line, _ in inputs},
        outputs={key: _known(seen, _OUTPUT_SCATTER) for key, seen in answers.items()},
        lengths={kind: _known(seen, _OUTPUT_SCATTER) for kind, seen in lengths.items()},
    )


def _known(seen: Sequence[float], expected: float) -> Known:
    """Mean and errors; the scatter that was expected counts as a few observations more."""
    mean = fmean(seen)
    squares = sum((value / mean - 1) ** 2 for value in seen)
    scatter = math.sqrt((_PRIOR * expected**2 + squares) / (_PRIOR + len(seen) - 1))
    return Known(mean, scatter / math.sqrt(len(seen)), scatter)


def _all_kinds(inputs: _ByKind, line: Line) -> Known:
    """What a kind that was not seen goes by: the others' mean, and how they differ."""
    means = [known.mean for (its, _), known in inputs.items() if its is line]
    mean = fmean(means)
    return Known(mean, max(_OTHER_KINDS, pstdev(means) / mean), _INPUT_SCATTER)


def _default_input(line: Line, system_chars: float, user_chars: float) -> float:
    counted = system_chars / INSTRUCTIONS + user_chars / FACTS
    return counted if _measured(line) else counted * NEWER_COUNT_MORE


def _measured(line: Line) -> bool:
    return line is Line.BEFORE_4_7
