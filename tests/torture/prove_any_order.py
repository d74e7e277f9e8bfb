"""Whatever is done in whatever order, ten thousands of times: the machine of `make test` let loose.

Each time it does something else. The seed is among what is counted, and
`TEG_SEED=N make torture PROOFS=tests/torture/prove_any_order.py` does the same once more;
`TEG_WORLDS=N` makes so many worlds.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from any_order import AnyOrder
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from world import Ground, ground

WORLDS = int(os.environ.get("TEG_WORLDS", "1000"))
STEPS = 40


@pytest.fixture
def prepared(tour_folder: Any) -> Iterator[Ground]:
    with ground(tour_folder.write()) as made:
        yield made


def test_nothing_is_paid_twice_or_lost_in_whatever_order(
    prepared: Ground, count: Callable[..., None]
) -> None:
    number = int(os.environ.get("TEG_SEED", secrets.randbelow(10**9)))
    count("any order: seed", number)
    try:
        run_state_machine_as_test(
            seed(number)(type("Machine", (AnyOrder,), {"ground": prepared})),
            settings=settings(
                max_examples=WORLDS,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        for what, how_many in sorted(prepared.counts.items()):
            count(f"any order: {what}", how_many)
