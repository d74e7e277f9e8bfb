"""The program, killed with -9 at every durable step of a run, and started again.

Two waves by batch, a run with two corrections, and one in real time. What is compared is in
`killing.py`, how steps are found in `stepwise.py`. Most of the time of a start goes into imports,
which make no step: every step is taken in forks of processes that have imported the program, one a
core, and every fortieth by the installed command. `TEG_POINTS=N` takes N points of each at random.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from random import sample
from typing import Any

import pytest
import stepwise
from killing import (
    BATCHES,
    CORRECTIONS,
    REAL_TIME,
    Death,
    Scenario,
    Starter,
    Trial,
    deaths,
    make_template,
    trials,
)

pytestmark = pytest.mark.skipif(bool(stepwise.supported()), reason=stepwise.supported())

AT_ONCE = os.cpu_count() or 1
BY_THE_COMMAND = 40
"""At each so many-th of its steps the installed command is killed."""


def some(points: list[Death]) -> list[Death]:
    """As many of them as are wanted."""
    return sample(points, min(len(points), int(os.environ.get("TEG_POINTS", len(points)))))


@dataclass(frozen=True)
class Place:
    """Where one scenario is tried."""

    scenario: Scenario
    template: Path
    folder: Path

    def whole(self, starter: Starter) -> tuple[dict[str, Any], list[str]]:
        """What a run leaves behind that nobody kills, and its steps."""
        with trials(self.template, self.folder / "whole", starter, self.scenario) as make:
            trial = make()
            trial.begin()
            return trial.picture(), trial.steps

    def die(
        self, starters: Sequence[Starter], points: Sequence[Death], whole: dict[str, Any]
    ) -> Iterator[Outcome]:
        """Kill it at all these points, by as many starters at once."""
        free = SimpleQueue[Callable[[], Trial]]()

        def one(point: Death) -> Outcome:
            make = free.get()
            try:
                return tried(make(), point, whole)
            finally:
                free.put(make)

        with ExitStack() as stack:
            for number, starter in enumerate(starters):
                folder = self.folder / f"trial-{number}"
                free.put(stack.enter_context(trials(self.template, folder, starter, self.scenario)))
            yield from stack.enter_context(ThreadPoolExecutor(len(starters))).map(one, points)


@dataclass(frozen=True)
class Outcome:
    """What came of one death."""

    death: Death
    died: bool
    """False where the run had come to its end before."""
    waited: bool
    differences: list[str]


def tried(trial: Trial, death: Death, whole: dict[str, Any]) -> Outcome:
    """Have it die there, started again until it is done, and compared."""
    died = trial.begin(death)
    try:
        trial.finish()
        differences = trial.differences(whole)
    except AssertionError as stuck:
        differences = [str(stuck)]
    return Outcome(death, died, trial.waited, differences)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, new_tour_folder: Any) -> Path:
    return make_template(new_tour_folder(tmp_path_factory.mktemp("template")))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Starter]]:
    """Makes starters, with a folder each for what a killed program leaves in /tmp."""
    with ExitStack() as stack:

        def make(*, warm: bool) -> Starter:
            starter = Starter(tmp_path_factory.mktemp("temporary"), warm=warm)
            stack.callback(starter.close)
            return starter

        yield make


@pytest.fixture(scope="module")
def forks(start: Callable[..., Starter]) -> list[Starter]:
    return [start(warm=True) for _ in range(AT_ONCE)]


@pytest.fixture(scope="module")
def command(start: Callable[..., Starter]) -> Starter:
    return start(warm=False)


@pytest.mark.parametrize(
    "scenario", [BATCHES, CORRECTIONS, REAL_TIME], ids=lambda scenario: scenario.name
)
def test_killed_at_every_step_it_comes_to_the_same_end(
    scenario: Scenario,
    template: Path,
    forks: list[Starter],
    command: Starter,
    tmp_path: Path,
    count: Callable[..., None],
) -> None:
    place = Place(scenario, template, tmp_path)
    whole, own_steps = place.whole(command)
    same, steps = place.whole(forks[0])
    assert same == whole
    count(f"{scenario.name}: durable steps of a run", len(steps))
    wrong = []
    for program, starters, points in (
        ("the installed command", [command], some(deaths(own_steps)[::BY_THE_COMMAND])),
        ("a fork", forks, some(deaths(steps))),
    ):
        for outcome in place.die(starters, points, whole):
            count(f"{scenario.name}: {program} killed and started again", outcome.died)
            if outcome.differences:
                wrong.append(outcome)
            else:
                count(f"{scenario.name}: {program} came to the same end", outcome.died)
            count(
                f"{scenario.name}: only after the half hour of an uncertain submission",
                outcome.waited,
            )
    assert not wrong, "\n".join(f"{each.death}: {each.differences}" for each in wrong)
