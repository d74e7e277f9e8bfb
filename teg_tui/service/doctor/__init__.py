"""The doctor: looks at everything the program needs, says how it is and what to do.

It touches nothing, needs no lock, no network and no sound workspace: whatever can't be looked at
is a finding of its own. It takes a few seconds at the most.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from teg_tui import __version__, workspace
from teg_tui.config import Config
from teg_tui.errors import TegError
from teg_tui.outside_text import one_line
from teg_tui.redaction import without_secrets
from teg_tui.service.doctor import files, memory, network, repository
from teg_tui.service.doctor.finding import Finding, Patient, Verdict, told
from teg_tui.service.endpoint import Endpoint

__all__ = ["Finding", "Patient", "Verdict", "examine", "patient_at", "worst"]

_REPORT = "If that is no fault of the disk: teg-tui doctor --report, and report it"
Check = Callable[[Patient], Iterable[Finding]]
_ON_DISK: tuple[tuple[str, Check], ...] = (
    ("ledger", memory.ledger),
    ("work", memory.work),
    ("disk", files.disks),
    ("git", repository.git),
)
"""What can be looked at wherever there is a folder, whatever is in it."""
_AS_CONFIGURED: tuple[tuple[str, Check], ...] = (
    ("scores", files.scores),
    ("prompts", files.prompts),
)


def examine(start: Path) -> tuple[Finding, ...]:
    """How everything is, in the workspace that `start` lies in."""
    patient, found = patient_at(start)
    endpoint = network.find(patient) if patient.configured else None
    call = network.Call(endpoint) if isinstance(endpoint, Endpoint) else None
    findings = [_program(), found]
    if patient.there and patient.configured:
        findings += _checked(_AS_CONFIGURED, patient)
    if isinstance(endpoint, Finding):
        findings.append(endpoint)
    elif endpoint is not None and call is not None:
        findings += network.findings(patient, endpoint, call.heard())
    if patient.there:
        findings += _checked(_ON_DISK, patient)
    return tuple(replace(each, what=without_secrets(each.what)) for each in findings)


def worst(findings: Iterable[Finding]) -> Verdict:
    """The verdict on all of it."""
    return max((finding.verdict for finding in findings), default=Verdict.FINE)


def patient_at(start: Path) -> tuple[Patient, Finding]:
    """The workspace that `start` lies in, and how it is."""
    root = start.absolute()
    try:
        found = workspace.root_of(start)
        if found is not None:
            root = found
            config = workspace.load(found).config
            return Patient(root, config), _workspace(root)
        workspace.find(start)
    except (TegError, OSError) as error:
        words = told(error) if isinstance(error, TegError) else (str(error), "Check who owns it")
        finding = Finding("workspace", Verdict.TROUBLE, *words)
        there = not isinstance(error, workspace.NoWorkspaceError)
        return Patient(root, Config(), there=there, configured=not there), finding
    raise AssertionError("a workspace that is not there was found")


def _workspace(root: Path) -> Finding:
    if (root / workspace.CONFIG_FILE).is_file():
        return Finding("workspace", Verdict.FINE, f"{root}, {workspace.CONFIG_FILE}")
    way_out = f"Nothing needs one; to set something, teg-tui init writes {workspace.CONFIG_FILE}"
    return Finding("workspace", Verdict.FINE, f"{root}, no {workspace.CONFIG_FILE}", way_out)


def _program() -> Finding:
    versions = f"teg-tui {__version__}, Python {platform.python_version()}, {platform.system()}"
    try:
        workspace.shipped("prompts")
        workspace.shipped("data")
    except TegError as error:
        return Finding("program", Verdict.TROUBLE, f"{versions}: {error.what}", error.way_out)
    return Finding("program", Verdict.FINE, versions)


def _checked(checks: Iterable[tuple[str, Check]], patient: Patient) -> Iterator[Finding]:
    """What the checks find; one that breaks is a finding, too, and keeps no other back."""
    for name, check in checks:
        try:
            yield from check(patient)
        except Exception as error:
            said = one_line(without_secrets(f"{type(error).__name__}: {error}"))
            yield Finding(name, Verdict.ADVICE, f"it can't be looked at ({said})", _REPORT)
