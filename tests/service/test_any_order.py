"""Whatever is done in whatever order: nothing is paid for twice, no result and no edit is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from any_order import AnyOrder
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from world import Ground, ground


@pytest.fixture(scope="module")
def prepared(new_tour_folder: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder = new_tour_folder(tmp_path_factory.mktemp("tour"))
    folder.play(3, 1, {"AV": 10, "BT": 18, "CO": 28})
    folder.play(3, 2, {"AV": 10, "BT": 18, "CO": 28}, over=2)
    with ground(folder.write()) as made:
        yield made


def test_nothing_is_paid_twice_or_lost_in_whatever_order(prepared: Ground) -> None:
    run_state_machine_as_test(
        type("Machine", (AnyOrder,), {"ground": prepared}),
        settings=settings(
            max_examples=10,
            stateful_step_count=30,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    for what in ("kills", "requests billed", "answers in real time", "faults struck"):
        assert prepared.counts[what] > 0, f"no {what}: nothing was shown"
