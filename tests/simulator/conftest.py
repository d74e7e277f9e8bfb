"""A simulator on a real socket, and the unmodified SDK talking to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from anthropic import Anthropic

from teg_tui.simulator.server import Running, running

LONG = 1000.0
"""Seconds that batches take here: the clock is driven, nobody waits."""


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Starts simulators that stop when the test does."""
    with ExitStack() as stack:
        yield lambda *args, **settings: stack.enter_context(running(*args, **settings))


@pytest.fixture
def simulator(start: Callable[..., Running]) -> Running:
    return start(pace=LONG)


@pytest.fixture
def connect() -> Iterator[Callable[..., Anthropic]]:
    """Clients that try once."""
    with ExitStack() as stack:
        yield lambda sim, **settings: stack.enter_context(
            Anthropic(**{"base_url": sim.url, "api_key": "any", "max_retries": 0} | settings)
        )


@pytest.fixture
def client(simulator: Running, connect: Callable[..., Anthropic]) -> Anthropic:
    return connect(simulator)


@pytest.fixture
def params() -> dict[str, Any]:
    return {
        "model": "claude-sonnet-5-5",
        "max_tokens": 1000,
        "messages": [{"role": "user", "content": "Tell of the golf."}],
    }


@pytest.fixture
def requests_of(params: dict[str, Any]) -> Callable[..., list[dict[str, Any]]]:
    """So many good requests, then the others."""
    return lambda count, *others: [
        *({"custom_id": f"r{n}", "params": params} for n in range(count)),
        *others,
    ]
