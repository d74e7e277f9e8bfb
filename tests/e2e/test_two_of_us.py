"""Several real processes on one tour and one account: each report is asked for once."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from moments import is_sound
from traces import books_at, commits

from teg_tui.simulator.server import running
from teg_tui.store.lock import WorkspaceLock

Start = Callable[..., "subprocess.Popen[str]"]
PROGRAM = Path(sys.executable).parent / "teg-tui"
PATIENCE = 90.0


@pytest.fixture
def url() -> Iterator[str]:
    """A simulator whose batches take long enough to kill somebody meanwhile."""
    with running(pace=3) as simulator:
        yield simulator.url


@pytest.fixture
def start(tour: Path, url: str, surroundings: dict[str, str]) -> Iterator[Start]:
    """Starts a command on the tour; what is still there at the end is killed."""
    config = tour / "teg.toml"
    text = config.read_text().replace("demo = true\n", "")
    config.write_text(re.sub(r'base_url = ".*"', f'base_url = "{url}"', text))
    with ExitStack() as processes:

        def begin(*words: str) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [str(PROGRAM), "-C", str(tour), *words],
                env=surroundings,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            processes.enter_context(process)
            processes.callback(process.kill)
            return process

        yield begin


def wait_until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.1)


def open_runs(tour: Path) -> int:
    with closing(sqlite3.connect(tour / ".teg-tui" / "ledger.db")) as ledger:
        (count,) = ledger.execute("SELECT count(*) FROM runs WHERE finished_at IS NULL").fetchone()
        return int(count)


def sent(tour: Path) -> int:
    """How many batches the ledger knows by their ids."""
    with closing(sqlite3.connect(tour / ".teg-tui" / "ledger.db")) as ledger:
        (count,) = ledger.execute("SELECT count(batch_id) FROM batches").fetchone()
        return int(count)


def test_two_submits_in_one_instant_and_a_killed_holder_cost_one_batch_each(
    start: Start, tour: Path, url: str
) -> None:
    lock = WorkspaceLock(tour / ".teg-tui" / "lock")
    holder = start("watch")
    wait_until(lambda: lock.holder() == holder.pid)
    other = start("watch")
    order = ("--use-batch", "--story-notes-only", "--submit-only", "--yes")
    submits = [
        start("rounds", "--teg", "16", "--round", rounds, *order) for rounds in ("1-3", "2-4")
    ]
    for submit in submits:
        said, _ = submit.communicate(timeout=PATIENCE)
        assert submit.returncode == 0, said
    wait_until(lambda: sent(tour) == 2)  # killed amid a submission, half an hour would follow
    holder.kill()
    wait_until(lambda: lock.holder() == other.pid)
    wait_until(lambda: open_runs(tour) == 0)
    other.send_signal(signal.SIGTERM)
    assert other.wait(PATIENCE) == 143

    billed = [i.partition("-")[0] for batch in books_at(url)["batches"] for i in batch["billed"]]
    assert sorted(billed) == [f"TEG16_R{number}_story_notes" for number in range(1, 5)]
    assert len(commits(tour)) == 1 + len(books_at(url)["batches"])
    assert is_sound(tour)
