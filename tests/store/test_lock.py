"""One process at a time, and the next as soon as the first is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from teg_tui.errors import StoreError
from teg_tui.store.lock import WorkspaceLock

_HOLD = (
    "import sys; from pathlib import Path; from teg_tui.store.lock import WorkspaceLock\n"
    "lock = WorkspaceLock(Path(sys.argv[1])); print(lock.try_acquire(), flush=True)\n"
    "sys.stdin.read()"
)


@contextmanager
def _other_process(path: Path) -> Iterator[tuple[subprocess.Popen[bytes], bool]]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        yield process, process.stdout.readline() == b"True\n"
        process.kill()


def test_only_one_process_has_it_and_a_killed_one_gives_it_up(tmp_path: Path) -> None:
    path = tmp_path / ".teg-tui" / "lock"
    lock = WorkspaceLock(path)
    with _other_process(path) as (other, got_it):
        assert got_it
        assert not lock.try_acquire()
        assert not lock.held
        assert lock.holder() == other.pid
        other.kill()
        other.wait()
        assert lock.try_acquire()
    assert lock.holder() == os.getpid()
    with _other_process(path) as (_, got_it):
        assert not got_it
    lock.release()
    with _other_process(path) as (_, got_it):
        assert got_it


def test_taking_it_twice_keeps_it(tmp_path: Path) -> None:
    first, second = WorkspaceLock(tmp_path / "lock"), WorkspaceLock(tmp_path / "lock")
    assert first.try_acquire()
    assert first.try_acquire()
    assert not second.try_acquire()
    first.release()
    first.release()
    assert second.try_acquire()


def test_children_do_not_inherit_it(tmp_path: Path) -> None:
    lock = WorkspaceLock(tmp_path / "lock")
    assert lock.try_acquire()
    with subprocess.Popen(["sleep", "600"], close_fds=False) as child:
        lock.release()
        again = WorkspaceLock(tmp_path / "lock").try_acquire()
        child.kill()
    assert again


def test_a_lock_file_removed_by_somebody_is_noticed(tmp_path: Path) -> None:
    lock = WorkspaceLock(tmp_path / "lock")
    assert lock.try_acquire()
    (tmp_path / "lock").unlink()
    assert not lock.held
    other = WorkspaceLock(tmp_path / "lock")
    assert other.try_acquire()
    assert not lock.try_acquire()


def test_nobody_knows_the_holder_of_no_lock(tmp_path: Path) -> None:
    assert WorkspaceLock(tmp_path / "lock").holder() is None
    (tmp_path / "lock").write_text("junk")
    assert WorkspaceLock(tmp_path / "lock").holder() is None


def test_a_lock_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="symbolic link"):
        WorkspaceLock(tmp_path / "lock").try_acquire()


def test_a_holder_that_gives_no_sign_of_life_is_noticed(tmp_path: Path) -> None:
    times = [100.0]
    holder = WorkspaceLock(tmp_path / "lock", monotonic=lambda: times[0])
    waiting = WorkspaceLock(tmp_path / "lock", monotonic=lambda: times[0])
    assert holder.try_acquire()
    os.utime(tmp_path / "lock", ns=(0, 0))
    assert waiting.silence() == 0
    times[0] += 60
    assert waiting.silence() == 60
    holder.beat()
    assert waiting.silence() == 0
    os.utime(tmp_path / "lock", ns=(0, 0))
    waiting.silence()
    times[0] += 1
    holder.beat()
    assert waiting.silence() == 1, "once in ten seconds is often enough"
