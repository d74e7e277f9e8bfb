"""The real program on a small tour: killed at a step, started again, left to finish, looked at.

The tour has two rounds of one tournament, so that a full run is two batches of two reports. The
simulator lives in this process and remembers what was asked of it. What a run left behind is read
into a `Picture`; one that was killed must be the same as one that never was.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import stepwise

from teg_tui import workspace
from teg_tui.service.service import Service
from teg_tui.simulator.server import running

PROGRAM = Path(sys.executable).parent / "teg-tui"
REPORTS = 4
_MOST_STARTS = 8


@dataclass(frozen=True)
class Scenario:
    """What is asked of the program."""

    name: str
    arguments: tuple[str, ...]
    lies: float = 0.0
    """At this rate the simulator gets figures wrong, and corrections: runs of their own."""


BATCHES = Scenario("two waves", ("rounds", "3", "--use-batch", "--yes"))
CORRECTIONS = Scenario("corrections", BATCHES.arguments, lies=0.5)
REAL_TIME = Scenario("real time", ("rounds", "3", "--yes"))


@dataclass(frozen=True)
class Death:
    """A point to be killed at."""

    step: int
    """From 1 on; it does not happen any more."""
    alone: bool
    """Whether git runs on."""
    about: str


NEVER = Death(0, alone=False, about="")


def deaths(steps: list[str]) -> list[Death]:
    """Every point of a run that differs from the one before.

    Many writes in a row to one file, such as a transaction's pages, count as two: before the
    first, and in their midst. While git is at work, the program dies with it and without it.
    """
    found, number = [], 1
    for step, several in groupby(steps):
        count = len(list(several))
        for at in {number, number + count // 2}:
            found.append(Death(at, alone=False, about=step))
            if step.startswith("child"):
                found.append(Death(at, alone=True, about=step))
        number += count
    return found


class Starter:
    """Starts the program, again and again, in one process of ours that traces it."""

    def __init__(self, temporary: Path, *, warm: bool) -> None:
        """`temporary` takes the temporary files that a killed program leaves behind.

        With `warm` the program is a fork of a process that has imported it already: its own entry
        point, but without the seconds that a start takes. Otherwise it is the installed command.
        """
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANTHROPIC_", "GIT_"))}
        options = ["--warm"] if warm else []
        self._program = "" if warm else str(PROGRAM)
        self._process = subprocess.Popen(
            [sys.executable, stepwise.__file__, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=kept | {"HOME": str(temporary), "TMPDIR": str(temporary)},
        )

    def start(self, arguments: Sequence[str], folder: Path, death: Death | None = None) -> None:
        """Run it in a folder to its end, or to the given one: its steps are counted then."""
        order: stepwise.Order = {
            "program": self._program,
            "arguments": ["-C", str(folder / "tour"), *arguments],
            "folder": str(folder),
            "output": str(folder / "output.txt"),
            "steps": str(folder / "steps.txt") if death else "",
            "kill": death.step if death else 0,
            "alone": death is not None and death.alone,
        }
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("started without pipes")
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        if not self._process.stdout.readline():
            raise RuntimeError(f"hangs:\n{(folder / 'output.txt').read_text()[-3000:]}")

    def close(self) -> None:
        """Start nothing more."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process.wait()


class HastyClock:
    """The computer's clock, ahead of it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def sleep(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=max(0.0, seconds))
        await asyncio.sleep(0.01)


@dataclass(frozen=True)
class Found:
    """What a ledger says of a trial's runs."""

    runs: tuple[tuple[str, int, int, int, str], ...] = ()
    """Of each: title, filed, held, failed, USD."""
    under_way: bool = False
    """Whether there is anything left to do."""
    uncertain: bool = False
    """Whether of a batch it is not known whether it was made."""
    filed: int = 0
    """Reports that were filed, counted once each."""
    in_doubt: int = 0
    """Requests in real time that may have been billed."""
    sound: bool = True
    """Whether SQLite finds nothing wrong in the file."""


