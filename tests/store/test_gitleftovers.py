"""What a git of ours left when it was broken off is cleared away, and nobody else's."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from teg_tui.store.gitleftovers import git_runs
from teg_tui.store.gittrouble import TroubleKind

if TYPE_CHECKING:
    from conftest import Repository

COMMIT = """
import os, sys
from pathlib import Path
from teg_tui.store.commits import Commits
os.environ["OURS"] = str(os.getpid())
Commits(Path(sys.argv[1])).commit(sys.argv[2:], "Reports")
"""
KILL = "kill -9 $OURS $PPID; sleep 0.1"


def commit_until_killed(repository: Repository, *paths: str) -> None:
    """In a process of its own, which a hook kills together with its git."""
    (repository.root / ".teg-tui").mkdir()
    (repository.root / ".teg-tui" / ".gitignore").write_text("*\n")
    command = [sys.executable, "-c", COMMIT, str(repository.root), *paths]
    assert subprocess.run(command, check=False).returncode == -9
    deadline = time.monotonic() + 30
    while git_runs(repository.root) and time.monotonic() < deadline:
        time.sleep(0.01)  # the killed git is nobody's child any more: nothing waits for its end
    assert (repository.root / ".git" / "index.lock").exists()


@pytest.mark.parametrize(
    ("hook", "script", "was_made"),
    [
        ("pre-commit", KILL, False),
        ("reference-transaction", f"[ $1 != committed ] || {{ {KILL}; }}", True),
    ],
    ids=["before the commit", "before the index knew of the commit"],
)
def test_a_commit_that_was_broken_off_is_made_when_it_is_asked_for_again(
    repository: Repository, hook: str, script: str, was_made: bool
) -> None:
    repository.start()
    repository.commit("old.md")
    reports = [repository.write("old.md", "other"), repository.write("new.md", "text")]
    repository.hook(hook, script)
    commit_until_killed(repository, *reports)
    (repository.root / ".git" / "hooks" / hook).unlink()

    result = repository.commits().commit(reports, "Reports")

    assert result.done
    assert (result.sha is None) == was_made
    assert repository.status() == []
    assert repository.git("log", "--format=%s").split("\n")[0] == "Reports"
    assert repository.git("rev-list", "--count", "HEAD").strip() == "3"
    assert list((repository.root / ".git").rglob("*.lock")) == []
    assert list((repository.root / ".teg-tui").glob("*.mark")) == []


def test_a_commit_that_was_made_when_git_was_stopped_leaves_the_index_as_it_should_be(
    repository: Repository,
) -> None:
    repository.start()
    repository.commit("old.md")
    reports = [repository.write("old.md", "other"), repository.write("new.md", "text")]
    repository.hook("reference-transaction", "[ $1 != committed ] || kill $PPID")
    assert repository.commits().commit(reports, "Reports").done
    assert repository.status() == []


def test_a_lock_that_is_older_than_our_commit_is_somebody_elses(repository: Repository) -> None:
    repository.start()
    report = repository.write("r.md", "text")
    repository.hook("pre-commit", KILL)
    commit_until_killed(repository, report)
    lock = repository.root / ".git" / "index.lock"
    os.utime(lock, (0, 0))
    result = repository.commits().commit([report], "Reports")
    assert result.trouble is not None
    assert result.trouble.kind is TroubleKind.LOCKED
    assert lock.exists()


def test_while_a_git_is_at_work_there_its_lock_stays(repository: Repository) -> None:
    repository.start()
    report = repository.write("r.md", "text")
    repository.hook("pre-commit", KILL)
    commit_until_killed(repository, report)
    command = ["git", "cat-file", "--batch-check"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=repository.root, stdin=pipe, stdout=pipe) as reading:
        assert reading.stdin is not None
        assert reading.stdout is not None
        reading.stdin.write(b"HEAD\n")
        reading.stdin.flush()
        assert b"commit" in reading.stdout.readline()
        result = repository.commits().commit([report], "Reports")
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.LOCKED
    (repository.root / ".git" / "hooks" / "pre-commit").unlink()
    assert repository.commits().commit([report], "Reports").done


def test_without_a_crash_no_lock_is_touched_and_no_mark_is_left(repository: Repository) -> None:
    repository.start()
    (repository.root / ".teg-tui").mkdir()
    (repository.root / ".teg-tui" / ".gitignore").write_text("*\n")
    report = repository.write("r.md", "text")
    lock = repository.root / ".git" / "index.lock"
    lock.touch()
    assert not repository.commits().commit([report], "Reports").done
    assert lock.exists()
    lock.unlink()
    assert repository.commits().commit([report], "Reports").done
    assert [p.name for p in Path(repository.root / ".teg-tui").iterdir()] == [".gitignore"]


@pytest.mark.skipif(not Path("/proc/self/comm").exists(), reason="this system has no /proc")
def test_a_process_that_ends_while_it_is_looked_at_is_no_git_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(path: Path) -> str:
        raise ProcessLookupError(3, "No such process", str(path))

    assert not git_runs(tmp_path)
    monkeypatch.setattr(Path, "read_text", end)
    assert not git_runs(tmp_path)
