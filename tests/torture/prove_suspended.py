"""The real program stopped in its tracks (SIGSTOP), as a closed lid does, and let go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from online import online_tour

from teg_tui.simulator.server import running

PROGRAM = str(Path(sys.executable).parent / "teg-tui")
ORDER = ("rounds", "--teg", "4", "--round", "1-2", "--use-batch", "--yes")


@pytest.mark.parametrize("after", [0.5, 1.0, 1.5, 2.5, 4.0])
def test_stopped_while_batches_end_it_goes_on_at_once(
    after: float, tmp_path: Path, count: Callable[..., None]
) -> None:
    with running(pace=2.0) as simulator:
        root = online_tour(tmp_path, simulator.url)
        process = subprocess.Popen(
            [PROGRAM, "-C", str(root), *ORDER], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        time.sleep(after)
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(1.0)
        simulator.account.advance(9 * 3600)
        os.kill(process.pid, signal.SIGCONT)
        out, _ = process.communicate(timeout=90)
        assert process.returncode == 0, out.decode()
        books = simulator.account.books.read(simulator.account.clock.now(), tokens=False)
        sent = [one.rpartition("-")[0] for its in books["batches"] for one in its["custom_ids"]]
        assert sorted(sent) == sorted(set(sent))
        assert len(sent) == 4
    count("suspended and woken")
