"""What reports are made of: scores, prompt files, facts; read when asked for, kept until changed.

Whether a file has changed is told from its time and size, so that looking is cheap enough for
every few seconds. Nothing here is loaded before it is needed: scores bring polars with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from teg_tui import workspace as workspaces
from teg_tui.errors import ConfigError
from teg_tui.reports import places, requests
from teg_tui.reports.catalogue import build_catalogue
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kind import Kind, Scope
from teg_tui.reports.kinds import Kinds, load_kinds
from teg_tui.store import alike, variants
from teg_tui.workspace import CONFIG_FILE, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from teg_tui.golf.tour import Tour
    from teg_tui.reports.provenance import Provenance
    from teg_tui.reports.publication import Published
    from teg_tui.reports.renewal import Renewed
    from teg_tui.reports.state import Catalogue, RequestState

Mark = tuple[int, int, int]
"""When a file was written, when anything about it was changed, its size."""

_FACTS_KEPT = 64


class Loaded(NamedTuple):
    """Scores and kinds as they were read together."""

    tour: Tour
    kinds: Kinds
    notes: tuple[str, ...]


class Subject(NamedTuple):
    """What facts are about."""

    teg: int
    round: int | None
    """None for the tournament."""
    as_of: int | None
    """The round at whose end the tournament is told; None for its own end."""


class Material:
    """The workspace's scores, kinds and facts."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._config_mark = mark_of(workspace.root / CONFIG_FILE)
        self._marks: dict[str, Mark] = {}
        self._loaded: Loaded | None = None
        self.generation = 0
        """Counts how often it was read."""
        self._fingerprints: dict[Subject, str] = {}
        self._paths: tuple[str, ...] = ()
        self._facts_text = lru_cache(maxsize=_FACTS_KEPT)(self._make_facts_text)

    def changed(self) -> bool:
        """Whether configuration, a score or a prompt file differs from what was read."""
        return self._loaded is None or _marks(self._workspace) != self._marks

    def refresh(self) -> bool:
        """Read again what has changed; whether anything had. Raises TegError; may take a second.

        What was read before stays in use, all of it, when any of the new files can't be read.
        """
        if not self.changed():
            return False
        workspace = self._configured()
        marks = _marks(workspace)
        self._loaded = _load(workspace)
        self._workspace, self._marks = workspace, marks
        self._config_mark = marks.get(str(workspace.root / CONFIG_FILE))
        self.generation += 1
        self._fingerprints, self._paths = {}, ()
        self._facts_text.cache_clear()
        return True

    def _configured(self) -> Workspace:
        """The workspace by its `teg.toml` as that is now.

        One that has vanished is trouble, not a workspace without: the budget is in it.
        """
        file = self._workspace.root / CONFIG_FILE
        mark = mark_of(file)
        if mark == self._config_mark:
            return self._workspace
        if mark is None:
            raise ConfigError(
                "is gone: what it said holds until this program is left",
                where=str(file),
                way_out="Put it back, or start teg-tui again without it",
            )
        return workspaces.load(self._workspace.root)

    @property
    def workspace(self) -> Workspace:
        """The workspace with its configuration as it was read last."""
        return self._workspace

    def folders(self) -> frozenset[Path]:
        """Where anything of the workspace's lies, or may come to lie, that is told or read here."""
        root = self._workspace.root
        files = [file for file in _files(self._workspace) if file.is_relative_to(root)]
        reports = {(root / path).parent for path in self.report_paths()}
        # A change to what a link points to is told where that lies.
        linked = {file.resolve().parent for file in files}
        places = {file.parent for file in files}
        return frozenset(reports | linked | places | {prompt_folders(self._workspace)[1]})

    @property
    def has_loaded(self) -> bool:
        """Whether scores and kinds have been read at least once."""
        return self._loaded is not None

    @property
    def loaded(self) -> Loaded:
        """Scores and kinds; read now where nothing was before."""
        if self._loaded is None:
            self.refresh()
        if self._loaded is None:
            raise RuntimeError("nothing was read")
        return self._loaded

    @property
    def tour(self) -> Tour:
        """The tour."""
        return self.loaded.tour

    @property
    def kinds(self) -> Kinds:
        """The kinds of report."""
        return self.loaded.kinds

    def put_variants(self, its: tuple[Kind, ...]) -> None:
        """Know these variants, until files are read again: what is tried need not be kept yet."""
        self._loaded = self.loaded._replace(kinds=replace(self.loaded.kinds, variants=its))

    def rounds_of(self, teg: int) -> list[int]:
        """The numbers of a tournament's rounds."""
        tournament = self.tour.by_teg.get(teg)
        return [] if tournament is None else [rnd.number for rnd in tournament.rounds]

    def needs_of(self, key: ReportKey) -> tuple[ReportKey, ...]:
        """The reports that a report is written from."""
        return self.kinds.needs_of(key, self.rounds_of(key.teg))

    def named(self, key: ReportKey) -> str:
        """A report in words: "TEG 17 R4, Round report"."""
        rnd = "" if key.round is None else f" R{key.round}"
        return f"{self._workspace.config.event} {key.teg}{rnd}, {self.kinds[key.kind].title}"

    def path_of(self, key: ReportKey) -> str:
        """Where a report is filed, relative to the workspace."""
        config = self._workspace.config
        return self.kinds[key.kind].path(key.cell, config.folders, config.event)

    def published_path_of(self, key: ReportKey) -> str | None:
        """Where its published copy lies; None where the kind has none."""
        config = self._workspace.config
        return self.kinds[key.kind].published_path(key.cell, config.folders, config.event)

    def report_paths(self) -> tuple[str, ...]:
        """Every path at which a report or its published copy may stand."""
        if not self._paths:
            self._paths = tuple(self._make_report_paths())
        return self._paths

    def _make_report_paths(self) -> Iterator[str]:
        config = self._workspace.config
        for tournament in self.tour.tournaments:
            cells = [CellKey(tournament.teg, None)]
            cells += [CellKey(tournament.teg, n + 1) for n in range(tournament.last_round)]
            for cell in cells:
                for kind in self.kinds:
                    if (kind.scope is Scope.ROUND) is (cell.round is None):
                        continue  # a partial report has one path a tournament, too
                    yield kind.path(cell, config.folders, config.event)
                    published = kind.published_path(cell, config.folders, config.event)
                    if published is not None:
                        yield published

    def model_of(self, kind: Kind) -> str:
        """The model that writes a kind."""
        return kind.model or self._workspace.config.model

    def fingerprint(self, key: ReportKey) -> str:
        """What identifies the scores behind a report's facts."""
        from teg_tui.golf.fingerprint import fingerprint

        subject = self._subject(key)
        known = self._fingerprints.get(subject)
        if known is None:
            known = self._fingerprints[subject] = fingerprint(self.tour, *subject)
        return known

    def facts_text(self, key: ReportKey) -> str:
        """A report's facts as the model gets them."""
        return self._facts_text(self._subject(key))

    def _subject(self, key: ReportKey) -> Subject:
        if self.kinds[key.kind].scope is Scope.PARTIAL:
            return Subject(key.teg, None, as_of=key.round)
        return Subject(key.teg, key.round, as_of=None)

    def _make_facts_text(self, subject: Subject) -> str:
        from teg_tui.golf.facts import round_facts
        from teg_tui.golf.facts_text import facts_text
        from teg_tui.golf.tournament_facts import tournament_facts

        if subject.round is None:
            return facts_text(tournament_facts(self.tour, subject.teg, subject.as_of))
        return facts_text(round_facts(self.tour, subject.teg, subject.round))

    def fill(self, text: str, key: ReportKey, *, whole: bool = True) -> places.Filled:
        """A text with its places filled from the scores; not `whole` while it is being written."""
        return places.fill(text, self.tour, self.kinds[key.kind], key, whole=whole)

    def renew(self, text: str, key: ReportKey) -> Renewed:
        """A report's text with its tables as the scores have them."""
        from teg_tui.reports.renewal import renew

        return renew(text, self.tour, key)

    def custom_id(self, key: ReportKey, nonce: str) -> str:
        """The id of a request for a report."""
        event = self._workspace.config.event
        return requests.custom_id(key, self.kinds[key.kind], event, nonce)

    def catalogue(
        self,
        files: Mapping[str, str],
        provenance: Mapping[ReportKey, Provenance],
        states: Mapping[ReportKey, RequestState],
        published: Mapping[str, Published],
        false_claims: Mapping[str, int],
    ) -> Catalogue:
        """Every report and its state."""
        config = self._workspace.config
        return build_catalogue(
            self.tour,
            self.kinds,
            config.folders,
            files,
            provenance,
            states,
            self.fingerprint,
            config.model,
            self.loaded.notes,
            published,
            false_claims,
        )