def _found(ledger: sqlite3.Connection) -> Found:
    def one(query: str) -> int:
        return int(ledger.execute(query).fetchone()[0])

    sound = ledger.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    is_there = one("SELECT count(*) FROM sqlite_master WHERE name = 'runs'")
    if not is_there or not one("SELECT count(*) FROM runs"):  # its tables may not be complete
        return Found(sound=sound)
    runs = ledger.execute(
        "SELECT title, (SELECT count(*) FROM run_reports WHERE run = number AND outcome = 'filed'),"
        " (SELECT count(*) FROM run_reports WHERE run = number AND outcome = 'held'),"
        " (SELECT count(*) FROM run_reports WHERE run = number AND outcome = 'failed'),"
        " (SELECT coalesce(sum(cost), 0) FROM requests WHERE batch IN"
        "  (SELECT b.number FROM batches b WHERE b.run = runs.number))"
        " FROM runs ORDER BY number"
    ).fetchall()
    open_runs = one("SELECT count(*) FROM runs WHERE finished_at IS NULL")
    return Found(
        runs=tuple(runs),
        under_way=bool(open_runs or one("SELECT count(*) FROM commits WHERE due = 1")),
        uncertain=bool(one("SELECT count(*) FROM batches WHERE state = 'uncertain'")),
        filed=one(
            "SELECT count(*) FROM (SELECT DISTINCT teg, round, kind FROM requests"
            " WHERE outcome = 'filed')"
        ),
        in_doubt=one("SELECT count(*) FROM requests WHERE in_doubt > 0"),
        sound=sound,
    )


