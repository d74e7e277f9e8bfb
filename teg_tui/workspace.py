"""The folder the program works on: `teg.toml`, the paths in it, where shipped files lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from teg_tui.golf.tour import AwardException, Competition


@dataclass(frozen=True)
class DataFiles:
    """The score files, relative to the workspace."""

    scores: str = "data/all-scores.parquet"
    """Parquet or CSV."""
    rounds: str = "data/round_info.csv"
    players: str = "data/players.csv"
    handicaps: str = "data/handicaps.csv"
    winners: str = "data/teg_winners.csv"
    courses: str = "data/course_info.csv"
    columns: dict[str, str] = field(default_factory=dict)
    """Our name of a column -> the file's, where they differ ("Sc" -> "Score")."""


@dataclass(frozen=True)
class Folders:
    """Where reports lie, relative to the workspace; a kind's output path names them."""

    rounds: str = "data/commentary/round_reports"
    drafts: str = "data/commentary/drafts"
    published: str = "data/commentary"
    requests: str = "data/batch_requests"
    results: str = "data/batch_results"


@dataclass(frozen=True)
class Budget:
    """USD."""

    confirm_above: Decimal = Decimal("5")
    monthly_cap: Decimal | None = None


@dataclass(frozen=True)
class Thresholds:
    """When batch is advised."""

    batch_above: Decimal = Decimal("10")
    """USD at standard prices."""
    bulk_from: int = 10
    """Tournaments touched."""


@dataclass(frozen=True)
class BatchLimits:
    """When a batch is split."""

    max_requests: int = 2000
    max_megabytes: int = 20


@dataclass(frozen=True)
class Config:
    """`teg.toml`, every field checked."""

    event: str = "TEG"
    model: str = "claude-sonnet-5-5"
    poll_seconds: int = 60
    base_url: str = ""
    """Loopback only; any other endpoint comes from ANTHROPIC_BASE_URL."""
    data: DataFiles = DataFiles()
    folders: Folders = Folders()
    competitions: tuple[Competition, ...] = ()
    exceptions: tuple[AwardException, ...] = ()
    budget: Budget = Budget()
    advice: Thresholds = Thresholds()
    batch: BatchLimits = BatchLimits()
    kinds: dict[str, bool] = field(default_factory=dict)
    """Kinds switched on or off otherwise than their file says."""
    keys: dict[str, str] = field(default_factory=dict)
    """Binding id -> keys, as Textual's keymap."""
    git_commit: bool = True
    demo: bool = False
    """A demonstration workspace: starts its own simulator, its money is pretend."""


@dataclass(frozen=True)
class Workspace:
    """A folder and its configuration."""

    root: Path
    config: Config

    @property
    def private(self) -> Path:
        """Ledger, lock, log, held and replaced texts; ignored by git."""
        return self.root / ".teg-tui"
