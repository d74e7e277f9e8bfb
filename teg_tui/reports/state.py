"""The state of a report and of a grid cell: one word each, by precedence."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.publication import Publication

if TYPE_CHECKING:  # loaded before the first paint: only what that needs
    from teg_tui.reports.provenance import Provenance


class State(IntEnum):
    """What a cell shows; of several reports' states the highest stands for the cell."""

    NOT_PLAYED = 0
    """No such round yet, or the scores are not there: nothing to offer."""
    INCOMPLETE = 1
    """Some of the scores are there: shown, not offered."""
    UNKNOWN_ORIGIN = 2
    """A file is there that neither ledger nor git log know: neither fresh nor stale."""
    PRESENT = 3
    """Written from today's scores and texts."""
    MISSING = 4
    STALE = 5
    """The scores behind its facts, or a report it was written from, have changed."""
    EDITED = 6
    """Somebody changed the file by hand."""
    FALSE = 7
    """It is there, and says what the scores say is not so; whoever wrote or edited it."""
    HELD = 8
    """A result waits for a person."""
    FAILED = 9
    IN_FLIGHT = 10
    """An open run is going to write it."""


@dataclass(frozen=True)
class RequestState:
    """What became of the newest request for a report, where that matters still."""

    state: State
    """`IN_FLIGHT`, `FAILED` or `HELD`."""
    reason: str = ""
    """Why it failed or is held, in words."""
    run: int | None = None
    """The open run that is going to write it."""


@dataclass(frozen=True)
class ReportStatus:
    """One report as the catalogue sees it."""

    key: ReportKey
    title: str
    """The kind's title ("Round report")."""
    state: State
    path: str
    """Of the file, relative to the workspace, whether it is there or not."""
    note: str = ""
    """Why it is in that state, in words; empty where the state says all."""
    publication: Publication = Publication.NO_PATH
    """How the players' copy stands to it."""
    older_recipe: bool = False
    """Written by another prompt or model than today's; never stale for that alone."""
    provenance: Provenance | None = None
    open_run: int | None = None
    """The run that is going to write it."""
    file_state: State = State.MISSING
    """What the file is by itself, whatever becomes of requests or is false in it."""
    false_claims: int = 0
    """How many in the file the scores say are not so, and nobody has let stand."""
    published_false: int = 0
    """How many in the players' copy, where that is another text or the only one."""

    @property
    def published_words(self) -> str:
        """How the players' copy stands to it, in words; empty where there is nothing to say."""
        false = self.published_false
        wrong = f" with {false} false figure{'s' if false > 1 else ''}" if false else ""
        words = self.publication.words
        return words.replace("published", f"published{wrong}", 1) if words else ""

    def is_in(self, state: State) -> bool:
        """Whether it is in a state; that false figures hide what the file is otherwise counts."""
        return state in (self.state, self.file_state if self.state is State.FALSE else self.state)


@dataclass(frozen=True)
class Cell:
    """A round or tournament of the grid with its reports, in the order of the kinds."""

    key: CellKey
    state: State
    reports: tuple[ReportStatus, ...]
    """Of the kinds switched on, and of the others where a file of theirs is there."""
    note: str = ""
    """For an incomplete round how much is there ("4 of 5 cards, 71 of 90 holes")."""
    offered: bool = True
    """Whether reports can be written of it: everything it is about has been played in full."""
    course: str = ""
    """Where a round was played; empty for a tournament."""
    date: datetime.date | None = None
    """When a round was played, where it is known."""
    never_played: bool = False
    """Whether a round was passed over: its tournament goes on, and ends, without it."""


@dataclass(frozen=True)
class Row:
    """A tournament's line in the grid."""

    teg: int
    name: str
    year: int | None
    area: str
    live: bool
    """Whether it has begun and rounds of it remain."""
    rounds: tuple[Cell, ...]
    """By number, announced ones included."""
    tournament: Cell


@dataclass(frozen=True)
class Catalogue:
    """Every report and its state, as the grid shows it."""

    rows: tuple[Row, ...]
    """Newest first."""
    kinds: tuple[tuple[str, str, bool], ...]
    """(kind, title, switched on) in the order of waves."""
    notes: tuple[str, ...] = ()
    """What a user should know of the data ("duplicate row left out ..."), one sentence each."""
    newest_lacking: CellKey | None = None
    """Where the cursor starts: the newest round that lacks a report, else such a tournament."""

    @cached_property
    def cells(self) -> dict[CellKey, Cell]:
        """Every cell by its key."""
        return {cell.key: cell for row in self.rows for cell in (*row.rounds, row.tournament)}

    @cached_property
    def reports(self) -> dict[ReportKey, ReportStatus]:
        """Every report by its key."""
        return {report.key: report for cell in self.cells.values() for report in cell.reports}
