"""Git: whether what is written can be committed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from teg_tui.service.doctor.finding import Finding, Patient, Verdict
from teg_tui.store.git import Git
from teg_tui.store.gitstatus import find_place
from teg_tui.store.gittrouble import Trouble, trouble_of

_OLDEST = (2, 26)
_PATIENCE = 5.0
"""Seconds: what is asked here is answered at once, or something hangs."""
_AT_A_COMMIT = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")


def git(patient: Patient) -> Iterator[Finding]:
    """Version, repository, what is under way in it, and whom it takes us for."""
    asked = Git(patient.root)
    needed = patient.config.git.commit
    place = find_place(asked)
    trouble = place if isinstance(place, Trouble) else place.trouble
    if trouble is not None:
        yield _troubled(trouble, needed=needed)
    if isinstance(place, Trouble):
        return
    version = asked.ask("--version", timeout=_PATIENCE).out.decode(errors="replace").strip()
    if _number(version) < _OLDEST:
        yield Finding("git", Verdict.ADVICE, f"{version} is too old", "Install git 2.26 or newer")
    who = asked.ask("var", "GIT_COMMITTER_IDENT", timeout=_PATIENCE)
    if who.code:
        yield _troubled(trouble_of(who), needed=needed)
    ignored = list(_ignored(asked, patient))
    yield from ignored
    if trouble is None and not who.code and not ignored:
        yield Finding(
            "git", Verdict.FINE, f"{version} can commit here{_on_the_way(asked, patient)}"
        )


def _troubled(trouble: Trouble, *, needed: bool) -> Finding:
    verdict = Verdict.ADVICE if needed else Verdict.FINE
    return Finding("git", verdict, trouble.what, trouble.way_out if needed else "")


def _ignored(asked: Git, patient: Patient) -> Iterator[Finding]:
    """Folders of reports that git passes over: nothing in them can be committed."""
    folders = patient.config.folders
    paths = {
        folder: f"{folder}/TEG1_R1_report.md"
        for folder in (folders.rounds, folders.drafts, folders.published)
    }
    ignored = [
        folder
        for folder, path in paths.items()
        if not asked.ask("check-ignore", "--quiet", "--", path, timeout=_PATIENCE).code
    ]
    if ignored:
        yield Finding(
            "git",
            Verdict.ADVICE if patient.config.git.commit else Verdict.FINE,
            f"git ignores {', '.join(ignored)}, so that no report there can be committed",
            f"See which line says so: git check-ignore -v {paths[ignored[0]]}",
        )


def _on_the_way(asked: Git, patient: Patient) -> str:
    """What a commit passes: hooks and signing may hold it up."""
    answer = asked.ask("rev-parse", "--git-path", "hooks", timeout=_PATIENCE)
    folder = patient.root / os.fsdecode(answer.out).rstrip("\n")
    hooks = [name for name in _AT_A_COMMIT if _runs(folder / name)]
    signs = asked.ask("config", "--type=bool", "--get", "commit.gpgsign", timeout=_PATIENCE)
    said = [f"through its hooks {', '.join(hooks)}"] if hooks else []
    said += ["signed"] if signs.out.strip() == b"true" else []
    return f", {' and '.join(said)}" if said else ""


def _runs(hook: Path) -> bool:
    return hook.is_file() and os.access(hook, os.X_OK)


def _number(version: str) -> tuple[int, int]:
    found = re.search(r"(\d+)\.(\d+)", version)
    return (int(found[1]), int(found[2])) if found else _OLDEST
