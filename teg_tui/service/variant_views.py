"""What the service tells of variants: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from teg_tui.reports.key import ReportKey
from teg_tui.reports.trial import Trial


@dataclass(frozen=True)
class Draft:
    """One text of a report: the one on file, or a variant's."""

    name: str
    """The variant's; empty for the report as it is on file."""
    text: str
    words: int
    false: tuple[str, ...]
    """What the scores contradict in it, in words."""
    model: str
    """Empty where nobody knows."""
    prompt: str
    """The prompt file, where it is known."""
    cost_usd: Decimal | None
    pretend: bool
    written_at: datetime | None
    trial: Trial | None = None
    """How to write more of it; None for what is on file."""

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Variant {self.name}" if self.name else "Current"


@dataclass(frozen=True)
class Comparison:
    """A report's texts, the one on file first, then its variants, newest first."""

    key: ReportKey
    title: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True)
class PromptChoice:
    """A prompt that can be tried."""

    kind: str
    title: str
    """The kind's."""
    path: str
    name: str
    """What its file says its variant is called."""
