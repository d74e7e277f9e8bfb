"""Broken off at any step and begun again: the same files, one set of batches, the same commits.

The interpreter's own audit events (a file opened, renamed, removed; a connection made; git
started; a database opened) number the steps, so that none has to be listed by hand. What dies
without any cleaning up is tried with real processes elsewhere.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

STEPS = frozenset({"open", "os.rename", "os.remove", "socket.connect", "subprocess.Popen"})


class Killed(BaseException):
    """The process is gone."""


class Executioner:
    """Counts steps, and strikes at one."""

    def __init__(self) -> None:
        self.counted = 0
        self.at = 0
        self.active = False

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.active or event not in STEPS:
            return
        if not threading.current_thread().name.startswith(("MainThread", "asyncio")):
            return  # the simulator's
        if event == "open" and not ours(arguments):
            return
        self.counted += 1
        if self.counted == self.at:
            self.active = False
            raise Killed(event)

    @contextmanager
    def striking(self, at: int) -> Iterator[None]:
        self.counted, self.at, self.active = 0, at, True
        try:
            yield
        finally:
            self.active = False


def ours(arguments: tuple[Any, ...]) -> bool:
    """Whether a file is opened to be written, and not by an import."""
    path, mode, flags = arguments
    writes = any(letter in str(mode) for letter in "wax+") or (
        mode is None and isinstance(flags, int) and flags & 3
    )
    return bool(writes) and not str(path).endswith(".pyc")


@pytest.fixture(scope="module")
def executioner() -> Executioner:
    made = Executioner()
    sys.addaudithook(made.hook)  # it can't be taken out again, only told to do nothing
    return made


async def whole_job(house: Any, clock: Any, doing: Any) -> None:
    """Begin the run where there is none, and let it come to its end."""
    async with house.service() as service:
        runs = await service.runs()
        if not runs:
            runs = (await doing.begin(service, doing.cells((3, 1), (3, 2))),)
        for _ in range(60):
            await service.tick()
            run = await doing.run_of(service, runs[0].number)
            if run.finished_at is not None and not service.context.ledger.pending_commits():
                return
            clock.advance(seconds=70)
    raise AssertionError(f"not finished: {run}")


def check(house: Any) -> None:
    sent = [custom_id for batch in house.books() for custom_id in batch["custom_ids"]]
    plain = [custom_id.rpartition("-")[0] for custom_id in sent]
    assert sorted(plain) == sorted(set(plain)), "a report was sent twice"
    assert len(plain) == 4
    assert len(house.reports()) == 4
    assert house.git("status", "--porcelain") == ""
    assert house.git("rev-list", "--count", "HEAD").strip() == "3"
    assert house.git("log").count("Teg-Report: ") == 4
    private = house.root / ".teg-tui"
    assert not (private / "replaced").exists()
    left = [p.name for p in house.root.rglob("*") if p.name.endswith(".tmp")]
    assert left == []
    assert len(list((house.root / "data" / "batch_requests").iterdir())) == 2
    assert len(list((house.root / "data" / "batch_results").iterdir())) == 6


@pytest.mark.parametrize("step", range(1, 95, 8))
async def test_broken_off_at_a_step_it_comes_to_the_same_end(
    make_house: Callable[..., Any], clock: Any, doing: Any, executioner: Executioner, step: int
) -> None:
    house = make_house()
    with executioner.striking(step):
        try:
            await whole_job(house, clock, doing)
        except BaseException:  # the network library wraps what kills it
            if executioner.counted < step:
                raise
    await whole_job(house, clock, doing)
    check(house)
