"""Whatever state the repository is in: the user's work stays as it is, the commit comes later."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from teg_tui.store.commits import Commits
from teg_tui.store.files import blob_id
from teg_tui.store.gittrouble import TroubleKind

if TYPE_CHECKING:
    from conftest import Repository

Undo = Callable[[], object]
Obstacle = Callable[["Repository", pytest.MonkeyPatch], Undo]
PATIENCE = 0.5


def fork(repository: Repository) -> None:
    """Two branches that contradict each other in one file; on `main`."""
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("shared.txt", "side\n")
    repository.git("checkout", "-q", "main")
    repository.commit("shared.txt", "main\n")


def stopped(repository: Repository, *command: str) -> Undo:
    """A command that stops at a conflict."""
    with pytest.raises(subprocess.CalledProcessError):
        repository.git(*command)

    def give_up() -> None:
        if command[0] == "rebase":
            repository.git("rebase", "--abort")
            return
        repository.git(command[0], "--quit")
        repository.git("checkout", "-q", "HEAD", "--", "shared.txt")

    return give_up


def merge(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    fork(repository)
    return stopped(repository, "merge", "-q", "side")


def rebase(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    fork(repository)
    return stopped(repository, "rebase", "-q", "side")


def cherry_pick(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    fork(repository)
    return stopped(repository, "cherry-pick", "side")


def revert(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    repository.commit("shared.txt", "one\n")
    repository.commit("shared.txt", "two\n")
    return stopped(repository, "revert", "--no-edit", "HEAD~1")


def bisect(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    repository.git("bisect", "start")
    return lambda: repository.git("bisect", "reset")


def detached(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    repository.git("checkout", "-q", "--detach")
    return lambda: repository.git("checkout", "-q", "main")


def lock(name: str) -> Obstacle:
    def make(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
        path = repository.root / ".git" / name
        path.touch()
        return path.unlink

    return make


def hook(script: str) -> Obstacle:
    def make(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
        repository.hook("pre-commit", script)
        return (repository.root / ".git/hooks/pre-commit").unlink

    return make


def asking_gpg(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    repository.hook("gpg", "trap '' TERM; sleep 600 & wait; wait")
    repository.git("config", "commit.gpgSign", "true")
    repository.git("config", "gpg.program", str(repository.root / ".git/hooks/gpg"))
    return lambda: repository.git("config", "commit.gpgSign", "false")


def nobody(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    repository.git("config", "--remove-section", "user")
    repository.git("config", "user.useConfigOnly", "true")

    def mend() -> None:
        repository.git("config", "user.name", "Ann Otter")
        repository.git("config", "user.email", "ann@example.org")

    return mend


def of_another_user(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    patch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    return lambda: patch.delenv("GIT_TEST_ASSUME_DIFFERENT_OWNER")


def no_git(repository: Repository, patch: pytest.MonkeyPatch) -> Undo:
    inner = patch.context()
    inner.__enter__().setenv("PATH", str(repository.root))
    return lambda: inner.__exit__(None, None, None)


OBSTACLES = [
    pytest.param(merge, TroubleKind.BUSY, id="merge"),
    pytest.param(rebase, TroubleKind.BUSY, id="rebase"),
    pytest.param(cherry_pick, TroubleKind.BUSY, id="cherry-pick"),
    pytest.param(revert, TroubleKind.BUSY, id="revert"),
    pytest.param(bisect, TroubleKind.BUSY, id="bisect"),
    pytest.param(detached, TroubleKind.DETACHED, id="detached"),
    pytest.param(lock("index.lock"), TroubleKind.LOCKED, id="index locked"),
    pytest.param(lock("refs/heads/main.lock"), TroubleKind.LOCKED, id="branch locked"),
    pytest.param(hook("exit 1"), TroubleKind.HOOK, id="hook refuses"),
    pytest.param(
        hook("trap '' TERM; exec >/dev/null 2>&1; sleep 600 & wait; wait"),
        TroubleKind.TIMEOUT,
        id="hook hangs",
    ),
    pytest.param(asking_gpg, TroubleKind.TIMEOUT, id="gpg asks"),
    pytest.param(nobody, TroubleKind.NO_IDENTITY, id="no identity"),
    pytest.param(of_another_user, TroubleKind.NOT_OURS, id="another user's"),
    pytest.param(no_git, TroubleKind.NO_GIT, id="no git"),
]


def users_own(repository: Repository) -> list[str]:
    """Index and work tree, but for the report."""
    told = [
        repository.git("ls-files", "--stage"),
        repository.git("diff", "--cached"),
        repository.git("diff"),
        (repository.root / "mine.txt").read_text(),
        (repository.root / "stray.txt").read_text(),
    ]
    return [*told, *(line for line in repository.status() if not line.endswith("r.md"))]


@pytest.mark.parametrize(("obstacle", "kind"), OBSTACLES)
def test_an_obstacle_is_told_and_the_commit_comes_when_it_has_gone(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, obstacle: Obstacle, kind: TroubleKind
) -> None:
    repository.start()
    undo = obstacle(repository, monkeypatch)
    if kind is not TroubleKind.LOCKED and obstacle is not no_git:
        with monkeypatch.context() as trusted:
            trusted.delenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", raising=False)
            repository.write("mine.txt", "staged\n")
            repository.git("add", "mine.txt")
    repository.write("mine.txt", "unstaged\n")
    repository.write("stray.txt", "untracked\n")
    report = repository.write("r.md", "text\n")
    with monkeypatch.context() as seeing:
        seeing.delenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", raising=False)
        seeing.setenv("PATH", "/usr/local/bin:/usr/bin:/bin")
        before, head = users_own(repository), repository.git("rev-parse", "HEAD")

    result = repository.commits(patience=PATIENCE).commit([report], "One")

    assert result.trouble is not None
    assert (result.sha, result.trouble.kind, result.left_out) == (None, kind, (report,))
    assert result.trouble.way_out
    with monkeypatch.context() as seeing:
        seeing.delenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", raising=False)
        seeing.setenv("PATH", "/usr/local/bin:/usr/bin:/bin")
        assert users_own(repository) == before
        assert repository.git("rev-parse", "HEAD") == head
    undo()
    assert repository.commits().commit([report], "One").done
    assert repository.changed_in_head() == [report]
    assert repository.git("symbolic-ref", "--short", "HEAD").strip() == "main"


class TestWhereTheWorkspaceLies:
    def test_a_second_work_tree_commits_to_its_own_branch(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        repository.start()
        tree = tmp_path / "tree"
        repository.git("worktree", "add", "-q", "-b", "reports", str(tree))
        (tree / "r.md").write_text("text\n")
        assert Commits(tree).commit(["r.md"], "There").done
        assert repository.git("show", "reports:r.md") == "text\n"
        assert repository.status() == []

    def test_a_submodule_waits_for_a_branch_and_is_no_business_of_the_outer_one(
        self, repository: Repository
    ) -> None:
        repository.start()
        allow = ("-c", "protocol.file.allow=always")
        repository.git(*allow, "submodule", "--quiet", "add", str(repository.root), "inner")
        repository.git("commit", "-q", "-m", "inner")
        inner = repository.root / "inner"
        for arguments in (
            ("config", "user.name", "Ann Otter"),
            ("config", "user.email", "ann@example.org"),
            ("checkout", "-q", "--detach"),  # as `git submodule update` leaves it
        ):
            repository.git("-C", str(inner), *arguments)
        (inner / "r.md").write_text("text\n")
        waiting = Commits(inner).commit(["r.md"], "Inside").trouble
        assert waiting is not None
        assert waiting.kind is TroubleKind.DETACHED
        repository.git("-C", str(inner), "checkout", "-q", "main")
        assert Commits(inner).commit(["r.md"], "Inside").done
        assert repository.status() == [" M inner"]

    def test_reports_in_a_repository_of_their_own_are_told(self, repository: Repository) -> None:
        repository.start()
        repository.write("reports/r.md", "text\n")
        repository.git("init", "-q", "reports")
        result = repository.commits().commit(["reports/r.md"], "Nested")
        assert result.trouble is not None
        assert "another repository" in str(result.trouble)
        assert repository.status() == ["?? reports/"]

    def test_a_shallow_clone_is_committed_in(self, repository: Repository, tmp_path: Path) -> None:
        for text in ("one\n", "two\n"):
            repository.commit("notes.txt", text)
        clone = tmp_path / "shallow"
        repository.git("clone", "-q", "--depth=1", repository.root.as_uri(), str(clone))
        repository.git("-C", str(clone), "config", "user.name", "Bo Sedge")
        repository.git("-C", str(clone), "config", "user.email", "bo@example.org")
        (clone / "r.md").write_text("text\n")
        assert Commits(clone).commit(["r.md"], "Shallow").done
        assert list(Commits(clone).provenance_log()) == []


@pytest.mark.parametrize("setting", ["true", "input"])
def test_line_ends_that_git_converts_are_no_edit(repository: Repository, setting: str) -> None:
    repository.start()
    repository.git("config", "core.autocrlf", setting)
    report = repository.write("r.md", "one\r\ntwo\n")
    filed = {report: blob_id(b"one\r\ntwo\n")}
    result = repository.commits().commit([report], "Lines", filed=filed)
    assert result.done
    assert result.blobs == {report: blob_id(b"one\ntwo\n")}
    assert (repository.root / report).read_bytes() == b"one\r\ntwo\n"
    assert repository.status() == []
    assert repository.commits().commit([report], "Lines", filed=filed).sha is None


def test_git_that_refuses_to_convert_them_is_told(repository: Repository) -> None:
    repository.start()
    repository.git("config", "core.autocrlf", "input")
    repository.git("config", "core.safecrlf", "true")
    report = repository.write("r.md", "one\r\ntwo\n")
    result = repository.commits().commit([report], "Lines")
    assert result.trouble is not None
    assert "CRLF would be replaced by LF" in str(result.trouble)
    assert repository.status() == ["?? r.md"]