def _marks(workspace: Workspace) -> dict[str, Mark]:
    """What tells whether files have changed; those that are not there are left out."""
    marks = ((str(path), mark_of(path)) for path in _files(workspace))
    return {path: mark for path, mark in marks if mark is not None}


def mark_of(path: Path) -> Mark | None:
    """What tells whether a file has changed; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size


def prompt_folders(workspace: Workspace) -> tuple[Path, Path]:
    """Where prompt files lie: the shipped ones, and the workspace's own, which come first."""
    return workspaces.shipped("prompts"), workspace.root / "prompts"


def _files(workspace: Workspace) -> Iterator[Path]:
    yield workspace.root / CONFIG_FILE
    data = workspace.config.data
    scores = workspace.root / data.scores
    yield from (scores, scores.with_suffix(".csv"), scores.with_suffix(".parquet"))
    for name in (data.rounds, data.players, data.handicaps, data.winners, data.courses):
        yield workspace.root / name
    for folder in prompt_folders(workspace):
        yield folder
        yield from sorted(folder.glob("*.md"))
        yield folder / "templates"
        yield from sorted(folder.glob("templates/*.toml"))
    yield workspace.root / alike.FILE
    yield from variants.files(workspace.root)


def _load(workspace: Workspace) -> Loaded:
    kinds = load_kinds(prompt_folders(workspace), workspace.config.kinds)
    kinds = variants.add_to(alike.add_to(kinds, workspace.root), workspace.root)
    read = workspaces.load_tour(workspace)
    return Loaded(read.tour, kinds, read.notes)
