"""From what the user selected to the reports to write, in waves.

What is selected is written again, fresh or not. What it must be written from is used as it is
where it is there. Where it is not, notes only and full pipeline write it first; reports only
says what is missing and writes it when told to. What an open run is writing is left to that
run, and waited for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kind import Kind, Scope
from teg_tui.reports.state import Catalogue, Cell, ReportStatus, State
from teg_tui.reports.trial import Trial

if TYPE_CHECKING:  # screens import this module before the first paint: no parsers for them
    from teg_tui.reports.kinds import Kinds


class Mode(StrEnum):
    """Which kinds of the selected cells are meant."""

    NOTES = "notes"
    """Story notes only: the kinds that other kinds are written from."""
    REPORTS = "reports"
    """Reports only: the kinds that readers see; the notes must be there."""
    FULL = "full"
    """Full pipeline: notes, then reports."""


@dataclass(frozen=True)
class Selection:
    """What the user chose."""

    cells: frozenset[CellKey]
    mode: Mode = Mode.FULL
    kinds: frozenset[str] | None = None
    """Kinds switched on; None for those switched on by default."""
    with_missing_notes: bool = False
    """Whether notes that "reports only" lacks are written too."""
    skip_fresh: bool = False
    """Whether reports are left out that would be written again although nothing changed."""
    only_missing: bool = False
    """Whether only reports are meant of which there is nothing: no file, and no result that waits
    for a person."""
    trial: Trial | None = None
    """Whether they are to be written as a variant, beside the real ones."""
    agreed: frozenset[ReportKey] | None = field(default=None, compare=False)
    """What it came to when somebody agreed to its cost: nothing else is begun for it."""


@dataclass(frozen=True)
class Plan:
    """The reports to write, in waves: a wave needs only what earlier waves wrote."""

    selection: Selection
    waves: tuple[tuple[ReportKey, ...], ...]
    """Each by kind, then tournament, then round."""
    missing_needs: tuple[ReportKey, ...] = ()
    """What must be written first and is neither there nor in the plan: nothing can start."""
    waits_for: tuple[tuple[ReportKey, int], ...] = ()
    """Needs or reports that an open run (its number) is writing: the plan waits for it."""
    skipped: tuple[tuple[CellKey, str], ...] = ()
    """Cells without a report to write, and why ("round 4 is not played yet")."""
    fresh: tuple[ReportKey, ...] = ()
    """Would be written again although nothing changed."""
    unknown_origin: tuple[ReportKey, ...] = ()
    edited: tuple[ReportKey, ...] = ()
    """Would replace what somebody changed by hand (kept in `.teg-tui/replaced/`)."""
    added: tuple[ReportKey, ...] = ()
    """Not selected, but what is selected must be written from them and they are not there."""

    @property
    def reports(self) -> tuple[ReportKey, ...]:
        """All reports of all waves, in order."""
        return tuple(key for wave in self.waves for key in wave)

    @property
    def agreed(self) -> Selection:
        """The selection, held to what it comes to now."""
        return replace(self.selection, agreed=frozenset(self.reports))

    @property
    def unasked(self) -> tuple[ReportKey, ...]:
        """What it comes to beyond what was agreed to: things have changed since."""
        agreed = self.selection.agreed
        return () if agreed is None else tuple(k for k in self.reports if k not in agreed)


def make_plan(selection: Selection, catalogue: Catalogue, kinds: Kinds) -> Plan:
    """What a selection comes to, as the catalogue stands. Raises TegError for an unknown kind."""
    planner = _Planner if selection.trial is None else _TrialPlanner
    return planner(selection, catalogue, kinds).plan()


class _Planner:
    """Gathers the reports of one plan."""

    def __init__(self, selection: Selection, catalogue: Catalogue, kinds: Kinds) -> None:
        self.selection = selection
        self.catalogue = catalogue
        self.kinds = kinds
        self.rounds = {
            row.teg: [
                cell.key.round
                for cell in row.rounds
                if cell.key.round is not None and not cell.never_played
            ]
            for row in catalogue.rows
        }
        self.writes_needs = selection.mode is not Mode.REPORTS or selection.with_missing_notes
        self.planned: set[ReportKey] = set()
        self.added: set[ReportKey] = set()
        self.missing: set[ReportKey] = set()
        self.waits: dict[ReportKey, int] = {}
        self.skipped: list[tuple[CellKey, str]] = []

    def plan(self) -> Plan:
        self.select()
        self.add_needs()
        return Plan(
            selection=self.selection,
            waves=self.waves(),
            missing_needs=self.in_order(self.missing),
            waits_for=tuple((key, self.waits[key]) for key in self.in_order(self.waits)),
            skipped=tuple(self.skipped),
            fresh=self.in_state(State.PRESENT, self.planned),
            unknown_origin=self.in_state(State.UNKNOWN_ORIGIN, self.planned),
            edited=self.in_state(State.EDITED, self.planned),
            added=self.in_order(self.added),
        )

    def select(self) -> None:
        """The reports of the selected cells that mode and kinds mean."""
        meant = {scope: self.kinds_meant(scope) for scope in Scope}
        latest = set(self.latest_selected())
        for key in sorted(self.selection.cells, key=_cell_order):
            cell = self.catalogue.cells.get(key)
            kinds = meant[Scope.TOURNAMENT if key.round is None else Scope.ROUND]
            if key in latest:
                kinds = [*kinds, *meant[Scope.PARTIAL]]
            if cell is None or not cell.offered:
                self.skipped.append((key, self.why_not(key, cell)))
            elif not kinds:
                self.skipped.append((key, "nothing of what is switched on can be written of it"))
            for kind in kinds if cell is not None and cell.offered else ():
                report = ReportKey(key.teg, key.round, kind.name)
                if not self.in_flight(report) and not self.left_as_it_is(report):
                    self.planned.add(report)

    def left_as_it_is(self, key: ReportKey) -> bool:
        """Whether a report that is there is left out.

        A fresh one is not where what it is written from is written anew.
        """
        if self.selection.only_missing:
            status = self.catalogue.reports.get(key)
            return self.there(key) or (status is not None and status.state is State.HELD)
        if not self.selection.skip_fresh or not self.in_state(State.PRESENT, [key]):
            return False
        return self.planned.isdisjoint(self.needs_of(key))

    def latest_selected(self) -> Iterator[CellKey]:
        """Of each tournament the last round selected, unless it is the last of all.

        As of that one a tournament's partial report is written: it has one file for all rounds.
        """
        for teg, rounds in self.rounds.items():
            chosen = [number for number in rounds if (teg, number) in self.selection.cells]
            if chosen and chosen[-1] != rounds[-1]:
                yield CellKey(teg, chosen[-1])

    def kinds_meant(self, scope: Scope) -> list[Kind]:
        chosen = self.selection.kinds
        unknown = (chosen or frozenset()) - self.kinds.by_name.keys()
        if unknown:
            raise TegError(
                f"no such kind of report: {', '.join(sorted(unknown))}",
                way_out=f"There are {', '.join(self.kinds.by_name)}",
            )
        wanted = {Mode.NOTES: {True}, Mode.REPORTS: {False}, Mode.FULL: {True, False}}
        return [
            kind
            for kind in self.kinds.of_scope(scope)
            if kind.notes in wanted[self.selection.mode]
            and (kind.enabled if chosen is None else kind.name in chosen)
        ]

    def why_not(self, key: CellKey, cell: Cell | None) -> str:
        if cell is not None:
            return cell.note
        if key.teg in self.rounds:
            return "there is no such round"
        return "there is no such tournament"

    def in_flight(self, key: ReportKey) -> bool:
        """Whether an open run is writing a report; then it is waited for."""
        status = self.catalogue.reports.get(key)
        if status is None or status.open_run is None:
            return False
        self.waits[key] = status.open_run
        return True

    def add_needs(self) -> None:
        """Follow what planned reports are written from, until nothing new turns up."""
        left = sorted(self.planned, key=self.place)
        while left:
            for need in self.needs_of(left.pop()):
                if need in self.planned or self.in_flight(need) or self.there(need):
                    continue
                cell = self.catalogue.cells.get(need.cell)
                if not self.writes_needs or cell is None or not cell.offered:
                    self.missing.add(need)
                    continue
                self.planned.add(need)
                self.added.add(need)
                left.append(need)

    def needs_of(self, key: ReportKey) -> tuple[ReportKey, ...]:
        return self.kinds.needs_of(key, self.rounds[key.teg])

    def there(self, key: ReportKey) -> bool:
        status = self.catalogue.reports.get(key)
        return status is not None and status.file_state is not State.MISSING

    def waves(self) -> tuple[tuple[ReportKey, ...], ...]:
        """Each report in the first wave in which all it needs of the plan has been written."""
        levels: dict[ReportKey, int] = {}
        for key in self.in_order(self.planned):  # a kind stands after those it needs
            needs = [levels[need] for need in self.needs_of(key) if need in self.planned]
            levels[key] = 1 + max(needs, default=-1)
        waves: list[list[ReportKey]] = [[] for _ in set(levels.values())]
        for key, level in levels.items():
            waves[level].append(key)
        return tuple(tuple(wave) for wave in waves)

    def in_state(self, state: State, keys: Iterable[ReportKey]) -> tuple[ReportKey, ...]:
        """Reports whose file is in a state; with an older recipe none is fresh."""
        reports: Mapping[ReportKey, ReportStatus] = self.catalogue.reports
        return self.in_order(
            key
            for key in keys
            if (status := reports.get(key)) is not None
            and status.file_state is state
            and not status.older_recipe
        )

    def in_order(self, keys: Iterable[ReportKey]) -> tuple[ReportKey, ...]:
        return tuple(sorted(keys, key=self.place))

    def place(self, key: ReportKey) -> tuple[int, int, int]:
        """By kind, then tournament, then round."""
        return self.kinds.order[key.kind], key.teg, key.round or 0


class _TrialPlanner(_Planner):
    """A variant's texts: from what is on file as it is, whatever is being written of the rest."""

    def plan(self) -> Plan:
        self.select()
        trial = self.selection.trial
        name = trial.name if trial else ""
        needs = {need for key in self.planned for need in self.needs_of(key)}
        texts = tuple(key.as_variant(name) for key in self.in_order(self.planned))
        return Plan(
            selection=self.selection,
            waves=(texts,) if texts else (),
            missing_needs=self.in_order(need for need in needs if not self.there(need)),
            skipped=tuple(self.skipped),
        )

    def in_flight(self, key: ReportKey) -> bool:  # noqa: ARG002 (asked of every planner; a variant is no report in flight)
        return False


def _cell_order(key: CellKey) -> tuple[int, bool, int]:
    return key.teg, key.round is None, key.round or 0
