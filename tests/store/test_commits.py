"""Git commits exactly what was written, and says why where it can't."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from processes import ends

from teg_tui.store.commits import Commits
from teg_tui.store.files import blob_id
from teg_tui.store.gittrouble import TroubleKind

if TYPE_CHECKING:
    from conftest import Repository


GROWING = (0.3, 1, 5, 30)
"""Seconds of patience, one after the other, until a hook has come to hang on a busy machine."""


class TestWhatIsCommitted:
    def test_new_and_changed_reports_are_committed_with_message_and_trailers(
        self, repository: Repository
    ) -> None:
        repository.start()
        old = repository.write("reports/a.md", "first")
        repository.git("add", old)
        repository.git("commit", "-q", "-m", "by hand")
        repository.write(old, "second")
        new = repository.write("reports/b.md", "new")

        result = repository.commits().commit([old, new], "Two reports", ["Teg-Report: {}"])

        assert result.done
        assert result.sha == repository.git("rev-parse", "HEAD").strip()
        assert result.blobs == {old: blob_id(b"second"), new: blob_id(b"new")}
        assert repository.changed_in_head() == [old, new]
        message = repository.git("log", "-1", "--format=%B").strip()
        assert message == "Two reports\n\nTeg-Report: {}"
        assert repository.status() == []

    def test_what_the_user_has_staged_or_changed_stays_as_it_is(
        self, repository: Repository
    ) -> None:
        repository.start()
        repository.write("notes.txt", "two\n")
        repository.git("add", "notes.txt")
        repository.write("notes.txt", "three\n")
        repository.write("stray.txt", "untracked")
        report = repository.write("r.md", "text")

        assert repository.commits().commit([report], "One").done

        assert repository.changed_in_head() == [report]
        assert repository.status() == ["MM notes.txt", "?? stray.txt"]
        assert repository.git("show", ":notes.txt") == "two\n"

    def test_the_very_first_commit_of_a_repository_works(self, repository: Repository) -> None:
        commits = repository.commits()
        assert commits.head() is None
        report = repository.write("r.md", "text")
        result = commits.commit([report], "First")
        assert result.done
        assert commits.head() == result.sha
        assert commits.head_blobs([report, "other.md"]) == {report: blob_id(b"text")}

    def test_asking_again_commits_nothing(self, repository: Repository) -> None:
        report = repository.write("r.md", "text")
        commits = repository.commits()
        first = commits.commit([report], "First")
        again = commits.commit([report], "First")
        assert again.done
        assert again.sha is None
        assert again.blobs == first.blobs
        assert commits.head() == first.sha

    def test_a_crash_between_the_two_steps_is_finished_by_asking_again(
        self, repository: Repository
    ) -> None:
        repository.start()
        report = repository.write("r.md", "text")
        repository.git("add", "-N", report)
        assert repository.commits().commit([report], "Finished").done
        assert repository.status() == []

    def test_names_are_never_patterns_or_options(self, repository: Repository) -> None:
        repository.start()
        odd = ["*.md", "-f.md", ":(top)x.md", 'a "quoted" name.md', "ünï.md", "[ab].md", "-- .md"]
        for name in odd:
            repository.write(name, name)
        repository.write("a.md", "not ours")
        assert repository.commits().commit(odd, "Odd names").done
        assert repository.status() == ["?? a.md"]
        assert repository.commits().commit(odd, "Odd names").sha is None

    def test_a_workspace_may_be_a_folder_of_a_repository(self, repository: Repository) -> None:
        repository.start()
        repository.write("tour/r.md", "text")
        repository.write("r.md", "another workspace's")
        commits = Commits(repository.root / "tour")
        assert commits.commit(["r.md"], "Deep").blobs == {"r.md": blob_id(b"text")}
        assert repository.changed_in_head() == ["tour/r.md"]
        repository.write("tour/r.md", "changed")
        assert commits.commit(["r.md"], "Deep again").done
        assert commits.commit(["r.md"], "Deep again").sha is None

    def test_a_submodule_is_a_workspace_like_any(self, repository: Repository) -> None:
        repository.start()
        inner = repository.root / "inner"
        allow = ("-c", "protocol.file.allow=always")
        repository.git(*allow, "submodule", "--quiet", "add", str(repository.root), "inner")
        repository.write("inner/r.md", "text")
        with (repository.root / ".git/modules/inner/config").open("a") as config:
            config.write("[user]\n\tname = Ann\n\temail = ann@example.org\n")
        assert Commits(inner).commit(["r.md"], "Inside").done
        outside = repository.commits().commit(["inner/r.md"], "From outside")
        assert outside.left_out == ("inner/r.md",)
        assert not outside.done

    def test_hundreds_of_reports_with_long_trailers_fit_in_one_commit(
        self, repository: Repository
    ) -> None:
        reports = [repository.write(f"reports/{n:04}.md", f"text {n}") for n in range(1200)]
        trailers = [f"Teg-Report: {n} {'x' * 900}" for n in range(1200)]
        result = repository.commits().commit(reports, "Bulk", trailers)
        assert result.done
        assert len(result.blobs) == 1200
        assert repository.git("rev-list", "--count", "HEAD").strip() == "1"


class TestWhatIsLeftOut:
    def test_an_ignored_report_is_said_and_the_others_are_committed(
        self, repository: Repository
    ) -> None:
        repository.write(".gitignore", "drafts/\n")
        drafts = [repository.write(f"drafts/{n}.md", "draft") for n in "ab"]
        report = repository.write("r.md", "text")
        result = repository.commits().commit([*drafts, report], "Some")
        assert result.sha
        assert repository.changed_in_head() == [report]
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.IGNORED
        assert "drafts/a.md and 1 more: ignored by git" in str(result.trouble)
        assert result.left_out == tuple(drafts)
        assert result.blobs == {report: blob_id(b"text")}

    def test_a_report_edited_since_it_was_filed_is_left_to_its_editor(
        self, repository: Repository
    ) -> None:
        report = repository.write("r.md", "edited by hand")
        result = repository.commits().commit([report], "Late", filed={report: blob_id(b"ours")})
        assert result.sha is None
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.EDITED
        repository.git("add", report)
        repository.git("commit", "-q", "-m", "by hand")
        assert repository.commits().commit([report], "Late", filed={report: blob_id(b"o")}).done

    def test_a_vanished_report_is_not_committed_as_deleted(self, repository: Repository) -> None:
        report = repository.write("r.md", "text")
        repository.commits().commit([report], "There")
        (repository.root / report).unlink()
        result = repository.commits().commit([report], "Gone")
        assert result.sha is None
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.VANISHED
        assert repository.status() == [" D r.md"]

    def test_a_report_behind_a_symbolic_link_is_said(self, repository: Repository) -> None:
        repository.write("real/r.md", "text")
        (repository.root / "link").symlink_to("real")
        result = repository.commits().commit(["link/r.md"], "Linked")
        assert result.trouble is not None
        assert "git does not take link/r.md" in str(result.trouble)


class TestTrouble:
    def test_no_repository(self, tmp_path: Path, repository: Repository) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "r.md").write_text("text")
        commits = Commits(elsewhere)
        trouble = commits.state()
        assert trouble is not None
        assert trouble.kind is TroubleKind.NO_REPOSITORY
        assert commits.commit(["r.md"], "No").trouble is not None
        assert commits.head() is None
        assert commits.head_blobs(["r.md"]) == {}

    def test_no_identity(self, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        repository.start()
        repository.git("config", "--remove-section", "user")
        repository.git("config", "user.useConfigOnly", "true")
        monkeypatch.delenv("EMAIL", raising=False)
        report = repository.write("r.md", "text")
        before = repository.commits().state()
        assert before is not None
        assert before.kind is TroubleKind.NO_IDENTITY
        result = repository.commits().commit([report], "Who")
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.NO_IDENTITY
        assert repository.status() == ["?? r.md"]

    def test_a_lock_held_by_another_git(self, repository: Repository) -> None:
        repository.start()
        report = repository.write("r.md", "text")
        lock = repository.root / ".git" / "index.lock"
        lock.touch()
        result = repository.commits().commit([report], "Locked")
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.LOCKED
        assert repository.commits().state() == result.trouble
        assert lock.exists()
        lock.unlink()
        assert repository.commits().commit([report], "Free").done

    @pytest.mark.parametrize("resolved", [False, True])
    def test_a_merge_in_progress_is_not_disturbed(
        self, repository: Repository, resolved: bool
    ) -> None:
        repository.start()
        repository.git("checkout", "-q", "-b", "side")
        repository.write("notes.txt", "side\n")
        repository.git("commit", "-q", "-a", "-m", "side")
        repository.git("checkout", "-q", "main")
        repository.write("notes.txt", "main\n")
        repository.git("commit", "-q", "-a", "-m", "main")
        with pytest.raises(subprocess.CalledProcessError):
            repository.git("merge", "side")
        if resolved:
            repository.git("add", "notes.txt")
        report = repository.write("r.md", "text")
        before = repository.status()
        result = repository.commits().commit([report], "Merging")
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.BUSY
        assert repository.commits().state() == result.trouble
        assert repository.status() == before

    def test_a_report_in_conflict_is_left_alone(self, repository: Repository) -> None:
        repository.write("r.md", "base\n")
        repository.git("add", "r.md")
        repository.git("commit", "-q", "-m", "base")
        repository.write("r.md", "stashed\n")
        repository.git("stash", "-q")
        repository.write("r.md", "ours\n")
        repository.git("commit", "-q", "-a", "-m", "ours")
        with pytest.raises(subprocess.CalledProcessError):
            repository.git("stash", "pop", "-q")
        result = repository.commits().commit(["r.md"], "Conflict")
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.BUSY
        assert repository.status() == ["UU r.md"]


class TestHooks:
    def test_a_refusing_hook_is_quoted_safely_and_leaves_no_trace(
        self, repository: Repository
    ) -> None:
        repository.start()
        repository.write("notes.txt", "two\n")
        repository.git("add", "notes.txt")
        known = repository.write("known.md", "one")
        repository.git("add", known)
        repository.git("commit", "-q", "-m", "known", "--", known)
        repository.write(known, "two")
        new = repository.write("new.md", "text")
        repository.hook(
            "pre-commit",
            r"printf 'no \033[31mreports\033[0m on \033]0;title\007Sundays\b\n' >&2; exit 1",
        )
        result = repository.commits().commit([known, new], "Refused")
        assert result.sha is None
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.HOOK
        assert "no reports on Sundays" in result.trouble.what
        assert result.trouble.what.isprintable()
        assert repository.status() == [" M known.md", "M  notes.txt", "?? new.md"]

    def test_what_a_crash_left_behind_is_taken_back_too(self, repository: Repository) -> None:
        repository.start()
        report = repository.write("r.md", "text")
        repository.git("add", "-N", report)
        repository.hook("pre-commit", "exit 1")
        assert not repository.commits().commit([report], "Refused").done
        assert repository.status() == ["?? r.md"]

    def test_a_hook_that_mends_and_adds_gives_its_blob_and_a_clean_index(
        self, repository: Repository
    ) -> None:
        repository.start()
        report = repository.write("r.md", "text\n")
        repository.hook("pre-commit", f"echo mended >> {report}; git add {report}")
        result = repository.commits().commit([report], "Mended")
        assert result.done
        assert result.blobs == {report: blob_id(b"text\nmended\n")}
        assert repository.status() == []

    def test_a_hook_that_mends_and_refuses_once_is_asked_again(
        self, repository: Repository
    ) -> None:
        report = repository.write("r.md", "text\n")
        repository.hook(
            "pre-commit",
            f"grep -q mended {report} && exit 0; echo mended >> {report}; exit 1",
        )
        result = repository.commits().commit([report], "Mended", filed={report: blob_id(b"text\n")})
        assert result.done
        assert result.blobs == {report: blob_id(b"text\nmended\n")}
        assert repository.status() == []

    def test_a_hook_that_never_has_enough_is_not_asked_for_ever(
        self, repository: Repository
    ) -> None:
        report = repository.write("r.md", "text\n")
        repository.hook("pre-commit", f"echo more >> {report}; exit 1")
        result = repository.commits().commit([report], "Endless")
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.HOOK
        assert (repository.root / report).read_text() == "text\nmore\nmore\n"

    def test_a_hanging_hook_is_ended_with_its_children(self, repository: Repository) -> None:
        repository.start()
        report = repository.write("r.md", "text")
        pids = repository.root / ".git" / "pids"
        repository.hook(
            "pre-commit",
            f"trap '' TERM; echo $$ > {pids}; sleep 600 & echo $! >> {pids}; wait; wait",
        )
        for patience in GROWING:
            result = repository.commits(patience=patience).commit([report], "Hanging")
            assert result.trouble is not None
            assert result.trouble.kind is TroubleKind.TIMEOUT
            if pids.exists():
                break
        assert all(ends(int(pid)) for pid in pids.read_text().split())
        assert repository.status() == ["?? r.md"]
        assert repository.commits().state() is None

    def test_a_hook_that_hangs_after_the_commit_does_not_undo_it(
        self, repository: Repository
    ) -> None:
        repository.start()
        report = repository.write("r.md", "text")
        repository.hook("post-commit", "exec sleep 600")
        for patience in GROWING:
            result = repository.commits(patience=patience).commit([report], "Late hanging")
            if result.sha:
                break
        assert result.done
        assert result.sha == repository.commits().head()
        assert repository.status() == []

    def test_a_background_job_of_a_hook_is_neither_awaited_nor_ended(
        self, repository: Repository
    ) -> None:
        repository.start()
        report = repository.write("r.md", "text")
        pid = repository.root / ".git" / "pid"
        repository.hook("post-commit", f"sleep 600 & echo $! > {pid}")
        result = repository.commits(patience=30).commit([report], "Background")
        job = int(pid.read_text())
        try:
            assert result.done
            assert not ends(job, seconds=0)
        finally:
            os.kill(job, 9)

    def test_leaving_ends_a_running_hook(self, repository: Repository) -> None:
        repository.start()
        report = repository.write("r.md", "text")
        started = repository.root / ".git" / "started"
        repository.hook("pre-commit", f"touch {started}; exec sleep 600")
        commits = repository.commits(patience=600)

        def leave() -> None:
            while not started.exists():
                time.sleep(0.01)
            commits.stop()

        leaver = threading.Thread(target=leave)
        leaver.start()
        result = commits.commit([report], "Leaving")
        leaver.join()
        assert result.trouble is not None
        assert result.trouble.kind is TroubleKind.STOPPED
        assert repository.status() == ["?? r.md"]

    def test_hooks_see_neither_the_key_nor_a_foreign_repository(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ANTHROPIC_API_KEY", "canary")
        monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "canary")
        monkeypatch.setenv("GIT_DIR", "/nowhere")
        monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
        seen = repository.root / ".git" / "seen"
        repository.hook("pre-commit", f"env > {seen}; ! read line || exit 1")
        report = repository.write("r.md", "text")
        assert repository.commits().commit([report], "Quiet").done
        assert "canary" not in seen.read_text()
        assert "PATHSPECS" not in seen.read_text()

    @pytest.mark.parametrize(
        ("program", "kind"),
        [
            ("echo 'no pinentry' >&2; exit 2", TroubleKind.SIGNING),
            ("exec sleep 600", TroubleKind.TIMEOUT),
        ],
    )
    def test_signing_that_fails_or_asks_never_hangs_us(
        self, repository: Repository, program: str, kind: TroubleKind
    ) -> None:
        repository.start()
        repository.hook("sign", program)
        repository.git("config", "commit.gpgSign", "true")
        repository.git("config", "gpg.program", str(repository.root / ".git/hooks/sign"))
        report = repository.write("r.md", "text")
        result = repository.commits(patience=0.3).commit([report], "Signed")
        assert result.trouble is not None
        assert result.trouble.kind is kind
        assert repository.status() == ["?? r.md"]
