"""A real repository to commit in, and a provenance to speak of."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance, Recipe
from teg_tui.store.commits import Commits


@dataclass(frozen=True)
class Repository:
    """A repository with an identity of its own and, at first, no commit."""

    root: Path

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True
        )
        return done.stdout

    def write(self, path: str, text: str) -> str:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        return path

    def hook(self, name: str, script: str) -> None:
        own = self.root / ".git"
        hook = (own if own.exists() else self.root) / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{script}\n")
        hook.chmod(0o755)

    def start(self) -> None:
        """A first commit, so that HEAD exists."""
        self.write("notes.txt", "one\n")
        self.git("add", "notes.txt")
        self.git("commit", "-q", "-m", "start")

    def commit(self, path: str, text: str = "text\n", message: str = "by hand") -> None:
        """Write a file and commit it."""
        self.write(path, text)
        self.git("add", path)
        self.git("commit", "-q", "-m", message)

    def status(self) -> list[str]:
        return self.git("status", "--porcelain", "--untracked-files=all").splitlines()

    def changed_in_head(self) -> list[str]:
        return self.git("show", "--format=", "--name-only", "HEAD").split()

    def commits(self, patience: float = 60.0) -> Commits:
        return Commits(self.root, patience=patience)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    root = tmp_path / "workspace"
    root.mkdir()
    made = Repository(root)
    made.git("init", "-q", "-b", "main", "--template=")
    with (root / ".git" / "config").open("a") as config:
        config.write("[user]\n\tname = Ann Otter\n\temail = ann@example.org\n[gc]\n\tauto = 0\n")
    return made


@pytest.fixture
def origin(repository: Repository, tmp_path: Path) -> Repository:
    """A bare repository that the other has pushed its first commit to, as its upstream."""
    repository.start()
    made = Repository(tmp_path / "origin.git")
    repository.git("init", "-q", "--bare", "-b", "main", "--template=", str(made.root))
    repository.git("remote", "add", "origin", str(made.root))
    repository.git("push", "-q", "-u", "origin", "main")
    return made


@pytest.fixture
def colleague(origin: Repository, tmp_path: Path) -> Repository:
    """Somebody else's clone of it."""
    made = Repository(tmp_path / "colleague")
    origin.git("clone", "-q", str(origin.root), str(made.root))
    made.git("config", "user.name", "Bo Sedge")
    made.git("config", "user.email", "bo@example.org")
    return made


@pytest.fixture
def provenance() -> Provenance:
    return Provenance(
        key=ReportKey(4, 2, "round_report"),
        recipe=Recipe(
            facts="a" * 64,
            needs=((ReportKey(4, 2, "round_notes"), "b" * 40),),
            prompt="c" * 64,
            model="claude-sonnet-5-5",
        ),
        blob="d" * 40,
        batch_id="msgbatch_01",
        input_tokens=4_100,
        output_tokens=900,
        cost_usd=Decimal("0.012900"),
        pretend=False,
        written_at=datetime(2026, 3, 1, 23, 59, 1, tzinfo=UTC),
    )