@dataclass
class Trial:
    """One tour, from its first start to its end."""

    folder: Path
    starter: Starter
    scenario: Scenario
    simulator: Any
    starts: int = 0
    waited: bool = False
    """Whether the half hour had to pass in which a submission stays uncertain."""

    @property
    def root(self) -> Path:
        """The workspace."""
        return self.folder / "tour"

    @property
    def steps(self) -> list[str]:
        """Those of the first start, told so that they can be compared with another's."""
        lines = (self.folder / "steps.txt").read_text(errors="surrogateescape").splitlines()
        return [_plain(line.replace(str(self.root), "")) for line in lines]

    def begin(self, death: Death = NEVER) -> bool:
        """Start the program for the first time; whether it died there, and not at its own end."""
        self._start(self.scenario.arguments, death)
        return len(self.steps) == death.step

    def finish(self) -> None:
        """Do what a user would do until all is done: start again, and retry what he is told of."""
        for _ in range(_MOST_STARTS):
            found = self.look()
            if not found.runs:
                self._start(self.scenario.arguments)
            elif found.under_way and found.uncertain and self.starts > 1:
                self.waited = True
                asyncio.run(self._let_time_pass())
            elif found.under_way:
                self._start(["watch", "--once"])
            elif found.filed < REPORTS and self.scenario is REAL_TIME:
                self._start(["retry", "--yes"])
            else:
                return
        raise AssertionError(f"not finished after {self.starts} starts: {found}")

    def look(self) -> Found:
        """What the ledger says; read from a copy, so that the program finds it as it was left."""
        with TemporaryDirectory() as scratch:
            for file in self._private.glob("ledger.db*"):
                shutil.copy(file, scratch)
            with closing(sqlite3.connect(Path(scratch) / "ledger.db")) as ledger:
                return _found(ledger)

    @property
    def _private(self) -> Path:
        return self.root / ".teg-tui"

    async def _let_time_pass(self) -> None:
        """Half an hour and more, in which the program looks again and again."""
        clock = HastyClock()
        service = Service(workspace.load(self.root), clock=clock)
        await service.open()
        try:
            for _ in range(100):
                await service.tick()
                if service.context.runs.idle():
                    return
                clock.ahead += timedelta(seconds=70)
        finally:
            await service.close()

    def _start(self, arguments: Sequence[str], death: Death | None = None) -> None:
        self.starts += 1
        self.starter.start(arguments, self.folder, death)

    # what is left behind

    def picture(self) -> dict[str, Any]:
        """All of it, without what differs from one run to the next."""
        return {
            "reports": self._reports(),
            "commits": self._commits(),
            "not committed": self._git("status", "--porcelain"),
            "batches": [sorted(map(_plain, b["custom_ids"])) for b in self.books()["batches"]],
            "billed": [sorted(map(_plain, b["billed"])) for b in self.books()["batches"]],
            "runs": self.look().runs,
            "files": self._files(),
        }

    def differences(self, whole: dict[str, Any]) -> list[str]:
        """What is not as in a run that nobody killed, or not as it should be; hopefully nothing."""
        found, mine = self.look(), self.picture()
        wrong = [] if found.sound else ["the ledger is damaged"]
        for place in (self._private / "teg-tui.log", self.folder / "output.txt"):
            said = place.read_text() if place.exists() else ""
            if "Traceback" in said:
                wrong += [f"a traceback in {place.name}: {said[-2000:]}"]
        if self.waited:  # what was given up keeps its request file
            mine["files"] -= mine["files"] - whole["files"]
        same: tuple[str, ...] = ("reports", "not committed")
        if self.scenario is not REAL_TIME or self.starts == 1:
            same = tuple(whole)
        else:
            wrong += self._wrong_in_real_time(found, mine, whole)
        for name in same:
            if mine[name] != whole[name]:
                wrong.append(f"{name}: {mine[name]!r}, not {whole[name]!r}")
        return wrong

    def _wrong_in_real_time(
        self, found: Found, mine: dict[str, Any], whole: dict[str, Any]
    ) -> list[str]:
        """What was broken off in real time is sent again by the user only, and as a batch."""
        wrong = []
        if mine["commits"][-1][1] != whole["commits"][-1][1]:
            wrong.append("not all reports are committed")
        told = "".join(message for message, _ in mine["commits"]).count("Teg-Report: ")
        if told != REPORTS:
            wrong.append(f"{told} reports in the commits' trailers")
        billed = len(self.books()["messages"]) + sum(map(len, mine["billed"]))
        if not REPORTS <= billed <= REPORTS + found.in_doubt:
            wrong.append(f"{billed} billed, {found.in_doubt} of them in doubt")
        if left := [name for name in mine["files"] if "TEMPORARY" in name]:
            wrong.append(f"left over: {left}")
        return wrong

    def books(self) -> dict[str, Any]:
        """The simulator's."""
        account = self.simulator.account
        found: dict[str, Any] = account.books.read(account.clock.now(), tokens=False)
        return found

    def _reports(self) -> dict[str, str]:
        folder = self.root / "data" / "commentary"
        return {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*.md")}

    def _commits(self) -> list[tuple[str, str]]:
        """Message and tree of each; oldest first."""
        found = []
        for sha in self._git("rev-list", "--reverse", "HEAD").split():
            message = self._git("show", "--no-patch", "--format=%B", sha)
            found.append((_plain(message), self._git("ls-tree", "-r", sha)))
        return found

    def _files(self) -> Counter[str]:
        """How many there are of each sort."""
        names = (
            _plain(str(path.relative_to(self.root)))
            for path in self.root.rglob("*")
            if path.is_file() and ".git" not in path.parts
        )
        passing = (".teg-tui/ledger.db-", ".teg-tui/realtime.lock")
        return Counter(name for name in names if not name.startswith(passing))

    def _git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


_CHANCE = (
    (re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+Z?"), "TIME"),
    (re.compile(r"\d{8}_\d{6}(_\d+(?=\.jsonl))?"), "TIME"),
    (re.compile(r"\.teg-[0-9a-f]{16}\.tmp"), "TEMPORARY"),
    (re.compile(r"(?<=/)(tmp|#)?[a-z0-9_]{8}$"), "TEMPORARY"),
    (re.compile(r"(TEG\d+\w*?)-[a-z0-9]{4,8}\b"), r"\1"),
    (re.compile(r"realtime-\d+\.lock"), "realtime.lock"),
)


def _plain(text: str) -> str:
    """Without times and chance."""
    for pattern, word in _CHANCE:
        text = pattern.sub(word, text)
    return text


@contextmanager
def trials(
    template: Path, folder: Path, starter: Starter, scenario: Scenario
) -> Iterator[Callable[[], Trial]]:
    """Makes trials in `folder`, each with a copy of a tour and a simulator of its own; one is
    cleared away when the next is made."""
    with ExitStack() as last:

        def make() -> Trial:
            last.close()
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(template, folder / "tour")
            (folder / "account").mkdir()
            (folder / "account" / "account.json").write_text('{"seed": "as ever"}')
            simulator = last.enter_context(
                running(folder / "account", pace=0.0, lies=scenario.lies)
            )
            address = f'base_url = "{simulator.url}"\npoll_seconds = 1\n'
            (folder / "tour" / "teg.toml").write_text(address)
            return Trial(folder, starter, scenario, simulator)

        yield make


def make_template(tour: Any) -> Path:
    """A workspace to copy: two rounds, in a repository whose commits need nobody's name."""
    tour.play(3, 1, {"AV": 10, "BT": 18, "CO": 28})
    tour.play(3, 2, {"AV": 10, "BT": 18, "CO": 28}, over=2)
    root: Path = tour.write()
    (root / ".gitignore").write_text("data/batch_requests/\ndata/batch_results/\nteg.toml\n")
    for arguments in (
        ("init", "-q", "-b", "main", "--template="),
        ("config", "user.name", "Keeper"),
        ("config", "user.email", "keeper@localhost"),
        ("config", "commit.gpgsign", "false"),
        ("add", "."),
        ("commit", "-q", "-m", "Scores"),
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    return root
