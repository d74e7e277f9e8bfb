"""What the screens ask of the service, and how they take its answers.

The app fulfils `Door` with the service's thread; a test or a sketch with anything of that shape.
"""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.screen import Screen

from teg_tui.costs.account import By, Statement
from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Selection
from teg_tui.service.publish_views import PublishQuote, PublishResult
from teg_tui.service.refresh_views import RefreshQuote, RefreshResult
from teg_tui.service.variant_views import Comparison, PromptChoice
from teg_tui.service.views import Counts, Morning, Quote, ReportText, RunView

if TYPE_CHECKING:  # loaded before the first paint: only what that needs
    from teg_tui.costs.models import ModelList
    from teg_tui.golf.claims import Claim
    from teg_tui.service.amend_views import CorrectionQuote, Difference
    from teg_tui.service.doctor import Finding

T = TypeVar("T")


class Door(Protocol):
    """The service's questions and orders, each answered later; errors are `TegError`s."""

    async def quote(self, selection: Selection, via: Via) -> Quote:
        """What a selection would write that way, and what it would cost."""

    async def start(self, selection: Selection, via: Via) -> RunView:
        """Write it."""

    async def cancel(self, run: int) -> RunView:
        """Stop a run; what is finished is kept."""

    async def retry_quote(self, run: int, via: Via) -> Quote:
        """What sending a run's failed, held and expired reports again would cost."""

    async def retry(self, run: int, via: Via) -> RunView:
        """Send them again."""

    async def read(self, key: ReportKey) -> ReportText:
        """A report's text."""

    async def news(self) -> Morning | None:
        """What happened since somebody last looked; None for nothing. Asked once, at the start."""

    async def morning(self) -> Morning:
        """What happened since the last look; where that is nothing, what was told then."""

    async def looked(self, seen: Morning) -> None:
        """The user has read it: it is no news any more."""

    async def accept(self, key: ReportKey, claim: Claim, reason: str) -> str:
        """Let a false claim stand; here and below what was done, in words."""

    async def put_right(self, key: ReportKey, claim: Claim) -> str:
        """Put the right value in its place."""

    async def correction_quote(self, key: ReportKey) -> CorrectionQuote:
        """What sending a false text back to the model would be."""

    async def correct(self, key: ReportKey) -> RunView:
        """Send it back."""

    async def file_held(self, key: ReportKey) -> str:
        """File a held text as it is."""

    async def begin_edit(self, key: ReportKey) -> Path:
        """A copy of a text for an editor."""

    async def end_edit(self, key: ReportKey) -> str:
        """Take what the editor made of it."""

    async def difference(self, key: ReportKey) -> Difference:
        """A report beside its version before."""

    async def put_back(self, shown: Difference) -> str:
        """Put that version in its place."""

    async def publish_quote(
        self, cells: frozenset[CellKey], kinds: frozenset[str] | None
    ) -> PublishQuote:
        """What publishing these cells would copy; `kinds` None: those switched on."""

    async def publish(self, quote: PublishQuote) -> PublishResult:
        """Copy it and commit it."""

    async def refresh_quote(
        self, cells: frozenset[CellKey], kinds: frozenset[str] | None
    ) -> RefreshQuote:
        """What making the tables of these cells' reports anew would change; `kinds` None: all."""

    async def refresh(self, quote: RefreshQuote) -> RefreshResult:
        """Make them anew and commit them."""

    async def push(self) -> int:
        """Push the branch to its upstream; how many commits went."""

    async def costs(self, by: By) -> Statement:
        """What was spent so far."""

    async def count(self, selection: Selection) -> Counts:
        """Have a few more of its prompts counted exactly; how far it is then."""

    async def models(self) -> ModelList:
        """The models there are to choose from."""

    async def prompts(self) -> tuple[PromptChoice, ...]:
        """Prompts beside the kinds' own, to be tried."""

    async def compare(self, cell: CellKey) -> tuple[Comparison, ...]:
        """A cell's reports of which there are variants, with all their texts."""

    async def keep(self, key: ReportKey, variant: str) -> str:
        """File a variant's text as the report; what became of it, in words."""

    async def mark_current(self, kind: str) -> str:
        """Reports by older prompts of a kind count as written by today's; what was done."""

    async def examine(self) -> tuple[Finding, ...]:
        """What the doctor finds."""

    async def choose_model(self, name: str) -> None:
        """Have reports written by this model from now on."""


async def answer(screen: Screen[Any], question: Awaitable[T]) -> T | None:
    """The service's answer; None, and its words shown, where it says no."""
    try:
        return await question
    except TegError as error:
        screen.notify(str(error), severity="error", timeout=12, markup=False)
        return None
