"""What a plan will cost: tokens and money, low, likely and high."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Span:
    """A number that is not known yet."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True)
class Money:
    """US dollars, a span."""

    low: Decimal
    likely: Decimal
    high: Decimal


@dataclass(frozen=True)
class Rates:
    """A model's list price today, in USD per million tokens."""

    input: Decimal
    output: Decimal
    batch_input: Decimal
    batch_output: Decimal


@dataclass(frozen=True)
class Estimate:
    """A plan's tokens and money."""

    requests: int
    model: str
    """The model of most requests."""
    input_tokens: Span
    output_tokens: Span
    standard: Money | None
    """In real time; None where a model has no known price."""
    batch: Money | None
    """In a batch; None where a model has no known price."""
    rates: Rates | None
    guess: bool
    """Whether a ratio behind it was never measured for this model's family."""
    unpriced: tuple[str, ...] = ()
    """Models without a known price."""
