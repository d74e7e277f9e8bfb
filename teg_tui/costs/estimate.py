"""What a plan will cost: tokens and money, low, likely and high.

Cache hits are never counted on: in a batch they are a gamble that has been lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from teg_tui.costs import prices
from teg_tui.costs.prices import MILLION, Step
from teg_tui.costs.prices import Rates as Rates
from teg_tui.costs.tokens import Ratios


@dataclass(frozen=True)
class RequestSize:
    """One request as far as its cost goes."""

    kind: str
    """The report's kind; empty where unknown."""
    model: str
    system_chars: int
    """Characters of the instructions."""
    user_chars: int
    """Characters of facts and notes."""
    max_tokens: int
    words: int = 0
    """The kind's usual length; 0 where unknown."""


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
class Estimate:
    """A plan's tokens and money."""

    requests: int
    model: str
    """The model of most requests; empty where there are none."""
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


def estimate(sizes: Sequence[RequestSize], ratios: Ratios, when: datetime) -> Estimate:
    """What these requests will cost at that day's prices, in real time and in a batch."""
    models = Counter(size.model for size in sizes)
    main = models.most_common(1)[0][0] if models else ""
    steps = {model: prices.steps(model, when) for model in models}
    sums = [_Sums() for _ in range(3)]
    for size in sizes:
        prompt = ratios.input_tokens(size.kind, size.model, size.system_chars, size.user_chars)
        answer = ratios.output_tokens(size.kind, size.model, size.words, size.max_tokens)
        for bound, tokens_in, tokens_out in zip(sums, prompt, answer, strict=True):
            bound.add(steps[size.model], tokens_in, tokens_out)
    unpriced = tuple(sorted(model for model in models if not steps[model]))
    return Estimate(
        requests=len(sizes),
        model=main,
        input_tokens=Span(*(round(bound.input) for bound in sums)),
        output_tokens=Span(*(round(bound.output) for bound in sums)),
        standard=None if unpriced else Money(*(bound.usd(batch=False) for bound in sums)),
        batch=None if unpriced else Money(*(bound.usd(batch=True) for bound in sums)),
        rates=steps[main][0].rates if steps.get(main) else None,
        guess=any(ratios.guesses(*seen) for seen in {(size.kind, size.model) for size in sizes}),
        unpriced=unpriced,
    )


class _Sums:
    """Tokens added up apart for each step of each price list: thousands cost a few products."""

    def __init__(self) -> None:
        self.by_step: dict[Step, list[float]] = defaultdict(lambda: [0.0, 0.0])

    def add(self, steps: Sequence[Step], prompt: float, answer: float) -> None:
        """One request, at the rates for its size."""
        first = steps[0] if steps else _NO_PRICE
        step = next((step for step in reversed(steps) if prompt > step.above), first)
        tokens = self.by_step[step]
        tokens[0] += prompt
        tokens[1] += answer

    @property
    def input(self) -> float:
        """All tokens of prompts."""
        return sum(tokens[0] for tokens in self.by_step.values())

    @property
    def output(self) -> float:
        """All tokens of answers."""
        return sum(tokens[1] for tokens in self.by_step.values())

    def usd(self, *, batch: bool) -> Decimal:
        """What they cost."""
        total = Decimal(0)
        for step, (prompt, answer) in self.by_step.items():
            rates = step.rates
            of_input, of_output = (
                (rates.batch_input, rates.batch_output) if batch else (rates.input, rates.output)
            )
            total += round(prompt) * of_input + round(answer) * of_output
        return total / MILLION


_NO_PRICE = Step(0, Rates(*(Decimal(0),) * 4))
"""Keeps the tokens of a model without a price; its money is never shown."""
