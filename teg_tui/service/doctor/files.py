"""The workspace's own files: scores, prompts, and the disks they lie on."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from teg_tui.errors import TegError
from teg_tui.service import disk
from teg_tui.service.doctor.finding import Finding, Patient, Verdict, told
from teg_tui.store import ledger_look
from teg_tui.workspace import Workspace, load_tour, shipped

_MEGABYTE = 1_000_000


def scores(patient: Patient) -> Iterator[Finding]:
    """Whether the scores can be read, and what is odd in them."""
    try:
        loaded = load_tour(Workspace(patient.root, patient.config))
    except TegError as error:
        yield Finding("scores", Verdict.TROUBLE, *told(error))
        return
    tournaments = loaded.tour.tournaments
    rounds = sum(len(tournament.rounds) for tournament in tournaments)
    odd = f", {len(loaded.notes)} things in them are odd" if loaded.notes else ""
    yield Finding(
        "scores",
        Verdict.FINE,
        f"{len(tournaments)} tournaments, {rounds} rounds{odd}",
        "Press n in the app for what is odd" if odd else "",
    )


def prompts(patient: Patient) -> Iterator[Finding]:
    """Whether every kind of report has a prompt that can be understood."""
    from teg_tui.reports.kinds import load_kinds

    try:
        kinds = load_kinds([shipped("prompts"), patient.root / "prompts"], patient.config.kinds)
    except TegError as error:
        yield Finding("prompts", Verdict.TROUBLE, *told(error))
        return
    listed = list(kinds)
    on = sum(kind.enabled for kind in listed)
    yield Finding("prompts", Verdict.FINE, f"{len(listed)} kinds of report, {on} switched on")


def disks(patient: Patient) -> Iterator[Finding]:
    """Whether there is room, and leave, to write what is under way."""
    needed = _needed(patient)
    places = {
        "workspace": patient.root,
        "raw results": _there(patient.root / patient.config.folders.results),
        "temporary files": Path(tempfile.gettempdir()),
    }
    seen: set[int] = set()
    for name, folder in places.items():
        device = folder.stat().st_dev
        if device in seen and os.access(folder, os.W_OK):
            continue
        seen.add(device)
        yield _disk(name, folder, needed)


def _disk(name: str, folder: Path, needed: int) -> Finding:
    if not os.access(folder, os.W_OK):
        what = f"{folder} ({name}) may not be written to"
        return Finding("disk", Verdict.TROUBLE, what, "Check who owns it, and how it is mounted")
    free = shutil.disk_usage(folder).free
    room = f"{free // _MEGABYTE:,} MB are free for the {name}"
    if free < needed:
        missing = -(-(needed - free) // _MEGABYTE)
        what = f"{room}, what is under way may take {-(-needed // _MEGABYTE):,} MB"
        return Finding("disk", Verdict.TROUBLE, what, f"Free {missing:,} MB")
    return Finding("disk", Verdict.FINE, f"{room}; {-(-needed // _MEGABYTE):,} MB are needed")


def _needed(patient: Patient) -> int:
    """Bytes; a ledger that can't be read is another finding."""
    with ledger_look.reading(patient.private) as ledger:
        return 0 if ledger is None else disk.needed_by(ledger)


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(each for each in (folder, *folder.parents) if each.exists())
