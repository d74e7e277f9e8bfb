"""What a bug report needs, as one text: no report, no name, no key, nothing of what was written.

Of the log and of crashes only that is taken which can hold no text: times, levels, places in the
program, kinds of error, numbers and ids of batches. What is passed over is no loss: the place
tells a programmer which words stood there.
"""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path

from teg_tui import __version__
from teg_tui.redaction import without_secrets
from teg_tui.service import crash, logfile
from teg_tui.service.doctor import memory
from teg_tui.service.doctor.finding import Finding, Patient, Verdict

CONTENTS = (
    "versions, platform, what the doctor found, how many runs and batches are in which state, and"
    " the last lines of the log and of crashes as times, places in the program and kinds of error."
    " No report, no player, no key."
)
_LINES = 200
_CRASHES = 3
_DISTRIBUTIONS = ("anthropic", "click", "genai-prices", "polars", "rich", "textual")
_TERMINAL = (
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "LANG",
    "LC_ALL",
    "TMUX",
    "STY",
    "WSL_DISTRO_NAME",
)
_TALKATIVE = frozenset({"workspace", "scores", "prompts"})
"""Checks whose complaints may quote a file: of these only the verdict is told."""

_LOG_LINE = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}Z) (?P<process>\d+) (?P<level>[A-Z]+)"
    r" (?:(?P<place>[a-z_]+:\d+) )?(?P<said>.*)"
)
_FRAME = re.compile(
    r'\s+File ".*?(?P<file>[\w-]+/[\w-]+\.py)", line (?P<line>\d+), in (?P<name>\w+)'
)
_ERROR = re.compile(r"(?P<kind>[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Timeout|Group))\b")
_ADDRESS = re.compile(r"[^\s<>'\"]+@[^\s<>'\"]+")
_HARMLESS = re.compile(
    r"\bmsgbatch_\w+|\b\d+\b|\b[A-Z]\w*(?:Error|Exception|Timeout)\b|\b[a-z]+(?:_[a-z]+)*_error\b"
)


def text(patient: Patient, findings: Sequence[Finding]) -> str:
    """The whole of it."""
    parts = {
        "Program": _program(),
        "Findings": _findings(findings),
        "Ledger": _ledger(patient),
        "Log": _log(patient.private / logfile.NAME),
        "Crashes": _crashes(patient.root),
    }
    whole = "\n".join(
        line for name, part in parts.items() for line in (f"## {name}", *_as_far(part), "")
    )
    return _nobody(whole, patient.root)


def _as_far(part: Iterator[str]) -> Iterator[str]:
    """Of a part as much as can be told."""
    try:
        yield from part
    except Exception as error:  # whatever is broken: the rest of the report is the more wanted
        yield f"(broke off: {type(error).__name__})"


def _program() -> Iterator[str]:
    yield f"teg-tui {__version__}, Python {platform.python_version()}"
    yield f"{platform.platform()}, SQLite {sqlite3.sqlite_version}"
    yield ", ".join(f"{name} {_version(name)}" for name in _DISTRIBUTIONS)
    yield ", ".join(f"{name}={os.environ[name]}" for name in _TERMINAL if name in os.environ)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        quotes = finding.check in _TALKATIVE and finding.verdict is not Verdict.FINE
        what = "(left out)" if quotes else finding.what
        yield f"{finding.verdict.name.lower():<8}{finding.check}: {what}"


def _ledger(patient: Patient) -> Iterator[str]:
    for table, states in memory.counts(patient).items():
        told = ", ".join(f"{count} {state}" for state, count in states.items())
        yield f"{table}: {told or 'none'}"


def _log(path: Path) -> Iterator[str]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines[-_LINES:]:
        found = _LOG_LINE.fullmatch(line)
        if found is not None:
            kept = " ".join(_HARMLESS.findall(found["said"]))
            yield f"{found['at']} {found['process']} {found['level']} {found['place'] or ''} {kept}"
        else:
            yield from _of_a_traceback(line)


def _crashes(root: Path) -> Iterator[str]:
    for path in crash.files(root)[-_CRASHES:]:
        yield path.name
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        for line in lines:
            yield from _of_a_traceback(line)


def _of_a_traceback(line: str) -> Iterator[str]:
    """Where in which program, and what kind of error; nothing of what it says."""
    if (frame := _FRAME.match(line)) is not None:
        yield f"  {frame['file']}:{frame['line']} {frame['name']}"
    elif (error := _ERROR.match(line)) is not None:
        yield f"  {error['kind']}"


def _nobody(whole: str, root: Path) -> str:
    """Without the names of folders, which may be a person's, and without secrets."""
    named = dict.fromkeys((*root.parents, *root.resolve().parents), "(above it)")
    named |= {root: "(workspace)", root.resolve(): "(workspace)", Path.home(): "~"}
    for folder in sorted(named, key=lambda its: len(its.parts), reverse=True):
        if len(folder.parts) > 1:
            whole = re.sub(rf"{re.escape(str(folder))}(?![\w.-])", named[folder], whole)
    return without_secrets(_ADDRESS.sub("(address)", whole))
