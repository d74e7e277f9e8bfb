"""Tokens from characters, offline: what models have counted so far tells what they will count.

Models from 4.7 on count about 30% more tokens for the same text, so that nothing learned on one
side of that line is used on the other. What came back teaches per kind of report (each has its
own mix of instructions, tables and prose): how far the count was from the default, and how long
the answers were. Until then the defaults stand: measured before 4.7, from 4.7 on a guess.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from statistics import fmean
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
    version = _VERSION.search(model)
    if version is None:
        return Line.FROM_4_7
    number = (int(version[1]), int(version[2] or 0))
    return Line.BEFORE_4_7 if number < (4, 7) else Line.FROM_4_7


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


class Range(NamedTuple):
    """A number not known yet: low, likely, high."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True)
class Scatter:
    """How a number has varied: its mean, and its standard deviation relative to that."""

    mean: float
    deviation: float

    def range(self) -> Range:
        """Two deviations either way."""
        width = min(2 * self.deviation, 0.9)
        return Range(self.mean * (1 - width), self.mean, self.mean * (1 + width))


_MEASURED_INPUT, _GUESSED_INPUT = 0.03, 0.15
_MEASURED_OUTPUT, _GUESSED_OUTPUT = 0.2, 0.3
"""Relative deviations expected before anything came back; one usage narrows to the measured."""

_Known = Mapping[tuple[Line, str], Scatter]
_ANY = ""
"""Stands for all kinds of a line together: what a kind not seen yet goes by."""


@dataclass(frozen=True)
class Ratios:
    """What is known of how texts become tokens; `Ratios()` has the defaults only."""

    inputs: _Known = field(default_factory=dict)
    """By line and kind: the count of a prompt as a multiple of the default."""
    outputs: _Known = field(default_factory=dict)
    """By line and kind: tokens of an answer."""

    def input_tokens(self, kind: str, model: str, system_chars: int, user_chars: int) -> Range:
        """What a prompt of that size will count."""
        line = line_of(model)
        scatter = self.inputs.get((line, kind)) or self.inputs.get((line, _ANY))
        if scatter is None:
            scatter = Scatter(1, _MEASURED_INPUT if _measured(line) else _GUESSED_INPUT)
        default = _default_input(line, system_chars, user_chars)
        return Range(*(default * multiple for multiple in scatter.range()))

    def output_tokens(self, kind: str, model: str, words: int, max_tokens: int) -> Range:
        """What an answer will count; `words` is its usual length, 0 where that is unknown."""
        line = line_of(model)
        scatter = self.outputs.get((line, kind))
        if scatter is None and words:
            usual = words * WORD / PROSE * (1 if _measured(line) else NEWER_COUNT_MORE)
            scatter = Scatter(usual, _MEASURED_OUTPUT if _measured(line) else _GUESSED_OUTPUT)
        if scatter is None:
            return Range(max_tokens / 5, max_tokens / 2, max_tokens)
        return Range(*(min(tokens, max_tokens) for tokens in scatter.range()))

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
    for row in rows:
        line = line_of(row.model)
        default = _default_input(line, row.system_chars, row.user_chars)
        if default and row.input_tokens:
            multiples[line, row.kind].append(row.input_tokens / default)
            multiples[line, _ANY].append(row.input_tokens / default)
        if row.output_tokens:
            answers[line, row.kind].append(row.output_tokens)
    return Ratios(
        inputs={key: _scatter(seen, _MEASURED_INPUT) for key, seen in multiples.items()},
        outputs={key: _scatter(seen, _MEASURED_OUTPUT) for key, seen in answers.items()},
    )


def _scatter(seen: Sequence[float], expected: float) -> Scatter:
    """Mean and relative deviation; what was expected counts as one more observation."""
    mean = fmean(seen)
    squares = sum((value / mean - 1) ** 2 for value in seen)
    return Scatter(mean, math.sqrt((expected**2 + squares) / len(seen)))


def _default_input(line: Line, system_chars: int, user_chars: int) -> float:
    counted = system_chars / INSTRUCTIONS + user_chars / FACTS
    return counted if _measured(line) else counted * NEWER_COUNT_MORE


def _measured(line: Line) -> bool:
    return line is Line.BEFORE_4_7
