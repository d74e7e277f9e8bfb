"""Tokens and money of many requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from teg_tui.costs import prices
from teg_tui.costs.estimate import Estimate, Money, RequestSize, Span, estimate
from teg_tui.costs.tokens import Ratios, UsageRow, learn

WHEN = datetime(2026, 11, 22, tzinfo=UTC)


def request(
    model: str = "claude-sonnet-4-5", user_chars: int = 2350, max_tokens: int = 4000
) -> RequestSize:
    """One of 1,000 prompt tokens and some 1,612 in the answer."""
    return RequestSize("round_report", model, 0, user_chars, max_tokens, words=1000)


def money(found: Money | None) -> Money:
    assert found is not None
    return found


def test_money_is_the_tokens_at_the_days_rates_and_half_in_a_batch() -> None:
    found = estimate([request()] * 10, Ratios(), WHEN)
    assert found.input_tokens.likely == 10_000
    assert found.output_tokens.likely == 16_125
    expected = (Decimal(10_000) * 3 + Decimal(16_125) * 15) / prices.MILLION
    assert money(found.standard).likely == expected
    assert money(found.batch).likely == expected / 2


def test_low_is_below_likely_and_likely_below_high() -> None:
    found = estimate([request()], Ratios(), WHEN)
    for span in (found.input_tokens, found.output_tokens, found.standard, found.batch):
        assert span is not None
        assert span.low < span.likely < span.high


def test_the_cap_on_answers_bounds_the_estimate() -> None:
    found = estimate([request(max_tokens=100)] * 3, Ratios(), WHEN)
    assert found.output_tokens == Span(300, 300, 300)


def test_a_model_without_a_price_leaves_no_money_but_keeps_its_tokens() -> None:
    found = estimate([request(), request("claude-nobody-9")], Ratios(), WHEN)
    assert (found.standard, found.batch) == (None, None)
    assert found.unpriced == ("claude-nobody-9",)
    assert found.input_tokens.likely == 1000 + 1300


def test_each_request_is_charged_at_the_rates_for_its_own_size() -> None:
    small, long = request("claude-haiku-5-5", 23_500), request("claude-haiku-5-5", 235_000)
    many_small = money(estimate([small] * 20, Ratios(), WHEN).standard).likely
    one_small = money(estimate([small], Ratios(), WHEN).standard).likely
    assert many_small == pytest.approx(20 * one_small, rel=Decimal("0.001"))
    rates = [step.rates for step in prices.steps("claude-haiku-5-5", WHEN)]
    found = estimate([long], Ratios(), WHEN)
    expected = found.input_tokens.likely * rates[1].input
    expected += found.output_tokens.likely * rates[1].output
    assert money(found.standard).likely == expected / prices.MILLION


def test_the_rates_shown_are_those_of_the_model_of_most_requests() -> None:
    found = estimate([request("claude-opus-5-5"), request(), request()], Ratios(), WHEN)
    assert found.model == "claude-sonnet-4-5"
    assert found.rates == prices.rates("claude-sonnet-4-5", WHEN)


def test_an_estimate_says_when_it_goes_by_a_guess() -> None:
    assert estimate([request(), request("claude-opus-5-5")], Ratios(), WHEN).guess
    assert not estimate([request()], Ratios(), WHEN).guess


def test_nothing_costs_nothing() -> None:
    nothing, free = Span(0, 0, 0), Money(Decimal(0), Decimal(0), Decimal(0))
    assert estimate([], Ratios(), WHEN) == Estimate(
        0, "", nothing, nothing, free, free, rates=None, guess=False
    )


def test_the_library_is_asked_as_often_for_two_thousand_as_for_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import genai_prices

    asked: list[object] = []
    ask = genai_prices.calc_price
    monkeypatch.setattr(
        genai_prices,
        "calc_price",
        lambda *args, **named: (asked.append(args), ask(*args, **named))[1],
    )
    estimate([request("claude-opus-5-5"), request()] * 1000, Ratios(), WHEN)
    assert 0 < len(asked) <= 8


def width(span: Span) -> float:
    return (span.high - span.low) / span.likely


def test_what_chance_makes_of_one_evens_out_in_many_and_doubt_does_not() -> None:
    row = UsageRow("round_report", "claude-sonnet-4-5", 0, 2350, 6450, 1000, 1600)
    learned = learn([replace(row, output_tokens=1600 + n * 20) for n in range(-20, 21)])
    one, many = (estimate([request()] * count, learned, WHEN) for count in (1, 50))
    assert width(many.output_tokens) < 0.5 * width(one.output_tokens)
    guessed = [estimate([request()] * count, Ratios(), WHEN) for count in (1, 50)]
    assert width(guessed[1].output_tokens) > 0.8 * width(guessed[0].output_tokens)


def test_a_count_by_the_api_stands_in_for_what_was_learned() -> None:
    counted = replace(request("claude-opus-5-5"), counted=4321)
    found = estimate([counted], Ratios(), WHEN)
    assert found.input_tokens.likely == 4321
    assert width(found.input_tokens) < 0.05
    assert (found.counted, found.guess) == (1, False)
    mixed = estimate([counted, request("claude-opus-5-5")], Ratios(), WHEN)
    assert (mixed.counted, mixed.guess) == (1, True)
