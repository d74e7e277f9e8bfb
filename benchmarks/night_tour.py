"""The tour of `night.py`: its folder and simulator, the app that is open on it, and who meddles."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from fast import FastClock
from measures import PROC, environment, last_known, resident

# isort: split
from balance import Balance  # lies where `measures` has pointed to, as do the next
from canary import KEY
from terminal import Terminal
from traces import commits

from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.simulator.faults import FAULTS, Point
from teg_tui.simulator.server import Running
from teg_tui.workspace import CONFIG_FILE, Workspace

PACES = (300.0, 5400.0)
"""Seconds that a batch takes."""
PATIENCE = 120.0
"""Seconds by the wall for anything on a busy computer."""
SETTLED = 5.0
"""Seconds by the wall after which a start has read all scores."""
NOTHING_TO_RETRY = 2
_SENT = (0, 1, 4)
_KINDS = ("round_notes", "round_report")
_FAST = [sys.executable, str(Path(__file__).with_name("fast.py"))]
_IN_REAL_TIME = {Point.BEFORE_ANSWER, Point.BEFORE_COUNT, Point.WHILE_STREAMING}
_FAULTS = sorted(name for name, fault in FAULTS.items() if fault.point not in _IN_REAL_TIME)
_WHERE = re.compile(r"TEG (\d+), round (\d)")


@dataclass
class Process:
    """What a process of the app has taken so far."""

    pid: int
    began: float
    """Hour of the night."""
    at_first: int
    """Bytes resident once the grid is there and nothing moves."""
    files: int
    """File handles then."""
    hourly: dict[int, int] = field(default_factory=dict)
    """Bytes resident after so many hours: after one, all it needs has been loaded."""
    lived: float = 0.0
    """Hours."""
    at_last: int = 0
    """Bytes resident when it was seen last."""

    def look(self, hour: float) -> None:
        """Note what it has now."""
        self.lived, self.at_last = hour - self.began, resident(self.pid)
        self.hourly.setdefault(int(self.lived), self.at_last)


def _way_shown(text: str) -> bool:
    """Whether the cost panel says by which way; while it is painted anew it may not."""
    return "[Batch]" in text or "[Real time]" in text


class NightTour:
    """One tour, one simulator, one clock, and the app that is open now."""

    def __init__(
        self, found: Workspace, simulator: Running, clock: FastClock, chance: Random, size: str
    ) -> None:
        """`size` as in "80x24"."""
        self.root, self.simulator = found.root, simulator
        self.clock, self.chance = clock, chance
        self._size = tuple(map(int, size.split("x")))
        self.balance = Balance(self.root / ".teg-tui" / "ledger.db", simulator.account)
        self._cells = [
            CellKey(row.teg, number)
            for row in last_known(found).rows
            if not row.live
            for number in range(1, len(row.rounds) + 1)
        ]
        chance.shuffle(self._cells)
        self.asked: set[ReportKey] = set()
        self.counts: Counter[str] = Counter()
        self._environment = environment() | clock.environment() | {"ANTHROPIC_API_KEY": KEY}
        self._stack = ExitStack()
        _address(self.root, simulator.url)
        self.commits = len(commits(self.root))
        """How many there are before the night."""

    # the app

    def open(self) -> None:
        """Open the app, and let it come to rest."""
        columns, lines = self._size
        self.app = self._stack.enter_context(
            Terminal(_FAST, cwd=self.root, env=self._environment, columns=columns, lines=lines)
        )
        self.app.wait_for("enter Read", PATIENCE)
        self.app.read(SETTLED)
        self.app.press("escape")  # what happened since the last look, if anything did
        self.app.wait_for("enter Read", PATIENCE)
        pid = self.app.pid
        self.process = Process(pid, self.clock.hours(), resident(pid), open_files(pid))

    def kill(self) -> None:
        """With -9, and open it again in another terminal."""
        os.kill(self.app.pid, signal.SIGKILL)
        assert self.app.wait_exit() == -signal.SIGKILL
        self.counts["kills"] += 1
        self._stack.close()
        self.open()
        self.check()
        for keys in self.balance.unheard[:]:  # it died between a yes and the run: ask again
            self.balance.unheard.remove(keys)
            self._cells.append(next(iter(keys)).cell)
            self.order(by_keys=True)

    def stop(self, until: float) -> None:
        """As a closed lid does, for hours."""
        os.kill(self.app.pid, signal.SIGSTOP)
        self.pass_time(until)
        os.kill(self.app.pid, signal.SIGCONT)

    def check(self) -> None:
        """Hold the books against the ledger, with the app stopped for a moment: both go on else."""
        os.kill(self.app.pid, signal.SIGSTOP)
        os.waitpid(self.app.pid, os.WUNTRACED)
        try:
            self.balance.check()
        finally:
            os.kill(self.app.pid, signal.SIGCONT)

    def close(self) -> None:
        """End whatever is open."""
        self._stack.close()

    def leave(self) -> list[str]:
        """Leave it by its keys; what is not as it was before."""
        self.app.press("q")
        assert self.app.wait_exit(PATIENCE) == 0
        left = self.app.not_restored() + self.app.left_running()
        self._stack.close()
        return left

    def pass_time(self, until: float) -> None:
        """Let the app go on until an hour of the night."""
        while self.clock.hours() < until:
            assert self.app.read(0.2), f"the app has gone:\n{self.app.text}"
            self.process.look(self.clock.hours())

    def settle(self, until: float) -> None:
        """Wait until nothing is under way."""
        while self.balance.open_runs():
            assert self.clock.hours() < until, f"not settled by then:\n{self.app.text}"
            self.pass_time(self.clock.hours() + 0.05)

    # what is ordered

    def order(self, *, by_keys: bool, pace: float | None = None) -> None:
        """Ask for story notes and report of a round, a batch each that takes `pace` seconds."""
        cell = self._cells.pop()
        self.simulator.account.pace = pace or self.chance.uniform(*PACES)
        self.asked |= (keys := {ReportKey(*cell, kind) for kind in _KINDS})
        self.balance.unheard.append(frozenset(keys))
        if by_keys:
            self._order_by_keys(cell)
        else:
            words = ("rounds", str(cell.teg), str(cell.round), "--use-batch", "--submit-only")
            code, said = self.command(*words, "--yes")
            assert code in _SENT, f"exit code {code}: {said}"
            self.counts["by command"] += 1

    def _order_by_keys(self, cell: CellKey) -> None:
        app = self.app
        app.press("escape")
        time.sleep(0.3)  # or a terminal's escape and the next key are one key, with alt
        self._go_to(cell)
        while "[Batch]" not in app.wait_for(_way_shown, PATIENCE):
            app.press("v")
            app.read(1.0)
        app.press("3", "g")
        shown = app.wait_for("y send", PATIENCE)
        assert f"TEG{cell.teg}_R{cell.round}_" in shown, shown
        app.press("y")
        app.wait_for(lambda text: "y send" not in text, PATIENCE)
        self.counts["by keys"] += 1

    def _go_to(self, cell: CellKey) -> None:
        while (here := self._here()) != cell:
            if here is None:
                self.app.press("left")
            elif here.teg != cell.teg:
                self.app.press("down" if here.teg > cell.teg else "up")
            else:
                self.app.press("right" if (here.round or 0) < (cell.round or 0) else "left")
            self.app.wait_for(partial(self._has_left, here), PATIENCE)

    def _has_left(self, place: CellKey | None, _text: str) -> bool:
        return self._here() != place

    def _here(self) -> CellKey | None:
        found = _WHERE.search(self.app.text)
        return CellKey(int(found[1]), int(found[2])) if found else None

    def retry(self) -> bool:
        """Have sent again what failed in the newest such run; False where nothing has."""
        self.simulator.account.pace = PACES[0]
        self.balance.unheard.append(frozenset(self.asked))
        code, said = self.command("retry", "--yes")
        if code == NOTHING_TO_RETRY:
            self.balance.unheard.pop()
            return False
        assert code in _SENT, f"exit code {code}: {said}"
        self.counts["retries"] += 1
        return True

    def command(self, *words: str) -> tuple[int, str]:
        """Run a command beside the app; exit code and output."""
        with subprocess.Popen(
            [*_FAST, *words],
            cwd=self.root,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            while process.poll() is None:
                self.app.read(0.2)
            said = process.stdout.read() if process.stdout else ""
            assert "Traceback" not in said, said
            return process.returncode, said

    def ends(self) -> dict[ReportKey, str]:
        """What became of each report in the end, as far as it is over and it is known why."""
        with closing(sqlite3.connect(self.balance.ledger)) as ledger:
            rows = ledger.execute(
                "SELECT teg, round, kind, outcome FROM run_reports"
                " WHERE outcome = 'filed' OR outcome <> 'open' AND reason <> ''"
                " ORDER BY outcome = 'filed', run"
            )
            return {ReportKey(teg, rnd, kind): outcome for teg, rnd, kind, outcome in rows}

    # what goes wrong

    def fault(self) -> None:
        """Something will go wrong at the simulator soon."""
        name = self.chance.choice(_FAULTS)
        body = json.dumps({"name": name, "times": self.chance.randint(1, 2)}).encode()
        with urllib.request.urlopen(f"{self.simulator.url}/_simulator/faults", body, timeout=60):
            self.counts["faults armed"] += 1

    def no_more_faults(self) -> None:
        """Those that are armed and have met nothing are taken back."""
        self.simulator.account.faults.clear()


def open_files(pid: int) -> int:
    """How many file handles a process has."""
    return len(list((PROC / str(pid) / "fd").iterdir()))


def _address(root: Path, url: str) -> None:
    """Have a workspace ask the simulator there, and nothing left to commit."""
    file = root / CONFIG_FILE
    file.write_text(f'base_url = "{url}"\n{file.read_text()}')
    subprocess.run(["git", "-C", str(root), "commit", "-qam", "The night"], check=True)
