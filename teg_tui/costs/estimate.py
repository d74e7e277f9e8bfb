"""What a plan will cost: tokens and money, low, likely and high.

Cache hits are never counted on: in a batch they are a gamble that has been lost.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from teg_tui.costs import prices
from teg_tui.costs.prices import MILLION, Step
from teg_tui.costs.prices import Rates as Rates
from teg_tui.costs.tokens import Expected, Ratios, bounds


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
    unsure_chars: float = 0
    """Standard deviation of `user_chars`, where a text in it is not written yet."""
    counted: int | None = None
    """Tokens of the prompt where the API has counted them; None where it was not asked."""


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
    counted: int = 0
    """Of how many requests the prompt was counted by the API."""


def estimate(sizes: Sequence[RequestSize], ratios: Ratios, when: datetime) -> Estimate:
    """What these requests will cost at that day's prices, in real time and in a batch."""
    models = Counter(size.model for size in sizes)
    main = models.most_common(1)[0][0] if models else ""
    steps = {model: prices.steps(model, when) for model in models}
    sums: dict[Step, tuple[_Sum, _Sum]] = defaultdict(lambda: (_Sum(), _Sum()))
    for size in sizes:
        prompt = _prompt(size, ratios)
        answer = ratios.output_tokens(size.kind, size.model, size.words, size.max_tokens)
        sent, back = sums[_step(steps[size.model], prompt.likely)]
        sent.add(prompt)
        back.add(answer)
    unpriced = tuple(sorted(model for model in models if not steps[model]))
    return Estimate(
        requests=len(sizes),
        model=main,
        input_tokens=_span([sent for sent, _ in sums.values()]),
        output_tokens=_span([back for _, back in sums.values()]),
        standard=None if unpriced else _money(sums, batch=False),
        batch=None if unpriced else _money(sums, batch=True),
        rates=steps[main][0].rates if steps.get(main) else None,
        guess=any(
            ratios.guesses(*seen)
            for seen in {(size.kind, size.model) for size in sizes if size.counted is None}
        ),
        unpriced=unpriced,
        counted=sum(size.counted is not None for size in sizes),
    )


def _prompt(size: RequestSize, ratios: Ratios) -> Expected:
    if size.counted is not None:
        return Expected(size.counted, doubt=size.counted * _COUNT_IS_OFF)
    return ratios.input_tokens(
        size.kind, size.model, size.system_chars, size.user_chars, size.unsure_chars
    )


def _step(steps: Sequence[Step], prompt: float) -> Step:
    """The rates for a prompt of so many tokens; long ones may cost more a token."""
    first = steps[0] if steps else _NO_PRICE
    return next((step for step in reversed(steps) if prompt > step.above), first)


class _Sum:
    """Numbers added up: doubts as if all were wrong the same way, scatters as chance has it."""

    def __init__(self) -> None:
        self._likely = self._doubt = self._variance = self._most = 0.0

    def add(self, number: Expected) -> None:
        """One more."""
        self._likely += number.likely
        self._doubt += number.doubt
        self._variance += number.scatter**2
        self._most += number.most

    def span(self) -> Span:
        """Low, likely, high."""
        deviation = math.sqrt(self._doubt**2 + self._variance)
        low, high = bounds(self._likely, deviation, self._most)
        return Span(round(low), round(self._likely), round(high))


def _span(sums: Iterable[_Sum]) -> Span:
    spans = [part.span() for part in sums]
    return Span(
        sum(span.low for span in spans),
        sum(span.likely for span in spans),
        sum(span.high for span in spans),
    )


def _money(sums: Mapping[Step, tuple[_Sum, _Sum]], *, batch: bool) -> Money:
    """What they cost: low where both prompts and answers are, and so on."""
    low = likely = high = Decimal(0)
    for step, (sent, back) in sums.items():
        rates = step.rates
        of_input, of_output = (
            (rates.batch_input, rates.batch_output) if batch else (rates.input, rates.output)
        )
        prompts, answers = sent.span(), back.span()
        low += prompts.low * of_input + answers.low * of_output
        likely += prompts.likely * of_input + answers.likely * of_output
        high += prompts.high * of_input + answers.high * of_output
    return Money(low / MILLION, likely / MILLION, high / MILLION)


_COUNT_IS_OFF = 0.01
"""What a count may be wrong by: the API calls it an estimate."""
_NO_PRICE = Step(0, Rates(*(Decimal(0),) * 4))
"""Keeps the tokens of a model without a price; its money is never shown."""
