"""What a token costs, against the published price list."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime
from decimal import Decimal
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.costs import prices

WHEN = datetime(2026, 11, 22, tzinfo=UTC)
# USD per million tokens: in, out, cache write (5 minutes), cache read.
LIST = {
    "claude-sonnet-5-5": ("2", "10", "2.5", "0.10"),
    "claude-haiku-5-5": ("0.10", "0.50", "0.125", "0.01"),
    "claude-opus-5-5": ("4", "20", "5", "0.20"),
    "claude-fable-5-2": ("8", "40", "10", "0.20"),
    "claude-sonnet-4-5": ("3", "15", "3.75", "0.30"),
}
SIZE = 10_000
"""Tokens of a request small enough for every model's first step of prices."""


@pytest.mark.parametrize("model", LIST)
@pytest.mark.parametrize(("batch", "share"), [(False, 1), (True, Decimal("0.5"))])
def test_every_listed_price_is_charged_and_half_of_it_in_a_batch(
    model: str, batch: bool, share: Decimal
) -> None:
    of_input, of_output, of_write, of_read = (Decimal(price) for price in LIST[model])

    def per_million(usd: Decimal | None) -> Decimal:
        assert usd is not None
        return usd * prices.MILLION / SIZE

    assert per_million(prices.cost(model, SIZE, 0, WHEN, batch=batch)) == of_input * share
    assert per_million(prices.cost(model, 0, SIZE, WHEN, batch=batch)) == of_output * share
    write = prices.charge(model, 0, 0, WHEN, batch=batch, cache_write=SIZE)
    read = prices.charge(model, 0, 0, WHEN, batch=batch, cache_read=SIZE)
    assert write is not None
    assert read is not None
    assert per_million(write.usd) == of_write * share
    assert per_million(read.usd) == of_read * share


@pytest.mark.parametrize("model", LIST)
def test_the_rates_shown_are_the_listed_prices(model: str) -> None:
    of_input, of_output, *_ = (Decimal(price) for price in LIST[model])
    assert prices.rates(model, WHEN) == prices.Rates(
        of_input, of_output, of_input / 2, of_output / 2
    )


def test_a_prompt_above_100k_costs_more_on_haiku() -> None:
    below, above = (
        prices.cost("claude-haiku-5-5", size, 0, WHEN, batch=True) for size in (100_000, 100_001)
    )
    assert below == Decimal("0.005")
    assert above is not None
    assert above > 4 * below
    first, second = prices.steps("claude-haiku-5-5", WHEN)
    assert (first.above, second.above) == (0, 100_000)


@given(
    model=st.sampled_from(sorted(LIST)),
    prompt=st.integers(1, 400_000),
    answer=st.integers(0, 20_000),
    batch=st.booleans(),
)
def test_the_steps_charge_what_the_library_charges(
    model: str, prompt: int, answer: int, batch: bool
) -> None:
    rates = [s for s in prices.steps(model, WHEN) if prompt > s.above][-1].rates
    by_steps = (
        prompt * rates.batch_input + answer * rates.batch_output
        if batch
        else prompt * rates.input + answer * rates.output
    )
    assert prices.cost(model, prompt, answer, WHEN, batch=batch) == by_steps / prices.MILLION


def test_cached_tokens_come_on_top_of_the_input_tokens_the_api_reports() -> None:
    plain = prices.cost("claude-sonnet-5-5", 1000, 0, WHEN, batch=False)
    cached = prices.charge("claude-sonnet-5-5", 1000, 0, WHEN, batch=False, cache_read=1000)
    assert plain == Decimal("0.002")
    assert cached is not None
    assert cached.usd == Decimal("0.0021")


@given(
    model=st.sampled_from(sorted(LIST)),
    tokens=st.tuples(*[st.integers(0, 150_000)] * 4),
    batch=st.booleans(),
)
def test_a_charge_is_its_tokens_at_the_prices_it_names_and_says_what_real_time_would_have_cost(
    model: str, tokens: tuple[int, int, int, int], batch: bool
) -> None:
    prompt, answer, write, read = tokens
    usage = {"cache_write": write, "cache_read": read}
    found = prices.charge(model, prompt, answer, WHEN, batch=batch, **usage)
    standard = prices.charge(model, prompt, answer, WHEN, batch=False, **usage)
    assert found is not None
    assert standard is not None
    listed = astuple(found.prices)
    by_prices = sum(map(mul, (prompt, answer, write, read), listed), Decimal(0))
    assert found.usd == by_prices / prices.MILLION
    assert found.standard_usd == standard.usd == found.usd * (2 if batch else 1)


@pytest.mark.parametrize("batch", [False, True])
def test_an_unknown_model_has_no_price_rather_than_a_price_of_nothing(batch: bool) -> None:
    assert prices.cost("claude-nobody-9", 1000, 1000, WHEN, batch=batch) is None
    assert prices.rates("claude-nobody-9", WHEN) is None


def test_a_model_without_a_batch_price_is_not_given_the_standard_one_as_if_it_were() -> None:
    assert prices.cost("claude-3-opus-latest", 1000, 0, WHEN, batch=False) is not None
    assert prices.cost("claude-3-opus-latest", 1000, 0, WHEN, batch=True) is None


def test_a_batch_of_before_the_list_began_has_the_price_it_begins_with() -> None:
    usage = ("claude-sonnet-4-5", 100_000, 10_000, datetime(2025, 10, 8, tzinfo=UTC))
    standard, batch = (prices.charge(*usage, batch=way) for way in (False, True))
    assert standard is not None
    assert batch is not None
    assert (standard.usd, batch.usd, batch.standard_usd) == (
        Decimal("0.45"),
        Decimal("0.225"),
        Decimal("0.45"),
    )
