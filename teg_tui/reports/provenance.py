"""Where a report came from; kept in the ledger and in the commit's trailers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from teg_tui.reports.key import ReportKey


@dataclass(frozen=True)
class Recipe:
    """What a report was, or would be, written from. Equal recipes need not be written twice."""

    facts: str
    """Fingerprint of the scores behind its facts (`golf.fingerprint`), sha256 in hex."""
    needs: tuple[tuple[ReportKey, str], ...]
    """The reports it was written from, each with the git blob id of the text it gave."""
    prompt: str
    """sha256 of the prompt file, in hex: another prompt makes it an older recipe, not stale."""
    model: str


@dataclass(frozen=True)
class Tally:
    """What the checker made of a report's claims."""

    true: int
    false: int
    """Left in the text, accepted ones included."""
    unchecked: int
    """The scores do not tell, or what is said is not certain."""
    corrected: int = 0
    """False in an earlier text of it, and no longer."""

    @property
    def checked(self) -> int:
        """Claims on which the scores have a word."""
        return self.true + self.false


@dataclass(frozen=True)
class Provenance:
    """How a filed report came to be."""

    key: ReportKey
    recipe: Recipe
    blob: str
    """Git blob id (sha1 in hex) of the bytes filed, or of what a commit hook made of them."""
    batch_id: str | None
    """The batch's id at Anthropic; None where it was not written in a batch."""
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal | None
    """None where the model has no known price."""
    pretend: bool
    """Whether a simulator wrote it: its money counts in no total."""
    written_at: datetime
    """UTC."""
    claims: Tally | None = None
    """None where it was filed unchecked."""
