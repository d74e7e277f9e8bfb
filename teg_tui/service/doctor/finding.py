"""What the doctor says of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from teg_tui.config import Config
from teg_tui.errors import TegError
from teg_tui.store.glance import PRIVATE


class Verdict(IntEnum):
    """How something is; as a number, the exit code it makes."""

    NOT_LOOKED_AT = -1
    """It could not be, as things are; no exit code, for there is always something that can."""
    FINE = 0
    ADVICE = 1
    """Something is to be done; the rest works meanwhile."""
    TROUBLE = 2
    """Nothing can be written as long as it is so."""


@dataclass(frozen=True)
class Finding:
    """How one thing is, and what to do about it."""

    check: str
    """What was looked at, in a word: "ledger"."""
    verdict: Verdict
    what: str
    """A sentence without a full stop."""
    way_out: str = ""
    """What to do, a sentence without a full stop; empty where nothing is."""


@dataclass(frozen=True)
class Patient:
    """A workspace, as far as it can be told what it is."""

    root: Path
    config: Config
    """As `teg.toml` says; where it can't be read, what holds without one."""
    there: bool = True
    """Whether there is a workspace at all."""
    configured: bool = True
    """Whether `config` is what holds there."""

    @property
    def private(self) -> Path:
        """Ledger, lock and log."""
        return self.root / PRIVATE


def told(error: TegError) -> tuple[str, str]:
    """What an error says, and what to do, as a finding has it."""
    place = f"{error.where}: " if error.where else ""
    return f"{place}{error.what}", error.way_out or "Correct what it names"
