"""What the service tells of a report's versions: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from teg_tui.reports.difference import DifferentLine
from teg_tui.reports.key import ReportKey

if TYPE_CHECKING:
    from teg_tui.costs.estimate import Money


@dataclass(frozen=True)
class CorrectionQuote:
    """What sending a false text back to the model would be."""

    reports: int
    """That many, all that came with it and are false still."""
    estimated: Money | None
    """None where no price is known."""
    pretend: bool
    standing: bool
    """Whether it is the report as it stands, which goes in real time; else what the model sent."""


@dataclass(frozen=True)
class Difference:
    """A report beside the version before."""

    key: ReportKey
    path: str
    """Relative to the workspace."""
    blob: str
    """Git blob id of the version before."""
    at: datetime
    """When that was committed."""
    subject: str
    """The first line of that commit's message."""
    lines: tuple[DifferentLine, ...]
    """What has changed since."""
