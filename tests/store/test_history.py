"""A fresh clone knows where its reports came from."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from teg_tui.errors import StoreError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance
from teg_tui.store.commits import Commits
from teg_tui.store.files import blob_id
from teg_tui.store.trailers import to_line

if TYPE_CHECKING:
    from conftest import Repository


def _commit(repository: Repository, path: str, text: str, provenance: Provenance) -> Provenance:
    repository.write(path, text)
    filed = replace(provenance, blob=blob_id(text.encode()))
    assert repository.commits().commit([path], f"Write {path}", [to_line(filed, path)]).done
    return filed


def test_a_clone_reads_it_newest_first(
    repository: Repository, provenance: Provenance, tmp_path: Path
) -> None:
    repository.start()
    other = replace(provenance, key=ReportKey(5, None, "main_report"), cost_usd=None)
    first = _commit(repository, "a.md", "one", provenance)
    second = _commit(repository, "ü b.md", "two", other)
    third = _commit(repository, "a.md", "three", provenance)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", repository.root, clone], check=True)
    assert list(Commits(clone).provenance_log()) == [third, second, first]


@pytest.mark.parametrize("folder", ["", "tour/"])
def test_what_a_hook_made_of_a_report_is_what_counts(
    repository: Repository, provenance: Provenance, folder: str
) -> None:
    repository.hook("pre-commit", f"echo mended >> {folder}a.md; git add {folder}a.md")
    repository.write(f"{folder}a.md", "one\n")
    commits = Commits(repository.root / folder)
    filed = replace(provenance, blob=blob_id(b"one\n"))
    assert commits.commit(["a.md"], "Mended", [to_line(filed, "a.md")]).done
    (read,) = commits.provenance_log()
    assert read == replace(provenance, blob=blob_id(b"one\nmended\n"))


def test_trailers_are_found_wherever_a_hook_or_a_squash_put_them(
    repository: Repository, provenance: Provenance
) -> None:
    old, new = replace(provenance, input_tokens=1), replace(provenance, input_tokens=2)
    body = f"Squash\n\n{to_line(old, 'x.md')}\n\nmore\n\n{to_line(new, 'x.md')}\n\nChange-Id: I1\n"
    repository.start()
    repository.write("notes.txt", "changed")
    repository.git("commit", "-q", "-a", "-m", body)
    assert list(repository.commits().provenance_log()) == [new, old]


def test_another_workspace_of_the_same_repository_is_not_ours(
    repository: Repository, provenance: Provenance
) -> None:
    filed = _commit(repository, "east/r.md", "east", provenance)
    repository.write("west/r.md", "west")
    moved = replace(filed, blob=blob_id(b"west"))
    west = Commits(repository.root / "west")
    assert west.commit(["r.md"], "West", [to_line(moved, "r.md")]).done
    assert list(west.provenance_log()) == [moved]


def test_junk_in_messages_is_passed_over(repository: Repository, provenance: Provenance) -> None:
    repository.start()
    repository.write("notes.txt", "changed")
    junk = "Teg-Report: {\nTeg-Report: \x01\x1b[2J\nTeg-Report: null\n:100644 a b c M"
    repository.git("commit", "-q", "-a", "-m", f"Junk\n\n{junk}")
    filed = _commit(repository, "a.md", "one", provenance)
    assert list(repository.commits().provenance_log()) == [filed]


def test_reading_may_stop_early(repository: Repository, provenance: Provenance) -> None:
    filed = _commit(repository, "a.md", "one", provenance)
    _commit(repository, "b.md", "two", provenance)
    log = repository.commits().provenance_log()
    assert next(iter(log)).key == filed.key
    del log


def test_no_commits_no_repository_no_git_say_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(repository.commits().provenance_log()) == []
    assert list(Commits(tmp_path).provenance_log()) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(repository.commits().provenance_log()) == []


def test_a_broken_repository_is_not_taken_for_a_short_history(
    repository: Repository, provenance: Provenance
) -> None:
    _commit(repository, "a.md", "one", provenance)
    first = repository.git("rev-parse", "HEAD").strip()
    _commit(repository, "a.md", "two", provenance)
    (repository.root / ".git" / "objects" / first[:2] / first[2:]).unlink()
    with pytest.raises(StoreError, match="broke off"):
        list(repository.commits().provenance_log())
