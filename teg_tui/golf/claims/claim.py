"""What a report claims, and what the scores say to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What the scores say to a claim."""

    TRUE = "true"
    FALSE = "false"
    UNCHECKED = "unchecked"
    """It is a claim, but what exactly it says is not certain, or the scores do not tell."""


class Kind(StrEnum):
    """Families of claims."""

    STANDINGS = "standings"
    """A figure in a standings line, a box or a table."""
    RESULT = "result"
    """Who won or was last."""
    MARGIN = "margin"
    """By how much somebody won, led, or was behind."""
    POSITION = "position"
    """Who stood where."""
    CAREER = "career"
    """How often, since when, which time in a row."""
    TOTAL = "total"
    """Points or strokes over a hole, a stretch, a round or a tournament."""
    HOLE = "hole"
    """What somebody did on a hole, and how a hole played."""
    LEAD = "lead"
    """Leads taken, lost, shared, kept; lead changes."""
    COUNT = "count"
    """How many birdies, pars, blow-ups, zeros; streaks."""
    RECORD = "record"
    """Bests, worsts, records and personal bests."""
    PERSON = "person"
    """Who was there."""
    COURSE = "course"
    """Where it was played."""
    DATE = "date"
    """When it was played."""
    PLAYOFF = "play-off"
    """Countbacks and play-offs, of which the tour has none."""


@dataclass(frozen=True)
class Claim:
    """One claim in a text, and the verdict on it."""

    line: int
    """From 1."""
    column: int
    """From 0: where the number or word that the claim turns on begins."""
    text: str
    """The words around it; for a figure of a standings line the player and the figure."""
    kind: Kind
    verdict: Verdict
    said: str
    """The number or word that the claim turns on, as written."""
    expected: str
    """What is right, in the same form or in a few words; empty where that is not certain."""


class Subject(NamedTuple):
    """What a report is about: a round, or (round None) a whole tournament."""

    teg: int
    round: int | None
