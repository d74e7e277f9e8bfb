"""Killed with -9 at any step and started again: the same files, batches and commits.

A small sample, spread over a run; `make torture` takes every step. To save the seconds that a start
takes, the process that is killed is a fork of one that has imported the program already.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import stepwise
from killing import (
    BATCHES,
    CORRECTIONS,
    REAL_TIME,
    Scenario,
    Starter,
    deaths,
    make_template,
    trials,
)

pytestmark = pytest.mark.skipif(bool(stepwise.supported()), reason=stepwise.supported())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, new_tour_folder: Any) -> Path:
    return make_template(new_tour_folder(tmp_path_factory.mktemp("template")))


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starter]:
    starter = Starter(tmp_path_factory.mktemp("temporary"), warm=True)
    yield starter
    starter.close()


@pytest.mark.parametrize(
    ("scenario", "how_many"),
    [(BATCHES, 10), (CORRECTIONS, 5), (REAL_TIME, 5)],
    ids=lambda value: str(getattr(value, "name", value)),
)
def test_killed_at_a_step_it_comes_to_the_same_end(
    scenario: Scenario, how_many: int, template: Path, starter: Starter, tmp_path: Path
) -> None:
    with trials(template, tmp_path / "trial", starter, scenario) as make:
        trial = make()
        trial.begin()
        whole, points = trial.picture(), deaths(trial.steps)
        chance = Random(scenario.name)
        part, died = len(points) / how_many, 0
        for number in range(how_many):
            death = points[int((number + chance.random()) * part)]
            trial = make()
            died += trial.begin(death)
            trial.finish()
            differences = trial.differences(whole)
            assert not differences, f"{death}\n" + "\n".join(differences)
        assert died >= how_many - 1  # a run may be some steps shorter than the one before
