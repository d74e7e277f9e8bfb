"""What the benchmarks share: figures beside their aims, workspaces to measure, programs to time."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from teg_tui import workspace
from teg_tui.demo import workspace_in
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.state import Catalogue
from teg_tui.service.material import Material
from teg_tui.service.service import Service
from teg_tui.workspace import CONFIG_FILE, Workspace

PROJECT = Path(__file__).parent.parent
sys.path.append(str(PROJECT / "tests" / "support"))  # the pseudo-terminal

MEGABYTE = 1_000_000
PROC = Path("/proc")
MISSED, MET, NO_AIM = "missed", "met", ""


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    figure: str
    reference: str = ""
    ratio: str = ""
    aim: str = ""
    verdict: str = NO_AIM


def judged(met: bool) -> str:
    """An aim is met or missed; nothing fails for it."""
    return MET if met else MISSED


def show(figures: Iterable[Figure]) -> None:
    """Print figures as a table."""
    names = [field.name for field in fields(Figure)]
    rows = [names, *([getattr(figure, name) for name in names] for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip(), flush=True)


def milliseconds(seconds: float) -> str:
    """A short time in words."""
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.2f} ms"


def seconds_of(work: Callable[[], Any]) -> float:
    """How long something takes, on the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def cpu_seconds(pid: int) -> float:
    """User and system time of a process; fields 14 and 15 of its stat, the name apart."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> int:
    """Bytes resident."""
    lines = (PROC / str(pid) / "status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


def environment() -> dict[str, str]:
    """A user's, whatever is set here for Python or Anthropic."""
    ours = ("PYTHON", "ANTHROPIC_", "TEXTUAL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def program() -> str:
    """`teg-tui` as it is installed beside this interpreter."""
    return str(Path(sys.executable).with_name("teg-tui"))


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that goes when the block ends; `TMPDIR` says on which disk."""
    folder = Path(tempfile.mkdtemp(prefix="teg-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def demonstration(*config: str) -> Iterator[Workspace]:
    """The demonstration tour as a user's own workspace; `config` are lines for its `teg.toml`.

    Without a simulator of its own: a user has none.
    """
    with scratch() as folder:
        root = workspace_in(folder / "tour").root
        file = root / CONFIG_FILE
        ours = ("demo", "base_url", *(line.partition("=")[0].strip() for line in config))
        kept = [line for line in file.read_text().splitlines() if not line.startswith(ours)]
        file.write_text("\n".join((*config, *kept)) + "\n")
        yield workspace.load(root)


@contextmanager
def simulator(state: Path, *, pace: float) -> Iterator[str]:
    """A simulator in a process of its own, whose batches take `pace` seconds; its address."""
    options = ["--port", "0", "--state", str(state), "--pace", str(pace), "--exit-with-stdin"]
    with subprocess.Popen(
        [program(), "simulator", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def last_known(found: Workspace) -> Catalogue:
    """The grid; the ledger knows it from now on, as it does after the first start."""

    async def look() -> Catalogue:
        service = Service(found)
        await service.open()
        try:
            return await service.catalogue()
        finally:
            await service.close()

    return asyncio.run(look())


class LongTour(Material):
    """Material of a tour as long as need be: the finished tournaments over and over again.

    Their facts are worked out once, so that what is measured is not the facts.
    """

    def __init__(self, found: Workspace, rounds: int) -> None:
        from teg_tui.golf.facts import round_facts
        from teg_tui.golf.facts_text import facts_text
        from teg_tui.golf.tournament_facts import tournament_facts

        super().__init__(found)
        tour = self.loaded.tour
        whole = [t for t in tour.tournaments if t.finished and len(t.rounds) == 4]
        self._played = {
            teg: whole[teg % len(whole)] for teg in range(1, -(-rounds // 4) + 1)
        }  # by the number it has here
        copies = (replace(played, teg=teg) for teg, played in self._played.items())
        self._loaded = self.loaded._replace(tour=replace(tour, tournaments=tuple(copies)))
        self._texts = {
            CellKey(t.teg, rnd.number): facts_text(round_facts(tour, t.teg, rnd.number))
            for t in whole
            for rnd in t.rounds
        } | {CellKey(t.teg, None): facts_text(tournament_facts(tour, t.teg)) for t in whole}

    def fingerprint(self, key: ReportKey) -> str:
        """Another one for every cell, as in a real tour."""
        return f"{key.teg:032}{key.round or 0:032}"

    def facts_text(self, key: ReportKey) -> str:
        """The facts of the cell that this one's is a copy of."""
        return self._texts[CellKey(self._played[key.teg].teg, key.round)]
