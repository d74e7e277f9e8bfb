"""How far branch and origin are apart, and pushing: real repositories, and origins that refuse."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from canary import KEY
from processes import ends

from teg_tui.store.git import Answer
from teg_tui.store.gittrouble import Trouble, TroubleKind
from teg_tui.store.remote import Remote, Upstream
from teg_tui.store.remotetrouble import remote_trouble

if TYPE_CHECKING:
    from conftest import Repository


def upstream_of(repository: Repository) -> Upstream:
    found = Remote(repository.root).upstream()
    assert isinstance(found, Upstream), found
    return found


def apart(repository: Repository) -> tuple[int, int]:
    found = upstream_of(repository)
    return found.ahead, found.behind


def no_upstream(repository: Repository) -> str:
    found = Remote(repository.root).upstream()
    assert isinstance(found, Trouble)
    assert found.kind is TroubleKind.NO_UPSTREAM
    return str(found)


def push(repository: Repository, patience: float = 60.0) -> Trouble | None:
    return Remote(repository.root, patience=patience).push(upstream_of(repository))


def refused(repository: Repository, kind: TroubleKind, patience: float = 60.0) -> str:
    """The words of a push that fails; our commits are as they were."""
    before = repository.git("log", "--format=%H %s", "main")
    found = push(repository, patience)
    assert found is not None
    assert (found.kind, repository.git("log", "--format=%H %s", "main")) == (kind, before)
    return str(found)


class TestHowFarApart:
    def test_a_branch_just_pushed_is_neither_ahead_nor_behind(
        self, repository: Repository, origin: Repository
    ) -> None:
        found = upstream_of(repository)
        assert (found.name, found.remote, found.ref) == ("origin/main", "origin", "refs/heads/main")
        assert (found.ahead, found.behind, found.subjects) == (0, 0, ())

    def test_commits_not_pushed_are_counted_and_named(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.commit("a.md", message="First report")
        repository.commit("b.md", message="Second report")
        found = upstream_of(repository)
        assert (found.ahead, found.behind) == (2, 0)
        assert found.subjects == ("Second report", "First report")

    def test_of_many_commits_only_the_newest_are_named(
        self, repository: Repository, origin: Repository
    ) -> None:
        for number in range(7):
            repository.git("commit", "-q", "--allow-empty", "-m", f"Report {number}")
        found = upstream_of(repository)
        assert found.ahead == 7
        assert found.subjects == tuple(f"Report {number}" for number in (6, 5, 4, 3, 2))

    def test_being_behind_is_known_after_a_fetch_which_changes_nothing_else(
        self, repository: Repository, origin: Repository, colleague: Repository
    ) -> None:
        repository.commit("mine.md")
        colleague.commit("theirs.md")
        colleague.git("tag", "theirs")
        repository.git("config", "remote.origin.tagOpt", "--tags")
        colleague.git("push", "-q", "--tags", "origin", "main")
        (repository.root / ".git" / "FETCH_HEAD").write_text("what the user fetched\n")
        head, files = repository.git("rev-parse", "HEAD"), repository.status()
        assert apart(repository) == (1, 0)

        assert Remote(repository.root).fetch(upstream_of(repository)) is None

        assert apart(repository) == (1, 1)
        assert (repository.git("rev-parse", "HEAD"), repository.status()) == (head, files)
        assert repository.git("tag") == ""
        fetched = (repository.root / ".git" / "FETCH_HEAD").read_text()
        assert fetched == "what the user fetched\n"

    def test_a_workspace_may_be_a_folder_of_the_repository(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.commit("tour/a.md")
        found = Remote(repository.root / "tour").upstream()
        assert isinstance(found, Upstream)
        assert found.ahead == 1

    def test_a_work_tree_of_its_own_has_a_branch_of_its_own(
        self, repository: Repository, origin: Repository, tmp_path: Path
    ) -> None:
        repository.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"), "main")
        remote = Remote(tmp_path / "tree")
        found = remote.upstream()
        assert "other" in str(found)
        before = remote.mark()
        repository.git("push", "-q", "origin", "other")
        repository.git("branch", "-q", "--set-upstream-to=origin/other", "other")
        assert remote.mark() != before
        assert isinstance(remote.upstream(), Upstream)


class TestNoUpstream:
    def test_a_branch_without_one_is_told_how_to_get_one(self, repository: Repository) -> None:
        repository.start()
        assert "git remote add origin URL, then git push -u origin main" in no_upstream(repository)
        repository.git("remote", "add", "club", "git@example.org:tour.git")
        assert "Push the branch once: git push -u club main" in no_upstream(repository)

    def test_a_branch_whose_upstream_is_a_local_one_has_none_to_push_to(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.git("checkout", "-q", "-b", "draft", "--track", "main")
        assert "git push -u origin draft" in no_upstream(repository)

    def test_one_that_is_gone_is_none(self, repository: Repository, origin: Repository) -> None:
        repository.git("update-ref", "-d", "refs/remotes/origin/main")
        assert no_upstream(repository).startswith("origin/main is not there")

    def test_a_detached_head_is_said(self, repository: Repository, origin: Repository) -> None:
        repository.git("checkout", "-q", "--detach")
        assert "no branch is checked out" in no_upstream(repository)

    def test_a_branch_before_its_first_commit_has_none(self, repository: Repository) -> None:
        assert "the branch main has no upstream" in no_upstream(repository)

    def test_no_repository_is_another_trouble(self, tmp_path: Path) -> None:
        found = Remote(tmp_path).upstream()
        assert isinstance(found, Trouble)
        assert found.kind is TroubleKind.NO_REPOSITORY


class TestMark:
    def test_it_differs_after_whatever_moves_a_branch_and_only_then(
        self, repository: Repository, origin: Repository, colleague: Repository
    ) -> None:
        remote = Remote(repository.root)
        seen = [remote.mark()]

        def moved() -> bool:
            remote.upstream()
            seen.append(remote.mark())
            return seen[-1] != seen[-2]

        moved()
        repository.write("stray.md", "text")
        repository.git("add", "stray.md")
        assert not moved()
        repository.commit("a.md")
        assert moved()
        repository.git("push", "-q")
        assert moved()
        repository.git("pack-refs", "--all")
        assert moved()
        colleague.git("pull", "-q")
        colleague.commit("b.md")
        colleague.git("push", "-q")
        repository.git("fetch", "-q")
        assert moved()
        repository.git("switch", "-q", "-c", "other")
        assert moved()
        assert not moved()

    def test_a_repository_begun_later_is_seen(self, repository: Repository, tmp_path: Path) -> None:
        remote = Remote(tmp_path)
        remote.upstream()
        before = remote.mark()
        repository.git("init", "-q", str(tmp_path))
        assert remote.mark() != before


class TestPush:
    def test_the_branch_goes_to_its_upstream_and_nothing_else_goes(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.commit("a.md")
        repository.git("branch", "other")
        repository.git("tag", "-a", "-m", "t", "mine")
        repository.git("config", "push.followTags", "true")
        repository.git("config", "push.default", "matching")
        assert push(repository) is None
        assert origin.git("rev-parse", "main") == repository.git("rev-parse", "main")
        assert origin.git("for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]
        assert apart(repository) == (0, 0)

    def test_the_upstream_may_have_another_name(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.git("push", "-q", "-u", "origin", "main:published")
        repository.commit("a.md")
        assert upstream_of(repository).name == "origin/published"
        assert push(repository) is None
        assert origin.git("rev-parse", "published") == repository.git("rev-parse", "main")
        assert origin.git("rev-parse", "main") != repository.git("rev-parse", "main")

    @pytest.mark.parametrize("known", [False, True])
    def test_an_origin_that_is_ahead_is_never_forced(
        self, repository: Repository, origin: Repository, colleague: Repository, known: bool
    ) -> None:
        colleague.commit("theirs.md")
        colleague.git("push", "-q")
        repository.commit("mine.md")
        repository.git("config", "remote.origin.push", "+refs/heads/*:refs/heads/*")
        if known:
            repository.git("fetch", "-q")
        words = refused(repository, TroubleKind.BEHIND)
        assert "git pull --rebase, then push again" in words
        assert origin.git("rev-parse", "main") == colleague.git("rev-parse", "main")

    def test_a_hook_here_that_refuses_is_quoted(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.commit("a.md")
        repository.hook("pre-push", "echo 'connection refused by the committee' >&2; exit 1")
        words = refused(repository, TroubleKind.HOOK)
        assert words.startswith(
            "a git hook refused the push (connection refused by the committee). Mend"
        )

    def test_an_origin_whose_hook_refuses_is_quoted(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.commit("a.md")
        origin.hook("pre-receive", "echo 'no reports on \033[31mSundays' >&2; exit 1")
        words = refused(repository, TroubleKind.REFUSED)
        assert "refused the push: pre-receive hook declined" in words
        assert "no reports on Sundays" in words
        assert "\033" not in words

    def test_an_origin_that_is_gone_is_said(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.commit("a.md")
        origin.root.rename(origin.root.with_name("moved.git"))
        assert "git remote -v" in refused(repository, TroubleKind.OTHER)

    def test_a_network_that_is_not_there_is_said_without_the_password_in_the_url(
        self, repository: Repository, origin: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        with socket.socket() as taken:  # bound, and nobody listens
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
            url = f"http://keeper:sesame@127.0.0.1:{port}/tour.git"
            repository.git("remote", "set-url", "origin", url)
            repository.commit("a.md")
            words = refused(repository, TroubleKind.AWAY)
        assert "Push again when the network is there" in words
        assert "sesame" not in words

    def test_passwords_that_git_or_a_hook_quotes_are_not_repeated(self) -> None:
        said = b"fatal: Authentication failed for 'https://keeper:sesame@example.org/tour.git/'"
        found = remote_trouble(Answer(128, err=said), "origin/main")
        assert found.kind is TroubleKind.DENIED
        assert "'https://example.org/tour.git/'" in found.what

    def test_nobody_is_asked_for_a_password_and_ssh_asks_nobody_either(
        self, repository: Repository, origin: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told = repository.root.parent / "told"
        fake = repository.root.parent / "bin" / "ssh"
        fake.parent.mkdir()
        fake.write_text(
            f'#!/bin/sh\necho "$@" >{told}\n'
            "echo 'git@tour.example.org: Permission denied (publickey).' >&2; exit 255\n"
        )
        fake.chmod(0o755)
        monkeypatch.setenv("PATH", f"{fake.parent}:/usr/bin:/bin")
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        for name in ("GIT_SSH_COMMAND", "GIT_SSH"):
            monkeypatch.delenv(name, raising=False)
        repository.git("remote", "set-url", "origin", "git@tour.example.org:tour.git")
        repository.commit("a.md")
        words = refused(repository, TroubleKind.DENIED)
        assert words.startswith("origin/main does not let us in")
        assert "-o BatchMode=yes" in told.read_text()

        repository.git("config", "core.sshCommand", f"{fake} -i mine")
        refused(repository, TroubleKind.DENIED)
        assert told.read_text().startswith("-i mine")
        assert "BatchMode" not in told.read_text()

    def test_one_that_hangs_is_given_up_with_all_its_children(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.commit("a.md")
        repository.hook("pre-push", f"sleep 300 & echo $! >{repository.root}/pid; wait")
        assert "took too long" in refused(repository, TroubleKind.TIMEOUT, patience=1.0)
        assert ends(int((repository.root / "pid").read_text()))

    def test_it_can_be_stopped_from_another_thread(
        self, repository: Repository, origin: Repository
    ) -> None:
        repository.commit("a.md")
        began = repository.root / "began"
        repository.hook("pre-push", f"touch {began}; exec sleep 300")
        remote, upstream = Remote(repository.root), upstream_of(repository)
        found: list[Trouble | None] = []
        pushing = threading.Thread(target=lambda: found.append(remote.push(upstream)))
        pushing.start()
        while not began.exists():
            time.sleep(0.01)
        remote.stop()
        pushing.join(20)
        assert [trouble and trouble.kind for trouble in found] == [TroubleKind.STOPPED]
        (repository.root / ".git" / "hooks" / "pre-push").unlink()
        again = remote.push(upstream)
        assert again is not None, "we are leaving: nothing is begun any more"
        assert again.kind is TroubleKind.STOPPED
