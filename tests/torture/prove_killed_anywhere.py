"""The installed command, killed with -9 at every durable step of a run, and started again.

Two waves by batch, a run with two corrections, and one in real time. What is compared is in
`killing.py`, how steps are found in `stepwise.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
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
    starter = Starter(tmp_path_factory.mktemp("temporary"), warm=False)
    yield starter
    starter.close()


@pytest.mark.parametrize(
    "scenario", [BATCHES, CORRECTIONS, REAL_TIME], ids=lambda scenario: scenario.name
)
def test_killed_at_every_step_it_comes_to_the_same_end(
    scenario: Scenario,
    template: Path,
    starter: Starter,
    tmp_path: Path,
    count: Callable[..., None],
) -> None:
    wrong = []
    with trials(template, tmp_path / "trial", starter, scenario) as make:
        trial = make()
        trial.begin()
        whole, steps = trial.picture(), trial.steps
        count(f"{scenario.name}: durable steps of a run", len(steps))
        for death in deaths(steps):
            trial = make()
            died = trial.begin(death)
            count(f"{scenario.name}: killed and started again", died)
            try:
                trial.finish()
                differences = trial.differences(whole)
            except AssertionError as stuck:
                differences = [str(stuck)]
            if differences:
                wrong.append((death, differences))
            else:
                count(f"{scenario.name}: came to the same end", died)
            count(
                f"{scenario.name}: only after the half hour of an uncertain submission",
                trial.waited,
            )
    assert not wrong, "\n".join(f"{death}: {differences}" for death, differences in wrong)
