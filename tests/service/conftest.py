"""A small workspace with a real repository, a real simulator on a socket, and a clock to drive."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from canary import KEY
from meddling import Meddler

from teg_tui import workspace as workspaces
from teg_tui.costs.advice import Via
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.service.service import Service
from teg_tui.service.views import BatchState, RunView
from teg_tui.simulator.server import Running, running

CONFIG = """\
{base_url}
poll_seconds = 60

[[competitions]]
name = "Trophy"
measure = "stableford"
direction = "highest"

[[competitions]]
name = "Jacket"
measure = "gross_to_par"
direction = "lowest"
"""


class DrivenClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def advance(self, **span: float) -> None:
        self.time += timedelta(**span)

    async def sleep(self, seconds: float) -> None:
        """Time passes at once, and others get their turn."""
        self.advance(seconds=max(0.0, seconds))
        await asyncio.sleep(0.01)


class House:
    """One workspace, its simulator, its clock; services come and go."""

    def __init__(self, root: Path, clock: DrivenClock, simulator: Running) -> None:
        self.root = root
        self.clock = clock
        self.simulator = simulator

    def configure(self, *, pretend: bool = True, more: str = "") -> None:
        base = f'base_url = "{self.simulator.url}"' if pretend else ""
        (self.root / "teg.toml").write_text(CONFIG.format(base_url=base) + more)

    @asynccontextmanager
    async def service(self) -> AsyncIterator[Service]:
        service = Service(workspaces.load(self.root), clock=self.clock)
        await service.open()
        try:
            yield service
        finally:
            await service.close()

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True
        )
        return done.stdout

    def books(self) -> list[dict[str, Any]]:
        """The batches that the simulator ever made."""
        batches: list[dict[str, Any]] = self.simulator.account.books.read(
            self.clock.now(), tokens=False
        )["batches"]
        return batches

    def calls(self) -> int:
        return sum(self.simulator.account.books.calls.values())

    def reports(self) -> set[str]:
        return {
            str(path.relative_to(self.root))
            for path in (self.root / "data" / "commentary").rglob("*.md")
        }

    def file_of(self, name: str) -> Path:
        return self.root / "data" / "commentary" / "round_reports" / name


def cells(*keys: tuple[int, int | None], mode: Mode = Mode.FULL) -> Selection:
    return Selection(frozenset(CellKey(*key) for key in keys), mode)


async def begin(service: Service, selection: Selection) -> RunView:
    return await service.start(selection, Via.BATCH)


async def run_of(service: Service, number: int) -> RunView:
    return next(run for run in await service.runs() if run.number == number)


async def finish(service: Service, clock: DrivenClock, number: int, *, most: int = 60) -> RunView:
    """Tick, a minute at a time, until a run is over."""
    for _ in range(most):
        await service.tick()
        run = await run_of(service, number)
        if run.finished_at is not None:
            return run
        clock.advance(seconds=70)
    raise AssertionError(f"not finished: {run}")


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def make_house(
    tour_folder: Any, clock: DrivenClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Any]]:
    """Makes the house with a simulator of some pace and faults."""
    for name in ("ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    root = tour_folder.write()
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("config", "user.name", "Keeper"),
        ("config", "user.email", "keeper@localhost"),
        ("config", "commit.gpgsign", "false"),
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    (root / ".gitignore").write_text("data/batch_requests/\ndata/batch_results/\n")
    stack = AsyncExitStack()

    def make(**how: Any) -> House:
        simulator = stack.enter_context(running(now=clock.now, **how))
        house = House(root, clock, simulator)
        house.configure()
        house.git("add", ".")
        house.git("commit", "-q", "-m", "scores")
        return house

    yield make
    asyncio.run(stack.aclose())


@pytest.fixture
def house(make_house: Callable[..., House]) -> House:
    return make_house()


@pytest.fixture
def meddler() -> Meddler:
    return Meddler()


@pytest.fixture
def meddled(make_house: Callable[..., House], meddler: Meddler) -> House:
    """A house whose results the meddler rewrites."""
    return make_house(wrap=meddler.wrap)


@pytest.fixture
def doing() -> Any:
    """The verbs of these tests."""

    class Doing:
        cells = staticmethod(cells)
        begin = staticmethod(begin)
        finish = staticmethod(finish)
        run_of = staticmethod(run_of)
        states = BatchState

    return Doing
