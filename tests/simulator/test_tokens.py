"""How the simulator counts: as it tells, or by a truth that has to be learned."""

from __future__ import annotations

from collections.abc import Callable
from statistics import fmean, stdev
from typing import Any

import anthropic
import pytest
from anthropic import Anthropic

from teg_tui.simulator.models import find
from teg_tui.simulator.server import Running
from teg_tui.simulator.tokens import AS_TOLD, Truth

MODEL = find("claude-sonnet-4-5")
assert MODEL is not None


def call(system: str = "Notes.", user: str = "x" * 23_500, cap: int = 9000) -> dict[str, Any]:
    return {
        "system": system,
        "messages": [{"role": "user", "content": user}],
        "max_tokens": cap,
    }


def multiple(truth: Truth, **texts: str) -> float:
    """What a prompt counts, as so many times what it is told to."""
    assert MODEL is not None
    return truth.input_tokens(call(**texts), MODEL) / AS_TOLD.input_tokens(call(**texts), MODEL)


def test_without_a_seed_it_counts_by_the_ratios_it_tells() -> None:
    assert MODEL is not None
    assert Truth().input_tokens(call(system=""), MODEL) == 10_000
    assert Truth().output_tokens(call(), "y" * 400, MODEL) == 100


def test_a_truth_is_the_same_each_time_and_another_for_every_seed() -> None:
    assert multiple(Truth(1)) == multiple(Truth(1))
    assert len({multiple(Truth(seed)) for seed in range(20)}) > 15


def test_kinds_differ_more_than_requests_of_a_kind_do() -> None:
    truth = Truth(7)
    one_kind = [multiple(truth, user=f"{n}" + "x" * 23_500) for n in range(40)]
    kinds = [multiple(truth, system=f"Kind {n}.") for n in range(40)]
    assert stdev(one_kind) < 0.05 * fmean(one_kind) < stdev(kinds)


def test_no_answer_counts_more_than_its_cap() -> None:
    assert MODEL is not None
    for seed in range(50):
        assert Truth(seed).output_tokens(call(cap=100), "y" * 400, MODEL) <= 100


def test_what_was_counted_beforehand_is_what_is_billed(
    start: Callable[..., Running], connect: Callable[..., Anthropic], params: dict[str, Any]
) -> None:
    client = connect(start(truth=Truth(3)))
    counted = client.messages.count_tokens(model=params["model"], messages=params["messages"])
    assert client.messages.create(**params).usage.input_tokens == counted.input_tokens


def test_counting_has_a_limit_of_its_own(
    start: Callable[..., Running], connect: Callable[..., Anthropic], params: dict[str, Any]
) -> None:
    client = connect(start(counts_a_minute=1))
    prompt = {"model": params["model"], "messages": params["messages"]}
    client.messages.count_tokens(**prompt)
    with pytest.raises(anthropic.RateLimitError) as refused:
        client.messages.count_tokens(**prompt)
    assert 0 < int(refused.value.response.headers["retry-after"]) <= 60
    client.messages.create(**params)


def test_counting_can_be_told_to_wait(
    start: Callable[..., Running], connect: Callable[..., Anthropic], params: dict[str, Any]
) -> None:
    client = connect(start(faults=["count-429"]))
    prompt = {"model": params["model"], "messages": params["messages"]}
    with pytest.raises(anthropic.RateLimitError) as refused:
        client.messages.count_tokens(**prompt)
    assert refused.value.response.headers["retry-after"] == "30"
    assert client.messages.count_tokens(**prompt).input_tokens
