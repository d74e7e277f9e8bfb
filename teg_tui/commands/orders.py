"""What a command line asks to be written, and how."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teg_tui.costs.advice import Via
    from teg_tui.reports.key import CellKey
    from teg_tui.reports.plan import Mode, Selection
    from teg_tui.reports.state import Catalogue
    from teg_tui.reports.trial import Trial

EVERY: tuple[int, ...] = ()
"""Every round there is to write about."""


@dataclass(frozen=True)
class Order:
    """The reports that are meant."""

    tegs: tuple[int, ...]
    rounds: tuple[int, ...] | None
    """By number, or `EVERY`; None for the tournaments themselves."""
    mode: Mode
    kinds: frozenset[str] = frozenset()
    """These kinds; empty for those switched on."""
    also: frozenset[str] = frozenset()
    """These as well."""
    skip_fresh: bool = False
    partial: bool = False
    """Whether the tournaments are meant as of the round named."""
    trial: Trial | None = None
    """Whether they are to be written as a variant."""

    @property
    def notes_too(self) -> str:
        """How to have what reports are written from written as well."""
        both = "with --full-pipeline" if self.rounds is None else "without --reports-only"
        alone = "without further options" if self.rounds is None else "with --story-notes-only"
        if self.trial is not None:
            return "Write them first: a variant is written from what is on file"
        return f"Write the story notes {alone} first, or both {both}"

    def selection(self, catalogue: Catalogue) -> Selection:
        """What it comes to in a workspace. Raises DataError where nothing partial is left of it."""
        from teg_tui.reports.plan import Selection

        if self.partial:
            self._check_partial(catalogue)
        switched_on = {name for name, _, on in catalogue.kinds if on}
        kinds = self.kinds or (switched_on | self.also if self.also else None)
        return Selection(
            self._cells(catalogue),
            self.mode,
            None if kinds is None else frozenset(kinds),
            skip_fresh=self.skip_fresh,
            trial=self.trial,
        )

    def _check_partial(self, catalogue: Catalogue) -> None:
        from teg_tui.errors import DataError

        rows = [row for row in catalogue.rows if row.teg in self.tegs and row.rounds]
        if rows and all((row.rounds[-1].key.round,) == self.rounds for row in rows):
            raise DataError(
                f"round {rows[0].rounds[-1].key.round} is the last: that is the whole tournament",
                way_out="Leave out --partial",
            )

    def _cells(self, catalogue: Catalogue) -> frozenset[CellKey]:
        from teg_tui.reports.key import CellKey
        from teg_tui.reports.ranges import cells

        if self.rounds != EVERY:
            return cells(self.tegs, self.rounds)
        rows = {row.teg: row for row in catalogue.rows}
        named: set[CellKey] = set()
        for teg in self.tegs:
            there = rows[teg].rounds if teg in rows else ()
            keys = {cell.key for cell in there if cell.offered} or {cell.key for cell in there}
            named |= keys or {CellKey(teg, None)}  # the plan says why there is nothing to write
        return frozenset(named)


@dataclass(frozen=True)
class Manner:
    """How an order is carried out."""

    via: Via
    submit_only: bool
    yes: bool
    """Whether the cost is agreed to beforehand."""
    stop_on_error: bool = False
    pause: float = 0.0
    """Seconds between tournaments in real time."""
    json: bool = False
    """Whether the answer is for a program."""

    @property
    def may_ask(self) -> bool:
        """Whether there is somebody to ask."""
        return sys.stdin.isatty() and not self.json
